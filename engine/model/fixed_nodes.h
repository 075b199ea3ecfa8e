// The parts of a scorecard that no assessment changes, as bytes, made once.
//
// As long as no item is `not applicable`, a node of a scope differs from one
// assessment to the next in its scores and its maturity alone. The rest of its
// v1::NodeScore is kept as Protocol Buffers would serialise it.
#ifndef CMMM_ENGINE_MODEL_FIXED_NODES_H_
#define CMMM_ENGINE_MODEL_FIXED_NODES_H_

#include <cstddef>
#include <string>
#include <vector>

namespace cmmm {

struct CompiledModel;
struct Scope;

struct FixedNode {
  std::string head;    // fields before `maturity`: id, parent_id, weight
  std::string levels;  // fields behind it: `levels`, with scores of 0
  // [K], bytes in `levels`: where the 8 bytes of a level's score are (kNoScore
  // when it has none), and where the level ends.
  std::vector<size_t> score_at;
  std::vector<size_t> end;
};

inline constexpr size_t kNoScore = static_cast<size_t>(-1);

// [nodes]; those out of scope are empty. REQUIRES: the weights of `scope` are
// derived.
std::vector<FixedNode> MakeFixedNodes(const CompiledModel& model,
                                      const Scope& scope);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_FIXED_NODES_H_
