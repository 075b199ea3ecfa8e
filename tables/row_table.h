// A table that comes as rows of cells, whose blocks are so many rows: a sheet,
// a long table made wide, a template filled in.
#ifndef CMMM_TABLES_ROW_TABLE_H_
#define CMMM_TABLES_ROW_TABLE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "tables/record_source.h"
#include "tables/text_table.h"

namespace cmmm::tables {

// Rows of a block but the last of an input.
inline constexpr size_t kBlockRows = 512;

// Of a file that was read whole.
struct FileDigest {
  int64_t bytes = 0;
  std::string sha256;
};

// Gives one row.
class OneRow final : public RowSource {
 public:
  explicit OneRow(Row row) : row_(std::move(row)) {}
  MaybeFailure Next(Row* row, bool* more) override {
    *more = row_.has_value();
    if (*more) *row = *std::exchange(row_, std::nullopt);
    return std::nullopt;
  }

 private:
  std::optional<Row> row_;
};

class RowTable final : public RecordSource {
 public:
  // The rows of a workbook, which was read whole: `digest` is of its file.
  RowTable(TableDescription table, std::unique_ptr<RowSource> rows,
           FileDigest digest);
  // Rows that are read from `text`, as a long table of CSV.
  RowTable(TableDescription table, std::unique_ptr<RowSource> rows,
           std::unique_ptr<OpenText> text);

  // A block of kBlockRows rows, fewer at the end. Fails as the rows do.
  MaybeFailure Next(Block* block, bool* more) override;
  int64_t bytes_read() const override;
  std::string Sha256() const override;
  RowFindings Notices() const override;

 private:
  std::unique_ptr<OpenText> text_;  // nullptr: digest_ is what there is
  FileDigest digest_;
  std::unique_ptr<RowSource> rows_;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_ROW_TABLE_H_
