#include "portfolio/suppress.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace cmmm::portfolio {
namespace {

Counts Of(const std::vector<int>& counts) {
  Counts out;
  for (const int count : counts) out.push_back({count, count});
  return out;
}

// The table of the header: three small counts, and what would give them away.
TEST(SuppressTest, HidesWhatItsNeighboursWouldTell) {
  const std::vector<Counts> groups = {Of({20, 9, 3}), Of({15, 6, 5}),
                                      Of({5, 5, 4})};
  const Withheld whole = WithholdWhole(Of({40, 20, 12}), 5);
  EXPECT_EQ(whole, Withheld({false, false, false}));
  const std::vector<Withheld> hidden = WithholdGroups(whole, groups, 5);
  EXPECT_TRUE(hidden[0][2]);
  EXPECT_TRUE(hidden[2][2]);
  // One small count in a row would be the row less the rest of it.
  EXPECT_TRUE(hidden[0][1] || hidden[0][0]);
  EXPECT_TRUE(hidden[2][0] || hidden[2][1]);
}

TEST(SuppressTest, NothingSmallNothingHidden) {
  EXPECT_EQ(WithholdWhole(Of({5, 0, 9}), 5), Withheld({false, false, false}));
  EXPECT_EQ(WithholdGroups({false, false}, {Of({5, 0}), Of({7, 6})}, 5),
            std::vector<Withheld>(2, Withheld({false, false})));
}

// Nine rows about two enterprises are two.
TEST(SuppressTest, RepeatedEnterprisesAreSmall) {
  const Counts whole = {{9, 2}, {20, 20}, {8, 8}};
  EXPECT_EQ(WithholdWhole(whole, 5), Withheld({true, false, true}));
}

// Whether the hidden count can be another one, with every known number as it
// is: every other table of the same sums is looked for, cell by cell up to one
// more or less.
bool MayBeOther(const std::vector<Counts>& groups,
                const std::vector<Withheld>& hidden, const Withheld& whole,
                size_t g, size_t c) {
  const size_t columns = whole.size();
  const size_t cells = groups.size() * columns;
  std::vector<size_t> free;
  for (size_t at = 0; at < cells; ++at) {
    if (hidden[at / columns][at % columns]) free.push_back(at);
  }
  size_t tables = 1;
  for (size_t i = 0; i < free.size(); ++i) tables *= 3;
  for (size_t table = 0; table < tables; ++table) {
    std::vector<int> change(cells, 0);
    size_t digits = table;
    for (const size_t at : free) {
      change[at] = static_cast<int>(digits % 3) - 1;
      digits /= 3;
    }
    if (change[g * columns + c] == 0) continue;
    bool same = true;
    for (size_t r = 0; r < groups.size(); ++r) {
      int sum = 0;
      for (size_t k = 0; k < columns; ++k) {
        const int delta = change[r * columns + k];
        same = same && groups[r][k].rows + delta >= 0;
        sum += delta;
      }
      same = same && sum == 0;
    }
    for (size_t k = 0; k < columns; ++k) {
      int sum = 0;
      for (size_t r = 0; r < groups.size(); ++r) sum += change[r * columns + k];
      same = same && (whole[k] || sum == 0);
    }
    if (same) return true;
  }
  return false;
}

TEST(SuppressTest, NoHiddenCountCanBeComputed) {
  std::mt19937 random(20);
  int hidden_cells = 0;
  for (int round = 0; round < 300; ++round) {
    const size_t columns = 2 + random() % 2;
    std::vector<Counts> groups(2 + random() % 2, Counts(columns));
    Counts all(columns);
    for (Counts& group : groups) {
      for (size_t c = 0; c < columns; ++c) {
        const auto count = static_cast<int32_t>(random() % 14);
        group[c] = {count, count};
        all[c].rows += count;
        all[c].enterprises += count;
      }
      // Groups are never smaller than the minimum (groups.h).
      group[0].rows = group[0].enterprises += 5;
      all[0].rows = all[0].enterprises += 5;
    }
    const Withheld whole = WithholdWhole(all, 5);
    const auto hidden = WithholdGroups(whole, groups, 5);
    for (size_t g = 0; g < groups.size(); ++g) {
      for (size_t c = 0; c < columns; ++c) {
        if (groups[g][c].rows > 0 && groups[g][c].rows < 5) {
          EXPECT_TRUE(hidden[g][c]);
        }
        if (!hidden[g][c]) continue;
        ++hidden_cells;
        EXPECT_TRUE(MayBeOther(groups, hidden, whole, g, c))
            << "round " << round << " group " << g << " column " << c;
      }
    }
  }
  EXPECT_GT(hidden_cells, 300);
}

}  // namespace
}  // namespace cmmm::portfolio
