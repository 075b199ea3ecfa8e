#include "excel/check_rows.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/model/read_names.h"
#include "excel/layout.h"
#include "excel/same_statement.h"

namespace cmmm::excel {
namespace {

bool IsStatementOf(const v1::RequirementDefinition& item,
                   absl::string_view text) {
  return IsStatement(text, {item.statement().zh(), item.statement().en()});
}

// The id of a requirement in the row; nullptr without.
const WrittenCell* IdOf(const std::vector<WrittenCell>& row,
                        const Statements& statements) {
  for (const WrittenCell& cell : row) {
    if (cell.kind == CellKind::kText && statements.Find(cell.text) != nullptr) {
      return &cell;
    }
  }
  return nullptr;
}

// `owner`: whose statement it is; null for nobody's.
void AddMismatch(const std::string& id_place, const WrittenCell& statement,
                 const v1::RequirementDefinition& item,
                 const v1::RequirementDefinition* owner,
                 Violations* violations) {
  const std::string text = TextOf(statement);
  const bool english =
      owner != nullptr &&
      ComparedKey(text) == ComparedKey(owner->statement().en());
  violations->Add(
      statement.place, "workbook.statement_mismatch", text,
      absl::StrCat(
          "beside `", item.id(), "` in ", id_place, " stands `",
          Printable(text, kShownStatement), "`",
          owner == nullptr ? ""
                           : absl::StrCat(", which is `", owner->id(), "`"),
          "; the model says `",
          Printable(english ? item.statement().en() : item.statement().zh(),
                    kShownStatement),
          "`. Were the rows sorted without the column of ids?"));
}

bool HasGrade(const std::vector<WrittenCell>& row,
              const texts::GradeWords& words) {
  return std::any_of(row.begin(), row.end(), [&](const WrittenCell& cell) {
    const std::string text = Normalised(TextOf(cell));
    return absl::EndsWith(text, "%") ||
           (!text.empty() &&
            words.Read(text, texts::GradeStyle::kScores).has_value());
  });
}

}  // namespace

Statements::Statements(const v1::ModelDefinition& made_for, bool same_edition,
                       const WrittenAssessment& written)
    : names_(ReadNames(made_for)),
      same_edition_(same_edition),
      written_(written) {
  for (const auto& item : made_for.requirements()) items_[item.id()] = &item;
  std::map<std::pair<size_t, int>, int> balance;
  for (const WrittenAnswer& answer : written.answers) {
    for (const BesideCell& beside : answer.beside) {
      balance[{answer.sheet, beside.column}] +=
          IsStatement(TextOf(beside.cell)) ? 1 : -1;
    }
  }
  for (const auto& [column, more] : balance) {
    if (more > 0) by_cells_.insert(column);
  }
}

const v1::RequirementDefinition* Statements::Find(
    absl::string_view text) const {
  const auto found = items_.find(std::string(names_.Requirement(text)));
  return found == items_.end() ? nullptr : found->second;
}

// Of any requirement, not its id or its short name.
bool Statements::IsStatement(const std::string& text) const {
  const v1::RequirementDefinition* owner = Find(text);
  return owner != nullptr && IsStatementOf(*owner, text);
}

bool Statements::IsCompared(const WrittenAnswer& written,
                            const BesideCell& cell) const {
  return cell.titled || by_cells_.count({written.sheet, cell.column}) > 0;
}

void Statements::Check(const WrittenAnswer& written,
                       const v1::RequirementDefinition& item,
                       Violations* violations) {
  bool compared = written.grade.kind == CellKind::kEmpty;
  for (const BesideCell& beside : written.beside) {
    if (!IsCompared(written, beside)) continue;
    const std::string text = TextOf(beside.cell);
    const v1::RequirementDefinition* owner = Find(text);
    if (owner == &item || IsStatementOf(item, text)) {
      compared = true;
    } else if (owner != nullptr || same_edition_) {
      compared = true;
      AddMismatch(written.id.place, beside.cell, item, owner, violations);
    }
  }
  if (!compared && not_compared_++ == 0) first_not_compared_ = written.id.place;
}

void Statements::TellUnread(Violations* notices) const {
  if (not_compared_ > 0) {
    notices->Add(first_not_compared_, "workbook.statements_not_compared", "",
                 absl::StrCat(not_compared_,
                              " ids with an answer stand beside no statement "
                              "of the model, so whether each has its own row "
                              "was not checked"));
  }
  for (size_t i = 0; i < written_.sheets.size(); ++i) {
    std::string place;
    std::string titles;
    for (const auto& [column, title] : written_.sheets[i].unread) {
      if (by_cells_.count({i, column}) > 0) continue;
      if (place.empty()) place = title.place;
      absl::StrAppend(
          &titles, titles.empty() ? "" : ", ",
          TextOf(title).empty() ? title.place : Printable(TextOf(title)));
    }
    if (titles.empty()) continue;
    notices->Add(place, "workbook.column_not_read", "",
                 absl::StrCat("columns of this sheet are not read: ", titles));
  }
}

void CheckUnread(const UnreadSheet& sheet, const Statements& statements,
                 const std::set<std::string>& answered,
                 const texts::GradeWords& words, Violations* violations,
                 Violations* notices) {
  const WrittenCell* first_lost = nullptr;
  int ids = 0;
  int lost = 0;  // with a grade, and answered on no other sheet
  for (const std::vector<WrittenCell>& row : sheet.rows) {
    const WrittenCell* id = IdOf(row, statements);
    if (id == nullptr) continue;
    ++ids;
    if (!HasGrade(row, words) ||
        answered.count(statements.Find(id->text)->id()) > 0) {
      continue;
    }
    if (lost++ == 0) first_lost = id;
  }
  const std::string titles =
      absl::StrCat("no row has the titles of an id and of a grade column (",
                   ColumnTitle(Column::kId).zh, " and 评价, ",
                   ColumnTitle(Column::kId).en, " and Grade)");
  if (lost > 0) {
    violations->Add(
        first_lost->place, "workbook.no_grade_column", TextOf(*first_lost),
        absl::StrCat("from here on ", lost, " requirements have a grade, but ",
                     titles, "; was one renamed?"));
  } else if (ids > 0) {
    notices->Add(
        sheet.name, "workbook.sheet_not_read", "",
        absl::StrCat("the sheet has ", ids,
                     " ids of requirements and was not read: ", titles));
  }
}

}  // namespace cmmm::excel
