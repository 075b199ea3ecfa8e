#include "engine/bounds/next_questions.h"

#include <algorithm>

namespace cmmm {
namespace {

// Why questions of each level are asked: kOther where they do not matter.
std::vector<QuestionReason> ReasonsByLevel(const CompiledModel& model,
                                           const DecisionRange& range) {
  std::vector<QuestionReason> reasons(range.worst.levels.size(),
                                      QuestionReason::kOther);
  if (range.settled()) return reasons;
  const bool progressive = model.accumulation == Accumulation::kProgressive;
  QuestionReason reason =
      progressive ? QuestionReason::kNextLevel : QuestionReason::kTotal;
  for (size_t k = 0; k < reasons.size(); ++k) {
    if (progressive && !range.best.levels[k].satisfied) break;  // lost
    if (range.worst.levels[k].satisfied) continue;              // sure
    reasons[k] = reason;
    if (progressive) reason = QuestionReason::kHigherLevel;
  }
  return reasons;
}

Fraction SwingOf(const CompiledModel& model, const LevelScores& scores,
                 const ModelRequirement& item) {
  const int k = item.level_index;
  const int64_t tenths = model.grade_tenths[kFully] - model.grade_tenths[kNot];
  return Fraction::Of(scores.GainPerTenth(model, item) * tenths,
                      scores.weights->whole[k] * model.full_mean);
}

// Whether `a` is to be asked before `b`; neither: in model order.
bool AskBefore(const OpenQuestion& a, const OpenQuestion& b) {
  if ((a.reason == QuestionReason::kOther) !=
      (b.reason == QuestionReason::kOther)) {
    return b.reason == QuestionReason::kOther;
  }
  if (a.reason == QuestionReason::kOther) return false;
  const bool level_by_level = a.reason != QuestionReason::kTotal;
  if (level_by_level && a.level_index != b.level_index) {
    return a.level_index < b.level_index;
  }
  return b.swing < a.swing;
}

}  // namespace

std::vector<OpenQuestion> RankOpenQuestions(const QuestionScope& questions,
                                            const BoundAnswers& answers,
                                            const LevelScores& scores,
                                            const DecisionRange& range) {
  const CompiledModel& model = *questions.model;
  const std::vector<QuestionReason> reasons = ReasonsByLevel(model, range);
  std::vector<OpenQuestion> open;
  for (int i = 0; i < model.requirement_count(); ++i) {
    if (answers.codes[i] != kOpen || !InScope(questions, i)) continue;
    const ModelRequirement& item = model.requirements[i];
    open.push_back({i, item.level_index, SwingOf(model, scores, item),
                    reasons[item.level_index]});
  }
  std::stable_sort(open.begin(), open.end(), AskBefore);
  return open;
}

}  // namespace cmmm
