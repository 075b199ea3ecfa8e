// What moved between two models, by id rather than by position.
#ifndef CMMM_ENGINE_MODEL_DIFF_H_
#define CMMM_ENGINE_MODEL_DIFF_H_

#include <string>
#include <vector>

#include "cmmm/v1/model.pb.h"

namespace cmmm {

// Values are as textproto writes them: strings in quotes. Of an entry that came
// or went the whole entry stands there, on one line.
struct ModelChange {
  enum class Kind { kAdded, kRemoved, kChanged, kMoved };
  Kind kind;
  // For example `requirements[data.2.b].statement.zh` or
  // `weight_sets[discrete].groups[DOMAIN:technology].weights[data].percent`.
  std::string path;
  std::string before;  // empty when added
  std::string after;   // empty when removed
};

// Every difference, in the order of the file format. Things with an id are
// matched by it, so that reordering is one kMoved and not a rewrite.
// kMoved is at most one for each list: the first place at which the order of
// what both have differs. Neither model need be valid.
std::vector<ModelChange> DiffModels(const v1::ModelDefinition& before,
                                    const v1::ModelDefinition& after);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_DIFF_H_
