#include "texts/format_text.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/base/fraction.h"

namespace cmmm::texts {
namespace {

constexpr int kScorePlaces = 4;

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

std::string ShowShortfall(const v1::Score& score) {
  return FormatUp(ToFraction(score), kScorePlaces);
}

std::string ShowChange(const v1::Change& change) {
  if (change.numerator() == 0) return "0";
  return absl::StrFormat("%+.*f", kScorePlaces, change.value());
}

std::string ShowDown(double value, int places) {
  return FormatUnits(UnitsDown(value, places), places);
}

std::string ShowPercent(double share) {
  return absl::StrFormat("%.1f %%", share * 100);
}

std::vector<const v1::NodeScore*> WeakestFirst(const v1::Scorecard& scorecard) {
  std::vector<const v1::NodeScore*> nodes;
  for (const auto& node : scorecard.subdomains()) nodes.push_back(&node);
  std::stable_sort(nodes.begin(), nodes.end(),
                   [](const v1::NodeScore* a, const v1::NodeScore* b) {
                     if (a->maturity() != b->maturity()) {
                       return a->maturity() < b->maturity();
                     }
                     return a->weight() > b->weight();
                   });
  return nodes;
}

}  // namespace cmmm::texts
