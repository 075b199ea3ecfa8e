#include "excel/check_rows.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "excel/layout.h"

namespace cmmm::excel {
namespace {

constexpr size_t kShownStatement = 300;  // bytes

std::string WithoutBlanks(absl::string_view text) {
  return absl::StrReplaceAll(Normalised(text), {{" ", ""}});
}

// The id of a requirement in the row; nullptr without.
const WrittenCell* IdOf(const std::vector<WrittenCell>& row,
                        const std::set<std::string>& requirement_ids) {
  for (const WrittenCell& cell : row) {
    if (cell.kind == CellKind::kText &&
        requirement_ids.count(Normalised(cell.text)) > 0) {
      return &cell;
    }
  }
  return nullptr;
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

void Statements::Check(const WrittenAnswer& written,
                       const v1::RequirementDefinition& item,
                       Violations* violations) {
  const std::string text = WithoutBlanks(TextOf(written.statement));
  if (text.empty() || text == WithoutBlanks(item.statement().zh()) ||
      text == WithoutBlanks(item.statement().en())) {
    return;
  }
  const v1::RequirementDefinition* owner = OwnerOf(text);
  if (owner == nullptr && !same_edition_) return;
  const bool english =
      owner != nullptr && text == WithoutBlanks(owner->statement().en());
  violations->Add(
      written.statement.place, "workbook.statement_mismatch",
      TextOf(written.statement),
      absl::StrCat(
          "beside `", item.id(), "` in ", written.id.place, " stands `",
          Printable(TextOf(written.statement), kShownStatement), "`",
          owner == nullptr ? ""
                           : absl::StrCat(", which is `", owner->id(), "`"),
          "; the model says `",
          Printable(english ? item.statement().en() : item.statement().zh(),
                    kShownStatement),
          "`. Were the rows sorted without the column of ids?"));
}

// Built when first needed: in a workbook as it should be, never.
const v1::RequirementDefinition* Statements::OwnerOf(const std::string& text) {
  if (owners_.empty()) {
    for (const auto& item : model_.requirements()) {
      owners_[WithoutBlanks(item.statement().zh())] = &item;
      owners_[WithoutBlanks(item.statement().en())] = &item;
    }
  }
  const auto found = owners_.find(text);
  return found == owners_.end() ? nullptr : found->second;
}

void CheckUnread(const UnreadSheet& sheet,
                 const std::set<std::string>& requirement_ids,
                 const std::set<std::string>& answered,
                 const texts::GradeWords& words, Violations* violations,
                 Violations* notices) {
  const WrittenCell* first_lost = nullptr;
  int ids = 0;
  int lost = 0;  // with a grade, and answered on no other sheet
  for (const std::vector<WrittenCell>& row : sheet.rows) {
    const WrittenCell* id = IdOf(row, requirement_ids);
    if (id == nullptr) continue;
    ++ids;
    if (!HasGrade(row, words) || answered.count(Normalised(id->text)) > 0) {
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
