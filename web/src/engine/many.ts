// Many files, one after the other: where each enterprise stands, or what has
// to be corrected first. The engine reads and scores; nothing is kept there.
import { analysis, scoring } from "@/engine/client";
import type { Chosen } from "@/engine/chosen";
import { openFile, type Opened } from "@/engine/file";
import { problemOf, type Problem } from "@/engine/problem";
import { UnansweredPolicy } from "@/gen/cmmm/v1/answers_pb";
import { View, type ScoreResponse } from "@/gen/cmmm/v1/scoring_service_pb";

/** As many files as one looks through, and as one message has room for. */
export const MOST_FILES = 400;

export interface Standing {
  file: File;
  /** What tells it from the others: its name, or where it is in a folder. */
  label: string;
  opened: Opened;
  score?: ScoreResponse;
  /** The fewest steps down that lose the level. */
  margin?: number;
  /**
   * The next level, and between how many grades up to it are the fewest,
   * whatever the answers of open questions turn out to be.
   */
  way?: { level: number; least: number; most: number };
  problem?: Problem;
}

/** The name of the enterprise, or else of its file. */
export function nameOf({ label, opened }: Standing): string {
  if (opened.kind !== "read") return label;
  return opened.request.info?.enterpriseName || opened.name;
}

/** Whether the file has to be corrected by whoever filled it in. */
export function isBad({ score, problem }: Standing): boolean {
  return !score && (!problem || ["refused", "gone"].includes(problem.kind));
}

/**
 * `one` among `others`. What was corrected takes the place of what it was; two
 * enterprises' files of one name both stay. `replaced`: whose place it takes.
 */
export function place(
  others: Standing[],
  one: Standing,
): { all: Standing[]; replaced: Standing | undefined } {
  const [, stem = "", ending = ""] = /^(.*?)(\.\w+)?$/s.exec(one.label) ?? [];
  for (let n = 1; ; ++n) {
    const label = n === 1 ? one.label : `${stem} (${n})${ending}`;
    const before = others.find((other) => other.label === label);
    const isAnother =
      before?.score && (!one.score || nameOf(before) !== nameOf(one));
    if (before?.file !== one.file && isAnother) continue;
    const all = others.filter((other) => other !== before);
    return { all: [...all, { ...one, label }], replaced: before };
  }
}

/** Reads and scores one file. Never throws. */
export async function stand({ file, label }: Chosen): Promise<Standing> {
  const opened = await openFile(file);
  const standing: Standing = { file, label, opened };
  if (opened.kind === "problem") standing.problem = opened.problem;
  if (opened.kind !== "read") return standing;
  const assessment = {
    ...opened.request,
    unanswered: UnansweredPolicy.BOUNDS,
    view: View.LEVEL,
  };
  try {
    const [score, margin, plan] = await Promise.all([
      scoring.score(assessment),
      analysis.analyzeMargin({ assessment }),
      analysis.planUpgrade({ assessment }),
    ]);
    standing.score = score;
    if (margin.level > 0) standing.margin = margin.size;
    if (plan.reachable && !plan.alreadyReached) {
      const most = plan.totalCost;
      const least = plan.open?.cheapestCost ?? most;
      standing.way = { level: plan.targetLevel, least, most };
    }
  } catch (error) {
    standing.problem = problemOf(error, opened.request);
  }
  return standing;
}
