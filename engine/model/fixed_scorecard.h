// The scorecard of a scope as bytes, with room for the numbers that differ
// from one assessment to the next, made once.
//
// As long as all levels are assessed and no item is `not applicable`, these
// are the scores and the maturities alone, eight bytes each. Each of them is a
// quotient of whole numbers below 2^53, so that dividing them as doubles gives
// the nearest double.
#ifndef CMMM_ENGINE_MODEL_FIXED_SCORECARD_H_
#define CMMM_ENGINE_MODEL_FIXED_SCORECARD_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <Eigen/Core>

namespace cmmm {

struct CompiledModel;
struct Scope;

// The score of a node at a level: sum[end] - sum[first] divided by its whole,
// where sum[s · K + k] is Σ w · m over the sub-domains before s at level k.
struct FixedScore {
  int first = 0;
  int end = 0;
  int level_index = 0;
  double satisfied_from = 0;  // the least difference that satisfies
  size_t at = 0;              // where it is in the node's levels, in bytes
};

struct FixedNode {
  // A node of a v1::Scorecard with tag and length, and the same without its
  // maturity, which proto3 leaves out when it is 0.
  std::string bytes;
  std::string immature;
  size_t levels_bytes = 0;  // at the end of both; a maturity is just before
  int scores_end = 0;       // behind the last of its scores
};

struct FixedScorecard {
  // Node by node, level by level; a level without items has no score.
  std::vector<FixedScore> scores;
  Eigen::ArrayXd wholes;         // of the scores
  std::vector<FixedNode> nodes;  // those in scope
};

// Most scores and most sums.
inline constexpr int kMostFixedScores = 1024;

// None when the model is too large. REQUIRES: the weights of `scope` are
// derived.
std::optional<FixedScorecard> MakeFixedScorecard(const CompiledModel& model,
                                                 const Scope& scope);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_FIXED_SCORECARD_H_
