// The questions of the assessment that is open, a domain after the other.
import { computed, type ComputedRef } from "vue";
import { useI18n } from "vue-i18n";
import type { Domain } from "@/engine/model";
import { aimedLevel } from "@/engine/request";
import type { RequirementDefinition } from "@/gen/cmmm/v1/model_pb";
import { say } from "@/language";
import { decides } from "@/store/types";
import { model, work } from "@/state";
import { scope } from "@/work";

export interface QuestionGroup {
  domain: Domain;
  questions: RequirementDefinition[];
  /** The enterprise has no such business. */
  isExcluded: boolean;
  /** How many are answered. */
  done: number;
}

export function useQuestionGroups(): ComputedRef<QuestionGroup[]> {
  return computed(() => {
    const { value: known } = model;
    const { assessment } = work;
    if (!known || !assessment) return [];
    // Without a network, as far as one can tell from here.
    const top = aimedLevel(assessment) || known.definition.levels.length;
    return known.domains.map((domain) => {
      const questions = known.definition.requirements.filter(
        (one) =>
          (scope.value?.has(one.id) ?? one.level <= top) &&
          known.domainOf.get(one.subdomainId)?.id === domain.id,
      );
      return {
        domain,
        questions,
        isExcluded: assessment.excluded.includes(domain.id),
        done: questions.filter((one) => decides(work.answers[one.id])).length,
      };
    });
  });
}

/** What was said to a question, in a word. */
export function useStanding(): (id: string) => string {
  const { t } = useI18n();
  return (id) => {
    const answer = work.answers[id];
    if (answer?.grade !== undefined) {
      return say(model.value?.grades.get(answer.grade));
    }
    if (answer?.reason !== undefined) return t("grade.not_applicable");
    return t(answer?.unsure ? "grade.unsure" : "grade.open");
  };
}
