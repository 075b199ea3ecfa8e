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

// What `fully` for an open item of the side adds to the score of its level; 0
// when the item is not open.
SignedFraction OpenWorth(const ComparedSide& side, int item) {
  if (side.answers->codes[item] != kOpen) return {};
  const CompiledModel& model = side.model();
  const ModelRequirement& requirement = model.requirements[item];
  const int64_t tenths = model.grade_tenths[kFully] - model.grade_tenths[kOpen];
  return SignedFraction::Of(
      side.scores->GainPerTenth(model, requirement) * tenths,
      side.scores->weights->whole[requirement.level_index] * model.full_mean);
}

// What open questions take from a change and add to it.
class OpenRange {
 public:
  void AddSide(const ComparedSide& side, int item, bool is_b) {
    if (side.answers->codes[item] != kOpen) return;
    any_ = true;
    const SignedFraction worth = OpenWorth(side, item);
    if (is_b) {
      more_ = more_ + worth;
    } else {
      less_ = less_ - worth;
    }
  }

  // One answer, open on both sides.
  void AddSame(const SignedFraction& worth_a, const SignedFraction& worth_b) {
    any_ = true;
    const SignedFraction worth = worth_b - worth_a;
    SignedFraction& end = worth.numerator < 0 ? less_ : more_;
    end = end + worth;
  }

  std::optional<ChangeRange> Around(const SignedFraction& change) const {
    if (!any_) return std::nullopt;
    return ChangeRange{change + less_, change + more_};
  }

 private:
  bool any_ = false;
  SignedFraction less_;
  SignedFraction more_;
};

// One level of both sides.
class LevelAttribution {
 public:
  LevelAttribution(const ComparedSide& a, const ComparedSide& b, int k,
                   bool same_answers,
                   const std::vector<SubdomainPair>& subdomains)
      : a_(a),
        b_(b),
        same_answers_(same_answers),
        subdomains_(subdomains),
        answers_(a.model()) {
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
    AddOpenOfBoth(pair);
    if (from == to) return;
    const int64_t gain = a_.scores->GainPerTenth(a_.model(), item);
    const int64_t parts = gain * (after - before);
    answers_.parts[item.subdomain] += parts;
    change_.items.push_back({pair.a, from, to,
                             SignedFraction::Of(parts, WholeOf(a_)),
                             RangeOf(from, to, gain)});
  }

  // Of a requirement of this level that counts on `side` only.
  void AddOneSided(const ComparedSide& side, const OneSidedItem& only) {
    open_.AddSide(side, only.item, &side == &b_);
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
    change_.open = open_.Around(change_.parts.change);
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

  void AddOpenOfBoth(const ItemPair& pair) {
    if (same_answers_ && a_.answers->codes[pair.a] == kOpen) {
      return open_.AddSame(OpenWorth(a_, pair.a), OpenWorth(b_, pair.b));
    }
    open_.AddSide(a_, pair.a, false);
    open_.AddSide(b_, pair.b, true);
  }

  // Between which the contribution of an answer lies, one side of which is
  // open. `gain` is what a tenth adds, of WholeOf(a).
  std::optional<ChangeRange> RangeOf(GradeCode from, GradeCode to,
                                     int64_t gain) const {
    if (from != kOpen && to != kOpen) return std::nullopt;
    const auto& tenths = a_.model().grade_tenths;
    const int64_t most_from = tenths[from == kOpen ? kFully : from];
    const int64_t most_to = tenths[to == kOpen ? kFully : to];
    return ChangeRange{
        SignedFraction::Of(gain * (tenths[to] - most_from), WholeOf(a_)),
        SignedFraction::Of(gain * (most_to - tenths[from]), WholeOf(a_))};
  }

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
  bool same_answers_;
  const std::vector<SubdomainPair>& subdomains_;
  CommonSums answers_;
  // Sub-domains of the common structure.
  std::vector<uint8_t> counted_a_;
  std::vector<uint8_t> counted_b_;
  OpenRange open_;
  LevelChange change_;
};

// Adds what counts on `side` only to the levels that are compared.
void AddOneSided(const ComparedSide& side,
                 const std::vector<OneSidedItem>& items,
                 std::vector<LevelAttribution>* levels) {
  for (const OneSidedItem& only : items) {
    const size_t k = side.model().requirements[only.item].level_index;
    if (k < levels->size()) (*levels)[k].AddOneSided(side, only);
  }
}

}  // namespace

bool LevelChange::fits() const {
  return parts.fits() && (!open.has_value() || open->fits()) &&
         std::all_of(subdomains.begin(), subdomains.end(),
                     [](const SubdomainChange& subdomain) {
                       return subdomain.parts.fits();
                     });
}

std::vector<LevelChange> AttributeChanges(const ComparedSide& a,
                                          const ComparedSide& b,
                                          const PairedItems& pairs,
                                          bool same_answers) {
  const std::vector<SubdomainPair> subdomains =
      PairSubdomains(a.model(), b.model());
  const int compared =
      std::min(a.questions.assessed_levels, b.questions.assessed_levels);
  std::vector<LevelAttribution> levels;
  levels.reserve(compared);
  for (int k = 0; k < compared; ++k) {
    levels.emplace_back(a, b, k, same_answers, subdomains);
  }
  for (const ItemPair& pair : pairs.common) {
    levels[a.model().requirements[pair.a].level_index].AddCommon(pair);
  }
  AddOneSided(a, pairs.only_a, &levels);
  AddOneSided(b, pairs.only_b, &levels);
  std::vector<LevelChange> changes;
  changes.reserve(levels.size());
  for (LevelAttribution& level : levels) changes.push_back(level.Finish());
  return changes;
}

}  // namespace cmmm
