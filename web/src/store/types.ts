// What the browser keeps. The engine sees only what engine/request.ts makes of
// it.
import type { Grade } from "@/gen/cmmm/v1/answers_pb";

/** What a person wants to know. */
export type Aim =
  | { kind: "level"; level: number }
  | { kind: "full" }
  | { kind: "programme"; programme: string; track: string; level: number };

/** Everything about an assessment but its answers. */
export interface Assessment {
  id: string;
  name: string;
  created: number;
  changed: number;
  aim: Aim;
  weightSet: string;
  excluded: string[];
  model: { id: string; version: string };
  /** How many answers decide something; as of the last change. */
  answered: number;
  /** Per condition of a programme, `programme/condition`. */
  declared: Record<string, "yes" | "no">;
  /** Texts whose length is checked, likewise; missing: none. */
  texts?: Record<string, string>;
  /** What one looks at to apply for, `programme/track`; missing: the aim's. */
  programme?: string;
  /** Requirements that will not be raised, whatever it saves. */
  frozen: string[];
  tasks: Record<string, Task>;
  /** What the way up is asked for; missing: the level aimed at. */
  way?: Way;
  /** What a file said about the enterprise, its name left aside. */
  facts?: Facts;
}

/** Whatever is written in its fields: it need not be a number. */
export interface Way {
  /** The level to reach; 0: the one aimed at. */
  level: number;
  /** How many downgrades by an assessor the level has to survive. */
  hold: string;
  budget: string;
}

/** As `AssessmentInfo` has them. */
export type Facts = Partial<
  Record<
    | "unifiedSocialCreditCode"
    | "assessedOn"
    | "assessor"
    | "contact"
    | "industry"
    | "region"
    | "remarks",
    string
  >
>;

/** Who raises a requirement, until when, and what a step of it costs. */
export interface Task {
  owner: string;
  due: string;
  cost: number | null;
  /** What is written there and cannot be used: too long, or no number. */
  drafted?: { owner?: string; cost?: string };
}

/** Whether anything stands there. */
export function isFilledIn({ owner, due, cost, drafted }: Task): boolean {
  return owner !== "" || due !== "" || cost !== null || drafted !== undefined;
}

/**
 * What was said about one requirement. At most one of `grade`, `reason` and
 * `unsure` is there.
 */
export interface StoredAnswer {
  assessment: string;
  requirement: string;
  at: number;
  grade?: Grade;
  /** It does not apply, and why. */
  reason?: string;
  /** Seen, and left open. */
  unsure?: boolean;
  /** Any length; what the engine does not take stays here. */
  note?: string;
  /** A reason that was written and not given. */
  drafted?: string;
  /** What was seen; at most ten. */
  evidence?: StoredEvidence[];
}

/** A text, a link, or both: the name of what the link leads to. */
export interface StoredEvidence {
  text: string;
  link: string;
}

/** Whether anything was written beside it. */
export function isWritten(answer: StoredAnswer): boolean {
  return Boolean(answer.note) || (answer.evidence?.length ?? 0) > 0;
}

/** Whether the engine counts it as an answer. */
export function decides(answer: StoredAnswer | undefined): boolean {
  return answer?.grade !== undefined || answer?.reason !== undefined;
}
