#include "excel/collect_answers.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "engine/base/plain_text.h"
#include "excel/field_lines.h"
#include "excel/limits.h"
#include "excel/question_columns.h"

namespace cmmm::excel {
namespace {

// Titles are looked for in so many rows of a sheet.
constexpr int64_t kTitleRows = 100;
constexpr size_t kMaxAnswers = 100'000;
// Of a sheet without titles as much is kept as a filled-in one has.
constexpr size_t kMaxUnreadRows = 10'000;
constexpr size_t kMaxUnreadCells = 40;  // of a row
// Of all notes and evidence; a request may have as much.
constexpr size_t kMaxTextBytes = size_t{1} << 20;
// Of what stands beside the answers, where statements are looked for.
constexpr size_t kMaxBesideBytes = size_t{64} << 20;

bool IsVoid(const WrittenCell& cell) {
  return cell.kind == CellKind::kEmpty && !cell.uncomputed;
}

// One sheet, row by row.
class QuestionReader {
 public:
  QuestionReader(std::string name, WrittenAssessment* assessment,
                 FieldLines* fields)
      : name_(std::move(name)), assessment_(assessment), fields_(*fields) {}

  bool Read(const SheetRow& row) {
    last_row_ = row.number;
    bool of_questions = false;
    if (has_questions()) {
      of_questions = ReadAnswer(row);
    } else if (row.number <= kTitleRows && FindTitles(row)) {
      of_questions = true;
    } else {
      KeepUnread(row);
    }
    fields_.Read(name_, row, of_questions);
    return assessment_->answers.size() <= kMaxAnswers &&
           assessment_->text_bytes <= kMaxTextBytes &&
           assessment_->beside_bytes <= kMaxBesideBytes;
  }

  // A merged range holds one value for several questions. Below the last row
  // there is none.
  void CheckMerged(const std::vector<CellRange>& merged) {
    if (columns_.places.empty()) return;
    for (const CellRange& range : merged) {
      const bool in_questions =
          range.last_row > title_row_ && range.first_row <= last_row_;
      const bool tall = range.last_row > range.first_row;
      if (in_questions && (Covers(range, Column::kGrade) ||
                           (tall && Covers(range, Column::kId)))) {
        assessment_->faults.Add(
            Place(range.first_column, range.first_row), "workbook.merged_cells",
            RangeName(range),
            absl::StrCat("the cells ", RangeName(range),
                         " are merged: one value for several "
                         "questions or columns; unmerge them"));
      }
    }
  }

  bool has_questions() const { return !columns_.places.empty(); }

  // The rows of a sheet that has no titles.
  UnreadSheet TakeUnread() { return {name_, std::move(unread_)}; }

 private:
  std::string Place(int column, int64_t row) const {
    return PlaceInSheet(name_, column, row);
  }

  bool Covers(const CellRange& range, Column column) const {
    const int at = columns_.places.at(column);
    return range.first_column <= at && at <= range.last_column;
  }

  WrittenCell Keep(const SheetRow& row, int column,
                   size_t most = kKeptBytes) const {
    return KeepFrom(name_, row, column, most);
  }

  // What stands in columns that are not read for an answer.
  void KeepBeside(const SheetRow& row, WrittenAnswer* answer) {
    for (const Cell& cell : row.cells) {
      if (IsBlank(cell) || columns_.read.count(cell.column) > 0) continue;
      const bool titled = columns_.statements.count(cell.column) > 0;
      if (!titled) KeepTitle(cell.column);
      if (!titled && cell.kind != CellKind::kText) continue;
      if (assessment_->beside_bytes > kMaxBesideBytes) return;
      BesideCell kept{cell.column, titled, Keep(row, cell.column)};
      assessment_->beside_bytes += sizeof(kept) + kept.cell.text.size();
      answer->beside.push_back(std::move(kept));
    }
  }

  // Of a column that has something in it.
  void KeepTitle(int column) {
    if (columns_.help.count(column) > 0) return;
    std::map<int, WrittenCell>& unread = assessment_->sheets.back().unread;
    if (unread.count(column) > 0 || unread.size() >= kMaxUnreadCells) return;
    WrittenCell& title = unread[column];
    title.place = Place(column, title_row_);
    const auto found = columns_.titles.find(column);
    if (found == columns_.titles.end()) return;
    title.kind = CellKind::kText;
    title.text = found->second;
  }

  // Nothing, and no place, when the sheet has no such column.
  WrittenCell KeepOf(const SheetRow& row, Column column,
                     size_t most = kKeptBytes) const {
    const auto found = columns_.places.find(column);
    return found == columns_.places.end() ? WrittenCell()
                                          : Keep(row, found->second, most);
  }

