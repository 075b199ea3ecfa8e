#include "results/result_table.h"

#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"

namespace cmmm::results {
namespace {

constexpr size_t kPlaces = 4;
constexpr int32_t kMostWhole = 200000;
// A double this close below a decimal is taken for it, as in reports.
constexpr double kDoubleSlack = 1e-5;  // of a ten-thousandth

bool AllDigits(absl::string_view text) {
  for (const char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

}  // namespace

void TextColumn::Add(absl::string_view text) {
  const auto [found, is_new] = index_.try_emplace(
      std::string(text), static_cast<int32_t>(texts_.size()));
  if (is_new) texts_.emplace_back(text);
  rows_.push_back(found->second);
}

int32_t ParseUnits(absl::string_view text) {
  const size_t point = text.find('.');
  const absl::string_view whole = text.substr(0, point);
  const absl::string_view places =
      point == absl::string_view::npos ? "" : text.substr(point + 1);
  if (whole.empty() || !AllDigits(whole) || !AllDigits(places)) return kNoValue;
  int32_t value = 0;
  if (!absl::SimpleAtoi(whole, &value) || value > kMostWhole) return kNoValue;
  for (size_t i = 0; i < kPlaces; ++i) {
    value = value * 10 + (i < places.size() ? places[i] - '0' : 0);
  }
  return value;
}

int32_t ToUnits(double value) {
  return static_cast<int32_t>(std::floor(value * kUnits + kDoubleSlack));
}

}  // namespace cmmm::results
