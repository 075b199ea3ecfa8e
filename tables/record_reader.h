// A record of a block as cells in the columns of a table, whatever it is
// written in.
#ifndef CMMM_TABLES_RECORD_READER_H_
#define CMMM_TABLES_RECORD_READER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "tables/csv.h"

namespace cmmm::tables {

// Why a record has no cells.
struct RecordProblem {
  const char* rule_id = "";
  std::string value;
  std::string message;
};

// Whether a record is well-formed UTF-8; else *problem says where it is not.
bool CheckUtf8(absl::string_view record, RecordProblem* problem);

class RecordReader {
 public:
  virtual ~RecordReader() = default;

  // Behind the record, with its line end, that begins at `text[begin]`.
  virtual size_t End(absl::string_view text, size_t begin) const = 0;

  // Reads a record without its line end. False: *problem says why it has no
  // cells. cells() is of the last call and stays valid until Forget.
  virtual bool Read(absl::string_view record, RecordProblem* problem) = 0;
  virtual const std::vector<absl::string_view>& cells() const = 0;
  virtual void Forget() = 0;

  // Between the cells; 0 when cells are not parts of the record as they are.
  virtual char delimiter() const = 0;
};

// The records of CSV, or with tabs of TSV.
class CsvReader final : public RecordReader {
 public:
  explicit CsvReader(char delimiter)
      : cells_(delimiter), delimiter_(delimiter) {}
  size_t End(absl::string_view text, size_t begin) const override;
  bool Read(absl::string_view record, RecordProblem* problem) override;
  const std::vector<absl::string_view>& cells() const override {
    return cells_.cells();
  }
  void Forget() override { cells_.Forget(); }
  char delimiter() const override { return delimiter_; }

 private:
  CellSplitter cells_;
  char delimiter_;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_RECORD_READER_H_
