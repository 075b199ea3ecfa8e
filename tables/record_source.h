// An open table: what its columns mean, and its records in blocks. There is a
// class per kind of source, a text and rows of cells; OpenTable (open_table.h)
// makes the one that a file needs.
#ifndef CMMM_TABLES_RECORD_SOURCE_H_
#define CMMM_TABLES_RECORD_SOURCE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tables/block.h"
#include "tables/editions.h"
#include "tables/format.h"
#include "tables/record_reader.h"
#include "tables/table_layout.h"

namespace cmmm::tables {

// What is known of a table once its header is read; all that a thread needs to
// read its blocks.
struct TableDescription {
  std::string path;  // `-`: standard input
  Format format = Format::kCsv;
  bool has_rows = false;  // its blocks hold rows, not text
  TableLayout layout;
  // As the options or the header say; kAuto: to be settled by all values.
  texts::GradeStyle style = texts::GradeStyle::kAuto;
  // A workbook that is one assessment, or none that can be read; its only
  // record says what is wrong with it.
  bool is_single = false;
  // What a workbook that is one assessment is scored by; nullptr: the model of
  // the run.
  const Edition* edition = nullptr;
  RowFindings notices;  // for a person, `column` being the path and the place

  // Row of the input that its first record is, as a person counts.
  int64_t first_row() const { return format == Format::kJsonl ? 1 : 2; }
};

// Makes a reader of the table's blocks. `model` outlives it.
std::unique_ptr<RecordReader> MakeRecordReader(const TableDescription& table,
                                               const CompiledModel& model);

// Gives the blocks of one table, once, from the first to the last.
class RecordSource {
 public:
  explicit RecordSource(TableDescription table) : table_(std::move(table)) {}
  virtual ~RecordSource() = default;

  const TableDescription& table() const { return table_; }

  // Puts the next block in place of *block, but for its sequence and input,
  // which are for the caller to set. At the end *more is false, and the block
  // means nothing. Failures name the file.
  virtual MaybeFailure Next(Block* block, bool* more) = 0;

  // Bytes of the file read so far.
  virtual int64_t bytes_read() const = 0;
  // SHA-256 of these bytes; empty where InputOptions do not want it.
  virtual std::string Sha256() const = 0;
  // What a person should know of how the bytes read so far were taken.
  virtual RowFindings Notices() const { return {}; }

 protected:
  TableDescription table_;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_RECORD_SOURCE_H_
