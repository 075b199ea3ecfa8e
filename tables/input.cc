#include "tables/input.h"

#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/sha256.h"
#include "tables/json_reader.h"
#include "tables/long_rows.h"
#include "tables/survey.h"

namespace cmmm::tables {
namespace {

// The text of a table as its own blocks.
class Unchanged final : public BlockSource {
 public:
  explicit Unchanged(TextBlocks* text) : text_(text) {}
  MaybeFailure Next(Block* block, bool* more) override {
    return text_->Next(block, more);
  }

 private:
  TextBlocks* text_;
};

class OneRow final : public RowSource {
 public:
  explicit OneRow(Row row) : row_(std::move(row)) {}
  MaybeFailure Next(Row* row, bool* more) override {
    *more = !std::exchange(given_, true);
    if (*more) *row = row_;
    return std::nullopt;
  }

 private:
  Row row_;
  bool given_ = false;
};

// The file's name without folders and extension.
std::string StemOf(const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);
  return name.substr(0, name.rfind('.'));
}

bool ReadFileUpTo(const std::string& path, size_t most, std::string* bytes) {
  std::ifstream stream(path, std::ios::binary);
  std::vector<char> buffer(size_t{1} << 16);
  while (stream.good() && bytes->size() < most) {
    stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    bytes->append(buffer.data(), static_cast<size_t>(stream.gcount()));
  }
  return stream.eof() || bytes->size() >= most;
}

}  // namespace

Input::Input(std::string path, const InputOptions& options,
             const CompiledModel& model, const texts::GradeWords& words)
    : path_(std::move(path)), options_(options), model_(model), words_(words) {}

MaybeFailure Input::Problem(const std::vector<std::string>& problems) const {
  return Failure{FailureKind::kData,
                 absl::StrCat(path_, ":1: ", absl::StrJoin(problems, "\n  "))};
}

MaybeFailure Input::Open() {
  style_ = options_.grades;
  return IsWorkbookPath(path_) ? OpenWorkbook() : OpenText();
}

MaybeFailure Input::OpenText() {
  if (path_ == "-") {
    format_ = options_.stdin_format;
  } else if (!FormatOfPath(path_, &format_)) {
    return Failure{FailureKind::kUsage,
                   absl::StrCat(path_,
                                ": cannot tell the format by the extension; "
                                "it is one of csv, tsv, jsonl, xlsx")};
  }
  delimiter_ = format_ == Format::kJsonl ? kLines : DelimiterOf(format_);
  const bool json = format_ == Format::kJsonl;
  source_ = std::make_unique<TextSource>(
      path_, options_.encoding,
      json ? KnownHeader([](absl::string_view) { return true; }) : MayBeHeader,
      options_.hashed);
  if (auto failure = source_->Open()) return failure;
  text_ = std::make_unique<TextBlocks>(source_.get(), path_, delimiter_);
  blocks_ = std::make_unique<Unchanged>(text_.get());
  if (!json) return ReadHeader();
  layout_ = JsonLayout(model_);
  return std::nullopt;
}

MaybeFailure Input::OpenWorkbook() {
  std::string bytes;
  if (!ReadFileUpTo(path_, excel::XlsxLimits().file_bytes + 1, &bytes)) {
    return Failure{FailureKind::kNoInput,
                   absl::StrCat(path_, ": cannot be read")};
  }
  file_bytes_ = static_cast<int64_t>(bytes.size());
  Sha256Hash hash;
  hash.Add(bytes);
  file_sha256_ = hash.Hex();
  auto opened = excel::XlsxWorkbook::Open(std::move(bytes));
  if (!opened.ok()) return OpenSingle(std::move(opened));
  auto workbook =
      std::make_unique<excel::XlsxWorkbook>(std::move(opened.value()));
  std::unique_ptr<SheetTable> table;
  if (const auto fault = SheetTable::Find(&workbook, &table)) {
    return OpenSingle(excel::RefuseWorkbook(*fault));
  }
  return table != nullptr ? OpenTable(std::move(table))
                          : OpenSingle(std::move(*workbook));
}

MaybeFailure Input::OpenTable(std::unique_ptr<SheetTable> table) {
  const std::vector<std::string> names = table->header();
  if (auto failure = SetLayout({names.begin(), names.end()})) return failure;
  table->Protect(layout_, &merged_);
  if (layout_.is_long()) return MakeWide(std::move(table));
  blocks_ = std::make_unique<RowBlocks>(std::move(table));
  return std::nullopt;
}

