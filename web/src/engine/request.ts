// From what the browser keeps to what the engine is asked.
import { create, toJsonString } from "@bufbuild/protobuf";
import { now } from "@/clock";
import { fits } from "@/engine/limits";
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
  isWritten,
  type Assessment,
  type StoredAnswer,
  type StoredEvidence,
} from "@/store/types";

/** The level that is aimed at; 0: none in particular. */
export function aimedLevel(assessment: Assessment): number {
  return assessment.aim.kind === "full" ? 0 : assessment.aim.level;
}

const isTaken = ({ text, link }: StoredEvidence) => fits(text) && fits(link);

/** What is too long for the engine, and so for every file: it stays here. */
function tooLong({ note = "", evidence = [] }: StoredAnswer) {
  return {
    note: fits(note) ? "" : note,
    evidence: evidence.filter((one) => !isTaken(one)),
  };
}

/** Whether some of it is too long. */
export function isTooLong(answer: StoredAnswer): boolean {
  const { note, evidence } = tooLong(answer);
  return note !== "" || evidence.length > 0;
}

/** `answer`, with what the engine has not seen of `before`. */
export function withTooLong(
  answer: StoredAnswer,
  before: StoredAnswer | undefined,
): StoredAnswer {
  if (!before) return answer;
  const { drafted } = before;
  const long = tooLong(before);
  const note = [answer.note, long.note].filter(Boolean).join("\n");
  const evidence = [...(answer.evidence ?? []), ...long.evidence];
  return {
    ...answer,
    ...(drafted && { drafted }),
    ...(note && { note }),
    ...(evidence.length > 0 && { evidence }),
  };
}

function toAnswer(stored: StoredAnswer): Answer {
  const { note = "", evidence = [] } = stored;
  const answer = create(AnswerSchema, {
    requirementId: stored.requirement,
    note: fits(note) ? note : "",
    evidence: evidence
      .filter(isTaken)
      .map((one) => create(EvidenceSchema, one)),
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

/** Whether the engine learns anything by it. */
function says({ value, note, evidence }: Answer): boolean {
  return value.case !== undefined || note !== "" || evidence.length > 0;
}

/**
 * The assessment as `cmmm score` reads it. Open answers stay open; texts that
 * are too long are left out.
 */
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
        answers: [...answers].map(toAnswer).filter(says),
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
