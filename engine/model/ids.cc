#include "engine/model/ids.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"

namespace cmmm {
namespace {

constexpr size_t kMaxIdBytes = 64;

bool IsId(absl::string_view id, char joiner) {
  if (id.empty() || id.size() > kMaxIdBytes || !absl::ascii_islower(id[0])) {
    return false;
  }
  return std::all_of(id.begin(), id.end(), [&](char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == joiner;
  });
}

std::vector<int64_t> Numbers(absl::string_view version) {
  std::vector<int64_t> numbers;
  for (const absl::string_view part : absl::StrSplit(version, '.')) {
    int64_t number = 0;
    if (absl::SimpleAtoi(part, &number)) numbers.push_back(number);
  }
  return numbers;
}

}  // namespace

bool IsModelId(absl::string_view id) { return IsId(id, '-'); }

bool IsNodeId(absl::string_view id) { return IsId(id, '_'); }

bool IsModelVersion(absl::string_view version) {
  const std::vector<absl::string_view> parts = absl::StrSplit(version, '.');
  return parts.size() <= 4 &&
         std::all_of(parts.begin(), parts.end(), [](absl::string_view part) {
           // No leading zero: 1.1 and 1.01 would be equal and not the same.
           return !part.empty() && part.size() <= 9 &&
                  (part.size() == 1 || part[0] != '0') &&
                  std::all_of(part.begin(), part.end(), absl::ascii_isdigit);
         });
}

bool IsItemLetter(absl::string_view letter) {
  return !letter.empty() && letter.size() <= 2 &&
         std::all_of(letter.begin(), letter.end(), absl::ascii_islower);
}

int CompareVersions(absl::string_view a, absl::string_view b) {
  const std::vector<int64_t> left = Numbers(a);
  const std::vector<int64_t> right = Numbers(b);
  if (left == right) return 0;
  return left < right ? -1 : 1;
}

}  // namespace cmmm
