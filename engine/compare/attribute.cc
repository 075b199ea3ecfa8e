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
    open_.resize(subdomains.size());
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
    if (side.answers->codes[only.item] != kOpen) return;
    const int subdomain = side.model().requirements[only.item].subdomain;
    if (&side == &a_) {
      open_[subdomain].push_back({only.item, -1, -1});
      return;
    }
    size_t pair = 0;
    while (subdomains_[pair].b != subdomain) ++pair;
    open_[pair].push_back({-1, only.item, -1});
  }

  LevelChange Finish() {
    CountMetCells();
    const auto shares_a = DeriveShares(a_.model(), PercentOf(a_), counted_a_);
    const auto shares_b = DeriveShares(b_.model(), PercentOf(b_), counted_b_);
    OpenEffects of_level;
    for (size_t p = 0; p < subdomains_.size(); ++p) {
      const SubdomainPair& pair = subdomains_[p];
      if (!CountsOn(a_, pair.a) && !CountsOn(b_, pair.b)) continue;
      Attribution parts;
      SignedFraction moved;  // the weight, from a to b
      parts.change = PartOf(b_, pair.b) - PartOf(a_, pair.a);
      if (pair.a >= 0 && pair.b >= 0) {
        moved = Signed(shares_b[pair.b]) - Signed(shares_a[pair.a]);
        parts.answers = SignedFraction::Of(answers_.parts[pair.a], WholeOf(a_));
        parts.weights = moved * CommonMean(pair.a);
      }
      parts.structure = parts.change - parts.answers - parts.weights;
      const OpenEffects open = OpenOf(p, moved);
      of_level.Add(open);
      SetOpen(open, &parts);
      AddToLevel(parts);
      change_.subdomains.push_back({pair.id, parts});
    }
    SortItems();
    SetOpen(of_level, &change_.parts);
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

  // Where the answer is open, on one side or on both.
  void AddOpenOfBoth(const ItemPair& pair) {
    const bool open_a = a_.answers->codes[pair.a] == kOpen;
    const bool open_b = b_.answers->codes[pair.b] == kOpen;
    // The sub-domains of a come first.
    auto& open = open_[a_.model().requirements[pair.a].subdomain];
    if (open_a && open_b && same_answers_) {
      open.push_back({pair.a, pair.b, pair.a});
      return;
    }
    if (open_a) open.push_back({pair.a, -1, pair.a});
    if (open_b) open.push_back({-1, pair.b, pair.a});
  }

  // Of the sub-domain at `pair`, whose weight moved so.
  OpenEffects OpenOf(size_t pair, const SignedFraction& moved) const {
    OpenEffects effects;
    for (const OpenItem& item : open_[pair]) {
      SignedFraction weight;
      if (item.common >= 0) {
        const int64_t common = answers_.common[subdomains_[pair].a];
        weight = moved * SignedFraction::Of(1, int64_t{10} * common);
      }
      effects.Add(a_, b_, item, weight);
    }
    return effects;
  }

  static void SetOpen(const OpenEffects& open, Attribution* parts) {
    parts->open = open.Around(parts->change, parts->answers, parts->weights,
                              parts->structure);
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
  std::vector<std::vector<OpenItem>> open_;  // [subdomains_]
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
  return parts.fits() && std::all_of(subdomains.begin(), subdomains.end(),
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
