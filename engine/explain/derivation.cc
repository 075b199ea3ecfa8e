#include "engine/explain/derivation.h"

#include <deque>
#include <utility>

namespace cmmm {

void AddBest(const Derivation& best, Derivation* step) {
  if (step->operation == Operation::kLeftOut) {
    if (best.operation != Operation::kLeftOut) step->best = best.value;
    return;
  }
  bool open = step->operation == Operation::kGrade && step->grade == kOpen;
  for (size_t i = 0; i < step->children.size(); ++i) {
    AddBest(best.children[i], &step->children[i]);
    open = open || step->children[i].best.has_value();
  }
  if (open) step->best = best.value;
}

void CutTo(int max_depth, int max_steps, Derivation* root) {
  std::deque<std::pair<Derivation*, int>> breadth_first = {{root, 0}};
  int steps = 1;
  for (; !breadth_first.empty(); breadth_first.pop_front()) {
    const auto [node, depth] = breadth_first.front();
    const int count = static_cast<int>(node->children.size());
    if (count == 0) continue;
    if ((max_depth > 0 && depth >= max_depth) || steps + count > max_steps) {
      node->children_not_shown = count;
      node->children.clear();
      continue;
    }
    steps += count;
    for (Derivation& child : node->children) {
      breadth_first.emplace_back(&child, depth + 1);
    }
  }
}

}  // namespace cmmm
