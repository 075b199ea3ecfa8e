// What the text of a cell says: a grade, open, not applicable.
//
// Words are the same everywhere: the ids (`fully`, `GRADE_FULLY`), the model's
// names in both languages, a score in percent (`80%`), nothing for an open
// question, `N/A` or 不适用.
// Digits are not: `1` is the score of `fully` and the code of `not`. So digits
// are read in one style for a whole table (docs/batch.md has the rule).
#ifndef CMMM_TEXTS_GRADE_WORDS_H_
#define CMMM_TEXTS_GRADE_WORDS_H_

#include <array>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "cmmm/v1/model.pb.h"
#include "engine/base/grade_code.h"
#include "engine/model/compiled_model.h"

namespace cmmm::texts {

enum class GradeStyle {
  kAuto,    // to be settled by all values of a table (survey.h)
  kWords,   // no digits
  kScores,  // what the model says a grade is worth
  kCodes,   // 0 open, 1 not, 2 partly, 3 mostly, 4 fully, 5 not applicable
};

// `auto`, `words`, `scores`, `codes`.
std::optional<GradeStyle> ParseGradeStyle(absl::string_view name);
const char* GradeStyleName(GradeStyle style);

// Which styles a cell can be read in.
enum class GradeKind { kWord, kScoreOnly, kCodeOnly, kScoreOrCode, kUnknown };

class GradeWords {
 public:
  // The codes of cells of one byte, by that byte; kNoGrade, which has every bit
  // set, where it is no grade.
  using ByteCodes = std::array<GradeCode, 256>;
  static constexpr GradeCode kNoGrade = 0xFF;

  explicit GradeWords(const CompiledModel& model);
  explicit GradeWords(const v1::ModelDefinition& model);

  // The code of a cell; nothing when it is none in this style. Cells of one
  // byte, which most of a large table are, are looked up where they are asked
  // for.
  std::optional<GradeCode> Read(absl::string_view cell,
                                GradeStyle style) const {
    if (cell.size() != 1) return ReadLonger(cell, style);
    const GradeCode code = CodesOfBytes(style)[static_cast<uint8_t>(cell[0])];
    if (code == kNoGrade) return std::nullopt;
    return code;
  }

  // What Read says of every cell of one byte, for those who read many at once.
  const ByteCodes& CodesOfBytes(GradeStyle style) const {
    return bytes_[static_cast<size_t>(style)];
  }

  GradeKind KindOf(absl::string_view cell) const;

 private:
  std::optional<GradeCode> ReadLonger(absl::string_view cell,
                                      GradeStyle style) const;
  std::optional<GradeCode> ReadText(const std::string& text,
                                    GradeStyle style) const;
  std::optional<GradeCode> ReadWord(const std::string& cell) const;
  std::optional<GradeCode> ReadScore(absl::string_view cell) const;
  std::optional<GradeCode> ReadPercent(absl::string_view cell) const;

  void AddWords(GradeCode code, const std::string& zh, const std::string& en);
  void AddFixedWords();
  void FillBytes();

  absl::flat_hash_map<std::string, GradeCode> words_;
  std::array<ByteCodes, 4> bytes_;  // by style
  std::array<int, kGradeCodes> tenths_{};
};

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_GRADE_WORDS_H_
