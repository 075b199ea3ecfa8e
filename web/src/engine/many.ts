// Many files, one after the other: where each enterprise stands, or what has
// to be corrected first. The engine reads and scores; nothing is kept there.
import { analysis, scoring } from "@/engine/client";
import { openFile, type Opened } from "@/engine/file";
import { problemOf, type Problem } from "@/engine/problem";
import { UnansweredPolicy } from "@/gen/cmmm/v1/answers_pb";
import { View, type ScoreResponse } from "@/gen/cmmm/v1/scoring_service_pb";

export interface Standing {
  file: string;
  opened: Opened;
  score?: ScoreResponse;
  /** The fewest steps down that lose the level. */
  margin?: number;
  problem?: Problem;
}

/** Reads and scores one file. Never throws. */
export async function stand(file: File): Promise<Standing> {
  const opened = await openFile(file);
  const standing: Standing = { file: file.name, opened };
  if (opened.kind === "problem") standing.problem = opened.problem;
  if (opened.kind !== "read") return standing;
  const assessment = {
    ...opened.request,
    unanswered: UnansweredPolicy.BOUNDS,
    view: View.LEVEL,
  };
  try {
    const [score, margin] = await Promise.all([
      scoring.score(assessment),
      analysis.analyzeMargin({ assessment }),
    ]);
    standing.score = score;
    if (margin.level > 0) standing.margin = margin.size;
  } catch (error) {
    standing.problem = problemOf(error);
  }
  return standing;
}

/** A table that Excel opens: quoted, and nothing in it is a formula. */
export function toCsv(rows: string[][]): string {
  const cell = (text: string) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return `"${safe.replace(/"/g, '""')}"`;
  };
  const lines = rows.map((row) => row.map(cell).join(","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}
