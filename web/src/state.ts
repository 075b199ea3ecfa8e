// The assessment that is open in this tab: what was answered, what the engine
// says to it, and whether it is saved. work.ts changes it. Apart from that, so
// that the frame is drawn before the engine's client is there.
import { reactive, shallowRef } from "vue";
import type { Model } from "@/engine/model";
import type { Problem } from "@/engine/problem";
import type { NextQuestionsResponse } from "@/gen/cmmm/v1/next_questions_pb";
import type { Assessment, StoredAnswer } from "@/store/types";

interface Work {
  assessment: Assessment | null;
  answers: Record<string, StoredAnswer>;
  /** When the last answer was saved; null: none was in this tab. */
  savedAt: number | null;
  /** The last answer could not be saved. */
  unsaved: boolean;
  /** Something else could not be. */
  isFull: boolean;
  problem: Problem | null;
  asking: boolean;
  /** Another tab changed something here. */
  changedElsewhere: boolean;
  /** The screen that was asked for could not be fetched, and waits. */
  lacksScreen: boolean;
  /** The server is of another version: not all that it says is understood. */
  isOutdated: boolean;
  /** Questions that cannot change the level are asked as well. */
  restToo: boolean;
}

export const work = reactive<Work>({
  assessment: null,
  answers: {},
  savedAt: null,
  unsaved: false,
  isFull: false,
  problem: null,
  asking: false,
  changedElsewhere: false,
  lacksScreen: false,
  isOutdated: false,
  restToo: false,
});
export const model = shallowRef<Model | null>(null);
export const next = shallowRef<NextQuestionsResponse | null>(null);
