// The causes of changes as columns: as numbers, or while questions are open as
// ranges.
//
//   answers    other grades for what counts on both sides, at the weights of A
//   weights    other percentages
//   structure  what counts on one side only, empty cells, what grades are worth
#ifndef CMMM_CLI_PRINTING_COMPARE_CAUSES_H_
#define CMMM_CLI_PRINTING_COMPARE_CAUSES_H_

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cmmm/v1/compare.pb.h"
#include "texts/language.h"
#include "texts/table.h"

namespace cmmm::cli {

// Whether the change or a cause of it is, or while questions are open may be,
// other than 0.
bool MayMove(const v1::Attribution& parts);

// How far the change is from 0 whatever the open answers are; and the farthest
// it may be. The same where nothing is open.
// In parts of the level's score, 0 to 1.
double MovedForSure(const v1::Attribution& parts);
double MovedAtMost(const v1::Attribution& parts);

// Rows that begin with texts and end with a change and its causes. While
// questions are open, a cause that has no part in any row is left out, so that
// ranges have room.
// Numbers have four decimals and their sign.
class CausesTable {
 public:
  // `first`: the columns before the change.
  CausesTable(texts::Language language, bool open,
              std::vector<texts::Table::Column> first)
      : language_(language), open_(open), first_(std::move(first)) {}

  // `parts` must live until the table is printed.
  void AddRow(std::vector<std::string> cells, const v1::Attribution& parts) {
    rows_.push_back({std::move(cells), &parts});
  }

  // A heading, then the rows in their order.
  void Print(std::ostream& out) const;

 private:
  struct Row {
    std::vector<std::string> cells;
    const v1::Attribution* parts;
  };

  texts::Language language_;
  bool open_;
  std::vector<texts::Table::Column> first_;
  std::vector<Row> rows_;
};

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_COMPARE_CAUSES_H_
