#include "tables/workbook_rows.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "excel/collect_answers.h"
#include "excel/interpret_answers.h"

namespace cmmm::tables {
namespace {

// Where the header of a table is looked for.
constexpr int64_t kHeaderRows = 20;

// The texts of a row, without blank ones at its end.
std::vector<std::string> TextsOf(const excel::SheetRow& row) {
  std::vector<std::string> texts;
  texts.reserve(row.cells.size());
  for (const excel::Cell& cell : row.cells) {
    std::string text = TextOf(cell);
    if (absl::StripAsciiWhitespace(text).empty()) continue;
    texts.resize(static_cast<size_t>(cell.column));
    texts.push_back(std::move(text));
  }
  return texts;
}

bool IsHeader(const std::vector<std::string>& cells) {
  return std::any_of(cells.begin(), cells.end(), IsEnterpriseIdTitle);
}

// Fills the cells of one record by the names of its columns.
class RecordMaker {
 public:
  RecordMaker(const v1::GetModelResponse& model, std::string stem,
              const std::vector<std::string>& carried)
      : model_(model), id_(std::move(stem)), carried_(carried) {}

  void Refuse(const Refusal& refusal) {
    for (const Violation& fault : refusal.violations.listed()) {
      findings_.push_back(
          {fault.field_path, fault.rule_id, fault.value, fault.message});
    }
  }

  void SetFields(const excel::WrittenAssessment& written) {
    enterprise_ = FieldText(written, excel::Field::kEnterprise);
    const std::string id = FieldText(written, excel::Field::kEnterpriseId);
    if (!enterprise_.empty()) id_ = enterprise_;
    if (!id.empty()) id_ = id;
    const std::string model = FieldText(written, excel::Field::kModel);
    if (!model.empty() && model != model_.model().id()) {
      findings_.push_back(
          {"model", "row.other_model", model,
           absl::StrCat("the workbook asks for another model than ",
                        model_.model().id())});
    }
  }

  void SetRequest(const v1::ScoreRequest& request) {
    profile_ = request.profile();
    for (const v1::Answer& answer : request.list().answers()) {
      std::string& cell = answers_[answer.requirement_id()];
      if (answer.has_not_applicable()) {
        cell = "N/A";
      } else if (answer.grade() != v1::GRADE_UNSPECIFIED) {
        cell = v1::Grade_Name(answer.grade());
      }
    }
  }

  bool refused() const { return !findings_.empty(); }

  Row Make() const {
    Row row;
    row.number = 1;
    row.cells = {id_, profile_.weight_set(),
                 absl::StrJoin(profile_.excluded_domain_ids(), ";"),
                 profile_.assess_up_to_level() == 0
                     ? ""
                     : absl::StrCat(profile_.assess_up_to_level())};
    row.findings = findings_;
    row.readable = !refused();
    for (const auto& item : model_.definition().requirements()) {
      const auto found = answers_.find(item.id());
      row.cells.push_back(found == answers_.end() ? "" : found->second);
    }
    for (const std::string& name : carried_) {
      row.cells.push_back(name == kEnterpriseColumn ? enterprise_ : "");
    }
    return row;
  }

