#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/analyze.h"
#include "engine/assess.h"
#include "engine/levels/decision_range.h"
#include "engine/levels/grade_range.h"
#include "engine/response/write_response.h"

namespace cmmm {
namespace {

bool IsGrade(v1::Grade grade) {
  return grade >= v1::GRADE_NOT && grade <= v1::GRADE_FULLY;
}

// Adds the doubts to the ranges. Rules: doubt.unknown_requirement,
// doubt.duplicate, doubt.out_of_scope, doubt.not_applicable,
// doubt.grade_range.
class DoubtReader {
 public:
  DoubtReader(const Assessment& assessment, GradeRanges* ranges,
              Violations* violations)
      : assessment_(assessment),
        ranges_(ranges),
        violations_(violations),
        seen_(assessment.model().requirement_count(), false) {}

  void Read(const v1::DoubtfulAnswer& doubt, int index) {
    const std::string field = absl::StrCat("doubts[", index, "]");
    const CompiledModel& model = assessment_.model();
    const auto add = [&](const char* part, const char* rule,
                         const std::string& value, const char* message) {
      violations_->Add(
          absl::StrCat(field, ".", part), rule, value,
          absl::StrCat("`", Printable(doubt.requirement_id()), "` ", message));
    };
    const int item = FindRequirement(model, doubt.requirement_id());
    if (item < 0) {
      return add("requirement_id", "doubt.unknown_requirement",
                 doubt.requirement_id(), "is no requirement of the model");
    }
    if (seen_[item]) {
      return add("requirement_id", "doubt.duplicate", doubt.requirement_id(),
                 "is doubted twice");
    }
    seen_[item] = true;
    if (!InScope(assessment_.questions, item)) {
      return add("requirement_id", "doubt.out_of_scope", doubt.requirement_id(),
                 "is not asked for in this assessment");
    }
    if (assessment_.answers.codes[item] == kNotApplicable) {
      return add("requirement_id", "doubt.not_applicable",
                 doubt.requirement_id(), "is not applicable, so not graded");
    }
    if (!IsGrade(doubt.lowest()) || !IsGrade(doubt.highest()) ||
        doubt.lowest() > doubt.highest()) {
      return add("highest", "doubt.grade_range",
                 absl::StrCat(doubt.lowest(), " to ", doubt.highest()),
                 "needs two grades, the lowest first");
    }
    ranges_->lowest[item] = static_cast<GradeCode>(doubt.lowest());
    ranges_->highest[item] = static_cast<GradeCode>(doubt.highest());
  }

 private:
  const Assessment& assessment_;
  GradeRanges* ranges_;
  Violations* violations_;
  std::vector<bool> seen_;
};

}  // namespace

std::optional<Refusal> AnalyzeBounds(const Catalog& catalog,
                                     const v1::AnalyzeBoundsRequest& request,
                                     v1::AnalyzeBoundsResponse* response) {
  Violations violations;
  const auto assessed =
      AssessOpen(catalog, request.assessment(), "assessment.", &violations);
  if (!assessed.ok()) return assessed.refusal();
  const Assessment& assessment = assessed.value();
  GradeRanges ranges = RangesOf(assessment.questions, assessment.answers);
  DoubtReader doubts(assessment, &ranges, &violations);
  for (int i = 0; i < request.doubts_size(); ++i) {
    doubts.Read(request.doubts(i), i);
  }
  if (!violations.empty()) {
    return RefuseInvalid("the assessment cannot be bounded",
                         std::move(violations));
  }
  WriteBounds(DecideRange(assessment.questions, assessment.answers, ranges),
              assessment.answers.unanswered, request.doubts_size(),
              response->mutable_bounds());
  WriteCoverage(assessment.questions, assessment.answers,
                response->mutable_coverage());
  WriteModelRef(assessment.model(), response->mutable_model());
  return std::nullopt;
}

}  // namespace cmmm
