#include "engine/request/resolve.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/civil_date.h"
#include "engine/request/check_texts.h"

namespace cmmm {
namespace {

std::string WeightSetIds(const CompiledModel& model) {
  return absl::StrJoin(model.weight_sets, ", ",
                       [](std::string* out, const CompiledWeightSet& set) {
                         absl::StrAppend(out, set.id);
                       });
}

Outcome<int> ReadWeightSet(const CompiledModel& model, const std::string& id) {
  if (id.empty() && model.weight_sets.size() == 1) return 0;
  if (const int found = FindWeightSet(model, id); found >= 0) return found;
  const Text& known = model.names.weight_sets();
  const std::string& existing = known.en;
  Refusal refusal = Refuse(
      absl::StatusCode::kNotFound, "WEIGHT_SET_NOT_FOUND",
      id.empty() ? absl::StrCat("profile.weight_set: name one of the weight "
                                "sets of ",
                                model.id, kThereAre, existing)
                 : absl::StrCat("profile.weight_set: ", model.id,
                                " has no weight set `", Printable(id), "`",
                                kThereAre, existing));
  refusal.metadata["weight_sets"] = WeightSetIds(model);
  refusal.there_are_zh = known.zh;
  refusal.value = Printable(id);
  return refusal;
}

// The exclusion mask of the domains named.
uint32_t ReadExclusions(const CompiledModel& model, const v1::Profile& profile,
                        absl::string_view path, Violations* violations) {
  uint32_t excluded = 0;
  if (model.names.SayNoDomain(profile.excluded_domain_ids())) return excluded;
  for (int i = 0; i < profile.excluded_domain_ids_size(); ++i) {
    const std::string& id = profile.excluded_domain_ids(i);
    const auto add = [&](const char* rule, absl::string_view message) {
      violations->AddWithList(
          absl::StrCat(path, "profile.excluded_domain_ids[", i, "]"), rule, id,
          absl::StrCat("`", Printable(id), "` ", message),
          model.names.excludable_domains());
    };
    const int found = FindDomain(model, id);
    if (found < 0) {
      add("profile.unknown_domain", "is no domain of the model");
      continue;
    }
    const int bit = model.nodes[static_cast<size_t>(found)].excludable_bit;
    if (bit < 0) {
      add("profile.domain_not_excludable",
          "always counts and may not be excluded");
    } else if ((excluded >> bit & 1) != 0) {
      add("profile.duplicate_domain", "is excluded twice");
    } else {
      excluded |= 1u << bit;
    }
  }
  return excluded;
}

// `value` when it is 0 to `most`, else a violation of `field` below `path`
// and 0.
int CheckLevel(int value, int most, absl::string_view path,
               absl::string_view field, const char* rule,
               Violations* violations) {
  if (value >= 0 && value <= most) return value;
  violations->Add(absl::StrCat(path, field), rule, absl::StrCat(value),
                  absl::StrCat("must be 0 to ", most, ", got ", value));
  return 0;
}

void CheckEnum(bool valid, int value, absl::string_view path,
               absl::string_view field, Violations* violations) {
  if (valid) return;
  violations->Add(absl::StrCat(path, field), "request.unknown_choice",
                  absl::StrCat(value), absl::StrCat("no such choice: ", value));
}

// Who was assessed and when: bounds, and a day that exists.
void CheckInfo(const v1::AssessmentInfo& info, absl::string_view path,
               Violations* violations) {
  const auto check = [&](absl::string_view field, const std::string& text) {
    CheckWrittenText(absl::StrCat(path, "info.", field), "info.too_long", text,
                     violations);
  };
  check("enterprise_name", info.enterprise_name());
  check("unified_social_credit_code", info.unified_social_credit_code());
  check("assessor", info.assessor());
  check("contact", info.contact());
  check("industry", info.industry());
  check("region", info.region());
  check("remarks", info.remarks());
  const std::string& day = info.assessed_on();
  if (day.empty() || ParseCivilDate(day).has_value()) return;
  const std::string field = absl::StrCat(path, "info.assessed_on");
  violations->Add(field, "info.date", day,
                  absl::StrCat("`", Printable(day),
                               "` is no day that exists, as 2026-05-31"));
}

Unanswered ReadUnanswered(v1::UnansweredPolicy policy) {
  if (policy == v1::UNANSWERED_POLICY_AS_NOT_SATISFIED) {
    return Unanswered::kAsNotSatisfied;
  }
  if (policy == v1::UNANSWERED_POLICY_BOUNDS) return Unanswered::kBounds;
  return Unanswered::kRefuse;
}

View ReadView(v1::View view) {
  if (view == v1::VIEW_LEVEL) return View::kLevel;
  if (view == v1::VIEW_FULL) return View::kFull;
  return View::kScorecard;
}

}  // namespace

int CheckChoices(const v1::ScoreRequest& request, int assessed_levels,
                 absl::string_view path, Violations* violations) {
  const int target =
      CheckLevel(request.target_level(), assessed_levels, path, "target_level",
                 "request.target_level", violations);
  CheckEnum(v1::UnansweredPolicy_IsValid(request.unanswered()),
            request.unanswered(), path, "unanswered", violations);
  CheckEnum(v1::View_IsValid(request.view()), request.view(), path, "view",
            violations);
  if (request.has_info()) CheckInfo(request.info(), path, violations);
  return target;
}

Outcome<ResolvedRequest> ResolveRequest(const Catalog& catalog,
                                        const v1::ScoreRequest& request,
                                        absl::string_view path,
                                        Violations* violations) {
  auto entry = catalog.Find(request.model().id(), request.model().version());
  if (!entry.ok()) return entry.refusal();
  ResolvedRequest resolved;
  resolved.model = entry.value()->compiled.get();
  const v1::Profile& profile = request.profile();
  auto weight_set = ReadWeightSet(*resolved.model, profile.weight_set());
  if (!weight_set.ok()) return weight_set.refusal();

  const uint32_t excluded =
      ReadExclusions(*resolved.model, profile, path, violations);
  resolved.scope =
      &resolved.model->weight_sets[weight_set.value()].scopes[excluded];
  const int assessed = CheckLevel(
      profile.assess_up_to_level(), resolved.model->level_count(), path,
      "profile.assess_up_to_level", "profile.level_range", violations);
  resolved.assessed_levels =
      assessed == 0 ? resolved.model->level_count() : assessed;
  resolved.target_level =
      CheckChoices(request, resolved.assessed_levels, path, violations);
  resolved.unanswered = ReadUnanswered(request.unanswered());
  resolved.view = ReadView(request.view());
  return resolved;
}

}  // namespace cmmm
