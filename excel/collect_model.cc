#include "excel/collect_model.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "excel/limits.h"

namespace cmmm::excel {
namespace {

// The key of a sheet and its titles are looked for in so many rows.
constexpr int64_t kHeadRows = 30;
// More than the largest model has in one sheet.
constexpr size_t kMostRows = 25'000;
constexpr size_t kMostOthers = 100;  // columns
// Longer than any text a model accepts.
constexpr size_t kKeptModelBytes = 8'000;

bool IsBlankCell(const Cell& cell) {
  return !cell.formula &&
         (cell.kind == CellKind::kEmpty ||
          (cell.kind == CellKind::kText && Normalised(cell.text).empty()));
}

// Whether a title, as compared, is that of the column.
bool IsTitle(const ModelColumn& column, const std::string& title) {
  return title == Normalised(column.zh) || title == Normalised(column.en) ||
         title == Normalised(absl::StrCat(column.zh, " ", column.en));
}

// One sheet, row by row.
class ModelSheetReader {
 public:
  explicit ModelSheetReader(std::string name) { table_.name = std::move(name); }

  // False: nothing further is wanted.
  bool Read(const SheetRow& row) {
    if (!sheet_.has_value()) {
      FindKey(row);
      return row.number < kHeadRows || sheet_.has_value();
    }
    if (*sheet_ == ModelSheet::kReadMe) return false;
    if (table_.title_row == 0) {
      FindTitles(row);
      return table_.title_row > 0 || row.number < kHeadRows;
    }
    ReadRow(row);
    return table_.rows.size() <= kMostRows;
  }

  void CheckMerged(const std::vector<CellRange>& merged) {
    if (table_.title_row == 0) return;
    for (const CellRange& range : merged) {
      if (range.last_row < table_.title_row || !TouchesColumns(range)) continue;
      faults_.Add(Place(range.first_column, range.first_row),
                  "workbook.merged_cells", RangeName(range),
                  absl::StrCat("the cells ", RangeName(range),
                               " are merged: one value for several rows or "
                               "columns; unmerge them"));
    }
  }

  // After the last row.
  void CheckComplete() {
    if (!sheet_.has_value() || *sheet_ == ModelSheet::kReadMe) return;
    if (table_.title_row == 0) {
      faults_.Add(table_.name, "modelbook.titles_missing", "",
                  absl::StrCat("no row has the titles of columns: ", Titles()));
      return;
    }
    const auto columns = ColumnsOf(*sheet_);
    table_.has_all_columns = true;
    for (size_t c = 0; c < columns.size(); ++c) {
      if (columns_[c] >= 0 || !columns[c].read) continue;
      table_.has_all_columns = false;
      faults_.Add(absl::StrCat(table_.name, "!", table_.title_row),
                  "modelbook.column_missing", columns[c].zh,
                  absl::StrCat("there is no column `", columns[c].zh, " ",
                               columns[c].en, "`; was its title changed?"));
    }
    if (table_.rows.size() > kMostRows) {
      faults_.Add(table_.name, "workbook.too_much", "",
                  absl::StrCat("more than ", kMostRows, " rows"));
    }
  }

  std::optional<ModelSheet> sheet() const { return sheet_; }
  const Violations& faults() const { return faults_; }
  ModelTable TakeTable() { return std::move(table_); }

 private:
  std::string Place(int column, int64_t row) const {
    return absl::StrCat(table_.name, "!", CellName(column, row));
  }

  std::string Titles() const {
    std::vector<std::string> titles;
    for (const ModelColumn& c : ColumnsOf(*sheet_)) titles.emplace_back(c.zh);
    return absl::StrJoin(titles, "、");
  }

  void FindKey(const SheetRow& row) {
    for (const Cell& cell : row.cells) {
      if (cell.kind == CellKind::kText) sheet_ = FindModelSheet(cell.text);
      if (sheet_.has_value()) return;
    }
  }

  // A row with two of the titles or more.
  void FindTitles(const SheetRow& row) {
    const auto columns = ColumnsOf(*sheet_);
    std::vector<int> found(columns.size(), -1);
    std::vector<OtherColumn> others;
    std::vector<int> repeated;
    size_t count = 0;
    for (const Cell& cell : row.cells) {
      if (cell.kind != CellKind::kText || IsBlankCell(cell)) continue;
      const std::string title = Normalised(cell.text);
      const auto column =
          std::find_if(columns.begin(), columns.end(),
                       [&](const ModelColumn& c) { return IsTitle(c, title); });
      if (column == columns.end()) {
        if (others.size() < kMostOthers) {
          others.push_back(
              {title, Place(cell.column, row.number), cell.column});
        }
        continue;
      }
      const auto at = static_cast<size_t>(column - columns.begin());
      if (found[at] >= 0) repeated.push_back(cell.column);
      if (found[at] < 0) found[at] = cell.column;
      ++count;
    }
    if (count < 2) return;
    table_.title_row = row.number;
    table_.others = std::move(others);
    columns_ = std::move(found);
    for (const int column : repeated) {
      faults_.Add(Place(column, row.number), "workbook.duplicate_column",
                  row.Find(column)->text,
                  "a second column with this meaning; rename or delete one of "
                  "them");
    }
  }

  bool TouchesColumns(const CellRange& range) const {
    const auto touches = [&](int column) {
      return range.first_column <= column && column <= range.last_column;
    };
    return std::any_of(columns_.begin(), columns_.end(), touches) ||
           std::any_of(table_.others.begin(), table_.others.end(),
                       [&](const OtherColumn& c) { return touches(c.column); });
  }

