// What a new assessment is.
import type { Assessment } from "@/store/types";

/** 128 random bits; crypto.randomUUID is younger than the browsers served. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

type Given = Pick<
  Assessment,
  "name" | "aim" | "weightSet" | "excluded" | "model"
>;

export function newAssessment(given: Given, now = Date.now()): Assessment {
  return {
    ...given,
    id: newId(),
    created: now,
    changed: now,
    answered: 0,
    declared: {},
    frozen: [],
    tasks: {},
  };
}
