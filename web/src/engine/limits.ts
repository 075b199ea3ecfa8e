// How much the engine takes of what people write: proto/cmmm/v1/answers.proto
// and plan.proto. A test holds these beside the engine's own.

/** Characters of a text: a name, a note, a piece of evidence, a reason. */
export const MOST_TEXT = 1000;
/** Pieces of evidence of an answer. */
export const MOST_PIECES = 10;
/** The cost of a grade up. */
export const MOST_COST = 1_000_000;
/** A budget; what all raises of a plan cost fits in twice as much. */
export const MOST_BUDGET = 1_000_000_000;
/** Downgrades to be survived. */
export const MOST_HOLD = 20;

const PAIRS = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Characters as the engine counts them: what is two halves here is one. */
export function lengthOf(text: string): number {
  return text.length - (text.match(PAIRS)?.length ?? 0);
}

export function fits(text: string, most = MOST_TEXT): boolean {
  return text.length <= most || lengthOf(text) <= most;
}

/** Where in `text`, as JavaScript counts, the first `most` characters end. */
export function endOf(text: string, most: number): number {
  let end = 0;
  for (let n = 0; n < most && end < text.length; ++n) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  }
  return end;
}

/**
 * The whole number that is written there, also in full-width digits; null:
 * nothing is; undefined: it is none, or larger than `most`.
 */
export function numberOf(
  text: string,
  most: number,
): number | null | undefined {
  const written = text.normalize("NFKC").trim();
  if (written === "") return null;
  const number = /^\d+$/.test(written) ? Number(written) : Infinity;
  return number <= most ? number : undefined;
}
