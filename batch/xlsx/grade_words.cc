#include "batch/xlsx/grade_words.h"

#include <cmath>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "batch/xlsx/layout.h"

namespace cmmm::xlsx {
namespace {

bool LooksLikeNumber(absl::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789.%") == word.npos;
}

}  // namespace

GradeWords::GradeWords(const v1::ModelDefinition& model) : model_(model) {
  for (const auto& grade : model.grades()) {
    const std::string name = Normalised(v1::Grade_Name(grade.grade()));
    by_word_[name] = grade.grade();
    by_word_[std::string(absl::StripPrefix(name, "grade_"))] = grade.grade();
  }
  for (const auto& grade : model.grades()) {
    by_word_[Normalised(grade.name().zh())] = grade.grade();
    by_word_[Normalised(grade.name().en())] = grade.grade();
  }
}

std::optional<v1::Grade> GradeWords::Find(absl::string_view word) const {
  const std::string text = Normalised(word);
  const auto found = by_word_.find(text);
  if (found != by_word_.end()) return found->second;
  if (!LooksLikeNumber(text)) return std::nullopt;
  double score = 0;
  const bool percent = absl::EndsWith(text, "%");
  if (!absl::SimpleAtod(absl::StripSuffix(text, "%"), &score)) {
    return std::nullopt;
  }
  return Find(percent ? score / 100 : score);
}

std::optional<v1::Grade> GradeWords::Find(double score) const {
  // A cell of 0.8 may have been computed: as 0.80000000000000004.
  constexpr double kNoise = 1e-9;
  for (const auto& grade : model_.grades()) {
    if (std::abs(score * 10 - grade.tenths()) < kNoise) return grade.grade();
  }
  return std::nullopt;
}

std::string GradeWords::All() const {
  return absl::StrJoin(model_.grades(), ", ",
                       [](std::string* out, const v1::GradeDefinition& grade) {
                         absl::StrAppend(out, grade.name().zh(), " / ",
                                         grade.name().en(), " / ",
                                         ShowTenths(grade.tenths()));
                       });
}

std::string ShowTenths(int tenths) {
  if (tenths % 10 == 0) return absl::StrCat(tenths / 10);
  return absl::StrCat(tenths / 10, ".", tenths % 10);
}

}  // namespace cmmm::xlsx
