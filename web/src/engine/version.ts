// Whether the page and the server are of one version: a tab that stayed open is
// older than a server that was renewed.
import { work } from "@/state";

declare const __VERSION__: string;

/** The server's version; null: it cannot be reached, or does not say. */
async function askVersion(): Promise<string | null> {
  try {
    const response = await fetch("./version", { cache: "no-store" });
    const { version } = (await response.json()) as { version?: unknown };
    return typeof version === "string" ? version : null;
  } catch {
    return null;
  }
}

/** Says so where they are not. True: the server was reached. */
export async function compareVersions(): Promise<boolean> {
  const version = await askVersion();
  if (version !== null && version !== __VERSION__) work.isOutdated = true;
  return version !== null;
}

/**
 * `value`, one of `all` that the page knows, or else `otherwise`: then the
 * server is newer, and the page says so.
 */
export function known<T>(value: T, all: readonly T[], otherwise: T): T {
  if (all.includes(value)) return value;
  // It may be drawn at the moment.
  queueMicrotask(() => (work.isOutdated = true));
  return otherwise;
}
