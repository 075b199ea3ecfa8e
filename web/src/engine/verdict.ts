// Everything the screen of the result shows, as the engine says it.
import { clone, create } from "@bufbuild/protobuf";
import { analysis, scoring } from "@/engine/client";
import type { AnalyzeMarginResponse } from "@/gen/cmmm/v1/margin_pb";
import type { PlanUpgradeResponse } from "@/gen/cmmm/v1/plan_pb";
import { AnswerSchema, Grade } from "@/gen/cmmm/v1/answers_pb";
import type { NodeScore } from "@/gen/cmmm/v1/scorecard_pb";
import {
  ScoreRequestSchema,
  View,
  type ScoreRequest,
  type ScoreResponse,
} from "@/gen/cmmm/v1/scoring_service_pb";

export interface Verdict {
  /** With every open question at its worst, and `bounds`. */
  score: ScoreResponse;
  /** Domains, with every open question at its best. */
  bestDomains: NodeScore[];
  margin: AnalyzeMarginResponse;
  /** The way to the level aimed at, when it is certain to be missed. */
  plan: PlanUpgradeResponse | null;
}

/** The request with every question of `open` answered as well as can be. */
function atBest(request: ScoreRequest, open: string[]): ScoreRequest {
  const best = clone(ScoreRequestSchema, request);
  if (best.answers.case === "list") {
    for (const requirementId of open) {
      const value = { case: "grade" as const, value: Grade.FULLY };
      best.answers.value.answers.push(
        create(AnswerSchema, { requirementId, value }),
      );
    }
  }
  best.view = View.SCORECARD;
  return best;
}

/** `open` are the questions without an answer. Throws what the client throws. */
export async function askVerdict(
  request: ScoreRequest,
  open: string[],
  aimed: number,
): Promise<Verdict> {
  const [score, best, margin] = await Promise.all([
    scoring.score(request),
    open.length > 0 ? scoring.score(atBest(request, open)) : null,
    analysis.analyzeMargin({ assessment: request }),
  ]);
  const highest = score.bounds?.best?.level ?? 0;
  const isMissed = aimed > 0 && highest < aimed;
  return {
    score,
    bestDomains: (best ?? score).scorecard?.domains ?? [],
    margin,
    plan: isMissed
      ? await analysis.planUpgrade({ assessment: request, targetLevel: aimed })
      : null,
  };
}