  WrittenCell Keep(const SheetRow& row, int column) const {
    if (column < 0) return {};  // there is no such column
    const Cell* cell = row.Find(column);
    return KeepCell(cell, Place(column, row.number),
                    cell != nullptr && IsBlankCell(*cell), kKeptModelBytes);
  }

  void ReadRow(const SheetRow& row) {
    ModelRow read;
    bool any = false;
    const auto keep = [&](int column) {
      WrittenCell cell = Keep(row, column);
      any = any || cell.kind != CellKind::kEmpty || cell.uncomputed;
      return cell;
    };
    for (const int column : columns_) read.cells.push_back(keep(column));
    for (const OtherColumn& other : table_.others) {
      // Sums stand in rows without anything else, too.
      const bool was = any;
      read.others.push_back(keep(other.column));
      if (absl::StartsWith(other.title, Normalised(kSumMark))) any = was;
    }
    if (any) table_.rows.push_back(std::move(read));
  }

  std::optional<ModelSheet> sheet_;
  ModelTable table_;
  std::vector<int> columns_;  // as ColumnsOf; -1: there is none
  Violations faults_;
};

void AppendAll(const Violations& from, Violations* to) {
  for (const Violation& violation : from.listed()) {
    to->Add(violation.field_path, violation.rule_id, violation.value,
            violation.message);
  }
}

class ModelCollector {
 public:
  explicit ModelCollector(XlsxWorkbook* workbook) : workbook_(*workbook) {}

  Outcome<WrittenModel> Run() {
    for (size_t i = 0; i < workbook_.sheets().size(); ++i) {
      if (const MaybeViolation fault = ReadSheet(i)) {
        return RefuseWorkbook(*fault);
      }
    }
    if (!any_) {
      return RefuseWorkbook(MakeViolation(
          "", "modelbook.not_a_model",
          absl::StrCat("no sheet has a key such as `",
                       SheetKey(ModelSheet::kWeights),
                       "` in its first cell: this is no workbook of cmmm model "
                       "export; its sheets are: ",
                       SheetNames())));
    }
    for (int s = 1; s < kModelSheetCount; ++s) {
      const auto sheet = static_cast<ModelSheet>(s);
      if (!model_[sheet].name.empty()) continue;
      model_.faults.Add(
          SheetTab(sheet), "modelbook.sheet_missing", SheetKey(sheet),
          absl::StrCat("there is no sheet with `", SheetKey(sheet),
                       "` in its first cell",
                       unknown_.empty() ? "" : "; not known are the sheets: ",
                       absl::StrJoin(unknown_, ", ")));
    }
    if (workbook_.has_macros()) {
      model_.notices.Add("", "workbook.macros", "",
                         "the workbook holds macros; they were not looked at, "
                         "the values are those saved last");
    }
    return std::move(model_);
  }

 private:
  MaybeViolation ReadSheet(size_t index) {
    const XlsxWorkbook::Sheet& entry = workbook_.sheets()[index];
    ModelSheetReader reader(entry.name);
    const auto sheet = workbook_.OpenSheet(index);
    const SheetRow* row = sheet->NextRow();
    while (row != nullptr && reader.Read(*row)) row = sheet->NextRow();
    // The merged ranges stand behind the rows.
    if (row != nullptr) {
      while (sheet->NextRow() != nullptr) {
      }
    }
    if (sheet->fault().has_value()) return sheet->fault();
    if (!reader.sheet().has_value()) {
      TellUnread(entry);
      return std::nullopt;
    }
    any_ = true;
    reader.CheckMerged(sheet->merged());
    reader.CheckComplete();
    AppendAll(reader.faults(), &model_.faults);
    Place(*reader.sheet(), entry, reader.TakeTable());
    return std::nullopt;
  }

  void TellUnread(const XlsxWorkbook::Sheet& entry) {
    if (entry.name == kChoicesTab) return;
    unknown_.push_back(Printable(entry.name));
    model_.notices.Add(entry.name, "modelbook.sheet_not_read", "",
                       "the sheet has no key in its first cell and was not "
                       "read");
  }

  void Place(ModelSheet which, const XlsxWorkbook::Sheet& entry,
             ModelTable table) {
    ModelTable& place = model_.tables[static_cast<size_t>(which)];
    if (!place.name.empty()) {
      model_.faults.Add(entry.name, "modelbook.sheet_twice", SheetKey(which),
                        absl::StrCat("the sheets `", Printable(place.name),
                                     "` and `", Printable(entry.name),
                                     "` have the same key; delete one"));
      return;
    }
    place = std::move(table);
    if (which == ModelSheet::kReadMe) return;
    if (Normalised(entry.name) != Normalised(SheetTab(which))) {
      model_.notices.Add(entry.name, "modelbook.sheet_renamed", SheetTab(which),
                         absl::StrCat("by its key this is the sheet `",
                                      SheetTab(which), "`, and was read"));
    }
    if (entry.hidden) {
      model_.notices.Add(entry.name, "workbook.hidden_sheet", "",
                         "the sheet is hidden, and was read");
    }
  }

  std::string SheetNames() const {
    return absl::StrJoin(
        workbook_.sheets(), ", ",
        [](std::string* out, const XlsxWorkbook::Sheet& sheet) {
          absl::StrAppend(out, Printable(sheet.name));
        });
  }

  XlsxWorkbook& workbook_;
  WrittenModel model_;
  std::vector<std::string> unknown_;  // sheets without a key
  bool any_ = false;
};

}  // namespace

Outcome<WrittenModel> CollectModel(XlsxWorkbook* workbook) {
  return ModelCollector(workbook).Run();
}

}  // namespace cmmm::excel
