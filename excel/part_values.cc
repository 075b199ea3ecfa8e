#include "excel/part_values.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"
#include "engine/base/violations.h"
#include "excel/layout.h"

namespace cmmm::excel {
namespace {

constexpr size_t kMarkBytes = 3;      // of `…`
constexpr int kSharedCharacters = 4;  // shown before the first that differs
constexpr char kNothing[] = "-";

std::vector<std::string> ExcludedOf(const v1::ScoreRequest& request) {
  const auto& ids = request.profile().excluded_domain_ids();
  std::vector<std::string> sorted(ids.begin(), ids.end());
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

size_t LengthOfFirst(absl::string_view text) {
  return std::max<size_t>(1, Utf8Length(text));
}

// Where two texts that differ are to be shown from: some characters before the
// first that differs.
size_t BeginToDiffer(absl::string_view one, absl::string_view other) {
  std::vector<size_t> starts = {0};
  while (starts.back() < one.size()) {
    const size_t at = starts.back();
    const absl::string_view character =
        one.substr(at, LengthOfFirst(one.substr(at)));
    if (other.substr(at, character.size()) != character) break;
    starts.push_back(at + character.size());
  }
  const size_t before = starts.size() - 1;
  return starts[before - std::min<size_t>(before, kSharedCharacters)];
}

// `text` from there on, in at most `most` bytes.
std::string CutFrom(absl::string_view text, size_t begin, size_t most) {
  const char* mark = begin == 0 ? "" : "…";
  return absl::StrCat(
      mark, Printable(text.substr(begin),
                      most - kMarkBytes - (begin == 0 ? 0 : kMarkBytes)));
}

}  // namespace

std::string BothShown(absl::string_view one, absl::string_view other,
                      size_t most) {
  std::string first = Printable(one, 2 * one.size() + most);
  std::string second = Printable(other, 2 * other.size() + most);
  if (first.size() > most || second.size() > most) {
    const size_t begin = BeginToDiffer(one, other);
    first = CutFrom(one, begin, most);
    second = CutFrom(other, begin, most);
  }
  return absl::StrCat(first.empty() ? kNothing : first, " ≠ ",
                      second.empty() ? kNothing : second);
}

Said WeightsOf(const v1::ModelDefinition& model,
               const v1::ScoreRequest& request) {
  const std::string& id = request.profile().weight_set();
  for (const v1::WeightSet& set : model.weight_sets()) {
    if (set.id() == id) return {id, {set.name().zh(), set.name().en()}};
  }
  return {id, {id.empty() ? "未写" : id, id.empty() ? "none" : id}};
}

Said DomainsOf(const v1::ModelDefinition& model,
               const v1::ScoreRequest& request) {
  Said said;
  for (const std::string& id : ExcludedOf(request)) {
    const bool is_first = said.value.empty();
    absl::StrAppend(&said.value, is_first ? "" : ", ", id);
    for (const auto& element : model.elements()) {
      for (const auto& domain : element.domains()) {
        if (domain.id() != id) continue;
        absl::StrAppend(&said.name.zh, is_first ? "" : "、",
                        domain.name().zh());
        absl::StrAppend(&said.name.en, is_first ? "" : ", ",
                        domain.name().en());
      }
    }
  }
  if (said.value.empty()) said.name = {"不裁剪", "none"};
  return said;
}

Said UpToOf(const v1::ModelDefinition& model, const v1::ScoreRequest& request) {
  const int level = request.profile().assess_up_to_level();
  const std::string value = absl::StrCat(level);
  if (level < 1 || level > model.levels_size()) {
    return {value, {"全部等级", "all levels"}};
  }
  const v1::LocalizedText& name = model.levels(level - 1).name();
  return {value, {name.zh(), name.en()}};
}

Said ValueOf(const v1::ModelDefinition& model, const v1::Answer& answer) {
  if (answer.has_not_applicable()) return {kNothing, NotApplicableWord()};
  for (const auto& grade : model.grades()) {
    if (grade.grade() != answer.grade()) continue;
    return {ShowTenths(grade.tenths()), {grade.name().zh(), grade.name().en()}};
  }
  return {kNothing, {"未作答", "open"}};
}

}  // namespace cmmm::excel
