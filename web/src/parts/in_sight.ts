import { nextTick } from "vue";

const frame = () => new Promise((go) => requestAnimationFrame(go));

/** Changes what is drawn; the field one is in stays where it is on the screen. */
export async function keepInSight(change: () => void): Promise<void> {
  const field = document.activeElement;
  const top = () => field?.getBoundingClientRect().top ?? 0;
  const before = top();
  change();
  await nextTick();
  // Some browsers do it by themselves, by the second frame.
  await frame();
  await frame();
  if (field?.isConnected) scrollBy(0, top() - before);
}
