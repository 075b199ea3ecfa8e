#include "texts/grade_words.h"

#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/base/plain_text.h"

namespace cmmm::texts {
namespace {

constexpr std::array<const char*, 4> kStyles = {"auto", "words", "scores",
                                                "codes"};
constexpr std::array<const char*, 4> kIds = {"not", "partly", "mostly",
                                             "fully"};

// A number such as 0.80 in tenths; nothing for anything finer or else.
std::optional<int> ReadTenths(absl::string_view cell) {
  if (cell.empty() || cell.size() > 16) return std::nullopt;
  int64_t value = 0;
  int places = -1;  // digits behind the point, once it was there
  bool digits = false;
  for (const char c : cell) {
    if (c == '.' && places < 0) {
      places = 0;
      continue;
    }
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c)))
      return std::nullopt;
    digits = true;
    if (places < 1) value = value * 10 + (c - '0');
    if (places >= 1 && c != '0') return std::nullopt;
    places += places < 0 ? 0 : 1;
  }
  if (!digits || value > 100) return std::nullopt;
  return static_cast<int>(places >= 1 ? value : value * 10);
}

bool IsCode(absl::string_view cell) {
  return cell.size() == 1 && cell[0] >= '0' && cell[0] <= '0' + kNotApplicable;
}

}  // namespace

std::optional<GradeStyle> ParseGradeStyle(absl::string_view name) {
  for (size_t i = 0; i < kStyles.size(); ++i) {
    if (name == kStyles[i]) return static_cast<GradeStyle>(i);
  }
  return std::nullopt;
}

const char* GradeStyleName(GradeStyle style) {
  return kStyles[static_cast<size_t>(style)];
}

GradeWords::GradeWords(const CompiledModel& model)
    : tenths_(model.grade_tenths) {
  for (GradeCode code = kNot; code <= kFully; ++code) {
    AddWords(code, model.grade_names[code].zh, model.grade_names[code].en);
  }
  AddFixedWords();
}

GradeWords::GradeWords(const v1::ModelDefinition& model) {
  for (const auto& grade : model.grades()) {
    const auto code = static_cast<GradeCode>(grade.grade());
    if (!IsGraded(code)) continue;
    tenths_[code] = grade.tenths();
    AddWords(code, grade.name().zh(), grade.name().en());
  }
  AddFixedWords();
}

void GradeWords::AddWords(GradeCode code, const std::string& zh,
                          const std::string& en) {
  const std::string id = kIds[code - 1];
  for (const std::string& word : {id, absl::StrCat("grade_", id), zh, en}) {
    words_[absl::AsciiStrToLower(PlainText(word))] = code;
  }
}

void GradeWords::AddFixedWords() {
  for (const char* word : {"", "grade_unspecified"}) words_[word] = kOpen;
  for (const char* word :
       {"不适用", "n/a", "na", "not_applicable", "not applicable"}) {
    words_[word] = kNotApplicable;
  }
  FillBytes();
}

void GradeWords::FillBytes() {
  for (size_t style = 0; style < bytes_.size(); ++style) {
    for (size_t byte = 0; byte < bytes_[style].size(); ++byte) {
      const std::string cell(1, static_cast<char>(byte));
      bytes_[style][byte] =
          ReadText(PlainText(cell), static_cast<GradeStyle>(style))
              .value_or(kNoGrade);
    }
  }
}

std::optional<GradeCode> GradeWords::ReadWord(const std::string& cell) const {
  const auto found = words_.find(absl::AsciiStrToLower(cell));
  if (found != words_.end()) return found->second;
  return absl::EndsWith(cell, "%") ? ReadPercent(cell) : std::nullopt;
}

// `80%` can be nothing but a score.
std::optional<GradeCode> GradeWords::ReadPercent(absl::string_view cell) const {
  absl::ConsumeSuffix(&cell, "%");
  const std::optional<int> tenths_of_percent =
      ReadTenths(absl::StripAsciiWhitespace(cell));
  for (GradeCode code = kNot; tenths_of_percent.has_value() && code <= kFully;
       ++code) {
    if (tenths_[code] * 100 == *tenths_of_percent) return code;
  }
  return std::nullopt;
}

std::optional<GradeCode> GradeWords::ReadScore(absl::string_view cell) const {
  const std::optional<int> tenths = ReadTenths(cell);
  for (GradeCode code = kNot; tenths.has_value() && code <= kFully; ++code) {
    if (tenths_[code] == *tenths) return code;
  }
  return std::nullopt;
}

std::optional<GradeCode> GradeWords::ReadLonger(absl::string_view cell,
                                                GradeStyle style) const {
  const auto found = words_.find(cell);
  if (found != words_.end()) return found->second;
  return ReadText(PlainText(cell), style);
}

std::optional<GradeCode> GradeWords::ReadText(const std::string& text,
                                              GradeStyle style) const {
  if (const auto code = ReadWord(text)) return code;
  if (style == GradeStyle::kScores) return ReadScore(text);
  if (style == GradeStyle::kCodes && IsCode(text)) {
    return static_cast<GradeCode>(text[0] - '0');
  }
  return std::nullopt;
}

GradeKind GradeWords::KindOf(absl::string_view cell) const {
  if (words_.contains(cell)) return GradeKind::kWord;
  const std::string text = PlainText(cell);
  if (ReadWord(text).has_value()) return GradeKind::kWord;
  const bool score = ReadScore(text).has_value();
  if (IsCode(text)) {
    return score ? GradeKind::kScoreOrCode : GradeKind::kCodeOnly;
  }
  return score ? GradeKind::kScoreOnly : GradeKind::kUnknown;
}

}  // namespace cmmm::texts
