// Word between tabs of the same browser: what one of them changed.
export interface Change {
  assessment: string;
  /** Requirements answered; empty: something else about the assessment. */
  requirements: string[];
}

const channel =
  typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("cmmm");

export function tellTabs(change: Change): void {
  channel?.postMessage(change);
}

export function hearTabs(listener: (change: Change) => void): void {
  channel?.addEventListener("message", (event: MessageEvent<Change>) => {
    listener(event.data);
  });
}
