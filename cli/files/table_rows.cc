#include "cli/files/table_rows.h"

#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/scoring_engine.h"
#include "engine/model/catalog.h"
#include "results/read_results.h"
#include "results/result_sheets.h"
#include "tables/file_size.h"

namespace cmmm::cli {
namespace {

// The model that the options name, as whoever answers has it, and what rows are
// read by.
struct RowModel {
  v1::GetModelResponse described;
  CatalogEntry entry;
};

MaybeFailure GetRowModel(const AssessmentOptions& options,
                         ScoringEngine* engine, RowModel* model) {
  v1::ScoreRequest named;
  ApplyOptions(options, &named);
  v1::GetModelRequest get;
  *get.mutable_model() = named.model();
  if (auto failure = CheckOptions(options, engine, &named)) return failure;
  if (auto failure = engine->Ask(get, &model->described)) return failure;
  return engine->FindModel(model->described, &model->entry);
}

// The other editions of the model that whoever answers has: a long table may
// have their statements. None where they are not told.
std::vector<CatalogEntry> FindOtherEditions(const v1::ModelRef& model,
                                            ScoringEngine* engine) {
  std::vector<CatalogEntry> editions;
  v1::ListModelsRequest list;
  v1::ListModelsResponse page;
  do {
    list.set_page_token(page.next_page_token());
    page.Clear();
    if (engine->Ask(list, &page).has_value()) return editions;
    for (const v1::ModelSummary& one : page.models()) {
      if (one.model().id() != model.id() ||
          one.model().version() == model.version()) {
        continue;
      }
      v1::GetModelRequest get;
      get.mutable_model()->set_id(one.model().id());
      get.mutable_model()->set_version(one.model().version());
      v1::GetModelResponse described;
      CatalogEntry entry;
      if (!engine->Ask(get, &described).has_value() &&
          !engine->FindModel(described, &entry).has_value()) {
        editions.push_back(std::move(entry));
      }
    }
  } while (!page.next_page_token().empty());
  return editions;
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

// JSON lines have no header: what their rows carry is known row by row.
MaybeFailure CheckColumns(const std::string& file,
                          const std::vector<std::string>& needed,
                          const std::vector<std::string>& carried) {
  tables::Format format = tables::Format::kCsv;
  (void)tables::FormatOfPath(file, &format);
  if (format == tables::Format::kJsonl) return std::nullopt;
  for (const std::string& name : needed) {
    if (absl::c_linear_search(carried, name)) continue;
    const std::string known = absl::StrJoin(carried, ", ");
    return Failure{
        FailureKind::kUsage,
        absl::StrCat(file, ": no column `", Printable(name),
                     "`; it has: ", known.empty() ? "none but ours" : known),
        absl::StrCat(file, "：没有“", Printable(name), "”一列；现有：",
                     known.empty() ? "（没有附带的列）" : known)};
  }
  return std::nullopt;
}

// Carries a row out; a failure names it.
MaybeFailure CarryOutRow(const AssessmentOptions& options, const UseRow& use,
                         tables::TableRow* row) {
  if (!row->findings.empty()) {
    Failure failure{FailureKind::kData, "the row cannot be read",
                    "本行无法读取"};
    for (const RowFinding& finding : row->findings) {
      failure.violations.Add(finding.column, finding.rule, finding.value,
                             finding.message);
    }
    return failure;
  }
  Complete(options, &row->request);
  return use(*row);
}

}  // namespace

std::string PlaceOfRow(const std::string& file, int64_t number,
                       const std::string& id) {
  const texts::Language language = MessageLanguage();
  std::string place =
      absl::StrCat(file, texts::Say(language, "：第 ", ": row "), number,
                   texts::Say(language, " 行", ""));
  if (id.empty()) return place;
  return absl::StrCat(place, texts::Say(language, "（", " ("), id,
                      texts::Say(language, "）", ")"));
}

Failure OneAssessmentOnly() {
  return Failure{FailureKind::kData,
                 "this is a table of many enterprises, not one assessment: "
                 "cmmm batch scores it, cmmm report writes a report a row",
                 "这是多家企业的表格，不是一份自评：请用 cmmm batch 评分，"
                 "用 cmmm report 逐行出报告"};
}

FileKind KindOf(const std::string& file) {
  tables::Format format;
  // What can be read once only is not looked into.
  const bool is_read_once = tables::IsReadOnce(file);
  if (tables::FormatOfPath(file, &format)) {
    return !is_read_once && results::AreResults(file) ? FileKind::kResults
                                                      : FileKind::kTable;
  }
  if (is_read_once) return FileKind::kAssessment;
  std::string bytes;
  if (!tables::MayBeWorkbook(file) ||
      !results::ReadWorkbookFile(file, &bytes)) {
    return FileKind::kAssessment;
  }
  auto opened = excel::XlsxWorkbook::Open(std::move(bytes));
  if (!opened.ok()) return FileKind::kAssessment;
  if (results::IsResultBook(&opened.value())) return FileKind::kResults;
  auto workbook =
      std::make_unique<excel::XlsxWorkbook>(std::move(opened.value()));
  std::unique_ptr<tables::SheetTable> table;
  Violations notices;  // who reads the table says them
  (void)tables::SheetTable::Find(&workbook, &table, &notices);
  return table == nullptr ? FileKind::kAssessment : FileKind::kTable;
}

Failure NeedsAnswers() {
  return Failure{FailureKind::kData,
                 "these are results of cmmm batch, without the answers: name "
                 "the table or workbook that was scored",
                 "这是评分结果，不含作答：请给出评分所用的表格或工作簿"};
}

MaybeFailure ForEachRow(const std::string& file,
                        const AssessmentOptions& options,
                        const std::string& grades, ScoringEngine* engine,
                        const UseRow& use, LeftOutList* left_out,
                        const std::vector<std::string>& needed) {
  RowModel model;
  if (auto failure = GetRowModel(options, engine, &model)) {
    return InFile(file, failure);
  }
  tables::InputOptions input;
  input.grades = *texts::ParseGradeStyle(grades);
  tables::Editions editions({model.entry, model.described});
  editions.ScoreAllByRun();
  input.editions = &editions;
  const std::vector<CatalogEntry> others =
      FindOtherEditions(model.described.model(), engine);
  for (const CatalogEntry& other : others) {
    input.other_editions.push_back(other.compiled.get());
  }
  tables::TableRequests rows({file}, input, *model.entry.compiled);
  if (auto failure = rows.Open()) return failure;
  if (auto failure = CheckColumns(file, needed, rows.CarriedNames())) {
    return failure;
  }
  tables::TableRow row;
  for (bool more = true;;) {
    if (auto failure = rows.Next(&row, &more)) return failure;
    if (!more) {
      PrintNotices(rows.Notices(), std::cerr);
      return std::nullopt;
    }
    left_out->Add(PlaceOfRow(file, row.number, row.enterprise_id),
                  CarryOutRow(options, use, &row));
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
