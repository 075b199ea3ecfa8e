// What went wrong with a call, as far as a person can do something about it.
//
//   waiting   no answer from the server: answers stay in the browser, and the
//             call is made again
//   refused   the server says no to what was sent; `details` says to what
//   gone      the server does not have the model, the weights or the programme
//   older     the server does not know what it is asked: it is older than the
//             page, or so new that it has given this up
//   large     what was sent, or asked for, is too large
//   heavy     working it out would take too long
//   key       the server wants a key
//   busy      the server is full
//   full      the browser keeps no more of it
//   other     anything else
import { Code, ConnectError } from "@connectrpc/connect";
import {
  BadRequestSchema,
  ErrorInfoSchema,
} from "@/gen/google/rpc/error_details_pb";
import type { ScoreRequest } from "@/gen/cmmm/v1/scoring_service_pb";

export type ProblemKind =
  | "waiting"
  | "refused"
  | "gone"
  | "older"
  | "large"
  | "heavy"
  | "key"
  | "busy"
  | "full"
  | "other";

/** One thing that is wrong. */
export interface Detail {
  /** Where it is in a text that somebody wrote. */
  field?: string;
  /** A part of the request, as `problem.place_…` names it; empty: none. */
  place: "" | "answer" | "profile" | "info" | "plan" | "programme" | "day";
  /** Of the answer, from 1, in the order of the request; 0: of none. */
  nth: number;
  /** The requirement that the answer is about, if it is known. */
  requirement: string;
  /** Its id, for programs. */
  rule: string;
  /** The rule in words; empty where the server does not say it so. */
  zh: string;
  en: string;
}

export interface Problem {
  kind: ProblemKind;
  details: Detail[];
  /** How many there are, those not listed included. */
  count: number;
}

const NONE = { details: [], count: 0 };

// By the server's reason; what is not here goes by its code.
const KINDS: Record<string, ProblemKind> = {
  MODEL_NOT_FOUND: "gone",
  MODEL_DIGEST_MISMATCH: "gone",
  WEIGHT_SET_NOT_FOUND: "gone",
  PROGRAMME_NOT_FOUND: "gone",
  TRACK_NOT_FOUND: "gone",
  UNRELATED_MODELS: "gone",
  NO_SUCH_PATH: "older",
  UNKNOWN_METHOD: "older",
  UNKNOWN_ENCODING: "older",
  MALFORMED_REQUEST: "older",
  BAD_CONNECT_REQUEST: "older",
  BAD_HTTP: "older",
  MESSAGE_TOO_LARGE: "large",
  RESULT_TOO_LARGE: "large",
  PLAN_TOO_ENTANGLED: "heavy",
  SEARCH_TOO_LARGE: "heavy",
  WORK_TOO_LONG: "heavy",
  CHANGE_TOO_FINE: "heavy",
};

const CODES: Partial<Record<Code, ProblemKind>> = {
  [Code.Unavailable]: "waiting",
  [Code.DeadlineExceeded]: "waiting",
  [Code.Canceled]: "waiting",
  [Code.Unimplemented]: "older",
  [Code.ResourceExhausted]: "busy",
  [Code.Unauthenticated]: "key",
  [Code.PermissionDenied]: "key",
  [Code.InvalidArgument]: "refused",
  [Code.NotFound]: "refused",
  [Code.FailedPrecondition]: "refused",
};

const PLACES: [RegExp, Detail["place"]][] = [
  [/answers\[|packed/, "answer"],
  [/profile/, "profile"],
  [/info\b/, "info"],
  [/^(costs|frozen_ids|budget|hold|target_level|prerequisites)/, "plan"],
  [/^(declarations|texts|programme_id|track_id)/, "programme"],
  [/^date/, "day"],
];

// `rule: message`.
const RULE = /^([a-z_]+\.[a-z_]+): /;

/** Which of several assessments the field is of, from 0. */
function partOf(field: string): number {
  if (field.startsWith("b.")) return 1;
  return Number(/^\w+\[(\d+)\]\.assessment/.exec(field)?.[1] ?? 0);
}

function detailOf(
  field: string,
  description: string,
  zh: string,
  about: ScoreRequest[],
): Detail {
  const place = PLACES.find(([pattern]) => pattern.test(field))?.[1] ?? "";
  const at = /answers\[(\d+)\]/.exec(field)?.[1];
  const { answers } = about[partOf(field)] ?? {};
  const list = answers?.case === "list" ? answers.value.answers : [];
  return {
    place,
    nth: at === undefined ? 0 : Number(at) + 1,
    requirement:
      at === undefined ? "" : (list[Number(at)]?.requirementId ?? ""),
    rule: RULE.exec(description)?.[1] ?? "",
    zh,
    en: description.replace(RULE, ""),
  };
}

/**
 * What `error`, thrown by a client of client.ts, means. `about`: the
 * assessments that were asked about, in the order of the request.
 */
export function problemOf(
  error: unknown,
  ...about: (ScoreRequest | undefined)[]
): Problem {
  if (error instanceof DOMException) {
    return { kind: "full", ...NONE };
  }
  const failure = ConnectError.from(error);
  if (failure.cause instanceof TypeError) {
    return { kind: "waiting", ...NONE };
  }
  const [info] = failure.findDetails(ErrorInfoSchema);
  const kind = KINDS[info?.reason ?? ""] ?? CODES[failure.code] ?? "other";
  const all = detailsOf(failure, about);
  return kind === "refused" ? { kind, ...all } : { kind, ...NONE };
}

/** The same of a text that somebody wrote: it may be what cannot be read. */
export function problemOfText(error: unknown, about?: ScoreRequest): Problem {
  const failure = ConnectError.from(error);
  const [info] = failure.findDetails(ErrorInfoSchema);
  if (info?.reason !== "MALFORMED_REQUEST") return problemOf(error, about);
  const { details, count } = detailsOf(failure, [about]);
  const fields = violationsOf(failure).map(({ field }) => field);
  const named = details.map((one, nth) => ({
    ...one,
    field: fields[nth]?.replace(/^assessment\./, "") ?? "",
  }));
  return { kind: "refused", details: named, count };
}

const violationsOf = (failure: ConnectError) =>
  failure.findDetails(BadRequestSchema).flatMap((bad) => bad.fieldViolations);

function detailsOf(failure: ConnectError, about: (ScoreRequest | undefined)[]) {
  const requests = about.filter((one) => one !== undefined);
  const details = violationsOf(failure).map((one) =>
    detailOf(
      one.field,
      one.description,
      one.localizedMessage?.message ?? "",
      requests,
    ),
  );
  const [info] = failure.findDetails(ErrorInfoSchema);
  const count = Number(info?.metadata["violations"] ?? details.length);
  return { details, count };
}