MaybeFailure Input::OpenSingle(Outcome<excel::XlsxWorkbook> workbook) {
  single_ = true;
  style_ = texts::GradeStyle::kWords;
  AssessmentRow read = ReadAssessment(std::move(workbook), *options_.described,
                                      StemOf(path_), single_carried_);
  notices_ = std::move(read.notices);
  const std::vector<std::string> names =
      AssessmentColumns(options_.described->definition(), single_carried_);
  blocks_ = std::make_unique<RowBlocks>(
      std::make_unique<OneRow>(std::move(read.row)));
  return SetLayout({names.begin(), names.end()});
}

std::unique_ptr<RecordReader> Input::MakeReader() const {
  if (format_ == Format::kJsonl) {
    return std::make_unique<JsonReader>(model_, StemOf(path_));
  }
  return std::make_unique<CsvReader>(delimiter_);
}

MaybeFailure Input::ReadHeader() {
  std::string header;
  if (auto failure = text_->TakeHeader(&header)) return failure;
  CellSplitter cells(delimiter_);
  if (!cells.Split(WithoutLineEnd(header))) {
    return Problem(
        {"row.quotes: a quoted cell does not end where its quote "
         "does"});
  }
  const size_t bad = FirstInvalidUtf8(header, false);
  if (bad != std::string::npos) {
    return Problem({absl::StrCat("encoding.invalid: the bytes ",
                                 HexBytes(header.substr(bad)), " at offset ",
                                 bad, " are no UTF-8; say --encoding")});
  }
  if (auto failure = SetLayout(cells.cells())) return failure;
  if (!layout_.is_long()) return std::nullopt;
  return MakeWide(std::make_unique<CsvRows>(text_.get(), delimiter_, 2));
}

MaybeFailure Input::SetLayout(const std::vector<absl::string_view>& names) {
  std::vector<std::string> problems;
  layout_ = ReadLayout(model_, names, &problems);
  if (!problems.empty()) return Problem(problems);
  const texts::GradeStyle said = layout_.style;
  if (said != texts::GradeStyle::kAuto) {
    if (style_ != texts::GradeStyle::kAuto && style_ != said) {
      return Problem({absl::StrCat(
          "header.mixed_styles: the header says ", texts::GradeStyleName(said),
          ", the options ", texts::GradeStyleName(style_))});
    }
    style_ = said;
  }
  return std::nullopt;
}

MaybeFailure Input::MakeWide(std::unique_ptr<RowSource> answers) {
  auto rows = std::make_unique<LongRows>(model_, layout_, std::move(answers));
  const std::vector<std::string> names = rows->Header();
  std::vector<std::string> problems;
  layout_ = ReadLayout(model_, {names.begin(), names.end()}, &problems);
  if (!problems.empty()) return Problem(problems);
  blocks_ = std::make_unique<RowBlocks>(std::move(rows));
  delimiter_ = ',';
  return std::nullopt;
}

MaybeFailure Input::SettleGrades() {
  if (style_ != texts::GradeStyle::kAuto) return std::nullopt;
  style_ = texts::GradeStyle::kWords;
  if (path_ == "-") return std::nullopt;
  merged_.wanted = false;
  Survey survey(words_, layout_, MakeReader());
  Block block;
  int64_t row = first_row();
  for (bool more = true; more;) {
    if (auto failure = Next(&block, &more)) return failure;
    if (more) row += survey.Add(block, row);
  }
  merged_.wanted = true;
  auto settled = survey.Settle();
  if (!settled.has_value()) {
    return Failure{FailureKind::kData, absl::StrCat(path_, ": ", survey.Why())};
  }
  // From the beginning, now that it is known.
  if (auto failure = Open()) return failure;
  style_ = *settled;
  return std::nullopt;
}

void Input::Release() {
  if (path_ == "-") return;
  blocks_.reset();
  text_.reset();
  source_.reset();
}

MaybeFailure Input::Reopen() {
  if (path_ == "-") return std::nullopt;
  const TableLayout layout = layout_;
  const texts::GradeStyle style = style_;
  auto failure = Open();
  layout_ = layout;
  style_ = style;
  return failure;
}

MaybeFailure Input::Next(Block* block, bool* more) {
  auto failure = blocks_->Next(block, more);
  if (failure.has_value() && source_ == nullptr) {
    failure->message = absl::StrCat(path_, ": ", failure->message);
  }
  return failure;
}

int64_t Input::bytes_read() const {
  return source_ == nullptr ? file_bytes_ : source_->bytes_read();
}

std::string Input::Sha256() const {
  return source_ == nullptr ? file_sha256_ : source_->Sha256();
}

std::vector<std::string> Input::CarriedNames() const {
  std::vector<std::string> names;
  for (const int column : layout_.carried) {
    names.push_back(layout_.names[static_cast<size_t>(column)]);
  }
  return names;
}

}  // namespace cmmm::tables
