#include "cli/files/table_rows.h"

#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/scoring_engine.h"
#include "results/read_results.h"
#include "results/result_sheets.h"

namespace cmmm::cli {
namespace {

// Messages of tables name the file themselves; commands do it for all.
Failure WithoutFile(const std::string& file, Failure failure) {
  absl::string_view message = failure.message;
  if (absl::ConsumePrefix(&message, file)) {
    (void)absl::ConsumePrefix(&message, ": ");
    (void)absl::ConsumePrefix(&message, ":");
  }
  failure.message = std::string(message);
  return failure;
}

// What the row does not say is as the options say.
void Complete(const AssessmentOptions& options, v1::ScoreRequest* request) {
  AssessmentOptions rest = options;
  const v1::Profile& profile = request->profile();
  if (!profile.weight_set().empty()) rest.weights.clear();
  if (!profile.excluded_domain_ids().empty()) rest.exclude.clear();
  if (profile.assess_up_to_level() != 0) rest.up_to = -1;
  ApplyOptions(rest, request);
}

// Carries a row out; a failure names it.
MaybeFailure Use(const AssessmentOptions& options, const UseRow& use,
                 tables::TableRow* row) {
  if (!row->problems.empty()) {
    Failure failure{FailureKind::kData, "the row cannot be read"};
    for (std::string& found : row->problems) {
      failure.violations.Add("", "", "", std::move(found));
    }
    return failure;
  }
  Complete(options, &row->request);
  return use(*row);
}

}  // namespace

Failure OneAssessmentOnly() {
  return Failure{FailureKind::kData,
                 "this is a table of many enterprises, not one assessment: "
                 "cmmm batch scores it, cmmm report writes a report a row "
                 "(这是多家企业的表格，不是一份自评：请用 cmmm batch 评分，"
                 "用 cmmm report 逐行出报告)"};
}

FileKind KindOf(const std::string& file) {
  tables::Format format;
  if (tables::FormatOfPath(file, &format)) {
    return results::AreResults(file) ? FileKind::kResults : FileKind::kTable;
  }
  std::string bytes;
  if (!tables::IsWorkbookPath(file) ||
      !results::ReadWorkbookFile(file, &bytes)) {
    return FileKind::kAssessment;
  }
  auto opened = excel::XlsxWorkbook::Open(std::move(bytes));
  if (!opened.ok()) return FileKind::kAssessment;
  if (results::IsResultBook(&opened.value())) return FileKind::kResults;
  auto workbook =
      std::make_unique<excel::XlsxWorkbook>(std::move(opened.value()));
  std::unique_ptr<tables::SheetTable> table;
  (void)tables::SheetTable::Find(&workbook, &table);
  return table == nullptr ? FileKind::kAssessment : FileKind::kTable;
}

Failure NeedsAnswers() {
  return Failure{FailureKind::kData,
                 "these are results of cmmm batch, without the answers: name "
                 "the table or workbook that was scored "
                 "(这是评分结果，不含作答：请给出评分所用的表格或工作簿)"};
}

MaybeFailure ForEachRow(const std::string& file,
                        const AssessmentOptions& options,
                        const std::string& grades, const UseRow& use,
                        ExitCode* failed) {
  if (!options.server.empty()) {
    return Failure{FailureKind::kUsage, "tables are read without --server"};
  }
  const std::optional<Catalog> catalog = LoadCatalog(options.models);
  if (!catalog.has_value()) return Failure{FailureKind::kConfig, "no models"};
  v1::ScoreRequest named;
  ApplyOptions(options, &named);
  auto entry = catalog->Find(named.model().id(), named.model().version());
  if (!entry.ok()) return ToFailure(entry.refusal());
  tables::InputOptions input;
  input.grades = *texts::ParseGradeStyle(grades);
  v1::GetModelResponse described;
  if (auto failure =
          tables::DescribeForWorkbooks(*catalog, named.model(), &described)) {
    return WithoutFile(file, *failure);
  }
  input.described = &described;
  tables::TableRequests rows({file}, input, *entry.value()->compiled);
  if (auto failure = rows.Open()) return WithoutFile(file, *failure);
  tables::TableRow row;
  bool more = true;
  while (true) {
    if (auto failure = rows.Next(&row, &more))
      return WithoutFile(file, *failure);
    if (!more) return std::nullopt;
    const ExitCode code = PrintIfFailed(
        absl::StrCat(file, ": row ", row.number, " (", row.enterprise_id, ")"),
        Use(options, use, &row));
    if (*failed == kExitOk) *failed = code;
  }
}

void AddGradesOption(Command command, std::string* grades) {
  command
      .AddOption("--grades", grades,
                 "What digits in tables mean: scores or codes (docs/batch.md)")
      .OneOf({"auto", "words", "scores", "codes"})
      .ShowDefault();
}

}  // namespace cmmm::cli
