// Many files, one after the other: where each enterprise stands, or what has
// to be corrected first. The engine reads and scores; nothing is kept there.
import { analysis, scoring } from "@/engine/client";
import { openFile, type Opened } from "@/engine/file";
import { problemOf, type Problem } from "@/engine/problem";
import { UnansweredPolicy } from "@/gen/cmmm/v1/answers_pb";
import { View, type ScoreResponse } from "@/gen/cmmm/v1/scoring_service_pb";

/** As many files as one looks through, and as one message has room for. */
export const MOST_FILES = 400;

export interface Standing {
  file: File;
  opened: Opened;
  score?: ScoreResponse;
  /** The fewest steps down that lose the level. */
  margin?: number;
  /** The next level, and the fewest grades up to it as things are. */
  way?: { level: number; steps: number };
  problem?: Problem;
}

/** The name of the enterprise, or else of its file. */
export function nameOf({ file, opened }: Standing): string {
  if (opened.kind !== "read") return file.name;
  return opened.request.info?.enterpriseName || opened.name;
}

/** Whether the file has to be corrected by whoever filled it in. */
export function isBad({ score, problem }: Standing): boolean {
  return !score && (!problem || ["refused", "gone"].includes(problem.kind));
}

/** Reads and scores one file. Never throws. */
export async function stand(file: File): Promise<Standing> {
  const opened = await openFile(file);
  const standing: Standing = { file, opened };
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
      standing.way = { level: plan.targetLevel, steps: plan.totalCost };
    }
  } catch (error) {
    standing.problem = problemOf(error, opened.request);
  }
  return standing;
}
