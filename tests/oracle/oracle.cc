#include "tests/oracle/oracle.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace cmmm::oracle {
namespace {

// No value: there is nothing to score.
using MaybeScore = std::optional<Rational>;

constexpr char kOpen = 0;
constexpr char kFully = 4;
constexpr char kNotApplicable = 5;

// A node of the hierarchy and what is below it, in scope only. The root is
// the whole enterprise.
struct Tree {
  std::string tier = "whole";
  std::string id = "";
  Rational weight = 1;  // as written in the model
  std::vector<Tree> children = {};
  std::vector<int> items = {};        // of a sub-domain, all levels
  std::vector<Rational> shares = {};  // [k]: of A[k]; [0]: of the whole
};

// The weight a child has among its siblings, as written in the model.
Rational WeightOf(const v1::ModelDefinition& model, const std::string& set_id,
                  v1::Tier tier, const std::string& parent,
                  const std::string& child) {
  for (const v1::WeightSet& set : model.weight_sets()) {
    if (set.id() != set_id) continue;
    for (const v1::WeightGroup& group : set.groups()) {
      if (group.tier() != tier || group.parent_id() != parent) continue;
      for (const v1::Weight& weight : group.weights()) {
        if (weight.child_id() == child) return Rational(weight.percent(), 100);
      }
    }
  }
  return 0;
}

// The requirements of a sub-domain, in model order.
std::vector<int> ItemsOf(const v1::ModelDefinition& model,
                         const std::string& subdomain) {
  std::vector<int> items;
  for (int i = 0; i < model.requirements_size(); ++i) {
    if (model.requirements(i).subdomain_id() == subdomain) items.push_back(i);
  }
  return items;
}

// Leaves out what has weight 0, and parents with nothing left in them.
void AddChild(Tree& parent, const Tree& child) {
  const bool empty = child.tier != "subdomain" && child.children.empty();
  if (child.weight > 0 && !empty) parent.children.push_back(child);
}

// The hierarchy after tailoring.
Tree BuildTree(const v1::ModelDefinition& model, const std::string& set,
               const std::set<std::string>& excluded_domains) {
  Tree whole;
  for (const v1::ElementDefinition& e : model.elements()) {
    Tree element{"element", e.id()};
    element.weight = WeightOf(model, set, v1::TIER_ELEMENT, "", e.id());
    for (const v1::DomainDefinition& d : e.domains()) {
      if (excluded_domains.contains(d.id())) continue;
      Tree domain{"domain", d.id()};
      domain.weight = WeightOf(model, set, v1::TIER_DOMAIN, e.id(), d.id());
      for (const v1::SubdomainDefinition& s : d.subdomains()) {
        Tree leaf{"subdomain", s.id()};
        leaf.weight = WeightOf(model, set, v1::TIER_SUBDOMAIN, d.id(), s.id());
        leaf.items = ItemsOf(model, s.id());
        AddChild(domain, leaf);
      }
      AddChild(element, domain);
    }
    AddChild(whole, element);
  }
  return whole;
}

// All nodes of one tier below a node, in model order.
std::vector<const Tree*> NodesOf(const Tree& node, const std::string& tier) {
  std::vector<const Tree*> found;
  for (const Tree& child : node.children) {
    if (child.tier == tier) found.push_back(&child);
    for (const Tree* below : NodesOf(child, tier)) found.push_back(below);
  }
  return found;
}

class Assessment {
 public:
  Assessment(const v1::ModelDefinition& model, const Tree& whole, int top,
             const std::string& codes)
      : model_(model), whole_(whole), top_(top), codes_(codes) {}

  // What AddNodes and AddGaps need.
  void AddShares() {
    whole_.shares.assign(top_ + 1, 1);
    FillShares(whole_);
  }

  void AddDecision(Result& result) const {
    std::vector<MaybeScore> scores;
    for (int level = 1; level <= top_; ++level) {
      scores.push_back(ScoreOf(whole_, level));
      result.level_scores.push_back(scores.back().value_or(1));
      result.satisfied.push_back(Satisfied(scores.back()));
    }
    result.total = Total(scores, /*progressive=*/true);
    result.other_total = Total(scores, /*progressive=*/false);
    if (model_.policies().accumulation() == v1::ACCUMULATION_CUMULATIVE) {
      std::swap(result.total, result.other_total);
    }
    result.level = LevelOf(result.total);
    result.other_level = LevelOf(result.other_total);
  }

