// What time it is. A device whose clock has stopped says 1970, and then no
// deadline would be past: a clock from before this page was made is wrong, and
// the server's counts instead.
import { ref } from "vue";

declare const __RELEASED__: string;

const DAY = 24 * 3600 * 1000;
// When the page was released, less what time zones make.
const earliest = Date.parse(__RELEASED__) - DAY;

/** By how much the device is behind; 0: nothing is known against it. */
const behind = ref(0);

/** Whether the device says what cannot be. */
export function isImpossible(): boolean {
  return Date.now() < earliest;
}

/** Whether the server's clock counts, and not the device's. */
export function isClockWrong(): boolean {
  return behind.value !== 0;
}

/** Hears what time an answer of the server is of; its `Date`. */
export function hearTime(date: string | null): void {
  const at = Date.parse(date ?? "");
  behind.value = isImpossible() && at >= earliest ? at - Date.now() : 0;
}

/** Milliseconds since 1970, as `Date.now` has them. */
export function now(): number {
  return Date.now() + behind.value;
}
