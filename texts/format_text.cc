#include "texts/format_text.h"

#include <cstdlib>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/base/fraction.h"

namespace cmmm::texts {
namespace {

constexpr int kScorePlaces = 4;
constexpr int kPercentPlaces = 1;

Fraction ToFraction(const v1::Score& score) {
  return Fraction::Of(score.numerator(), score.denominator());
}

}  // namespace

std::string DefaultLanguage() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') {
      return absl::StartsWith(value, "zh") ? "zh" : "en";
    }
  }
  return "en";
}

std::string Counted(int64_t count, const char* one, const char* many) {
  return absl::StrCat(count, " ", count == 1 ? one : many);
}

std::string ShowScore(const v1::Score& score) {
  return FormatDown(ToFraction(score), kScorePlaces);
}

std::string ShowScoreRange(const v1::Score& low, const v1::Score& high) {
  return ShowRange(ShowScore(low), ShowScore(high));
}

std::string ShowRange(const std::string& low, const std::string& high) {
  return low == high ? low : absl::StrCat(low, "–", high);
}

std::string ShowDownRange(double low, double high, int places) {
  return ShowRange(ShowDown(low, places), ShowDown(high, places));
}

std::string ShowShortfall(const v1::Score& score) {
  return FormatUp(ToFraction(score), kScorePlaces);
}

v1::Score ShortfallOf(const v1::Score& actual, const v1::Score& required) {
  const Fraction missing = Shortfall(ToFraction(required), ToFraction(actual));
  v1::Score score;
  score.set_numerator(missing.numerator);
  score.set_denominator(missing.denominator);
  score.set_value(missing.NearestDouble());
  return score;
}

std::string ShowChange(const v1::Change& change) {
  if (change.numerator() == 0) return "0";
  const char* const sign = change.numerator() < 0 ? "-" : "+";
  const Fraction size =
      Fraction::Of(std::abs(change.numerator()), change.denominator());
  const int64_t units = UnitsDown(size, kScorePlaces);
  if (units == 0) return absl::StrCat(sign, "<", FormatUnits(1, kScorePlaces));
  return absl::StrCat(sign, FormatUnits(units, kScorePlaces));
}

std::string ShowDown(double value, int places) {
  return FormatUnits(UnitsDown(value, places), places);
}

std::string ShowPercent(double share) {
  return absl::StrCat(ShowDown(share * 100, kPercentPlaces), " %");
}

}  // namespace cmmm::texts
