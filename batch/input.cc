#include "batch/input.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "batch/json_reader.h"
#include "batch/long_rows.h"
#include "batch/survey.h"

namespace cmmm::batch {
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

}  // namespace

Input::Input(std::string path, const InputOptions& options,
             const CompiledModel& model, const GradeWords& words)
    : path_(std::move(path)), options_(options), model_(model), words_(words) {}

MaybeFailure Input::Problem(const std::vector<std::string>& problems) const {
  return Failure{FailureKind::kData,
                 absl::StrCat(path_, ":1: ", absl::StrJoin(problems, "\n  "))};
}

MaybeFailure Input::Open() {
  if (path_ == "-") {
    format_ = options_.stdin_format;
  } else if (!FormatOfPath(path_, &format_)) {
    return Failure{FailureKind::kUsage,
                   absl::StrCat(path_,
                                ": cannot tell the format by the extension; "
                                "it is one of csv, tsv, jsonl")};
  }
  delimiter_ = format_ == Format::kJsonl ? kLines : DelimiterOf(format_);
  style_ = options_.grades;
  const bool json = format_ == Format::kJsonl;
  source_ = std::make_unique<TextSource>(
      path_, options_.encoding,
      json ? KnownHeader([](absl::string_view) { return true; }) : MayBeHeader);
  if (auto failure = source_->Open()) return failure;
  text_ = std::make_unique<TextBlocks>(source_.get(), path_, delimiter_);
  blocks_ = std::make_unique<Unchanged>(text_.get());
  if (!json) return ReadHeader();
  layout_ = JsonLayout(model_);
  return std::nullopt;
}

std::unique_ptr<RecordReader> Input::MakeReader() const {
  if (format_ == Format::kJsonl) return std::make_unique<JsonReader>(model_);
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
  std::vector<std::string> problems;
  layout_ = ReadLayout(model_, cells.cells(), &problems);
  if (!problems.empty()) return Problem(problems);
  const GradeStyle said = layout_.style;
  if (said != GradeStyle::kAuto) {
    if (style_ != GradeStyle::kAuto && style_ != said) {
      return Problem({absl::StrCat("header.mixed_styles: the header says ",
                                   GradeStyleName(said), ", the options ",
                                   GradeStyleName(style_))});
    }
    style_ = said;
  }
  return layout_.is_long() ? MakeWide() : std::nullopt;
}

MaybeFailure Input::MakeWide() {
  auto rows = std::make_unique<LongRows>(
      model_, layout_, std::make_unique<CsvRows>(text_.get(), delimiter_, 2));
  const std::vector<std::string> names = rows->Header();
  std::vector<std::string> problems;
  layout_ = ReadLayout(model_, {names.begin(), names.end()}, &problems);
  if (!problems.empty()) return Problem(problems);
  blocks_ = std::make_unique<RowBlocks>(std::move(rows));
  delimiter_ = ',';
  return std::nullopt;
}

MaybeFailure Input::SettleGrades() {
  if (style_ != GradeStyle::kAuto) return std::nullopt;
  style_ = GradeStyle::kWords;
  if (path_ == "-") return std::nullopt;
  Survey survey(words_, layout_, MakeReader());
  Block block;
  int64_t row = first_row();
  for (bool more = true; more;) {
    if (auto failure = Next(&block, &more)) return failure;
    if (more) row += survey.Add(block, row);
  }
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
  const GradeStyle style = style_;
  auto failure = Open();
  layout_ = layout;
  style_ = style;
  return failure;
}

MaybeFailure Input::Next(Block* block, bool* more) {
  return blocks_->Next(block, more);
}

std::vector<std::string> Input::CarriedNames() const {
  std::vector<std::string> names;
  for (const int column : layout_.carried) {
    names.push_back(layout_.names[static_cast<size_t>(column)]);
  }
  return names;
}

}  // namespace cmmm::batch
