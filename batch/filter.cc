#include "batch/filter.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "batch/filter_errors.h"
#include "batch/score_table.h"
#include "engine/base/file_failure.h"
#include "engine/base/utf8.h"
#include "excel/xlsx_workbook.h"
#include "tables/json_reader.h"
#include "tables/separator.h"
#include "texts/refusal_text.h"

namespace cmmm::batch {
namespace {

constexpr size_t kReadBytes = 256 << 10;
constexpr size_t kNone = std::string::npos;

MaybeFailure WriteAll(int fd, absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      const Text what = WithReason({"无法写入", "cannot write"}, errno);
      return Failure{FailureKind::kIo, what.en, what.zh};
    }
    bytes.remove_prefix(static_cast<size_t>(put));
  }
  return std::nullopt;
}

std::vector<std::string> DefaultColumns(const CompiledModel& model) {
  std::vector<std::string> names = {"enterprise_id", "weight_set"};
  for (const ModelRequirement& item : model.requirements) {
    names.push_back(item.id);
  }
  return names;
}

// Answers whole records.
class Filter {
 public:
  Filter(const Catalog& catalog, const CompiledModel& model,
         const FilterOptions& options)
      : model_(model),
        options_(options),
        words_(model),
        scorers_(catalog, options.common) {}

  bool is_json() const { return options_.format == tables::Format::kJsonl; }

  MaybeFailure SetColumns(const std::vector<std::string>& names) {
    Violations problems;
    layout_ = is_json() ? tables::JsonLayout(model_)
                        : tables::ReadLayout(
                              model_, {names.begin(), names.end()}, &problems);
    if (layout_.is_long()) {
      problems.Add("", "header.long", "", "a row an answer is not one record");
    }
    if (!problems.empty()) {
      tables::ExplainSeparator(absl::StrJoin(names, "\t"), '\t', &problems);
      return Failure{FailureKind::kData, "the columns cannot be read",
                     "各列无法识别", problems};
    }
    writer_ = std::make_unique<results::ResultWriter>(model_, options_.format,
                                                      layout_.CarriedNames(),
                                                      options_.with_maturity);
    texts::GradeStyle style = options_.grades;
    if (layout_.style != texts::GradeStyle::kAuto) style = layout_.style;
    table_ =
        std::make_unique<TableScorer>(model_, layout_, MakeReader(), style,
                                      words_, *writer_, nullptr, &scorers_);
    return std::nullopt;
  }

  // Appends an answer for every line of `lines`.
  void Answer(absl::string_view lines, std::string* out) {
    block_.text.assign(lines.data(), lines.size());
    table_->Score(block_, &result_);
    auto rejected = result_.rejected.begin();
    size_t begin = 0;
    for (size_t i = 0; i < result_.ends.size(); ++i) {
      const size_t end = std::exchange(begin, result_.ends[i]);
      if (begin > end) {
        out->append(result_.output, end, begin - end);
      } else if (rejected != result_.rejected.end() && rejected->record == i) {
        AppendError(std::move(*rejected++), out);
      } else {
        AppendError(Unread("row.blank", "the record is empty"), out);
      }
    }
  }

  // The answer to a line that was too long to be read.
  void AnswerTooLong(std::string* out) {
    AppendError(
        Unread("row.too_long",
               absl::StrCat("longer than ", tables::kMaxRecordBytes, " bytes")),
        out);
  }

  std::string Header() const {
    std::vector<std::string> names = FilterColumns(model_, options_);
    for (std::string& name : writer_->CarriedNames()) {
      names.push_back(std::move(name));
    }
    return absl::StrCat(absl::StrJoin(names, "\t"), "\n");
  }

 private:
  std::unique_ptr<tables::RecordReader> MakeReader() const {
    if (is_json()) return std::make_unique<tables::JsonReader>(model_);
    return std::make_unique<SqlTsvReader>();
  }

  static RejectedRow Unread(const char* rule, std::string message) {
    return {0, "", {{"", rule, "", std::move(message)}}, {}};
  }

  // Of a record without cells nothing is carried through: in TSV, as many times
  // as there are columns.
  void AppendError(RejectedRow row, std::string* out) const {
    if (is_json()) return AppendJsonError(row, out);
    row.carried.resize(layout_.carried.size());
    AppendSqlTsvError(row, FilterColumns(model_, options_).size(), out);
  }

  const CompiledModel& model_;
  const FilterOptions& options_;
  texts::GradeWords words_;
  std::unique_ptr<results::ResultWriter> writer_;
  ScorerCache scorers_;
  tables::TableLayout layout_;
  std::unique_ptr<TableScorer> table_;
  tables::Block block_;
  BlockResult result_;
};

// Cuts what comes in into records and chunk headers.
class FilterStream {
 public:
  FilterStream(const FilterOptions& options, Filter* filter)
      : options_(options), filter_(filter), header_due_(options.header) {}

