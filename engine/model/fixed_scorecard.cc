#include "engine/model/fixed_scorecard.h"

#include "cmmm/v1/scorecard.pb.h"
#include "engine/base/fraction.h"
#include "engine/model/compiled_model.h"

namespace cmmm {
namespace {

// Whether all sums, and whatever a maturity divides, are exact as doubles.
bool SumsAreExact(const CompiledModel& model, const Scope& scope) {
  for (const int64_t whole : scope.weights.whole) {
    if (whole >= kExactInDouble / model.full_mean / (kMaxLevels + 1)) {
      return false;
    }
  }
  return true;
}

std::string Serialise(ModelTier tier, const v1::NodeScore& node) {
  v1::Scorecard one;
  *(tier == ModelTier::kElement  ? one.add_elements()
    : tier == ModelTier::kDomain ? one.add_domains()
                                 : one.add_subdomains()) = node;
  return one.SerializeAsString();
}

// Makes one node after the other.
class Maker {
 public:
  Maker(const CompiledModel& model, const Scope& scope)
      : model_(model), scope_(scope) {}

  void AddNode(int n) {
    const ModelNode& node = model_.nodes[n];
    v1::NodeScore fixed;
    fixed.set_id(node.id);
    if (node.parent >= 0) fixed.set_parent_id(model_.nodes[node.parent].id);
    fixed.set_weight(
        Ratio{scope_.node_weight[n], scope_.node_weight_whole}.NearestDouble());
    v1::NodeScore levels;
    for (int k = 0; k < model_.level_count(); ++k) AddLevel(node, k, &levels);
    fixed.MergeFrom(levels);
    FixedNode& made = made_.nodes.emplace_back();
    made.immature = Serialise(node.tier, fixed);
    fixed.set_maturity(1);
    made.bytes = Serialise(node.tier, fixed);
    made.levels_bytes = levels.ByteSizeLong();
    made.scores_end = static_cast<int>(made_.scores.size());
  }

  FixedScorecard Finish() {
    made_.wholes =
        Eigen::Map<Eigen::ArrayXd>(wholes_.data(), std::ssize(wholes_));
    return std::move(made_);
  }

 private:
  // Adds level `k` to `levels`, and its score.
  void AddLevel(const ModelNode& node, int k, v1::NodeScore* levels) {
    v1::NodeLevelScore* level = levels->add_levels();
    int64_t weight = 0;
    int items = 0;
    const int end = node.first_subdomain + node.subdomain_count;
    for (int s = node.first_subdomain; s < end; ++s) {
      if (scope_.subdomain_counts[s] == 0) continue;
      items += model_.cell_size[k * model_.subdomain_count + s];
      weight += scope_.weights.weight(k, s);
    }
    level->set_level(k + 1);
    level->set_items(items);
    if (items > 0) level->set_score(0);
    v1::NodeLevelScore behind;  // the score
    if (const int64_t whole = scope_.weights.whole[k]; whole > 0) {
      behind.set_weight(Ratio{weight, whole}.NearestDouble());
      level->set_weight(behind.weight());
    }
    if (items == 0) return;
    const int64_t whole = weight * model_.full_mean;
    wholes_.push_back(static_cast<double>(whole));
    FixedScore& score = made_.scores.emplace_back();
    score.first = node.first_subdomain * model_.level_count() + k;
    score.end = end * model_.level_count() + k;
    score.level_index = k;
    const int64_t least = (whole * model_.satisfied_at_percent + 99) / 100;
    score.satisfied_from = static_cast<double>(least);
    score.at = levels->ByteSizeLong() - behind.ByteSizeLong() - sizeof(double);
  }

  const CompiledModel& model_;
  const Scope& scope_;
  FixedScorecard made_;
  std::vector<double> wholes_;
};

}  // namespace

std::optional<FixedScorecard> MakeFixedScorecard(const CompiledModel& model,
                                                 const Scope& scope) {
  const size_t most = (model.nodes.size() + 1) * model.level_count();
  if (most > kMostFixedScores || !SumsAreExact(model, scope)) {
    return std::nullopt;
  }
  Maker maker(model, scope);
  for (size_t n = 0; n < model.nodes.size(); ++n) {
    if (scope.node_weight[n] != 0) maker.AddNode(static_cast<int>(n));
  }
  return maker.Finish();
}

}  // namespace cmmm
