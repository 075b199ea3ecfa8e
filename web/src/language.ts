// The language of the page, and numbers as people read them.
import { createI18n } from "vue-i18n";
import type { Change, OpenChange } from "@/gen/cmmm/v1/compare_pb";
import type { LocalizedText } from "@/gen/cmmm/v1/model_pb";
import type { Score } from "@/gen/cmmm/v1/scorecard_pb";
import { work } from "@/state";
import { messages, texts, type Language } from "@/texts";

const KEY = "cmmm-language";

function remembered(): Language {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept === "zh" || kept === "en") return kept;
  } catch {
    // Storage is forbidden: the browser's language will do.
  }
  return navigator.language.startsWith("en") ? "en" : "zh";
}

export const i18n = createI18n({
  legacy: false,
  locale: remembered(),
  fallbackLocale: false,
  messages,
  // What a newer server says by a word that this page has no text for.
  missing: () => {
    queueMicrotask(() => (work.isOutdated = true));
    return texts.common.unknown[language() === "zh" ? 0 : 1];
  },
});

export function language(): Language {
  return i18n.global.locale.value as Language;
}

export function setLanguage(chosen: Language): void {
  i18n.global.locale.value = chosen;
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // It is forgotten with the tab.
  }
}

/** A text of a model in the language of the page. */
export function say(text: LocalizedText | undefined): string {
  return text?.[language()] ?? "";
}

function cut(numerator: bigint, denominator: bigint, places: number): string {
  const unit = BigInt(`1${"0".repeat(places)}`);
  const digits = ((numerator * unit) / denominator).toString();
  const padded = digits.padStart(places + 1, "0");
  return `${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

/**
 * A score, cut off and never rounded up: what misses a threshold does not show
 * as having met it.
 */
export function showScore(score: Score | undefined, places = 4): string {
  const { numerator, denominator } = score ?? {
    numerator: 0n,
    denominator: 1n,
  };
  return cut(numerator, denominator, places);
}

/**
 * A score, or between which two it lies. What is not known yet has two decimals,
 * unless they are the same ones; what is known has the four of every report.
 */
export function showScores(
  low: Score | undefined,
  high: Score | undefined = low,
): string {
  const [from, to] = [showScore(low), showScore(high)];
  if (from === to) return from;
  if (isUnknown(low, high)) return i18n.global.t("grade.open");
  const [short, long] = [showScore(low, 2), showScore(high, 2)];
  return short === long ? `${from}–${to}` : `${short}–${long}`;
}

/** Whether a score may be anything: no question of it is answered. */
export function isUnknown(
  low: Score | undefined,
  high: Score | undefined,
): boolean {
  return low?.numerator === 0n && high?.numerator === high?.denominator;
}

/**
 * Whether a range of whole numbers tells anything; "1 to 94" does not.
 */
export function isTelling(least: number, most: number): boolean {
  return most <= 2 * least;
}

/** How large a change is, without its sign; "": too small to be seen. */
function sizeOf(change: Change | undefined, most: 2 | 4): string {
  const { numerator = 0n, denominator = 1n } = change ?? {};
  const size = numerator < 0n ? -numerator : numerator;
  const shown = cut(size, denominator, most);
  if (/[1-9]/.test(shown)) return shown;
  return most === 4 ? "" : sizeOf(change, 4);
}

/** A change in words: "提高 0.0150". */
export function sayChange(change: Change | undefined): string {
  const { t } = i18n.global;
  const size = sizeOf(change, 4);
  if (size === "") return t("saved.hardly");
  return t((change?.numerator ?? 0n) < 0n ? "saved.fell" : "saved.rose", {
    size,
  });
}

/** Which way a change went, as far as that is known while questions are open. */
export function wayOf(
  change: Change | undefined,
  open: OpenChange | undefined,
): "up" | "down" | "either" | "hardly" {
  const { lowest, highest } = open ?? { lowest: change, highest: change };
  const falls = sizeOf(lowest, 2) !== "" && (lowest?.numerator ?? 0n) < 0n;
  const rises = sizeOf(highest, 2) !== "" && (highest?.numerator ?? 0n) > 0n;
  if (falls && rises) return "either";
  if (falls) return "down";
  return rises ? "up" : "hardly";
}

/** A change in words, or between which it lies while questions are open. */
export function sayChangeOf(
  change: Change | undefined,
  open: OpenChange | undefined,
): string {
  if (!open) return sayChange(change);
  const { t } = i18n.global;
  const way = wayOf(change, open);
  if (way === "either" || way === "hardly") return t(`saved.${way}`);
  const ends = [sizeOf(open.lowest, 2), sizeOf(open.highest, 2)];
  const [low = "", high = ""] = way === "up" ? ends : ends.reverse();
  const named = way === "up" ? "rose" : "fell";
  if (low === high) return t(`saved.${named}`, { size: high });
  if (low === "") return t(`saved.${named}_most`, { size: high });
  return t(`saved.${named}_range`, { low, high });
}

/** A double that informs, cut off in the same way. */
export function showDown(value: number, places = 2): string {
  const [whole = "0", decimals = ""] = value.toFixed(places + 6).split(".");
  return `${whole}.${decimals.slice(0, places)}`;
}

/** A whole number as it is read, `1,000,000`; the same in both languages. */
export function showWhole(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}

// Browsers take milliseconds to make one.
let numerals: Intl.NumberFormat | null = null;
function numeral(n: number): string {
  numerals ??= new Intl.NumberFormat("zh-u-nu-hanidec");
  return numerals.format(n);
}

/** "二级", "level 2"; "未达级" for none. */
export function levelName(level: number): string {
  const { t } = i18n.global;
  if (level === 0) return t("level.none");
  const n = language() === "zh" ? numeral(level) : String(level);
  return t("level.name", { n });
}

/** From `worst` to `best`, or the one level that both are. */
export function levelRange(worst: number, best: number): string {
  if (worst === best) return levelName(worst);
  const names = { worst: levelName(worst), best: levelName(best) };
  return i18n.global.t("level.range", names);
}

export function timeOf(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
