#include "engine/score_rows.h"

#include <algorithm>
#include <utility>

#include "engine/assess.h"
#include "engine/gaps/find_gaps.h"
#include "engine/response/write_response.h"
#include "engine/scoring/maturity.h"
#include "engine/scoring/score_block.h"

namespace cmmm {
namespace {

void SetResult(const Decision& decision, RowResult* result) {
  result->level = decision.deciding.level;
  result->total = decision.deciding.total;
  result->assessed_levels = static_cast<int>(decision.levels.size());
  for (size_t k = 0; k < decision.levels.size(); ++k) {
    result->scores[k] = decision.levels[k].score;
  }
}

void SetResult(const QuestionScope& questions, const LevelScores& scores,
               RowResult* result) {
  const Reading reading = DecideReading(questions, scores);
  result->level = reading.level;
  result->total = reading.total;
  result->assessed_levels = questions.assessed_levels;
  result->open = 0;
  for (int k = 0; k < questions.assessed_levels; ++k) {
    result->scores[static_cast<size_t>(k)] = scores.Unreduced(k);
  }
}

std::optional<Refusal> RefuseIfViolated(Violations violations) {
  if (violations.empty()) return std::nullopt;
  return RefuseInvalid("the assessment cannot be scored",
                       std::move(violations));
}

}  // namespace

struct RowScorer::Parts {
  ResolvedRequest resolved;
  QuestionScope questions;
  CellItems cells;
  std::optional<BlockPlan> plan;
};

RowScorer::RowScorer(std::unique_ptr<const Parts> parts)
    : parts_(std::move(parts)) {}
RowScorer::RowScorer(RowScorer&&) noexcept = default;
RowScorer& RowScorer::operator=(RowScorer&&) noexcept = default;
RowScorer::~RowScorer() = default;

Outcome<RowScorer> RowScorer::Make(const Catalog& catalog,
                                   const v1::ScoreRequest& profile) {
  Violations violations;
  auto resolved = ResolveRequest(catalog, profile, "", &violations);
  if (!resolved.ok()) return resolved.refusal();
  if (auto refusal = RefuseIfViolated(std::move(violations))) {
    return *std::move(refusal);
  }
  auto parts = std::make_unique<Parts>();
  parts->resolved = resolved.value();
  parts->questions = {parts->resolved.model, parts->resolved.scope,
                      parts->resolved.assessed_levels};
  parts->cells = MakeCellItems(*parts->resolved.model);
  parts->plan = MakeBlockPlan(*parts->resolved.model, *parts->resolved.scope,
                              parts->resolved.assessed_levels);
  return RowScorer(std::move(parts));
}

const CompiledModel& RowScorer::model() const {
  return *parts_->resolved.model;
}

void RowScorer::ScoreGraded(const uint8_t* rows, int64_t count,
                            RowResult* results, Ratio* maturity,
                            uint8_t* scored) const {
  const auto& [resolved, questions, cells, plan] = *parts_;
  std::fill_n(scored, count, 0);
  if (!plan.has_value()) return;
  const int levels = model().level_count();
  std::vector<int64_t> weighted(count * levels);
  ScoreBlock(*plan, rows, count, weighted.data(), scored);
  // Whether a code is neither open nor a grade: outside the scope the kernel
  // does not look.
  const bool rare = AnyAbove(rows, count * plan->row_bytes, kFully);
  LevelScores scores;
  scores.weights = &questions.scope->weights;
  for (int64_t r = 0; r < count; ++r) {
    const uint8_t* row = rows + r * plan->row_bytes;
    if (rare && AnyAbove(row, plan->row_bytes, kFully)) scored[r] = 0;
    if (scored[r] == 0) continue;
    scores.weighted =
        Eigen::Map<const IntVector>(&weighted[r * levels], levels);
    SetResult(questions, scores, &results[r]);
    if (maturity == nullptr) continue;
    SubdomainMaturities(questions, cells, row,
                        maturity + r * model().subdomain_count);
  }
}

std::optional<Refusal> RowScorer::ScoreOne(absl::string_view codes,
                                           RowResult* result, Ratio* maturity,
                                           v1::GapAnalysis* gaps) const {
  GivenAnswers given;
  given.is_packed = true;
  given.packed = codes;
  given.packed_digest = model().digest;
  Violations violations;
  Assessment assessment;
  AssessOptions options;
  options.refuse_open = parts_->resolved.unanswered == Unanswered::kRefuse;
  if (auto refusal = AssessAnswers(parts_->resolved, given, options,
                                   &violations, &assessment)) {
    return refusal;
  }
  if (auto refusal = RefuseIfViolated(std::move(violations))) return refusal;
  SetResult(assessment.decision, result);
  result->open = assessment.answers.unanswered;
  if (gaps != nullptr) {
    WriteGaps(model(),
              FindGaps(assessment.questions, assessment.answers,
                       assessment.scores, assessment.decision, 0),
              gaps);
  }
  if (maturity == nullptr) return std::nullopt;
  SubdomainMaturities(parts_->questions, parts_->cells,
                      assessment.answers.codes.data(), maturity);
  return std::nullopt;
}

}  // namespace cmmm
