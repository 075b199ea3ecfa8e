#include "engine/compare/attribute.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace cmmm {
namespace {

// Sub-domains of both models by id; -1 where a model has none of that id.
struct SubdomainPair {
  std::string id;
  int a = -1;
  int b = -1;
};

std::vector<SubdomainPair> PairSubdomains(const CompiledModel& a,
                                          const CompiledModel& b) {
  std::vector<SubdomainPair> pairs;
  absl::flat_hash_map<std::string, int> in_a;
  for (int s = 0; s < a.subdomain_count; ++s) {
    in_a[a.subdomain(s).id] = s;
    pairs.push_back({a.subdomain(s).id, s, -1});
  }
  for (int s = 0; s < b.subdomain_count; ++s) {
    const auto found = in_a.find(b.subdomain(s).id);
    if (found == in_a.end()) {
      pairs.push_back({b.subdomain(s).id, -1, s});
    } else {
      pairs[found->second].b = s;
    }
  }
  return pairs;
}

// One level of both sides.
class LevelAttribution {
 public:
  LevelAttribution(const ComparedSide& a, const ComparedSide& b, int k,
                   const std::vector<SubdomainPair>& subdomains)
      : a_(a), b_(b), subdomains_(subdomains), answers_(a.model()) {
    change_.level_index = k;
    counted_a_.assign(a.model().subdomain_count, 0);
    counted_b_.assign(b.model().subdomain_count, 0);
  }

  // Of a requirement of this level that counts on both sides.
  void AddCommon(const ItemPair& pair) {
    const ModelRequirement& item = a_.model().requirements[pair.a];
    const GradeCode from = a_.answers->codes[pair.a];
    const GradeCode to = b_.answers->codes[pair.b];
    const int64_t before = a_.model().grade_tenths[from];
    const int64_t after = a_.model().grade_tenths[to];
    counted_a_[item.subdomain] = 1;
    counted_b_[b_.model().requirements[pair.b].subdomain] = 1;
    answers_.common[item.subdomain] += 1;
    answers_.tenths[item.subdomain] += after;
    if (from == to) return;
    const int64_t parts =
        a_.scores->GainPerTenth(a_.model(), item) * (after - before);
    answers_.parts[item.subdomain] += parts;
    change_.items.push_back(
        {pair.a, from, to, SignedFraction::Of(parts, WholeOf(a_))});
  }

  LevelChange Finish() {
    CountMetCells();
    const auto shares_a = DeriveShares(a_.model(), PercentOf(a_), counted_a_);
    const auto shares_b = DeriveShares(b_.model(), PercentOf(b_), counted_b_);
    for (const SubdomainPair& pair : subdomains_) {
      if (!CountsOn(a_, pair.a) && !CountsOn(b_, pair.b)) continue;
      Attribution parts;
      parts.change = PartOf(b_, pair.b) - PartOf(a_, pair.a);
      if (pair.a >= 0 && pair.b >= 0) {
        parts.answers = SignedFraction::Of(answers_.parts[pair.a], WholeOf(a_));
        parts.weights = (Signed(shares_b[pair.b]) - Signed(shares_a[pair.a])) *
                        CommonMean(pair.a);
      }
      parts.structure = parts.change - parts.answers - parts.weights;
      AddToLevel(parts);
      change_.subdomains.push_back({pair.id, parts});
    }
    SortItems();
    return std::move(change_);
  }

 private:
  // Sums over the common items, per sub-domain of a's model.
  struct CommonSums {
    explicit CommonSums(const CompiledModel& model)
        : common(model.subdomain_count, 0),
          tenths(model.subdomain_count, 0),
          parts(model.subdomain_count, 0) {}
    std::vector<int64_t> common;  // items
    std::vector<int64_t> tenths;  // of b's answers, by a's scale
    std::vector<int64_t> parts;   // effect of the answers, of WholeOf(a)
  };

