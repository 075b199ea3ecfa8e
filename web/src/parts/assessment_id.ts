import { computed, type ComputedRef } from "vue";
import { useRoute } from "vue-router";

/**
 * The assessment in the address. On the way to another screen, which names
 * none, it stays what it was: links of the screen that is left are still drawn.
 */
export function useAssessmentId(): ComputedRef<string> {
  const route = useRoute();
  let last = String(route.params["id"] ?? "");
  return computed(() => {
    const { id } = route.params;
    if (typeof id === "string") last = id;
    return last;
  });
}
