#include "tables/open_table.h"

#include <cerrno>
#include <fstream>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/base/file_failure.h"
#include "engine/base/sha256.h"
#include "tables/file_size.h"
#include "tables/json_reader.h"
#include "tables/long_rows.h"
#include "tables/row_table.h"
#include "tables/separator.h"
#include "tables/text_table.h"

namespace cmmm::tables {
namespace {

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

// So many problems of a header are said.
constexpr size_t kMostProblems = 20;

Failure HeaderFailure(const std::string& path, const Violations& problems) {
  Failure failure{FailureKind::kData,
                  absl::StrCat(path, ": its columns cannot be read"),
                  absl::StrCat(path, "：各列无法识别")};
  for (const Violation& problem : problems.listed()) {
    if (failure.violations.listed().size() == kMostProblems) break;
    failure.violations.Add("", problem.rule_id, problem.value, problem.message);
  }
  failure.violations.AddUnlisted(problems.total() - failure.violations.total());
  return failure;
}

Failure HeaderFailure(const std::string& path, absl::string_view rule,
                      std::string message) {
  Violations problems;
  problems.Add("", rule, "", std::move(message));
  return HeaderFailure(path, problems);
}

// Settles what the columns called `names` mean, and the digits in them. `text`
// is the header of a text as it stands there.
MaybeFailure SetLayout(const CompiledModel& model,
                       const std::vector<absl::string_view>& names,
                       absl::string_view text, TableDescription* table) {
  Violations problems;
  table->layout = ReadLayout(model, names, &problems);
  const texts::GradeStyle said = table->layout.style;
  if (!problems.empty()) {
    if (!text.empty()) {
      ExplainSeparator(text, DelimiterOf(table->format), &problems);
    }
    return HeaderFailure(table->path, problems);
  }
  if (said == texts::GradeStyle::kAuto) return std::nullopt;
  if (table->style != texts::GradeStyle::kAuto && table->style != said) {
    return HeaderFailure(
        table->path, "header.mixed_styles",
        absl::StrCat("the header says ", texts::GradeStyleName(said),
                     ", the options ", texts::GradeStyleName(table->style)));
  }
  table->style = said;
  return std::nullopt;
}

// Makes the rows of a long table wide; `table` is of the long one before and of
// the wide one afterwards.
std::unique_ptr<RowSource> MakeWide(const CompiledModel& model,
                                    const InputOptions& options,
                                    std::unique_ptr<RowSource> answers,
                                    TableDescription* table) {
  auto wide = std::make_unique<LongRows>(model, options.other_editions,
                                         table->layout, std::move(answers));
  const std::vector<std::string> names = wide->Header();
  Violations problems;  // the long header had none
  table->layout = ReadLayout(model, {names.begin(), names.end()}, &problems);
  return wide;
}

// CSV or TSV, wide or long, behind its header.
MaybeFailure OpenDelimited(const CompiledModel& model,
                           const InputOptions& options, TableDescription table,
                           std::unique_ptr<OpenText> text,
                           std::unique_ptr<RecordSource>* source) {
  const char delimiter = DelimiterOf(table.format);
  std::string header;
  if (auto failure = text->blocks.TakeHeader(&header)) return failure;
  const absl::string_view line = WithoutLineEnd(header);
  CellSplitter cells(delimiter);
  if (!cells.Split(line)) {
    return HeaderFailure(table.path, "row.quotes",
                         "a quoted cell does not end where its quote does");
  }
  const size_t bad = FirstInvalidUtf8(header, false);
  if (bad != std::string::npos) {
    return HeaderFailure(
        table.path, "encoding.invalid",
        absl::StrCat("the bytes ", HexBytes(header.substr(bad)), " at offset ",
                     bad, " are no UTF-8; say --encoding"));
  }
  if (auto failure = SetLayout(model, cells.cells().ToVector(), line, &table)) {
    return failure;
  }
  if (!table.layout.is_long()) {
    *source = std::make_unique<TextTable>(std::move(table), std::move(text));
    return std::nullopt;
  }
  auto rows =
      MakeWide(model, options,
               std::make_unique<CsvRows>(&text->blocks, delimiter, 2), &table);
  *source = std::make_unique<RowTable>(std::move(table), std::move(rows),
                                       std::move(text));
  return std::nullopt;
}

// Spark writes JSON lines as `.json`, the name of one assessment here.
Failure UnknownFormat(const std::string& path) {
  const bool json = absl::EndsWithIgnoreCase(path, ".json");
  return {
      FailureKind::kUsage,
      absl::StrCat(path,
                   ": cannot tell the format by the extension; it is one "
                   "of csv, tsv, jsonl, xlsx",
                   json ? "; with a JSON object a line: --from jsonl - <" : "",
                   json ? path : ""),
      absl::StrCat(path, "：按扩展名认不出格式；须为 csv、tsv、jsonl 或 xlsx",
                   json ? "；若每行是一个 JSON 对象：--from jsonl - <" : "",
                   json ? path : "")};
}

MaybeFailure OpenTextTable(TableDescription table, const InputOptions& options,
                           const CompiledModel& model,
                           std::unique_ptr<RecordSource>* source) {
  if (table.path == "-") {
    table.format = options.stdin_format;
  } else if (!FormatOfPath(table.path, &table.format)) {
    return UnknownFormat(table.path);
  }
  const bool json = table.format == Format::kJsonl;
  auto text = std::make_unique<OpenText>(
      table.path, options.encoding,
      json ? KnownHeader([](absl::string_view) { return true; }) : MayBeHeader,
      options.hashed, json ? kLines : DelimiterOf(table.format));
  if (auto failure = text->source.Open()) return failure;
  if (!json) {
    return OpenDelimited(model, options, std::move(table), std::move(text),
                         source);
  }
  table.layout = JsonLayout(model);
  *source = std::make_unique<TextTable>(std::move(table), std::move(text));
  return std::nullopt;
}

MaybeFailure OpenSheet(TableDescription table, const InputOptions& options,
                       OpenNeeds* needs, FileDigest digest,
                       std::unique_ptr<SheetTable> sheet,
                       std::unique_ptr<RecordSource>* source) {
  const std::vector<std::string> names = sheet->header();
  if (auto failure =
          SetLayout(*needs->model, {names.begin(), names.end()}, "", &table)) {
    return failure;
  }
  sheet->Protect(table.layout, &needs->merged);
  std::unique_ptr<RowSource> rows = std::move(sheet);
  if (table.layout.is_long()) {
    rows = MakeWide(*needs->model, options, std::move(rows), &table);
  }
  *source = std::make_unique<RowTable>(std::move(table), std::move(rows),
                                       std::move(digest));
  return std::nullopt;
}

// What is wrong with the header of a sheet, at its place.
Violations HeaderFaults(const CompiledModel& model, const SheetTable& sheet) {
  Violations problems;
  const std::vector<std::string>& names = sheet.header();
  (void)ReadLayout(model, {names.begin(), names.end()}, &problems);
  Violations faults;
  for (const Violation& problem : problems.listed()) {
    faults.Add(sheet.HeaderPlace(), problem.rule_id, problem.value,
               problem.message);
  }
  return faults;
}

// A workbook whose only record was read, or refused, already.
MaybeFailure OpenRecord(TableDescription table, const InputOptions& options,
                        const OpenNeeds& needs, FileDigest digest,
                        AssessmentRow read,
                        std::unique_ptr<RecordSource>* source) {
  table.is_single = true;
  table.style = texts::GradeStyle::kWords;
  table.notices = std::move(read.notices);
  table.edition = read.edition;
  const std::vector<std::string> names = AssessmentColumns(
      options.editions->of_run().described.definition(), needs.single_carried);
  if (auto failure =
          SetLayout(*needs.model, {names.begin(), names.end()}, "", &table)) {
    return failure;
  }
  table.layout.places = std::move(read.places);
  *source = std::make_unique<RowTable>(
      std::move(table), std::make_unique<OneRow>(std::move(read.row)),
      std::move(digest));
  return std::nullopt;
}

// One that is there and cannot be opened stops no others.
MaybeFailure OpenUnreadable(TableDescription table, const InputOptions& options,
                            const OpenNeeds& needs, int error,
                            std::unique_ptr<RecordSource>* source) {
  if (!IsThere(table.path)) return CannotRead(table.path, error);
  const Text why = WithReason({"无法读取", "cannot be read"}, error);
  AssessmentRow row =
      RefusedRow(*options.editions, StemOf(table.path), needs.single_carried,
                 {{"", "workbook.unreadable", "", why.en, why.zh}});
  return OpenRecord(std::move(table), options, needs, {}, std::move(row),
                    source);
}

MaybeFailure OpenWorkbook(TableDescription table, const InputOptions& options,
                          OpenNeeds* needs,
                          std::unique_ptr<RecordSource>* source) {
  if (IsReadOnce(table.path)) {
    return AboutFile(FailureKind::kNoInput, table.path,
                     {"工作簿不能从管道或设备读取，请先存为文件",
                      "a workbook cannot be read from a pipe or a device; save "
                      "it as a file first"});
  }
  std::string bytes;
  errno = 0;
  if (!ReadFileUpTo(table.path, excel::XlsxLimits().file_bytes + 1, &bytes)) {
    return OpenUnreadable(std::move(table), options, *needs, errno, source);
  }
  Sha256Hash hash;
  hash.Add(bytes);
  FileDigest digest{static_cast<int64_t>(bytes.size()), hash.Hex()};
  const std::string stem = StemOf(table.path);
  const auto open_record = [&](AssessmentRow row) {
    return OpenRecord(std::move(table), options, *needs, std::move(digest),
                      std::move(row), source);
  };
  const auto open_single = [&](Outcome<excel::XlsxWorkbook> workbook) {
    return open_record(ReadAssessment(std::move(workbook), *options.editions,
                                      stem, needs->single_carried,
                                      options.tell_open));
  };
  if (!needs->refused.empty()) {
    return open_record(RefusedRow(*options.editions, stem,
                                  needs->single_carried, needs->refused));
  }
  auto opened = excel::XlsxWorkbook::Open(std::move(bytes));
  if (!opened.ok()) return open_single(std::move(opened));
  auto workbook =
      std::make_unique<excel::XlsxWorkbook>(std::move(opened.value()));
  if (options.are_results != nullptr && options.are_results(workbook.get())) {
    return open_single(excel::RefuseWorkbook(
        {"", "workbook.results", "",
         "these are results of cmmm batch, without the answers: name the "
         "workbook that was scored"}));
  }
  std::unique_ptr<SheetTable> sheet;
  Violations notices;
  if (const auto fault = SheetTable::Find(&workbook, &sheet, &notices)) {
    return open_single(excel::RefuseWorkbook(*fault));
  }
  if (sheet == nullptr) return open_single(std::move(*workbook));
  // One workbook whose header is wrong stops no others.
  Violations wrong = HeaderFaults(*needs->model, *sheet);
  if (!wrong.empty()) return open_single(excel::RefuseWorkbook(wrong));
  for (const Violation& notice : notices.listed()) {
    table.notices.push_back(
        {notice.field_path, notice.rule_id, notice.value, notice.message});
  }
  return OpenSheet(std::move(table), options, needs, std::move(digest),
                   std::move(sheet), source);
}

}  // namespace

std::unique_ptr<RecordReader> MakeRecordReader(const TableDescription& table,
                                               const CompiledModel& model) {
  if (table.has_rows) return std::make_unique<RowsReader>();
  if (table.format == Format::kJsonl) {
    return std::make_unique<JsonReader>(model, StemOf(table.path));
  }
  return std::make_unique<CsvReader>(DelimiterOf(table.format));
}

MaybeFailure OpenTable(const std::string& path, const InputOptions& options,
                       OpenNeeds* needs,
                       std::unique_ptr<RecordSource>* source) {
  TableDescription table;
  table.path = path;
  table.style = options.grades;
  return MayBeWorkbook(path)
             ? OpenWorkbook(std::move(table), options, needs, source)
             : OpenTextTable(std::move(table), options, *needs->model, source);
}

}  // namespace cmmm::tables