  // Whether these are the titles.
  bool FindTitles(const SheetRow& row) {
    if (!columns_.Read(row)) return false;
    title_row_ = row.number;
    assessment_->sheets.push_back({name_, {}});
    for (const int column : columns_.repeated) {
      assessment_->faults.Add(
          Place(column, row.number), "workbook.duplicate_column",
          row.Find(column)->text,
          "a second column with this meaning; rename or delete "
          "one of them");
    }
    return true;
  }

  void KeepUnread(const SheetRow& row) {
    if (unread_.size() >= kMaxUnreadRows) return;
    std::vector<WrittenCell> cells;
    for (const Cell& cell : row.cells) {
      if (IsBlank(cell) || cells.size() >= kMaxUnreadCells) continue;
      cells.push_back(Keep(row, cell.column));
    }
    if (!cells.empty()) unread_.push_back(std::move(cells));
  }

  // Whether it is an answer.
  bool ReadAnswer(const SheetRow& row) {
    WrittenAnswer answer;
    answer.sheet = assessment_->sheets.size() - 1;
    answer.id = Keep(row, columns_.places.at(Column::kId));
    answer.grade = Keep(row, columns_.places.at(Column::kGrade));
    if (IsVoid(answer.id) && IsVoid(answer.grade)) return false;
    answer.note = KeepOf(row, Column::kNote);
    answer.evidence = KeepOf(row, Column::kEvidence, kMaxCellBytes);
    KeepBeside(row, &answer);
    assessment_->text_bytes +=
        answer.note.text.size() + answer.evidence.text.size();
    assessment_->answers.push_back(std::move(answer));
    return true;
  }

  std::string name_;
  WrittenAssessment* assessment_;
  FieldLines& fields_;
  QuestionColumns columns_;  // none until the titles are found
  int64_t title_row_ = 0;
  int64_t last_row_ = 0;
  std::vector<std::vector<WrittenCell>> unread_;  // while there are no titles
};

std::string SheetNames(const XlsxWorkbook& workbook) {
  return absl::StrJoin(workbook.sheets(), ", ",
                       [](std::string* out, const XlsxWorkbook::Sheet& sheet) {
                         absl::StrAppend(out, Printable(sheet.name));
                       });
}

void NoticeMacros(const XlsxWorkbook& workbook, WrittenAssessment* assessment) {
  if (!workbook.has_macros()) return;
  assessment->notices.Add("", "workbook.macros", "",
                          "the workbook holds macros; they were not looked "
                          "at, the values are those saved last");
}

}  // namespace

std::string FieldText(const WrittenAssessment& written, Field field) {
  const auto found = written.fields.find(field);
  return found == written.fields.end() ? "" : TextOf(found->second);
}

Outcome<WrittenAssessment> CollectAnswers(XlsxWorkbook* workbook) {
  WrittenAssessment assessment;
  FieldLines fields(&assessment);
  bool has_questions = false;
  for (size_t i = 0; i < workbook->sheets().size(); ++i) {
    const XlsxWorkbook::Sheet& entry = workbook->sheets()[i];
    QuestionReader reader(entry.name, &assessment, &fields);
    const auto sheet = workbook->OpenSheet(i);
    for (const SheetRow* row = sheet->NextRow();
         row != nullptr && reader.Read(*row); row = sheet->NextRow()) {
    }
    if (sheet->fault().has_value()) return RefuseWorkbook(*sheet->fault());
    fields.EndSheet();
    reader.CheckMerged(sheet->merged());
    if (!reader.has_questions()) {
      assessment.unread_sheets.push_back(reader.TakeUnread());
      continue;
    }
    has_questions = true;
    if (entry.hidden) {
      assessment.notices.Add(entry.name, "workbook.hidden_sheet", "",
                             "the sheet is hidden, and its answers count");
    }
  }
  if (assessment.answers.size() > kMaxAnswers) {
    return RefuseWorkbook(MakeViolation(
        "", "workbook.too_much",
        absl::StrCat("more than ", kMaxAnswers, " rows with an answer")));
  }
  if (assessment.text_bytes > kMaxTextBytes) {
    return RefuseWorkbook(MakeViolation(
        "", "workbook.too_much", "more than 1 MiB of notes and evidence"));
  }
  if (assessment.beside_bytes > kMaxBesideBytes) {
    return RefuseWorkbook(MakeViolation(
        "", "workbook.too_much", "more than 64 MiB of texts beside answers"));
  }
  if (!has_questions) {
    return RefuseWorkbook(MakeViolation(
        "", "workbook.no_questions",
        absl::StrCat("no sheet has a title row with `",
                     ColumnTitle(Column::kId).zh, "` and `",
                     ColumnTitle(Column::kGrade).zh, "` (or `",
                     ColumnTitle(Column::kId).en, "` and `",
                     ColumnTitle(Column::kGrade).en,
                     "`); fill in a workbook that the page or `cmmm template` "
                     "gave; its sheets are: ",
                     SheetNames(*workbook))));
  }
  fields.Settle();
  NoticeMacros(*workbook, &assessment);
  return assessment;
}

}  // namespace cmmm::excel
