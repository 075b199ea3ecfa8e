// What is done with the assessment that is open in this tab: it is answered,
// saved, and the engine asked about it. What is known of it is in state.ts.
//
//   answer → written to the browser → said to be saved → engine asked
//
// The engine's last word stays while there is no network; `waiting` says so.
import { computed, toRef } from "vue";
import { now } from "@/clock";
import { askAgainWhile } from "@/engine/again";
import { analysis } from "@/engine/client";
import { latest } from "@/engine/latest";
import { loadModel } from "@/engine/model";
import { problemOf } from "@/engine/problem";
import { toRequest } from "@/engine/request";
import { QuestionReason } from "@/gen/cmmm/v1/next_questions_pb";
import { model, next, work } from "@/state";
import {
  readAnswers,
  readAssessment,
  writeAnswers,
  writeAssessment,
} from "@/store/database";
import { hearTabs, tellTabs } from "@/store/tabs";
import { decides, type Aim, type StoredAnswer } from "@/store/types";

/** Open questions that can still change the level, best first. */
export const matter = computed(() =>
  (next.value?.questions ?? [])
    .filter((question) => question.reason !== QuestionReason.OTHER)
    .map((question) => question.requirementId),
);

/** Questions to be asked that have not been seen, best first. */
export const unseen = computed(() => {
  const asked = work.restToo
    ? (next.value?.questions ?? []).map((question) => question.requirementId)
    : matter.value;
  return asked.filter((id) => {
    const answer = work.answers[id];
    return !decides(answer) && !answer?.unsure;
  });
});

/** Questions that were left open, and still matter. */
export const unsure = computed(() =>
  matter.value.filter((id) => work.answers[id]?.unsure),
);

/** The open question to go on with, best first, skipped ones last. */
export const nextOpen = computed(() => {
  const open = (next.value?.questions ?? [])
    .map((question) => question.requirementId)
    .filter((id) => !decides(work.answers[id]));
  const fresh = open.find((id) => !work.answers[id]?.unsure);
  return unseen.value[0] ?? fresh ?? open[0];
});

/** Every question of the assessment; null: the engine has not said yet. */
export const scope = computed(() =>
  next.value === null
    ? null
    : new Set([
        ...Object.values(work.answers).map((answer) => answer.requirement),
        ...next.value.questions.map((one) => one.requirementId),
      ]),
);

/** The request about what is open in this tab. */
export function currentRequest() {
  if (!work.assessment) throw new Error("no assessment is open");
  return toRequest(work.assessment, Object.values(work.answers));
}

function fill(answers: StoredAnswer[]): void {
  work.answers = Object.fromEntries(
    answers.map((answer) => [answer.requirement, answer]),
  );
}

/** Opens an assessment; false: there is none of that id in this browser. */
export async function openAssessment(id: string): Promise<boolean> {
  if (work.assessment?.id === id) return true;
  const assessment = await readAssessment(id);
  if (!assessment) return false;
  fill(await readAnswers(id));
  work.assessment = assessment;
  work.savedAt = null;
  work.changedElsewhere = false;
  work.restToo = false;
  next.value = null;
  model.value = null;
  try {
    model.value = await loadModel(
      assessment.model.id,
      assessment.model.version,
    );
    work.problem = null;
  } catch (error) {
    work.problem = problemOf(error);
  }
  // The screen is shown meanwhile: on a slow network it would stay empty.
  void askNext();
  return true;
}

/** Nothing is open in this tab any more; everything is saved. */
export function closeAssessment(): void {
  work.assessment = null;
  work.answers = {};
  next.value = null;
}

const asking = latest();

/** Asks the engine which questions are left. Only the last call counts. */
export async function askNext(): Promise<void> {
  if (!work.assessment) return;
  const isLast = asking();
  const request = currentRequest();
  work.asking = true;
  try {
    const response = await analysis.nextQuestions({
      assessment: request,
      includeOthers: true,
    });
    if (!isLast()) return;
    next.value = response;
    work.problem = null;
  } catch (error) {
    if (isLast()) work.problem = problemOf(error, request);
  } finally {
    if (isLast()) work.asking = false;
  }
}

/** Saves what is known about the assessment as a whole. */
export async function saveAssessment(): Promise<void> {
  if (!work.assessment) return;
  work.assessment.changed = now();
  work.assessment.answered = Object.values(work.answers).filter(decides).length;
  await writeAssessment(work.assessment);
  tellTabs({ assessment: work.assessment.id, requirements: [] });
}

/**
 * Saves one answer and asks the engine anew. What the browser refuses to keep
 * is kept in this tab, and `unsaved` says so.
 */
export async function record(answer: StoredAnswer): Promise<void> {
  work.answers[answer.requirement] = answer;
  try {
    await writeAnswers([answer]);
    work.savedAt = now();
    work.unsaved = false;
    tellTabs({
      assessment: answer.assessment,
      requirements: [answer.requirement],
    });
  } catch {
    work.unsaved = true;
  }
  // What is said about the whole need not hold up the next question.
  const saveWhole = saveAssessment().catch(() => {
    work.unsaved = true;
  });
  await Promise.all([askNext(), saveWhole]);
}

/** Asks about another level or programme from now on. */
export async function aimAt(aim: Aim): Promise<void> {
  if (!work.assessment) return;
  work.assessment.aim = aim;
  next.value = null;
  await saveAssessment();
  await askNext();
}

/** Saves many answers at once, and asks the engine anew. */
export async function recordAll(answers: StoredAnswer[]): Promise<void> {
  if (!work.assessment) return;
  await writeAnswers(answers);
  for (const answer of answers) work.answers[answer.requirement] = answer;
  tellTabs({
    assessment: work.assessment.id,
    requirements: answers.map((answer) => answer.requirement),
  });
  await saveAssessment();
  await askNext();
}

hearTabs((change) => {
  if (change.assessment !== work.assessment?.id) return;
  void readAnswers(change.assessment).then(async (answers) => {
    if (change.assessment !== work.assessment?.id) return;
    fill(answers);
    const stored = await readAssessment(change.assessment);
    if (stored) work.assessment = stored;
    work.changedElsewhere = true;
    if (change.requirements.length > 0) await askNext();
  });
});
askAgainWhile(toRef(work, "problem"), askNext);
