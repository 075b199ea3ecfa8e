// The records of blocks, one after the other, whatever a table is written in:
// the one loop over records that everything else is built on.
//
//   std::unique_ptr<RecordReader> reader = MakeRecordReader(table, model);
//   reader->Begin(block);
//   for (Record record; reader->Next(&record);) … record.cells[column] …
#ifndef CMMM_TABLES_RECORD_READER_H_
#define CMMM_TABLES_RECORD_READER_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/base/row_finding.h"
#include "tables/block.h"
#include "tables/csv.h"
#include "tables/record_cells.h"

namespace cmmm::tables {

// A record in the columns of its table. The views stay valid until the reader
// begins another block, and no longer than the block itself.
struct Record {
  // As it stands in a text, without its line end; empty where rows are no text.
  absl::string_view text;
  RecordCells cells;
  // What the reader found wrong, as bytes that are no text, a quote that does
  // not close, a key that stands there twice.
  RowFindings findings;
  // False: `findings` say why the cells mean nothing, or why there are none.
  bool readable = true;
  // A record with nothing in it, as `,,,`: counted, and otherwise passed over.
  bool blank = false;
};

// Reads block after block of one table; of one thread.
class RecordReader {
 public:
  virtual ~RecordReader() = default;

  // Turns to the records of `block`, which must stay as it is meanwhile.
  virtual void Begin(const Block& block) = 0;
  // Puts the next record of the block in place of *record; false at the end of
  // the block, and *record means nothing then.
  virtual bool Next(Record* record) = 0;
  // How many records `block` has, blank ones included, without reading them.
  virtual int64_t Count(const Block& block) const = 0;
  // Whether the cells carried through are JSON.
  virtual bool is_json() const { return false; }
};

// Reads the records of a text. What is no UTF-8 becomes a finding
// (row.encoding).
class TextReader : public RecordReader {
 public:
  void Begin(const Block& block) override;
  bool Next(Record* record) final;
  int64_t Count(const Block& block) const final;

 protected:
  // Behind the record, with its line end, that begins at `text[begin]`. Without
  // `has_quotes`, and unless told otherwise, a record is a line.
  virtual size_t End(absl::string_view text, size_t begin,
                     bool has_quotes) const;
  // Whether nothing stands in a record of this text.
  virtual bool IsBlank(absl::string_view text) const { return text.empty(); }
  // Fills the cells of a record by its text, or adds why there are none.
  virtual void Read(Record* record) = 0;

 private:
  absl::string_view text_;
  bool has_quotes_ = true;
  bool utf8_ = true;  // the whole block is well formed
  size_t at_ = 0;
};

// Reads CSV, or with tabs TSV (csv.h).
class CsvReader final : public TextReader {
 public:
  explicit CsvReader(char delimiter)
      : splitter_(delimiter), delimiter_(delimiter) {}
  void Begin(const Block& block) override;

 protected:
  size_t End(absl::string_view text, size_t begin,
             bool has_quotes) const override;
  bool IsBlank(absl::string_view text) const override {
    return IsBlankRecord(text, delimiter_);
  }
  void Read(Record* record) override;

 private:
  CellSplitter splitter_;
  char delimiter_;
};

// Reads rows that came as cells: nothing of them is left to be read.
class RowsReader final : public RecordReader {
 public:
  void Begin(const Block& block) override;
  bool Next(Record* record) override;
  int64_t Count(const Block& block) const override;

 private:
  const std::vector<Row>* rows_ = nullptr;
  size_t at_ = 0;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_RECORD_READER_H_
