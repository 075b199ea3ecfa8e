#include "results/result_table.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"

namespace cmmm::results {
namespace {

constexpr int32_t kMostWhole = 200000;

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
  for (size_t i = 0; i < kDecimalPlaces; ++i) {
    value = value * 10 + (i < places.size() ? places[i] - '0' : 0);
  }
  return value;
}

}  // namespace cmmm::results
