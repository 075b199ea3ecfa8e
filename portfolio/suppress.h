// Which counts of a table stay unsaid, so that none of fewer enterprises than a
// minimum can be read or computed.
//
//            level 1   level 2   level 3 |  whole
//   all          40        20        12  |    72      what everybody knows
//   north        20         9       (3)  |    32
//   south        15       (6)       (5)  |    26      (…): withheld
//   east          5       (5)       (4)  |    14
//
// A small count is withheld first. As every row and every column adds up to a
// number that is known, more are withheld, the smallest first, until those of a
// line together are not few, no line has a single one, and every one of them
// lies on a cycle of withheld counts (a way along rows and columns in turn,
// back to where it began): then one more here and one less there explains the
// known numbers as well, so none can be computed.
#ifndef CMMM_PORTFOLIO_SUPPRESS_H_
#define CMMM_PORTFOLIO_SUPPRESS_H_

#include <cstdint>
#include <vector>

namespace cmmm::portfolio {

// A count, and the enterprises it is of: fewer when some are repeated.
struct Count {
  int32_t rows = 0;
  int32_t enterprises = 0;
};

using Counts = std::vector<Count>;   // of a group, [columns]
using Withheld = std::vector<bool>;  // [columns]

// Of the whole alone. REQUIRES: min_group >= 1.
Withheld WithholdWhole(const Counts& whole, int32_t min_group);

// Of groups that add up to the whole, whose withheld counts are known; as many
// results as groups. REQUIRES: as many columns everywhere.
std::vector<Withheld> WithholdGroups(const Withheld& whole,
                                     const std::vector<Counts>& groups,
                                     int32_t min_group);

}  // namespace cmmm::portfolio

#endif  // CMMM_PORTFOLIO_SUPPRESS_H_
