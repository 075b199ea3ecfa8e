// The weight of every cell in the score of its level, after tailoring.
//
// In the standard's formulas a sub-domain s of domain d and element e weighs
// α[e]·β[d]·γ[s]. When cells are empty or domains dropped, the weights of
// the siblings left are divided by their sum, at each tier:
//
//   w[k][s] = α[e]/Σα · β[d]/Σβ · γ[s]/Σγ     sums over siblings that count
//
// which is kept as integers over one denominator per level, `whole[k]`.
#ifndef CMMM_ENGINE_MODEL_LEVEL_WEIGHTS_H_
#define CMMM_ENGINE_MODEL_LEVEL_WEIGHTS_H_

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "engine/base/denominator.h"
#include "engine/base/fraction.h"

namespace cmmm {

struct ModelNode;
struct CompiledModel;

enum class EmptyCell { kRenormalise, kMet };

// Most levels of a model.
inline constexpr int kMaxLevels = 10;

using IntMatrix =
    Eigen::Matrix<int64_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
// One number per level; stored in place.
using IntVector = Eigen::Matrix<int64_t, Eigen::Dynamic, 1, 0, kMaxLevels, 1>;

struct LevelWeights {
  IntMatrix weight;  // [K × D], >= 0, 0 where a cell does not count
  IntVector whole;   // [K], the sum of each row; 0: the level has no items
  // [K], of A[k]: whole[k] · full_mean; 1 where the level has no items.
  std::vector<Denominator> denominator;
  // Of all levels together: their least common multiple.
  Denominator common;
};

// `items` [K × D] is the number of applicable items of each cell, and
// `subdomain_counts` [D] says which sub-domains are in scope. Under kMet an
// empty cell in scope keeps its weight (its mean is full_mean).
//
// Exact: integers throughout. The linter bounds them (arithmetic_bound.h).
LevelWeights DeriveLevelWeights(const CompiledModel& model,
                                const std::vector<int>& percent,
                                const std::vector<uint8_t>& subdomain_counts,
                                const int* items);

// Of one level: the share of every sub-domain, [D], when those with `counts`
// [D] != 0 count. They add up to 1, or to 0 when none counts. Each is exact
// with numerator and denominator of at most 10^6.
std::vector<Fraction> DeriveShares(const CompiledModel& model,
                                   const std::vector<int>& percent,
                                   const std::vector<uint8_t>& counts);

// The same as integers: `weights` [D]. Returns their sum, 0 when none counts.
int64_t DeriveWeightRow(const CompiledModel& model,
                        const std::vector<int>& percent,
                        const std::vector<uint8_t>& counts, int64_t* weights);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_LEVEL_WEIGHTS_H_