  void AddNodes(Result& result) const {
    for (const char* tier : {"element", "domain", "subdomain"}) {
      for (const Tree* node : NodesOf(whole_, tier)) {
        result.nodes.push_back(MakeNode(*node));
      }
    }
  }

  void AddGaps(int target, Result& result) const {
    if (target == 0) target = result.level + 1;
    for (int level = 1; level <= std::min(target, top_); ++level) {
      std::vector<Gap> gaps = GapsOf(level);
      std::ranges::stable_sort(gaps, std::greater<>(), &Gap::gain);
      result.gaps.insert(result.gaps.end(), gaps.begin(), gaps.end());
    }
  }

  void AddCoverage(Result& result) const {
    for (int i = 0; i < model_.requirements_size(); ++i) {
      const v1::RequirementDefinition& item = model_.requirements(i);
      const bool in_scope =
          item.level() <= top_ && FindSubdomain(item.subdomain_id());
      const bool open = codes_[i] == kOpen;
      const bool applicable = codes_[i] != kNotApplicable;
      if (!in_scope && !open) ++result.out_of_scope;
      if (in_scope && open) ++result.unanswered;
      if (in_scope && !applicable) ++result.not_applicable;
      if (in_scope && !open && applicable) ++result.answered;
    }
  }

 private:
  // What a code is worth; an open question counts as not satisfied.
  Rational ItemScore(char code) const {
    if (code == kOpen) return 0;
    for (const v1::GradeDefinition& grade : model_.grades()) {
      if (grade.grade() == code) return Rational(grade.tenths(), 10);
    }
    Require(false, "no such grade");
    return 0;
  }

  // Null when the sub-domain is out of scope.
  const Tree* FindSubdomain(const std::string& id) const {
    for (const Tree* subdomain : NodesOf(whole_, "subdomain")) {
      if (subdomain->id == id) return subdomain;
    }
    return nullptr;
  }

  // The scores of the applicable items of a node at a level.
  std::vector<Rational> ItemScores(const Tree& node, int level) const {
    std::vector<Rational> scores;
    for (const Tree& child : node.children) {
      const std::vector<Rational> below = ItemScores(child, level);
      scores.insert(scores.end(), below.begin(), below.end());
    }
    for (const int i : node.items) {
      if (model_.requirements(i).level() != level) continue;
      if (codes_[i] != kNotApplicable) scores.push_back(ItemScore(codes_[i]));
    }
    return scores;
  }

  // D[s]: the mean of the cell.
  MaybeScore CellScore(const Tree& subdomain, int level) const {
    const std::vector<Rational> scores = ItemScores(subdomain, level);
    const bool met =
        model_.policies().empty_cell() == v1::EMPTY_CELL_POLICY_MET;
    if (scores.empty()) return met ? MaybeScore(1) : std::nullopt;
    Rational sum;
    for (const Rational& score : scores) sum = sum + score;
    return sum / scores.size();
  }

  // D[s], C[d], B[e] or A[k], by the tier of the node. The weights of the
  // children that have a score are scaled to add up to 1.
  MaybeScore ScoreOf(const Tree& node, int level) const {
    if (node.tier == "subdomain") return CellScore(node, level);
    Rational sum, weights;
    for (const Tree& child : node.children) {
      const MaybeScore score = ScoreOf(child, level);
      if (!score) continue;
      sum = sum + *score * child.weight;
      weights = weights + child.weight;
    }
    return weights > 0 ? MaybeScore(sum / weights) : std::nullopt;
  }

  // Hands the shares of a node down to its children: at a level, to those
  // that have a score there; of the whole (level 0), to all of them.
  void FillShares(Tree& node) const {
    for (int level = 0; level <= top_; ++level) {
      std::vector<Tree*> present;
      Rational weights;
      for (Tree& child : node.children) {
        child.shares.push_back(0);
        if (level > 0 && !ScoreOf(child, level)) continue;
        present.push_back(&child);
        weights = weights + child.weight;
      }
      for (Tree* child : present) {
        child->shares[level] = node.shares[level] * child->weight / weights;
      }
    }
    for (Tree& child : node.children) FillShares(child);
  }

