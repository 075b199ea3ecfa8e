// A server that could not be reached is asked again, whether the network was
// lost, of which browsers tell, or the server restarted, of which nobody does.
import { getCurrentScope, onScopeDispose, watch, type Ref } from "vue";
import type { Problem } from "@/engine/problem";

const FIRST = 2000;
const LAST = 20_000;

/** While `problem` says that the server cannot be reached, asks again. */
export function askAgainWhile(
  problem: Ref<Problem | null>,
  ask: () => unknown,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST;
  const isWaiting = () => problem.value?.kind === "waiting";
  const now = () => {
    clearTimeout(timer);
    if (isWaiting()) void ask();
  };
  watch(problem, () => {
    clearTimeout(timer);
    if (isWaiting()) {
      timer = setTimeout(now, wait);
      wait = Math.min(2 * wait, LAST);
    } else wait = FIRST;
  });
  addEventListener("online", now);
  if (!getCurrentScope()) return;
  onScopeDispose(() => {
    clearTimeout(timer);
    removeEventListener("online", now);
  });
}
