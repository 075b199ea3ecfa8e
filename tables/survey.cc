#include "tables/survey.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/violations.h"

namespace cmmm::tables {

int64_t Survey::Add(const Block& block, int64_t first_row) {
  const absl::string_view text = block.text;
  int64_t records = 0;
  for (size_t at = 0; at < text.size(); ++records) {
    const size_t end = reader_->End(text, at);
    RecordProblem problem;
    if (reader_->Read(WithoutLineEnd(text.substr(at, end - at)), &problem)) {
      AddRow(block.rows.empty() ? first_row + records
                                : block.rows[static_cast<size_t>(records)]);
    }
    at = end;
    reader_->Forget();
  }
  return records;
}

void Survey::AddRow(int64_t row) {
  const size_t columns =
      std::min(reader_->cells().size(), layout_.requirement.size());
  for (size_t column = 0; column < columns; ++column) {
    if (layout_.requirement[column] == kNoColumn) continue;
    const absl::string_view cell = reader_->cells()[column];
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
