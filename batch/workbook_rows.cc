#include "batch/workbook_rows.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "batch/findings.h"
#include "batch/xlsx/collect_answers.h"
#include "batch/xlsx/interpret_answers.h"

namespace cmmm::batch {
namespace {

// Where the header of a table is looked for.
constexpr int64_t kHeaderRows = 20;
// Is no grade, and says why.
constexpr char kUncomputed[] = "(formula without a value)";

std::string TextOf(const xlsx::Cell& cell) {
  switch (cell.kind) {
    case xlsx::CellKind::kEmpty:
      return cell.formula ? kUncomputed : "";
    case xlsx::CellKind::kNumber:
      return xlsx::NumberText(cell.number);
    case xlsx::CellKind::kBoolean:
      return cell.number != 0 ? "TRUE" : "FALSE";
    case xlsx::CellKind::kText:
    case xlsx::CellKind::kError:
    case xlsx::CellKind::kDate:
      return std::string(cell.text);
  }
  return "";
}

// The texts of a row, without blank ones at its end.
std::vector<std::string> TextsOf(const xlsx::SheetRow& row) {
  std::vector<std::string> texts;
  for (const xlsx::Cell& cell : row.cells) {
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

std::string FieldText(const xlsx::WrittenAssessment& written,
                      xlsx::Field field) {
  const auto found = written.fields.find(field);
  if (found == written.fields.end()) return "";
  const xlsx::WrittenCell& cell = found->second;
  return cell.kind == xlsx::CellKind::kNumber
             ? xlsx::NumberText(cell.number)
             : std::string(absl::StripAsciiWhitespace(cell.text));
}

// Fills the cells of one record by the names of its columns.
class RecordMaker {
 public:
  RecordMaker(const v1::GetModelResponse& model, std::string stem,
              const std::vector<std::string>& carried)
      : model_(model), id_(std::move(stem)), carried_(carried) {}

  void Refuse(const Refusal& refusal) {
    for (const Violation& fault : refusal.violations.listed()) {
      AppendFinding(
          {fault.field_path, fault.rule_id, fault.value, fault.message},
          &findings_);
    }
  }

  void SetFields(const xlsx::WrittenAssessment& written) {
    enterprise_ = FieldText(written, xlsx::Field::kEnterprise);
    const std::string id = FieldText(written, xlsx::Field::kEnterpriseId);
    if (!enterprise_.empty()) id_ = enterprise_;
    if (!id.empty()) id_ = id;
    const std::string model = FieldText(written, xlsx::Field::kModel);
    if (!model.empty() && model != model_.model().id()) {
      AppendFinding({"model", "row.other_model", model,
                     absl::StrCat("the workbook asks for another model than ",
                                  model_.model().id())},
                    &findings_);
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
                     : absl::StrCat(profile_.assess_up_to_level()),
                 findings_};
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
  std::string findings_;
  v1::Profile profile_;
  std::map<std::string, std::string> answers_;
};

}  // namespace

xlsx::Fault SheetTable::Find(std::unique_ptr<xlsx::XlsxWorkbook>* workbook,
                             std::unique_ptr<SheetTable>* table) {
  for (size_t sheet = 0; sheet < (*workbook)->sheets().size(); ++sheet) {
    std::vector<std::string> header;
    int64_t header_row = 0;
    std::vector<xlsx::CellRange> merged;
    xlsx::Fault fault = (*workbook)->ReadSheet(
        sheet,
        [&](const xlsx::SheetRow& row) {
          header = TextsOf(row);
          header_row = row.number;
          return !IsHeader(header) && row.number < kHeaderRows;
        },
        &merged);
    if (fault.has_value()) return fault;
    if (!IsHeader(header)) continue;
    table->reset(new SheetTable(std::move(*workbook), sheet));
    (*table)->header_ = std::move(header);
    (*table)->header_row_ = header_row;
    return std::nullopt;
  }
  return std::nullopt;
}

void SheetTable::Protect(const TableLayout& layout) {
  protected_.assign(static_cast<size_t>(layout.columns()), false);
  for (int column = 0; column < layout.columns(); ++column) {
    protected_[static_cast<size_t>(column)] =
        layout.requirement[static_cast<size_t>(column)] != kNoColumn ||
        column == layout.enterprise_id || column == layout.grade ||
        column == layout.requirement_id;
  }
}

bool SheetTable::Take(const xlsx::SheetRow& row) {
  if (row.number <= header_row_) return true;
  std::vector<std::string> cells = TextsOf(row);
  if (cells.empty()) return true;
  cells.resize(std::max(cells.size(), header_.size()));
  rows_.push({row.number, std::move(cells)});
  return true;
}

MaybeFailure SheetTable::Next(Row* row, bool* more) {
  if (reader_ == nullptr) {
    reader_ = workbook_->OpenSheet(
        sheet_, [this](const xlsx::SheetRow& read) { return Take(read); },
        &merged_);
  }
  while (rows_.empty() && !at_end_) {
    bool goes_on = false;
    if (const xlsx::Fault fault = reader_->Step(&goes_on)) {
      return Failure{FailureKind::kData, ToString(*fault)};
    }
    at_end_ = !goes_on;
  }
  *more = !rows_.empty();
  if (!*more) return CheckMerged();
  *row = std::move(rows_.front());
  rows_.pop();
  return std::nullopt;
}

// A merged range holds one value for several answers.
MaybeFailure SheetTable::CheckMerged() const {
  for (const xlsx::CellRange& range : merged_) {
    if (range.last_row <= header_row_) continue;
    for (int c = range.first_column; c <= range.last_column; ++c) {
      const auto at = static_cast<size_t>(c);
      if (at >= protected_.size() || !protected_[at]) continue;
      return Failure{
          FailureKind::kData,
          absl::StrCat(workbook_->sheets()[sheet_].name, "!",
                       xlsx::RangeName(range),
                       ": workbook.merged_cells: one value for several "
                       "enterprises or answers; unmerge the cells")};
    }
  }
  return std::nullopt;
}

std::vector<std::string> AssessmentColumns(
    const v1::ModelDefinition& model, const std::vector<std::string>& carried) {
  std::vector<std::string> names = {"enterprise_id", "weight_set",
                                    "excluded_domain_ids", "assess_up_to_level",
                                    kFindingsColumn};
  for (const auto& item : model.requirements()) names.push_back(item.id());
  names.insert(names.end(), carried.begin(), carried.end());
  return names;
}

AssessmentRow ReadAssessment(Outcome<xlsx::XlsxWorkbook> workbook,
                             const v1::GetModelResponse& model,
                             const std::string& stem,
                             const std::vector<std::string>& carried) {
  AssessmentRow result;
  RecordMaker record(model, stem, carried);
  if (!workbook.ok()) {
    record.Refuse(workbook.refusal());
  } else if (auto written = xlsx::CollectAnswers(&workbook.value());
             !written.ok()) {
    record.Refuse(written.refusal());
  } else {
    record.SetFields(written.value());
    auto assessment = xlsx::InterpretAnswers(written.value(), model);
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

}  // namespace cmmm::batch
