#include "tables/workbook_rows.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/plain_text.h"
#include "excel/layout.h"

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
    if (TrimBlanks(text).empty()) continue;
    texts.resize(static_cast<size_t>(cell.column));
    texts.push_back(std::move(text));
  }
  return texts;
}

bool IsHeader(const std::vector<std::string>& cells) {
  return std::any_of(cells.begin(), cells.end(), IsEnterpriseIdTitle);
}

// What the first rows of a sheet say that it is.
struct SheetLook {
  size_t sheet = 0;
  bool is_table = false;
  bool has_questions = false;  // as the template has them
  std::vector<std::string> header;
  int64_t header_row = 0;
};

bool HasQuestionTitles(const std::vector<std::string>& cells) {
  std::set<excel::Column> found;
  for (const std::string& cell : cells) {
    const auto column = excel::FindColumn(cell);
    if (column.has_value()) found.insert(*column);
  }
  return found.count(excel::Column::kId) > 0 &&
         found.count(excel::Column::kGrade) > 0;
}

excel::MaybeViolation LookAt(excel::XlsxWorkbook* workbook, size_t sheet,
                             SheetLook* look) {
  look->sheet = sheet;
  const auto reader = workbook->OpenSheet(sheet);
  while (const excel::SheetRow* row = reader->NextRow()) {
    look->header = TextsOf(*row);
    look->header_row = row->number;
    if (IsHeader(look->header)) {
      look->is_table = MayNameAnswers(look->header);
      break;
    }
    look->has_questions = HasQuestionTitles(look->header);
    if (look->has_questions || row->number >= kHeaderRows) break;
  }
  return reader->fault();
}

// Tells of the sheets with answers that are not read, and of a hidden one that
// is.
void NoticeOthers(const excel::XlsxWorkbook& workbook,
                  const std::vector<SheetLook>& looks, const SheetLook& chosen,
                  Violations* notices) {
  const std::string& name = workbook.sheets()[chosen.sheet].name;
  if (workbook.sheets()[chosen.sheet].hidden) {
    notices->Add(name, "workbook.hidden_sheet", "",
                 "the sheet is hidden, and its answers count");
  }
  for (const SheetLook& look : looks) {
    if (look.sheet == chosen.sheet || !(look.is_table || look.has_questions)) {
      continue;
    }
    const excel::XlsxWorkbook::Sheet& other = workbook.sheets()[look.sheet];
    notices->Add(
        other.name, "workbook.sheet_not_read", name,
        absl::StrCat("the sheet", other.hidden ? ", which is hidden," : "",
                     " has answers, too, and was not read; the table "
                     "on `",
                     Printable(name), "` was"));
  }
}

Failure BrokenWorkbook(const Violation& fault) {
  Failure failure{FailureKind::kData, "its table cannot be read to its end",
                  "其中的表格无法完整读取"};
  failure.violations.Add(fault);
  return failure;
}

}  // namespace

excel::MaybeViolation SheetTable::Find(
    std::unique_ptr<excel::XlsxWorkbook>* workbook,
    std::unique_ptr<SheetTable>* table, Violations* notices) {
  std::vector<SheetLook> looks((*workbook)->sheets().size());
  for (size_t sheet = 0; sheet < looks.size(); ++sheet) {
    if (auto fault = LookAt(workbook->get(), sheet, &looks[sheet])) {
      return fault;
    }
  }
  const auto shown = [&](const SheetLook& look) {
    return !(*workbook)->sheets()[look.sheet].hidden;
  };
  auto chosen = std::find_if(
      looks.begin(), looks.end(),
      [&](const SheetLook& look) { return look.is_table && shown(look); });
  if (chosen == looks.end() &&
      std::none_of(looks.begin(), looks.end(), [&](const SheetLook& look) {
        return look.has_questions && shown(look);
      })) {
    chosen = std::find_if(looks.begin(), looks.end(),
                          [](const SheetLook& look) { return look.is_table; });
  }
  if (chosen == looks.end()) return std::nullopt;
  NoticeOthers(**workbook, looks, *chosen, notices);
  table->reset(new SheetTable(std::move(*workbook), chosen->sheet));
  (*table)->header_ = std::move(chosen->header);
  (*table)->header_row_ = chosen->header_row;
  return std::nullopt;
}

std::string SheetTable::HeaderPlace() const {
  return absl::StrCat(workbook_->sheets()[sheet_].name, "!", header_row_);
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
  if (cells.size() > header_.size()) {
    findings.push_back(
        {excel::CellName(static_cast<int>(cells.size()) - 1, read.number),
         "row.cell_count", cells.back(),
         absl::StrCat("stands beside the table, which has ", header_.size(),
                      " columns, under no title; give the column a title or "
                      "empty it"),
         absl::StrCat("写在表格旁边、没有标题的列里（表格共 ", header_.size(),
                      " 列）；请给该列加标题或清空")});
  }
  cells.resize(header_.size());
  const bool readable = findings.empty();
  *row = {read.number, std::move(cells), std::move(findings), readable};
  return true;
}

// Merged ranges stand behind the rows, so they are looked for before.
MaybeFailure SheetTable::Begin() {
  if (merged_->wanted && !merged_->known) {
    if (const excel::MaybeViolation fault =
            workbook_->FindMerged(sheet_, &merged_->ranges)) {
      return BrokenWorkbook(*fault);
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
    return BrokenWorkbook(*reader_->fault());
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
  return BrokenWorkbook({workbook_->sheets()[sheet_].name,
                         "workbook.merged_cells", "",
                         "has merged cells that were not found before; save "
                         "the workbook again"});
}

}  // namespace cmmm::tables