  // Takes more input; appends the answers to what is whole.
  MaybeFailure Take(absl::string_view bytes, std::string* out) {
    const bool begins = std::exchange(begins_, false);
    if (begins) bytes = WithoutByteOrderMarks(bytes);
    if (begins && excel::LooksLikeWorkbook(bytes)) {
      return Failure{FailureKind::kData,
                     "a workbook came in, and a filter reads lines: cmmm batch "
                     "reads workbooks",
                     "输入是工作簿，而 filter 只读文本行：请用 cmmm batch"};
    }
    if (skipping_) {
      const size_t end = bytes.find('\n');
      if (end == kNone) return std::nullopt;
      bytes.remove_prefix(end + 1);
      skipping_ = false;
    }
    rest_.append(bytes.data(), bytes.size());
    const size_t whole = rest_.rfind('\n') + 1;
    if (auto failure = AnswerLines({rest_.data(), whole}, out)) return failure;
    rest_.erase(0, whole);
    if (rest_.size() > tables::kMaxRecordBytes) {
      rest_.clear();
      skipping_ = true;
      filter_->AnswerTooLong(out);
      if (options_.chunk_header) --left_;
    }
    return std::nullopt;
  }

  // A last line without an end counts.
  MaybeFailure End(std::string* out) {
    if (rest_.empty()) return std::nullopt;
    rest_.push_back('\n');
    return AnswerLines(rest_, out);
  }

 private:
  MaybeFailure AnswerLines(absl::string_view lines, std::string* out) {
    if (header_due_ && !lines.empty()) {
      header_due_ = false;
      const size_t end = lines.find('\n');
      const std::vector<std::string> names = absl::StrSplit(
          tables::WithoutLineEnd(lines.substr(0, end + 1)), '\t');
      if (auto failure = filter_->SetColumns(names)) return failure;
      out->append(filter_->Header());
      lines.remove_prefix(end + 1);
    }
    if (!options_.chunk_header) {
      if (!lines.empty()) filter_->Answer(lines, out);
      return std::nullopt;
    }
    return AnswerChunks(lines, out);
  }

  MaybeFailure AnswerChunks(absl::string_view lines, std::string* out) {
    while (!lines.empty()) {
      if (left_ == 0) {
        const size_t end = lines.find('\n');
        const absl::string_view text =
            tables::WithoutLineEnd(lines.substr(0, end + 1));
        if (!absl::SimpleAtoi(text, &left_) || left_ < 0) {
          return Failure{FailureKind::kData,
                         absl::StrCat("`", Printable(text),
                                      "` is no number of records; drop "
                                      "--chunk-header if there is none"),
                         absl::StrCat("“", Printable(text),
                                      "”不是记录数；如没有这一行，请去掉 "
                                      "--chunk-header")};
        }
        lines.remove_prefix(end + 1);
        continue;
      }
      size_t end = 0;
      for (; left_ > 0 && end < lines.size(); --left_) {
        end = lines.find('\n', end) + 1;
      }
      filter_->Answer(lines.substr(0, end), out);
      lines.remove_prefix(end);
    }
    return std::nullopt;
  }

  const FilterOptions& options_;
  Filter* filter_;
  bool header_due_;
  bool begins_ = true;
  bool skipping_ = false;  // the rest of a line that is too long
  int64_t left_ = 0;       // records of the chunk
  std::string rest_;       // of a line
};

}  // namespace

std::vector<std::string> FilterColumns(const CompiledModel& model,
                                       const FilterOptions& options) {
  std::vector<std::string> names =
      results::ResultWriter(model, options.format, {}, options.with_maturity)
          .Names();
  names.emplace_back("error");
  return names;
}

MaybeFailure RunFilter(const Catalog& catalog, const FilterOptions& options,
                       int in, int out) {
  const v1::ModelRef& ref = options.common.model();
  auto entry = catalog.Find(ref.id(), ref.version());
  if (!entry.ok()) {
    return texts::FailureOf(FailureKind::kUsage, entry.refusal());
  }
  const CompiledModel& model = *entry.value()->compiled;
  Filter filter(catalog, model, options);
  if (!options.header) {
    if (auto failure =
            filter.SetColumns(options.columns.empty() ? DefaultColumns(model)
                                                      : options.columns)) {
      return failure;
    }
  }
  FilterStream stream(options, &filter);
  std::string piece(kReadBytes, '\0');
  std::string answers;
  for (ssize_t got = 1; got > 0;) {
    got = read(in, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) {
      got = 1;
      continue;
    }
    if (got < 0) {
      const Text why = SystemErrorText(errno);
      return Failure{FailureKind::kNoInput, why.en, why.zh};
    }
    answers.clear();
    const absl::string_view bytes(piece.data(), static_cast<size_t>(got));
    MaybeFailure failure =
        got > 0 ? stream.Take(bytes, &answers) : stream.End(&answers);
    if (auto broken = WriteAll(out, answers)) return broken;
    if (failure.has_value()) return failure;
  }
  return std::nullopt;
}

}  // namespace cmmm::batch
