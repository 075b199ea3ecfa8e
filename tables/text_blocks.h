// Cuts a text into blocks of whole records; and rows into such a text.
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

class TextBlocks final : public BlockSource {
 public:
  // `source` is open. `delimiter`: of the cells, or kLines.
  TextBlocks(TextSource* source, std::string name, char delimiter)
      : source_(source), name_(std::move(name)), delimiter_(delimiter) {}

  // The first record, with its line end; empty for an empty text. To be
  // called before Next, or not at all.
  MaybeFailure TakeHeader(std::string* record);

  MaybeFailure Next(Block* block, bool* more) override;

 private:
  size_t End(absl::string_view text, bool has_quotes) const;
  MaybeFailure Grow(size_t bytes, std::string* text);

  TextSource* source_;
  std::string name_;
  char delimiter_;
  std::string rest_;  // read and not given yet
  bool text_ended_ = false;
};

// The rows of CSV.
class CsvRows final : public RowSource {
 public:
  CsvRows(TextBlocks* blocks, char delimiter, int64_t first_row)
      : blocks_(blocks),
        cells_(delimiter),
        delimiter_(delimiter),
        next_row_(first_row) {}
  MaybeFailure Next(Row* row, bool* more) override;

 private:
  TextBlocks* blocks_;
  CellSplitter cells_;
  char delimiter_;
  int64_t next_row_;
  Block block_;
  size_t at_ = 0;
};

// Rows written as CSV with commas, whatever they came from.
class RowBlocks final : public BlockSource {
 public:
  explicit RowBlocks(std::unique_ptr<RowSource> rows)
      : rows_(std::move(rows)) {}
  MaybeFailure Next(Block* block, bool* more) override;

 private:
  std::unique_ptr<RowSource> rows_;
};

// Appends `cells` as a record, exactly: texts that look like formulas stay.
void AppendRecord(const std::vector<std::string>& cells, std::string* text);

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_TEXT_BLOCKS_H_
