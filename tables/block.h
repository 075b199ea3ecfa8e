// The unit of work: whole records of one input.
//
// The blocks of a text are pieces of that text, which the threads of a run
// split into cells; what comes as cells (the rows of a sheet, of a long table
// made wide, of a template filled in) comes as rows. Where the blocks of a text
// begin depends on nothing but its bytes: journals and shards rest on that.
#ifndef CMMM_TABLES_BLOCK_H_
#define CMMM_TABLES_BLOCK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/failure.h"
#include "engine/base/row_finding.h"

namespace cmmm::tables {

// Bytes at least that are read for a block, before it is cut back to its last
// whole record. Part of what makes runs repeatable.
inline constexpr size_t kBlockBytes = 256 << 10;

// A record that owns its cells, as a spreadsheet has them.
struct Row {
  int64_t number = 0;  // from 1, as a person counts them
  std::vector<std::string> cells;
  RowFindings findings = {};  // what its reader found wrong
  // False: for what `findings` say, the cells are not to be judged any further.
  bool readable = true;
};

// Gives rows one by one, from a sheet or a text.
class RowSource {
 public:
  virtual ~RowSource() = default;
  // Puts the next row into *row, replacing what is there. At the end *more is
  // false, and the row means nothing.
  virtual MaybeFailure Next(Row* row, bool* more) = 0;
  // What a person should know of the rows given so far.
  virtual RowFindings Notices() const { return {}; }
};

struct Block {
  int64_t sequence = 0;    // from 0, over all inputs
  size_t input = 0;        // index of the input
  std::string text;        // whole records: CSV, or a line of JSON each
  bool has_quotes = true;  // false: a record is a line
  std::vector<Row> rows;   // of inputs that are no text; then `text` is empty

  // The row, as a person counts, of record `index` of this block; `first` is
  // the row that the block's text begins with.
  int64_t RowOf(size_t index, int64_t first) const {
    return rows.empty() ? first + static_cast<int64_t>(index)
                        : rows[index].number;
  }
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_BLOCK_H_
