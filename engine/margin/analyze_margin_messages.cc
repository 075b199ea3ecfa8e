#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/analyze.h"
#include "engine/assess.h"
#include "engine/margin/find_margin.h"
#include "engine/margin/margin_messages.h"
#include "engine/response/write_response.h"

namespace cmmm {
namespace {

DowngradeMeasure MeasureOf(const v1::AnalyzeMarginRequest& request) {
  return request.measure() == v1::DOWNGRADE_MEASURE_ANSWERS
             ? DowngradeMeasure::kAnswers
             : DowngradeMeasure::kSteps;
}

// Answers whose fall by one grade alone loses the level held.
void WriteCritical(const Assessment& assessment,
                   v1::AnalyzeMarginResponse* response) {
  std::vector<GradeCode> codes = assessment.answers.codes;
  for (size_t i = 0; i < codes.size(); ++i) {
    const GradeCode code = codes[i];
    if (!InScope(assessment.questions, static_cast<int>(i)) || code <= kNot ||
        code > kFully) {
      continue;
    }
    codes[i] = code - 1;
    if (DecideAgain(assessment, codes).deciding.level <
        assessment.decision.deciding.level) {
      response->add_critical_requirement_ids(
          assessment.model().requirements[i].id);
    }
    codes[i] = code;
  }
}

// The top of the response: the level held, from its own entry.
void WriteHeld(const Assessment& assessment,
               v1::AnalyzeMarginResponse* response) {
  std::vector<GradeCode> codes = assessment.answers.codes;
  const int held = assessment.decision.deciding.level;
  response->set_level(held);
  if (held > 0) {
    const v1::LevelMargin& margin = response->levels(held - 1);
    response->set_size(margin.size());
    *response->mutable_downgrades() = margin.downgrades();
    for (const v1::Downgrade& downgrade : margin.downgrades()) {
      const int item =
          assessment.model().requirement_index.at(downgrade.requirement_id());
      codes[item] = static_cast<GradeCode>(downgrade.to());
    }
  }
  WriteDecision(assessment.decision, response->mutable_decision());
  WriteDecision(DecideAgain(assessment, codes), response->mutable_after());
}

}  // namespace

std::optional<Refusal> AnalyzeMargin(const Catalog& catalog,
                                     const v1::AnalyzeMarginRequest& request,
                                     v1::AnalyzeMarginResponse* response,
                                     const Stop& stop) {
  Violations violations;
  const auto assessed =
      Assess(catalog, request.assessment(), "assessment.", &violations);
  if (!assessed.ok()) return assessed.refusal();
  if (!v1::DowngradeMeasure_IsValid(request.measure())) {
    violations.Add("measure", "request.unknown_choice",
                   absl::StrCat(request.measure()),
                   absl::StrCat("no such choice: ", request.measure()));
  }
  if (!violations.empty()) {
    return RefuseInvalid("the margin cannot be analysed",
                         std::move(violations));
  }
  const Assessment& assessment = assessed.value();
  const std::vector<FallingAnswer> answers =
      FallingAnswers(assessment.questions, assessment.answers,
                     assessment.scores, MeasureOf(request));
  WorkBudget work(stop);
  v1::AnalyzeMarginResponse margins;
  for (int level = 1; level <= assessment.decision.deciding.level; ++level) {
    WriteLevelMargin(assessment, answers, level, request.with_proof(), &work,
                     margins.add_levels());
  }
  if (assessment.answers.unanswered > 0) {
    WriteOpenMargins(assessment, MeasureOf(request), &work,
                     margins.mutable_levels());
  }
  if (work.over()) return RefuseGivenUp(work, "ask for no proof");
  response->mutable_levels()->Swap(margins.mutable_levels());
  response->set_open(assessment.answers.unanswered);
  WriteHeld(assessment, response);
  WriteCritical(assessment, response);
  WriteModelRef(assessment.model(), response->mutable_model());
  return std::nullopt;
}

}  // namespace cmmm
