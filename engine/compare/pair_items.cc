#include "engine/compare/pair_items.h"

#include <algorithm>
#include <vector>

namespace cmmm {
namespace {

// Index of a's requirement `item` in the model `b`, -1 where it is not.
int PartnerOf(const CompiledModel& a, int item, const CompiledModel& b) {
  const auto found = b.requirement_index.find(a.requirements[item].id);
  return found == b.requirement_index.end() ? -1 : found->second;
}

// What counts on `side` and not on `other`.
std::vector<OneSidedItem> OnlyOn(const ComparedSide& side,
                                 const ComparedSide& other) {
  std::vector<OneSidedItem> only;
  for (int i = 0; i < side.model().requirement_count(); ++i) {
    if (AbsenceOf(side, i) != Absence::kCounts) continue;
    const Absence absence =
        AbsenceOf(other, PartnerOf(side.model(), i, other.model()));
    if (absence != Absence::kCounts) only.push_back({i, absence});
  }
  return only;
}

}  // namespace

Absence AbsenceOf(const ComparedSide& side, int item) {
  if (item < 0) return Absence::kMissing;
  if (!InScope(side.questions, item)) return Absence::kOutOfScope;
  if (side.answers->codes[item] == kNotApplicable) {
    return Absence::kDoesNotApply;
  }
  return Absence::kCounts;
}

PairedItems PairItems(const ComparedSide& a, const ComparedSide& b) {
  PairedItems pairs;
  for (int i = 0; i < a.model().requirement_count(); ++i) {
    if (AbsenceOf(a, i) != Absence::kCounts) continue;
    const int partner = PartnerOf(a.model(), i, b.model());
    if (AbsenceOf(b, partner) == Absence::kCounts) {
      pairs.common.push_back({i, partner});
    }
  }
  pairs.only_a = OnlyOn(a, b);
  pairs.only_b = OnlyOn(b, a);
  return pairs;
}

bool Related(const CompiledModel& a, const CompiledModel& b) {
  return std::any_of(a.requirements.begin(), a.requirements.end(),
                     [&](const ModelRequirement& item) {
                       return b.requirement_index.contains(item.id);
                     });
}

}  // namespace cmmm
