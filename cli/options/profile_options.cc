#include "cli/options/profile_options.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/options/wrong_options.h"
#include "engine/model/read_names.h"

namespace cmmm::cli {
namespace {

bool IsExcludable(const v1::ModelDefinition& model, absl::string_view id) {
  for (const auto& element : model.elements()) {
    for (const auto& domain : element.domains()) {
      if (domain.id() == id) return domain.excludable();
    }
  }
  return false;
}

void ReadExcluded(const v1::ModelDefinition& model, const ModelNames& names,
                  const std::string& text, v1::Profile* profile,
                  WrongOptions* wrong) {
  profile->clear_excluded_domain_ids();
  const std::vector<std::string> said = SplitNames(text);
  if (names.SayNoDomain(said)) return;
  for (const std::string& name : said) {
    const absl::string_view id = names.Domain(name);
    const auto& all = profile->excluded_domain_ids();
    if (std::find(all.begin(), all.end(), id) != all.end()) {
      wrong->Add("--exclude", name, "is left out already", "重复剔除");
    } else if (IsExcludable(model, id)) {
      profile->add_excluded_domain_ids(std::string(id));
    } else {
      const Text& known = names.excludable_domains();
      wrong->Add(
          "--exclude", name,
          absl::StrCat(id.empty() ? "no domain of the model"
                                  : "a domain that always counts",
                       "; these may be left out: ", known.en),
          absl::StrCat(id.empty() ? "模型中没有这一能力域" : "该能力域不可剔除",
                       "；可剔除的有：", known.zh));
    }
  }
}

}  // namespace

MaybeFailure ReadProfile(const v1::ModelDefinition& model,
                         const ProfileWords& words, v1::Profile* profile) {
  const ModelNames names = ReadNames(model);
  WrongOptions wrong;
  if (!words.weights.empty()) {
    const absl::string_view id = names.WeightSet(words.weights);
    const Text& known = names.weight_sets();
    if (id.empty()) {
      wrong.Add("--weights", words.weights,
                absl::StrCat("no weight set of the model", kThereAre, known.en),
                absl::StrCat("没有这一权重集；现有：", known.zh));
    }
    profile->set_weight_set(std::string(id));
  }
  if (!words.exclude.empty()) {
    ReadExcluded(model, names, words.exclude, profile, &wrong);
  }
  if (words.up_to > model.levels_size()) {
    wrong.Add(
        "--up-to", absl::StrCat(words.up_to),
        absl::StrCat("must be 0 to ", model.levels_size(),
                     ", 0 for all levels"),
        absl::StrCat("须为 0 至 ", model.levels_size(), "，0 表示全部等级"));
  }
  if (words.up_to >= 0) profile->set_assess_up_to_level(words.up_to);
  return wrong.Take();
}

MaybeFailure BlameOption(bool given, const std::string& field,
                         MaybeFailure failure) {
  return given ? BlameOptions({field}, std::move(failure)) : failure;
}

MaybeFailure BlameOptions(const std::set<std::string>& fields,
                          MaybeFailure failure) {
  if (!failure.has_value() || failure->violations.empty()) return failure;
  const auto& all = failure->violations.listed();
  const bool only =
      std::all_of(all.begin(), all.end(), [&](const Violation& violation) {
        return fields.count(violation.field_path) > 0;
      });
  if (only) failure->kind = FailureKind::kUsage;
  return failure;
}

}  // namespace cmmm::cli
