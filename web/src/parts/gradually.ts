import { onBeforeUnmount, ref, watch, type Ref } from "vue";

// What a phone draws without keeping a finger waiting.
const STEP = 3;

interface Gradually {
  /** How many are drawn by now. */
  drawn: Ref<number>;
  /**
   * All of them were, once. What stands below the list comes after it, so that
   * it moves nothing that is seen; and stays when the list grows.
   */
  isWhole: Ref<boolean>;
}

/**
 * Draws a long list a few at a time, after what is above it, so that none of
 * it takes long. `count` is null until there is a list.
 */
export function useGradually(count: () => number | null): Gradually {
  const drawn = ref(0);
  const isWhole = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const more = () => {
    clearTimeout(timer);
    const all = count();
    if (all === null) return;
    timer = setTimeout(() => {
      if (drawn.value >= all) {
        isWhole.value = true;
        return;
      }
      drawn.value += STEP;
      more();
    });
  };
  watch(count, more, { immediate: true });
  onBeforeUnmount(() => clearTimeout(timer));
  return { drawn, isWhole };
}
