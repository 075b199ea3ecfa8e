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
    std::string* example = kind == texts::GradeKind::kScoreOnly     ? &score_
                           : kind == texts::GradeKind::kCodeOnly    ? &code_
                           : kind == texts::GradeKind::kScoreOrCode ? &either_
                                                                    : nullptr;
    if (example == nullptr || !example->empty()) continue;
    *example = absl::StrCat("`", Printable(cell), "` in row ", row, ", column ",
                            layout_.names[column]);
  }
}

std::optional<texts::GradeStyle> Survey::Settle() const {
  if (!score_.empty() && !code_.empty()) return std::nullopt;
  if (!score_.empty()) return texts::GradeStyle::kScores;
  if (!code_.empty()) return texts::GradeStyle::kCodes;
  if (!either_.empty()) return std::nullopt;
  return texts::GradeStyle::kWords;
}

std::string Survey::Why() const {
  if (!score_.empty()) {
    return absl::StrCat("grades.mixed: ", score_, " can only be a score, ",
                        code_,
                        " only a code; say --grades scores or codes, "
                        "and the others are rejected");
  }
  return absl::StrCat("grades.ambiguous: ", either_,
                      " and all other digits "
                      "can be scores or codes; say --grades scores or codes");
}

}  // namespace cmmm::tables
