#include "engine/explain/derive.h"

#include <utility>
#include <vector>

#include "engine/scoring/scorecard.h"

namespace cmmm {
namespace {

constexpr int kRoot = -1;  // the parent of the elements

class Deriver {
 public:
  explicit Deriver(const ScoredAssessment& assessment)
      : assessment_(assessment),
        model_(*assessment.questions.model),
        scope_(*assessment.questions.scope),
        percent_(model_.weight_sets[scope_.weight_set].percent) {}

  Derivation Total() const {
    const Reading& reading = assessment_.decision->deciding;
    Derivation total;
    total.subject.quantity = Quantity::kTotal;
    total.value = reading.total;
    std::vector<Derivation> credits;
    credits.reserve(assessment_.questions.assessed_levels);
    for (int k = 0; k < assessment_.questions.assessed_levels; ++k) {
      credits.push_back(Credit(Level(k)));
    }
    Accumulate(reading.accumulation, std::move(credits), &total);
    return total;
  }

  Derivation Level(int k) const {
    Derivation level;
    level.subject = {Quantity::kLevel, k};
    level.operation = Operation::kSumOfProducts;
    level.value = assessment_.decision->levels[k].score;
    AddNodes(kRoot, k, &level);
    return level;
  }

  // Of a node that counts at the level.
  Derivation Node(int n, int k) const {
    Derivation node;
    node.subject = {Quantity::kNode, k, n};
    node.value = NodeScore(n, k);
    if (model_.nodes[n].tier != ModelTier::kSubdomain) {
      node.operation = Operation::kSumOfProducts;
      AddNodes(n, k, &node);
    } else if (ItemsOf(assessment_, n, k) == 0) {
      node.operation = Operation::kMet;
    } else {
      node.operation = Operation::kMean;
      AddItems(n, k, &node);
    }
    return node;
  }

  Derivation Maturity(int n) const {
    Derivation maturity;
    maturity.subject = {Quantity::kMaturity, -1, n};
    for (const NodeResult& row :
         MakeScorecard(assessment_.questions, *assessment_.scores)) {
      if (row.node != n) continue;
      maturity.value =
          Fraction::Of(row.maturity.numerator, row.maturity.denominator);
    }
    int levels = assessment_.questions.assessed_levels;
    while (levels > 0 && ItemsOf(assessment_, n, levels - 1) == 0) --levels;
    std::vector<Derivation> credits;
    credits.reserve(levels);
    for (int k = 0; k < levels; ++k) {
      credits.push_back(ItemsOf(assessment_, n, k) > 0 ? Credit(Node(n, k))
                                                       : Nothing(n, k));
    }
    Accumulate(Accumulation::kProgressive, std::move(credits), &maturity);
    return maturity;
  }

  Derivation Gain(int item) const {
    const int k = model_.requirements[item].level_index;
    const int subdomain =
        model_.first_subdomain() + model_.requirements[item].subdomain;
    const int domain = model_.nodes[subdomain].parent;
    Derivation gain;
    gain.subject = {Quantity::kGain, k, -1, item};
    gain.operation = Operation::kProduct;
    for (const int n : {model_.nodes[domain].parent, domain, subdomain}) {
      gain.children.push_back(Share(n, k));
    }
    gain.children.push_back(Part(subdomain, k));
    gain.children.push_back(Missing(item));
    gain.value = GainOf(item);
    return gain;
  }

 private:
  // 1 when satisfied, else the score.
  Derivation Credit(Derivation score) const {
    Derivation credit;
    credit.subject = score.subject;
    credit.subject.quantity = Quantity::kCredit;
    credit.operation = Operation::kCredit;
    credit.threshold = Fraction::Of(model_.satisfied_at_percent, 100);
    credit.value =
        score.value < credit.threshold ? score.value : Fraction{{1, 1}};
    score.weight = {{1, 1}};
    credit.children.push_back(std::move(score));
    return credit;
  }

  // A level at which the node has nothing to satisfy.
  static Derivation Nothing(int n, int k) {
    Derivation credit;
    credit.subject = {Quantity::kCredit, k, n};
    credit.operation = Operation::kMet;
    credit.value = {{1, 1}};
    return credit;
  }

  static void Accumulate(Accumulation accumulation,
                         std::vector<Derivation> credits, Derivation* sum) {
    const bool progressive = accumulation == Accumulation::kProgressive;
    sum->operation =
        progressive ? Operation::kProgressiveSum : Operation::kCumulativeSum;
    bool reached = true;
    for (Derivation& credit : credits) {
      if (reached) {
        credit.weight = {{1, 1}};
        reached = !progressive || !(credit.value < Fraction{{1, 1}});
      } else {
        credit = LeaveOut(credit.subject, LeftOut::kNotReached);
      }
      sum->children.push_back(std::move(credit));
    }
  }

  static Derivation LeaveOut(const Subject& subject, LeftOut why) {
    Derivation nothing;
    nothing.subject = subject;
    nothing.operation = Operation::kLeftOut;
    nothing.left_out = why;
    return nothing;
  }

  int64_t WeightOf(int n, int k) const {
    const ModelNode& node = model_.nodes[n];
    return assessment_.scores->weights->weight.row(k)
        .segment(node.first_subdomain, node.subdomain_count)
        .sum();
  }

  Fraction NodeScore(int n, int k) const {
    const ModelNode& node = model_.nodes[n];
    const auto weights = assessment_.scores->weights->weight.row(k).segment(
        node.first_subdomain, node.subdomain_count);
    const auto means = assessment_.scores->mean.row(k).segment(
        node.first_subdomain, node.subdomain_count);
    return Fraction::Of(weights.cwiseProduct(means).sum(),
                        WeightOf(n, k) * model_.full_mean);
  }

