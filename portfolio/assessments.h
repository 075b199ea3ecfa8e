// What assessments say beyond their results: which requirements are in the way
// of many, and whom to raise first.
#ifndef CMMM_PORTFOLIO_ASSESSMENTS_H_
#define CMMM_PORTFOLIO_ASSESSMENTS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cmmm/v1/plan.pb.h"
#include "cmmm/v1/portfolio.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "results/result_table.h"

namespace cmmm::portfolio {

// Adds a result as a row; what its open questions can still change has no
// value, unless they count as not satisfied.
void AddResult(const v1::ScoreResponse& score, results::ResultTable* table);

// Counts gaps over results of VIEW_FULL: of levels that are not satisfied for
// sure, what was answered and is not fully satisfied.
class GapCounter {
 public:
  void Add(const v1::ScoreResponse& score);
  // Those of at least min_group enterprises; most widespread first, then the
  // greatest gain, then by id.
  void Write(int32_t min_group, v1::Portfolio* summary) const;

 private:
  struct Gap {
    int32_t enterprises = 0;
    double gain = 0;
  };
  std::map<std::string, Gap> gaps_;
};

// Finds the cheapest enterprises to bring to a level. As a plan for one costs
// the same whatever is done for another, the cheapest M are the cheapest one
// by one.
class LiftPlanner {
 public:
  LiftPlanner(int32_t level, int32_t wanted) : level_(level), wanted_(wanted) {}

  // `plan` is the plan of this enterprise to the level.
  void Add(const std::string& enterprise, const v1::PlanUpgradeResponse& plan);
  // Requirements only as far as min_group chosen enterprises raise them.
  v1::Lift Solve(int32_t min_group, bool with_names) const;

 private:
  struct Candidate {
    std::string enterprise;
    int32_t cost = 0;
    std::vector<std::string> requirements;
  };
  int32_t level_;
  int32_t wanted_;
  int32_t holding_ = 0;
  int32_t undecided_ = 0;  // by what they left open
  std::vector<Candidate> candidates_;
};

}  // namespace cmmm::portfolio

#endif  // CMMM_PORTFOLIO_ASSESSMENTS_H_
