import { onBeforeUnmount, ref, watch, type Ref } from "vue";

// What a phone's screen has room for, and some more.
const STEP = 6;

/**
 * How many of a long list are drawn: those in sight at once, the others a few
 * at a time, so that none of it takes long.
 */
export function useGradually(count: () => number): Ref<number> {
  const drawn = ref(STEP);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const more = () => {
    clearTimeout(timer);
    if (drawn.value >= count()) return;
    timer = setTimeout(() => {
      drawn.value += STEP;
      more();
    });
  };
  watch(count, more, { immediate: true });
  onBeforeUnmount(() => clearTimeout(timer));
  return drawn;
}
