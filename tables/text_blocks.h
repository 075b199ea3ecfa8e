// Cuts a text into blocks of whole records, and these into rows.
//
//   TextBlocks blocks(&source, "in.csv", ',');
//   if (auto failure = blocks.TakeHeader(&header)) …
//   if (auto failure = blocks.Next(&block, &more)) …
#ifndef CMMM_TABLES_TEXT_BLOCKS_H_
#define CMMM_TABLES_TEXT_BLOCKS_H_

#include <memory>
#include <string>
#include <utility>

#include "tables/block.h"
#include "tables/csv.h"
#include "tables/text_source.h"

namespace cmmm::tables {

// Marks a text whose records are lines, quotes or not.
inline constexpr char kLines = '\n';

class TextBlocks {
 public:
  // `source` is open and outlives the blocks. `name` is for messages.
  // `delimiter`: of the cells, or kLines.
  TextBlocks(TextSource* source, std::string name, char delimiter)
      : source_(source), name_(std::move(name)), delimiter_(delimiter) {}

  // Puts the first record, with its line end, in place of *record; empty for an
  // empty text. To be called before Next, or not at all. Fails as
  // TextSource::Read, and for a record that does not end (row.too_long).
  MaybeFailure TakeHeader(std::string* record);

  // Puts the next piece of the text in place of the block's: kBlockBytes or
  // more are read, and what follows the last whole record begins the next one.
  // At the end *more is false. Fails as TakeHeader.
  MaybeFailure Next(Block* block, bool* more);

 private:
  size_t End(absl::string_view text, bool has_quotes) const;
  MaybeFailure Grow(size_t bytes, std::string* text);

  TextSource* source_;
  std::string name_;
  char delimiter_;
  std::string rest_;  // read and not given yet
  bool text_ended_ = false;
};

// The rows of CSV, one by one, for readers that need no threads.
class CsvRows final : public RowSource {
 public:
  // `blocks` is behind the header, and the next record is row `first_row`.
  CsvRows(TextBlocks* blocks, char delimiter, int64_t first_row)
      : blocks_(blocks),
        cells_(delimiter),
        delimiter_(delimiter),
        next_row_(first_row) {}
  // Fails as TextBlocks, and for a quote that does not close (row.quotes).
  MaybeFailure Next(Row* row, bool* more) override;

 private:
  TextBlocks* blocks_;
  CellSplitter cells_;
  char delimiter_;
  int64_t next_row_;
  Block block_;
  size_t at_ = 0;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_TEXT_BLOCKS_H_
