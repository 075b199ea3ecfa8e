// Every text of the page, in both languages, a file a screen. A component
// names a text as `file.text`.
import { common, level, problem } from "@/texts/common";
import { join } from "@/texts/join";
import { many } from "@/texts/many";
import { overview } from "@/texts/overview";
import { plan } from "@/texts/plan";
import { programme } from "@/texts/programme";
import type { Pairs } from "@/texts/pairs";
import { grade, question } from "@/texts/question";
import { saved } from "@/texts/saved";
import { start } from "@/texts/start";
import { verdict } from "@/texts/verdict";

export type Language = "zh" | "en";

export const texts = {
  common,
  grade,
  join,
  level,
  many,
  overview,
  plan,
  problem,
  programme,
  question,
  saved,
  start,
  verdict,
} satisfies Record<string, Pairs>;

function inLanguage(index: 0 | 1) {
  return Object.fromEntries(
    Object.entries(texts as Record<string, Pairs>).map(([group, pairs]) => [
      group,
      Object.fromEntries(
        Object.entries(pairs).map(([key, pair]) => [key, pair[index]]),
      ),
    ]),
  );
}

export const messages = { zh: inLanguage(0), en: inLanguage(1) };
