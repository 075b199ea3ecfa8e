#include "engine/model/checked_text.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/violations.h"

namespace cmmm {
namespace {

constexpr size_t kMostNamed = 5;
constexpr size_t kNameBytes = 120;

// Who compared something, and how much.
class Checks {
 public:
  void Add(bool has, const v1::Check& check) {
    ++all_;
    if (!has) return;
    ++checked_;
    const auto found = std::find_if(
        people_.begin(), people_.end(),
        [&](const auto& person) { return person.first == check.by(); });
    if (found == people_.end()) {
      people_.emplace_back(check.by(), check.on());
    } else {
      // ISO days: the later is the greater.
      found->second = std::max(found->second, check.on());
    }
  }

  int all() const { return all_; }
  int checked() const { return checked_; }

  // `张三，2026-11-29；李四，2026-11-30`.
  Text People() const {
    const size_t named = std::min(people_.size(), kMostNamed);
    const auto join = [&](const char* comma, const char* between) {
      return absl::StrJoin(
          people_.begin(), people_.begin() + static_cast<std::ptrdiff_t>(named),
          between, [&](std::string* out, const auto& person) {
            absl::StrAppend(out, Printable(person.first, kNameBytes), comma,
                            person.second);
          });
    };
    Text text = {join("，", "；"), join(", ", "; ")};
    if (named < people_.size()) {
      absl::StrAppend(&text.zh, "；另有 ", people_.size() - named, " 人");
      absl::StrAppend(&text.en, "; and ", people_.size() - named, " more");
    }
    return text;
  }

 private:
  int all_ = 0;
  int checked_ = 0;
  std::vector<std::pair<std::string, std::string>> people_;  // and last days
};

}  // namespace

Text CheckedWeights(const v1::WeightSet& set) {
  Checks checks;
  for (const v1::WeightGroup& group : set.groups()) {
    if (group.weights_size() < 2) continue;
    checks.Add(group.has_checked(), group.checked());
  }
  if (checks.checked() == 0) return {};
  const Text people = checks.People();
  return {
      absl::StrCat("本权重集的 ", checks.all(), " 组权重中，", checks.checked(),
                   " 组已与标准原文核对（", people.zh, "）。"),
      absl::StrCat("Of the ", checks.all(), " groups of weights of this set, ",
                   checks.checked(), " were compared with the official text (",
                   people.en, ").")};
}

Text CheckedRequirements(const v1::ModelDefinition& model) {
  Checks checks;
  for (const v1::RequirementDefinition& item : model.requirements()) {
    checks.Add(item.has_checked(), item.checked());
  }
  if (checks.checked() == 0) return {};
  const Text people = checks.People();
  return {
      absl::StrCat("模型的 ", checks.all(), " 条条款中，", checks.checked(),
                   " 条已与标准原文核对（", people.zh, "）。"),
      absl::StrCat("Of the ", checks.all(), " requirements of the model, ",
                   checks.checked(), " were compared with the official text (",
                   people.en, ").")};
}

}  // namespace cmmm
