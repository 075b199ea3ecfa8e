// The unit of work: whole records of one input.
#ifndef CMMM_TABLES_BLOCK_H_
#define CMMM_TABLES_BLOCK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/failure.h"

namespace cmmm::tables {

// Least bytes of a block but the last of an input. Part of what makes runs
// repeatable: the blocks of a table depend on nothing but its bytes.
inline constexpr size_t kBlockBytes = 256 << 10;

struct Block {
  int64_t sequence = 0;    // from 0, over all inputs
  int input = 0;           // index of the input
  std::string text;        // whole records: CSV, or a line of JSON each
  bool has_quotes = true;  // false: a record is a line
  // Where records are not rows of the input one by one: the row of each.
  std::vector<int64_t> rows;
};

// Gives the records of an input, block by block.
class BlockSource {
 public:
  virtual ~BlockSource() = default;
  // Fills text and rows. *more is false, and the block means nothing, at the
  // end.
  virtual MaybeFailure Next(Block* block, bool* more) = 0;
};

// A row of cells, as a spreadsheet has them.
struct Row {
  int64_t number = 0;  // from 1, as a person counts them
  std::vector<std::string> cells;
};

// An input that gives rows instead of text, such as a workbook.
class RowSource {
 public:
  virtual ~RowSource() = default;
  virtual MaybeFailure Next(Row* row, bool* more) = 0;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_BLOCK_H_
