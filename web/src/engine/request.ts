// From what the browser keeps to what the engine is asked.
import { create, toJsonString } from "@bufbuild/protobuf";
import { now } from "@/clock";
import {
  AnswerSchema,
  EvidenceSchema,
  Grade,
  NotApplicableSchema,
  UnansweredPolicy,
  type Answer,
} from "@/gen/cmmm/v1/answers_pb";
import {
  ScoreRequestSchema,
  View,
  type ScoreRequest,
} from "@/gen/cmmm/v1/scoring_service_pb";
import {
  decides,
  isWritten,
  type Assessment,
  type StoredAnswer,
} from "@/store/types";

/** The level that is aimed at; 0: none in particular. */
export function aimedLevel(assessment: Assessment): number {
  return assessment.aim.kind === "full" ? 0 : assessment.aim.level;
}

function toAnswer(stored: StoredAnswer): Answer {
  const answer = create(AnswerSchema, {
    requirementId: stored.requirement,
    note: stored.note ?? "",
    evidence: (stored.evidence ?? []).map((one) => create(EvidenceSchema, one)),
  });
  if (stored.grade !== undefined) {
    answer.value = { case: "grade", value: stored.grade };
  } else if (stored.reason !== undefined) {
    const value = create(NotApplicableSchema, { reason: stored.reason });
    answer.value = { case: "notApplicable", value };
  }
  return answer;
}

/** What the browser keeps of an answer of the engine's; null: it says nothing. */
export function toStored(
  assessment: string,
  answer: Answer,
): StoredAnswer | null {
  const { requirementId: requirement, value, note } = answer;
  const common = { assessment, requirement, at: now() };
  const evidence = answer.evidence.map(({ text, link }) => ({ text, link }));
  const kept = {
    ...common,
    ...(note && { note }),
    ...(evidence.length > 0 && { evidence }),
  };
  if (value.case === "notApplicable") {
    return { ...kept, reason: value.value.reason };
  }
  if (value.case === "grade" && value.value !== Grade.UNSPECIFIED) {
    return { ...kept, grade: value.value };
  }
  return isWritten(kept) ? kept : null;
}

/** The assessment as `cmmm score` reads it. Open answers stay open. */
export function toRequest(
  assessment: Assessment,
  answers: Iterable<StoredAnswer>,
): ScoreRequest {
  return create(ScoreRequestSchema, {
    model: { ...assessment.model },
    profile: {
      weightSet: assessment.weightSet,
      excludedDomainIds: assessment.excluded,
      assessUpToLevel: aimedLevel(assessment),
    },
    answers: {
      case: "list",
      value: {
        answers: [...answers]
          .filter((answer) => decides(answer) || isWritten(answer))
          .map(toAnswer),
      },
    },
    info: { ...assessment.facts, enterpriseName: assessment.name },
    unanswered: UnansweredPolicy.BOUNDS,
    view: View.FULL,
  });
}

/** The file to keep or to hand on: `cmmm score FILE` reads it. */
export function toFile(request: ScoreRequest): string {
  return toJsonString(ScoreRequestSchema, request, { prettySpaces: 2 });
}
