// Proves that the integer arithmetic of a model cannot overflow.
#ifndef CMMM_ENGINE_MODEL_ARITHMETIC_BOUND_H_
#define CMMM_ENGINE_MODEL_ARITHMETIC_BOUND_H_

#include <cstdint>

#include "cmmm/v1/model.pb.h"

namespace cmmm {

// The least common multiple of every number of applicable items a cell of the
// model can have; saturates at INT64_MAX.
int64_t MeanScale(const v1::ModelDefinition& model);

// An upper bound of the denominator of any score or total of `model` under
// `weight_set`: a common denominator of all of them, over every exclusion of
// domains and every way in which `not applicable` can empty cells,
//
//   100 · MeanScale · Π over groups of lcm(possible sums of the siblings left,
//                                          in lowest terms)
//
// (100 so that thresholds in percent have it too), saturated at INT64_MAX. The
// engine needs levels · bound <= INT64_MAX.
// REQUIRES: references and weights of `model` are valid; at most 8 excludable
// domains.
int64_t ArithmeticBound(const v1::ModelDefinition& model,
                        const v1::WeightSet& weight_set);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_ARITHMETIC_BOUND_H_