  // Totals. A level with nothing to score counts as satisfied.
  bool Satisfied(const MaybeScore& score) const {
    return !score || *score >= Rational(model_.satisfied_at_percent(), 100);
  }

  Rational Total(const std::vector<MaybeScore>& scores,
                 bool progressive) const {
    Rational total;
    for (const MaybeScore& score : scores) {
      total = total + (Satisfied(score) ? 1 : *score);
      if (progressive && !Satisfied(score)) break;
    }
    return total;
  }

  int LevelOf(const Rational& total) const {
    for (int i = 0; i < model_.bands_size(); ++i) {
      const v1::Band& band = model_.bands(i);
      const Rational percent = total * 100;
      const bool closed = i + 1 == model_.bands_size();
      if (percent < band.from_percent()) continue;
      if (percent < band.to_percent()) return band.level();
      if (closed && percent == band.to_percent()) return band.level();
    }
    return 0;
  }

  Node MakeNode(const Tree& tree) const {
    Node node{tree.tier, tree.id, tree.shares[0], 0, {}};
    std::vector<MaybeScore> scores;
    for (int level = 1; level <= top_; ++level) {
      const int items = static_cast<int>(ItemScores(tree, level).size());
      scores.push_back(items > 0 ? ScoreOf(tree, level) : std::nullopt);
      node.levels.push_back(
          {items, scores.back().value_or(0), tree.shares[level], items > 0});
    }
    // Above its highest level with items nothing is asked of a node.
    while (!scores.empty() && !scores.back()) scores.pop_back();
    node.maturity = Total(scores, /*progressive=*/true);
    return node;
  }

  // What `fully` would add, item by item, in model order.
  std::vector<Gap> GapsOf(int level) const {
    std::vector<Gap> gaps;
    for (int i = 0; i < model_.requirements_size(); ++i) {
      const v1::RequirementDefinition& item = model_.requirements(i);
      const Tree* subdomain = FindSubdomain(item.subdomain_id());
      if (item.level() != level || subdomain == nullptr) continue;
      if (codes_[i] == kFully || codes_[i] == kNotApplicable) continue;
      const Rational items = ItemScores(*subdomain, level).size();
      const Rational missing = Rational(1) - ItemScore(codes_[i]);
      const Rational gain = subdomain->shares[level] * missing / items;
      if (gain > 0) gaps.push_back({level, item.id(), gain});
    }
    return gaps;
  }

  const v1::ModelDefinition& model_;
  Tree whole_;
  const int top_;  // the highest level assessed
  const std::string& codes_;
};

}  // namespace

Result Score(const v1::ModelDefinition& model, const std::string& weight_set_id,
             const std::set<std::string>& excluded_domains,
             int assess_up_to_level, const std::string& codes,
             int target_level) {
  const int top = assess_up_to_level ? assess_up_to_level : model.levels_size();
  const Tree whole = BuildTree(model, weight_set_id, excluded_domains);
  Require(!whole.children.empty(), "no such weight set, or nothing in scope");
  Require(std::ssize(codes) == model.requirements_size(), "wrong code count");
  Assessment assessment(model, whole, top, codes);
  assessment.AddShares();
  Result result;
  assessment.AddDecision(result);
  assessment.AddNodes(result);
  assessment.AddGaps(target_level, result);
  assessment.AddCoverage(result);
  return result;
}

Result Decide(const v1::ModelDefinition& model,
              const std::string& weight_set_id,
              const std::set<std::string>& excluded_domains,
              int assess_up_to_level, const std::string& codes) {
  const int top = assess_up_to_level ? assess_up_to_level : model.levels_size();
  const Tree whole = BuildTree(model, weight_set_id, excluded_domains);
  Require(!whole.children.empty(), "no such weight set, or nothing in scope");
  Require(std::ssize(codes) == model.requirements_size(), "wrong code count");
  Result result;
  Assessment(model, whole, top, codes).AddDecision(result);
  return result;
}

}  // namespace cmmm::oracle