 private:
  const v1::GetModelResponse& model_;
  std::string id_;
  const std::vector<std::string>& carried_;
  std::string enterprise_;
  RowFindings findings_;
  v1::Profile profile_;
  std::map<std::string, std::string> answers_;
};

}  // namespace

excel::MaybeViolation SheetTable::Find(
    std::unique_ptr<excel::XlsxWorkbook>* workbook,
    std::unique_ptr<SheetTable>* table) {
  for (size_t sheet = 0; sheet < (*workbook)->sheets().size(); ++sheet) {
    std::vector<std::string> header;
    int64_t header_row = 0;
    const auto reader = (*workbook)->OpenSheet(sheet);
    while (const excel::SheetRow* row = reader->NextRow()) {
      header = TextsOf(*row);
      header_row = row->number;
      if (IsHeader(header) || row->number >= kHeaderRows) break;
    }
    if (reader->fault().has_value()) return reader->fault();
    if (!IsHeader(header)) continue;
    table->reset(new SheetTable(std::move(*workbook), sheet));
    (*table)->header_ = std::move(header);
    (*table)->header_row_ = header_row;
    return std::nullopt;
  }
  return std::nullopt;
}

void SheetTable::Protect(const TableLayout& layout, MergedCells* merged) {
  merged_ = merged;
  protected_.clear();
  for (size_t column = 0; column < layout.columns(); ++column) {
    const bool matters = layout.requirement[column] != kNoColumn ||
                         column == layout.enterprise_id ||
                         column == layout.grade ||
                         column == layout.requirement_id;
    protected_.push_back(matters ? layout.names[column] : "");
  }
}

bool SheetTable::TakeRow(const excel::SheetRow& read, Row* row) {
  bool shown = false;
  RowFindings findings = merged_rows_.Findings(read, &shown);
  if (read.number <= header_row_) return false;
  std::vector<std::string> cells = TextsOf(read);
  if (cells.empty() && !shown) return false;
  cells.resize(std::max(cells.size(), header_.size()));
  const bool readable = findings.empty();
  *row = {read.number, std::move(cells), std::move(findings), readable};
  return true;
}

// Merged ranges stand behind the rows, so they are looked for before.
MaybeFailure SheetTable::Begin() {
  if (merged_->wanted && !merged_->known) {
    if (const excel::MaybeViolation fault =
            workbook_->FindMerged(sheet_, &merged_->ranges)) {
      return Failure{FailureKind::kData, ToString(*fault)};
    }
    merged_->known = true;
  }
  merged_rows_.Begin(
      workbook_->sheets()[sheet_].name, header_row_, protected_,
      merged_->wanted ? merged_->ranges : std::vector<excel::CellRange>());
  reader_ = workbook_->OpenSheet(sheet_);
  return std::nullopt;
}

MaybeFailure SheetTable::Next(Row* row, bool* more) {
  if (reader_ == nullptr) {
    if (auto failure = Begin()) return failure;
  }
  *more = false;
  while (const excel::SheetRow* read = reader_->NextRow()) {
    *more = TakeRow(*read, row);
    if (*more) return std::nullopt;
  }
  if (reader_->fault().has_value()) {
    return Failure{FailureKind::kData, ToString(*reader_->fault())};
  }
  return End();
}

// What was not known before the rows were given ends the run: it cannot be with
// workbooks as they are written.
MaybeFailure SheetTable::End() {
  if (!merged_->wanted) {
    merged_->ranges = reader_->merged();
    merged_->known = true;
    return std::nullopt;
  }
  if (reader_->merged().size() <= merged_->ranges.size()) return std::nullopt;
  return Failure{FailureKind::kData,
                 absl::StrCat(workbook_->sheets()[sheet_].name,
                              ": workbook.merged_cells: merged cells that were "
                              "not found before; save the workbook again")};
}

std::vector<std::string> AssessmentColumns(
    const v1::ModelDefinition& model, const std::vector<std::string>& carried) {
  std::vector<std::string> names = {"enterprise_id", "weight_set",
                                    "excluded_domain_ids",
                                    "assess_up_to_level"};
  for (const auto& item : model.requirements()) names.push_back(item.id());
  names.insert(names.end(), carried.begin(), carried.end());
  return names;
}

AssessmentRow ReadAssessment(Outcome<excel::XlsxWorkbook> workbook,
                             const v1::GetModelResponse& model,
                             const std::string& stem,
                             const std::vector<std::string>& carried) {
  AssessmentRow result;
  RecordMaker record(model, stem, carried);
  if (!workbook.ok()) {
    record.Refuse(workbook.refusal());
  } else if (auto written = excel::CollectAnswers(&workbook.value());
             !written.ok()) {
    record.Refuse(written.refusal());
  } else {
    record.SetFields(written.value());
    auto assessment = excel::InterpretAnswers(written.value(), model);
    if (!assessment.ok()) {
      if (!record.refused()) record.Refuse(assessment.refusal());
    } else {
      record.SetRequest(assessment.value().request);
      for (const Violation& notice : assessment.value().notices.listed()) {
        result.notices.push_back(ToString(notice));
      }
    }
  }
  result.row = record.Make();
  return result;
}

}  // namespace cmmm::tables
