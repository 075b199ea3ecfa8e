// Everything the screen of the result shows, as the engine says it.
import { analysis, scoring } from "@/engine/client";
import type { AnalyzeMarginResponse } from "@/gen/cmmm/v1/margin_pb";
import type { PlanUpgradeResponse } from "@/gen/cmmm/v1/plan_pb";
import type {
  ScoreRequest,
  ScoreResponse,
} from "@/gen/cmmm/v1/scoring_service_pb";

export interface Verdict {
  /** With bounds, and per node what open questions still allow. */
  score: ScoreResponse;
  margin: AnalyzeMarginResponse;
  /** The way to the level aimed at, when it is certain to be missed. */
  plan: PlanUpgradeResponse | null;
}

/** Throws what the client throws. `aimed` 0: at no level in particular. */
export async function askVerdict(
  request: ScoreRequest,
  aimed: number,
): Promise<Verdict> {
  const [score, margin] = await Promise.all([
    scoring.score(request),
    analysis.analyzeMargin({ assessment: request }),
  ]);
  const isMissed = aimed > 0 && (score.bounds?.best?.level ?? 0) < aimed;
  return {
    score,
    margin,
    plan: isMissed
      ? await analysis.planUpgrade({ assessment: request, targetLevel: aimed })
      : null,
  };
}