  static const std::vector<int>& PercentOf(const ComparedSide& side) {
    return side.model().weight_sets[side.questions.scope->weight_set].percent;
  }

  static bool CountsOn(const ComparedSide& side, int subdomain) {
    return subdomain >= 0 &&
           side.questions.scope->subdomain_counts[subdomain] != 0;
  }

  // The denominator of the level's score.
  int64_t WholeOf(const ComparedSide& side) const {
    return side.scores->weights->whole[change_.level_index] *
           side.model().full_mean;
  }

  // What the sub-domain adds to the level's score.
  SignedFraction PartOf(const ComparedSide& side, int subdomain) const {
    if (subdomain < 0) return {};
    const int k = change_.level_index;
    return SignedFraction::Of(side.scores->weights->weight(k, subdomain) *
                                  side.scores->mean(k, subdomain),
                              WholeOf(side));
  }

  bool EmptyAndMet(const ComparedSide& side, int subdomain) const {
    const int cell =
        change_.level_index * side.model().subdomain_count + subdomain;
    return CountsOn(side, subdomain) && side.scores->items[cell] == 0 &&
           side.model().empty_cell == EmptyCell::kMet;
  }

  void CountMetCells() {
    for (const SubdomainPair& pair : subdomains_) {
      if (EmptyAndMet(a_, pair.a) && EmptyAndMet(b_, pair.b)) {
        counted_a_[pair.a] = counted_b_[pair.b] = 1;
      }
    }
  }

  // 1 where the cell is common because it is empty and met on both sides.
  SignedFraction CommonMean(int subdomain) const {
    if (answers_.common[subdomain] == 0) return {1, 1};
    return SignedFraction::Of(answers_.tenths[subdomain],
                              10 * answers_.common[subdomain]);
  }

  void AddToLevel(const Attribution& parts) {
    change_.parts.change = change_.parts.change + parts.change;
    change_.parts.answers = change_.parts.answers + parts.answers;
    change_.parts.weights = change_.parts.weights + parts.weights;
    change_.parts.structure = change_.parts.structure + parts.structure;
  }

  void SortItems() {
    const auto magnitude = [](const ItemChange& item) {
      const auto& [numerator, denominator] = item.contribution;
      return Ratio{std::abs(numerator), denominator};
    };
    std::stable_sort(change_.items.begin(), change_.items.end(),
                     [&](const ItemChange& x, const ItemChange& y) {
                       return magnitude(y) < magnitude(x);
                     });
  }

  const ComparedSide& a_;
  const ComparedSide& b_;
  const std::vector<SubdomainPair>& subdomains_;
  CommonSums answers_;
  // Sub-domains of the common structure.
  std::vector<uint8_t> counted_a_;
  std::vector<uint8_t> counted_b_;
  LevelChange change_;
};

}  // namespace

bool LevelChange::fits() const {
  return parts.fits() && std::all_of(subdomains.begin(), subdomains.end(),
                                     [](const SubdomainChange& subdomain) {
                                       return subdomain.parts.fits();
                                     });
}

std::vector<LevelChange> AttributeChanges(const ComparedSide& a,
                                          const ComparedSide& b,
                                          const PairedItems& pairs) {
  const std::vector<SubdomainPair> subdomains =
      PairSubdomains(a.model(), b.model());
  const int compared =
      std::min(a.questions.assessed_levels, b.questions.assessed_levels);
  std::vector<LevelAttribution> levels;
  levels.reserve(compared);
  for (int k = 0; k < compared; ++k) levels.emplace_back(a, b, k, subdomains);
  for (const ItemPair& pair : pairs.common) {
    levels[a.model().requirements[pair.a].level_index].AddCommon(pair);
  }
  std::vector<LevelChange> changes;
  changes.reserve(levels.size());
  for (LevelAttribution& level : levels) changes.push_back(level.Finish());
  return changes;
}

}  // namespace cmmm