  // Percent of the children of `parent` that count at the level.
  int SiblingsPercent(int parent, int k) const {
    int sum = 0;
    for (int n = 0; n < static_cast<int>(model_.nodes.size()); ++n) {
      if (model_.nodes[n].parent == parent && WeightOf(n, k) > 0) {
        sum += percent_[n];
      }
    }
    return sum;
  }

  void AddNodes(int parent, int k, Derivation* sum) const {
    const int siblings = SiblingsPercent(parent, k);
    for (int n = 0; n < static_cast<int>(model_.nodes.size()); ++n) {
      if (model_.nodes[n].parent != parent) continue;
      const bool counts = WeightOf(n, k) > 0;
      Derivation child = counts
                             ? Node(n, k)
                             : LeaveOut({Quantity::kNode, k, n}, WhyLeftOut(n));
      child.percent = percent_[n];
      if (counts) {
        child.siblings_percent = siblings;
        child.weight = Fraction::Of(percent_[n], siblings);
      }
      sum->children.push_back(std::move(child));
    }
  }

  // The percentages of siblings sum to 100. So what has one, below a node that
  // counts, and yet no weight of its own is an excluded domain, or an element
  // whose domains are.
  LeftOut WhyLeftOut(int n) const {
    if (percent_[n] == 0) return LeftOut::kNoWeight;
    return scope_.node_weight[n] > 0 ? LeftOut::kNoItems : LeftOut::kExcluded;
  }

  void AddItems(int subdomain, int k, Derivation* mean) const {
    const int count = ItemsOf(assessment_, subdomain, k);
    const int cell =
        k * model_.subdomain_count + subdomain - model_.first_subdomain();
    for (int i = 0; i < model_.requirement_count(); ++i) {
      if (model_.requirements[i].cell != cell) continue;
      Derivation item = Item(i);
      if (item.left_out == LeftOut::kNo) item.weight = Fraction::Of(1, count);
      mean->children.push_back(std::move(item));
    }
  }

  Derivation Item(int i) const {
    const Subject subject{Quantity::kItem, model_.requirements[i].level_index,
                          -1, i};
    const GradeCode code = assessment_.answers->codes[i];
    if (code == kNotApplicable) {
      return LeaveOut(subject, LeftOut::kDoesNotApply);
    }
    Derivation item;
    item.subject = subject;
    item.operation = Operation::kGrade;
    item.grade = code;
    item.value = Fraction::Of(model_.grade_tenths[code], 10);
    return item;
  }

  Derivation Missing(int i) const {
    Derivation missing;
    missing.subject = {Quantity::kMissing, model_.requirements[i].level_index,
                       -1, i};
    missing.operation = Operation::kComplement;
    missing.children.push_back(Item(i));
    missing.children.back().weight = {{1, 1}};
    missing.value = Fraction::Of(
        10 - model_.grade_tenths[assessment_.answers->codes[i]], 10);
    missing.weight = {{1, 1}};
    return missing;
  }

  Derivation Share(int n, int k) const {
    Derivation share;
    share.subject = {Quantity::kShare, k, n};
    share.operation = Operation::kPercent;
    share.percent = percent_[n];
    share.siblings_percent = SiblingsPercent(model_.nodes[n].parent, k);
    share.value = Fraction::Of(share.percent, share.siblings_percent);
    share.weight = {{1, 1}};
    return share;
  }

  Derivation Part(int subdomain, int k) const {
    Derivation part;
    part.subject = {Quantity::kPart, k, subdomain};
    part.operation = Operation::kOneOf;
    part.items = ItemsOf(assessment_, subdomain, k);
    part.value = Fraction::Of(1, part.items);
    part.weight = {{1, 1}};
    return part;
  }

  // As engine/gaps/find_gaps.cc counts it.
  Fraction GainOf(int i) const {
    const ModelRequirement& item = model_.requirements[i];
    const LevelScores& scores = *assessment_.scores;
    const int64_t missing =
        10 - model_.grade_tenths[assessment_.answers->codes[i]];
    return Fraction::Of(
        scores.GainPerTenth(model_, item) * missing,
        scores.weights->whole[item.level_index] * model_.full_mean);
  }

  const ScoredAssessment& assessment_;
  const CompiledModel& model_;
  const Scope& scope_;
  const std::vector<int>& percent_;
};

}  // namespace

int ItemsOf(const ScoredAssessment& assessment, int n, int k) {
  const CompiledModel& model = *assessment.questions.model;
  const ModelNode& node = model.nodes[n];
  int items = 0;
  for (int s = node.first_subdomain;
       s < node.first_subdomain + node.subdomain_count; ++s) {
    if (assessment.questions.scope->subdomain_counts[s] == 0) continue;
    items += assessment.scores->items[k * model.subdomain_count + s];
  }
  return items;
}

Derivation Derive(const ScoredAssessment& assessment, const Subject& subject) {
  const Deriver deriver(assessment);
  switch (subject.quantity) {
    case Quantity::kLevel:
      return deriver.Level(subject.level_index);
    case Quantity::kNode:
      return deriver.Node(subject.node, subject.level_index);
    case Quantity::kMaturity:
      return deriver.Maturity(subject.node);
    case Quantity::kGain:
      return deriver.Gain(subject.item);
    default:
      return deriver.Total();
  }
}

}  // namespace cmmm
