#include "tables/survey.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/violations.h"

namespace cmmm::tables {

int64_t Survey::AddBlock(const Block& block, int64_t first_row) {
  size_t records = 0;
  reader_->Begin(block);
  for (Record record; reader_->Next(&record); ++records) {
    AddRecord(record, block.RowOf(records, first_row));
  }
  return static_cast<int64_t>(records);
}

void Survey::AddRecord(const Record& record, int64_t row) {
  const size_t columns =
      std::min(record.cells.size(), layout_.requirement.size());
  for (size_t column = 0; column < columns; ++column) {
    if (layout_.requirement[column] == kNoColumn) continue;
    const absl::string_view cell = record.cells[column];
    if (cell.empty()) continue;
    const texts::GradeKind kind = words_.KindOf(cell);
    Example* example = kind == texts::GradeKind::kScoreOnly     ? &score_
                       : kind == texts::GradeKind::kCodeOnly    ? &code_
                       : kind == texts::GradeKind::kScoreOrCode ? &either_
                                                                : nullptr;
    if (example == nullptr || example->count++ > 0) continue;
    const std::string value = Printable(cell);
    const std::string& name = layout_.names[column];
    example->en = absl::StrCat("`", value, "` in row ", row, ", column ", name);
    example->zh = absl::StrCat("第 ", row, " 行“", name, "”列的“", value, "”");
  }
}

std::optional<texts::GradeStyle> Survey::Settle() const {
  if (score_.count > 0 && code_.count > 0) return std::nullopt;
  if (score_.count > 0) return texts::GradeStyle::kScores;
  if (code_.count > 0) return texts::GradeStyle::kCodes;
  if (either_.count > 0) return std::nullopt;
  return texts::GradeStyle::kWords;
}

const char* Survey::Rule() const {
  return score_.count > 0 ? "grades.mixed" : "grades.ambiguous";
}

std::string Survey::Why() const {
  if (score_.count > 0) {
    return absl::StrCat(score_.en, " can only be a score, ", code_.en,
                        " only a code; say --grades scores or codes, "
                        "and the others are rejected");
  }
  return absl::StrCat(either_.en,
                      " and all other digits "
                      "can be scores or codes; say --grades scores or codes");
}

// Words need no explanation.
std::optional<RowFinding> Survey::Notice() const {
  const auto style = Settle();
  if (!style.has_value() || *style == texts::GradeStyle::kWords) {
    return std::nullopt;
  }
  const bool scores = *style == texts::GradeStyle::kScores;
  const Example& decides = scores ? score_ : code_;
  const std::string of =
      absl::StrCat(decides.count, "/", decides.count + either_.count);
  return RowFinding{
      "", "input.digits", texts::GradeStyleName(*style),
      absl::StrCat("digits are read as ", texts::GradeStyleName(*style),
                   ", because of ", decides.en, " (", of,
                   " digits decide it); --grades says otherwise"),
      absl::StrCat("数字按", scores ? "得分" : "代码", "读取，依据是",
                   decides.zh, "（全部数字中 ", of,
                   " 个能确定）；如不对，请用 --grades 指明")};
}

}  // namespace cmmm::tables
