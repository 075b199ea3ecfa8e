// One input of a run: opened, its header read, its digits settled; then its
// blocks.
#ifndef CMMM_TABLES_INPUT_H_
#define CMMM_TABLES_INPUT_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tables/block.h"
#include "tables/format.h"
#include "tables/record_reader.h"
#include "tables/table_layout.h"
#include "tables/text_blocks.h"
#include "tables/text_source.h"
#include "tables/workbook_rows.h"
#include "texts/grade_words.h"

namespace cmmm::tables {

struct InputOptions {
  Encoding encoding = Encoding::kAuto;
  texts::GradeStyle grades = texts::GradeStyle::kAuto;
  Format stdin_format = Format::kCsv;
  bool hashed = true;  // Input::Sha256 is wanted
  // The model, for workbooks that are an assessment.
  const v1::GetModelResponse* described = nullptr;
};

class Input {
 public:
  // `path`: `-` is standard input. What is pointed to outlives the input.
  Input(std::string path, const InputOptions& options,
        const CompiledModel& model, const texts::GradeWords& words);

  // Reads the header. Failures: all that is wrong with it, each as
  // `rule: words`.
  MaybeFailure Open();

  // Settles how digits are read: as the options or the header say, else by
  // all values of the file, which is read for that and opened again. Digits
  // of standard input must be settled by options or header.
  MaybeFailure SettleGrades();

  // Lets go of the file until Reopen, which begins it anew with the layout as
  // it is. Standard input is kept open and not begun anew.
  void Release();
  MaybeFailure Reopen();

  MaybeFailure Next(Block* block, bool* more);

  const std::string& path() const { return path_; }
  Format format() const { return format_; }
  const TableLayout& layout() const { return layout_; }
  TableLayout* mutable_layout() { return &layout_; }
  // Reads the records of the blocks.
  std::unique_ptr<RecordReader> MakeReader() const;
  texts::GradeStyle style() const { return style_; }
  // Row of the input that its first record is.
  int64_t first_row() const { return format_ == Format::kJsonl ? 1 : 2; }
  // Names of the columns carried through, in order.
  std::vector<std::string> CarriedNames() const;
  int64_t bytes_read() const;
  std::string Sha256() const;

  // A workbook that is one assessment, or none that can be read: its record
  // says what is wrong with it.
  bool is_single() const { return single_; }
  // The columns its record carries through, if it is.
  void SetCarried(std::vector<std::string> names) {
    single_carried_ = std::move(names);
  }
  const std::vector<std::string>& notices() const { return notices_; }

 private:
  MaybeFailure OpenText();
  MaybeFailure OpenWorkbook();
  MaybeFailure OpenTable(std::unique_ptr<SheetTable> table);
  MaybeFailure OpenSingle(Outcome<excel::XlsxWorkbook> workbook);
  MaybeFailure ReadHeader();
  MaybeFailure SetLayout(const std::vector<absl::string_view>& names);
  MaybeFailure MakeWide(std::unique_ptr<RowSource> rows);
  MaybeFailure Problem(const std::vector<std::string>& problems) const;

  std::string path_;
  InputOptions options_;
  const CompiledModel& model_;
  const texts::GradeWords& words_;
  Format format_ = Format::kCsv;
  char delimiter_ = ',';
  texts::GradeStyle style_ = texts::GradeStyle::kAuto;
  TableLayout layout_;
  std::unique_ptr<TextSource> source_;
  std::unique_ptr<TextBlocks> text_;
  std::unique_ptr<BlockSource> blocks_;  // of what text_ holds
  // Of workbooks.
  MergedCells merged_;
  bool single_ = false;
  std::vector<std::string> single_carried_ = {kEnterpriseColumn};
  std::vector<std::string> notices_;
  int64_t file_bytes_ = 0;
  std::string file_sha256_;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_INPUT_H_
