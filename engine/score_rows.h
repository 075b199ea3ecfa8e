// The door for tables: many assessments with the same profile, as rows of
// packed grades, and of each only what a table of results shows.
//
//   auto scorer = RowScorer::Make(catalog, profile);  // a ScoreRequest
//   scorer.value().ScoreGraded(rows, count, results, maturity, scored);
//   // for each row with scored[r] == 0: scorer.value().ScoreOne(row, …)
//
// Every number is the one Evaluate gives. Thread-safe once made.
#ifndef CMMM_ENGINE_SCORE_ROWS_H_
#define CMMM_ENGINE_SCORE_ROWS_H_

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "cmmm/v1/gap.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/fraction.h"
#include "engine/base/refusal.h"
#include "engine/model/catalog.h"

namespace cmmm {

// `scores` beyond `assessed_levels` mean nothing; total is 0 to K, a score 0 to
// 1, level 0 to K.
struct RowResult {
  int level = 0;
  int assessed_levels = 0;
  int open = 0;    // requirements in scope that count as not satisfied
  Fraction total;  // S
  std::array<Ratio, kMaxLevels> scores;  // A[k], the assessed ones
};

// The catalog must outlive it. R requirements, D sub-domains, K levels.
class RowScorer {
 public:
  // For assessments of `profile`, whose answers do not matter. Refusals: as
  // Evaluate's for what is wrong with the profile.
  static Outcome<RowScorer> Make(const Catalog& catalog,
                                 const v1::ScoreRequest& profile);

  RowScorer(RowScorer&&) noexcept;
  RowScorer& operator=(RowScorer&&) noexcept;
  ~RowScorer();

  const CompiledModel& model() const;

  // This is the vector kernel (engine/scoring/score_block.h), for whole tables.
  // Scores the rows of `rows` [count × R] whose grades in scope are all 1 to
  // 4, and 0 to 4 elsewhere: scored[r] is 1 for those. For any other row
  // scored[r] is 0 and nothing else of it is set. maturity is [count × D], in
  // model order, with a denominator of 0 where a sub-domain is out of scope;
  // nullptr: not wanted.
  void ScoreGraded(const uint8_t* rows, int64_t count, RowResult* results,
                   Ratio* maturity, uint8_t* scored) const;

  // Scores one row of R codes, open and not applicable ones included, or says
  // why not: Evaluate's refusal of the same packed grades.
  // maturity is [D], or nullptr; gaps are those of a ScoreResponse of
  // VIEW_FULL, or nullptr.
  // INVALID_ASSESSMENT with every violation, paths from `packed.grades` on.
  std::optional<Refusal> ScoreOne(absl::string_view codes, RowResult* result,
                                  Ratio* maturity,
                                  v1::GapAnalysis* gaps = nullptr) const;

 private:
  struct Parts;
  explicit RowScorer(std::unique_ptr<const Parts> parts);

  std::unique_ptr<const Parts> parts_;
};

}  // namespace cmmm

#endif  // CMMM_ENGINE_SCORE_ROWS_H_
