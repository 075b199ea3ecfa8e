// Each condition of a programme: its texts, its origin, and what its kind asks
// for.
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/base/civil_date.h"
#include "engine/model/check_text.h"
#include "engine/model/parts.h"
#include "engine/model/validate_programme.h"

namespace cmmm {
namespace {

using v1::Condition;
using v1::ProgrammeDefinition;

// Whether an applicant declares it by yes or no.
bool IsDeclared(const Condition& condition) {
  return condition.has_declaration() || condition.has_tier_held() ||
         condition.has_construction_scope();
}

class ConditionChecker {
 public:
  ConditionChecker(const ProgrammeDefinition& programme, int levels,
                   Violations* violations)
      : programme_(programme),
        levels_(levels),
        texts_(violations),
        violations_(violations) {}

  void Check(const std::string& path, const Condition& condition) {
    texts_.Check(path + ".text", condition.text());
    CheckOrigin(path, condition);
    switch (condition.kind_case()) {
      case Condition::kLevelAtLeast:
        return CheckLevel(path + ".level_at_least", condition);
      case Condition::kDeadline:
        return CheckDeadline(path + ".deadline.last_day",
                             condition.deadline().last_day());
      case Condition::kTextAtMost:
        return CheckLength(path + ".text_at_most.characters",
                           condition.text_at_most().characters());
      case Condition::kTierHeld:
        return CheckTier(path + ".tier_held.track_id",
                         condition.tier_held().track_id());
      case Condition::kConstructionScope:
        return CheckAreas(path + ".construction_scope.areas",
                          condition.construction_scope());
      case Condition::kDeclaration:
        return;
      case Condition::KIND_NOT_SET:
        Add(path, "condition.kind_missing", condition.id(),
            "must be one of level_at_least, declaration, deadline, "
            "text_at_most, tier_held, construction_scope");
    }
  }

 private:
  void Add(const std::string& path, const char* rule, const std::string& value,
           std::string message) {
    violations_->Add(path, rule, value, std::move(message));
  }

  // Rules source.missing, reference.unknown, provenance.unspecified.
  void CheckOrigin(const std::string& path, const Condition& condition) {
    if (condition.source_id().empty()) {
      Add(path + ".source_id", "source.missing", "", "names no source");
    } else if (FindPart(programme_.sources(), condition.source_id()) ==
               nullptr) {
      Add(path + ".source_id", "reference.unknown", condition.source_id(),
          absl::StrCat("there is no source ", Quoted(condition.source_id())));
    }
    if (condition.provenance() < v1::PROVENANCE_A ||
        condition.provenance() > v1::PROVENANCE_C) {
      Add(path + ".provenance", "provenance.unspecified",
          absl::StrCat(condition.provenance()), "must be A, B or C");
    }
  }

  // Rules condition.level, alternative.unknown, alternative.kind,
  // alternative.duplicate.
  void CheckLevel(const std::string& path, const Condition& condition) {
    const int level = condition.level_at_least().level();
    // Of an unknown model only what no model could have.
    if (level < 1 || (levels_ > 0 && level > levels_)) {
      Add(path + ".level", "condition.level", absl::StrCat(level),
          levels_ > 0 ? absl::StrCat("must be 1 to ", levels_, ", got ", level)
                      : absl::StrCat("must be at least 1, got ", level));
    }
    const auto& alternatives = condition.level_at_least().alternative_ids();
    std::set<std::string> seen;
    for (int i = 0; i < alternatives.size(); ++i) {
      const std::string& id = alternatives[i];
      const std::string field = At(path + ".alternative_ids", i);
      const Condition* alternative = FindPart(programme_.conditions(), id);
      if (alternative == nullptr) {
        Add(field, "alternative.unknown", id,
            absl::StrCat("there is no condition ", Quoted(id)));
      } else if (!IsDeclared(*alternative)) {
        Add(field, "alternative.kind", id,
            absl::StrCat(Quoted(id), " is not declared by the applicant"));
      } else if (!seen.insert(id).second) {
        Add(field, "alternative.duplicate", id,
            absl::StrCat(Quoted(id), " is named twice"));
      }
    }
  }

  void CheckDeadline(const std::string& path, const std::string& day) {
    if (ParseCivilDate(day).has_value()) return;
    Add(path, "condition.date", day,
        absl::StrCat("must be a day that exists, such as 2024-02-29, got ",
                     Quoted(day)));
  }

  void CheckLength(const std::string& path, int characters) {
    if (characters >= 1) return;
    Add(path, "condition.characters", absl::StrCat(characters),
        absl::StrCat("must be at least 1, got ", characters));
  }

  void CheckTier(const std::string& path, const std::string& track) {
    if (FindPart(programme_.tracks(), track) != nullptr) return;
    Add(path, "reference.unknown", track,
        absl::StrCat("there is no track ", Quoted(track)));
  }

  // Rule condition.areas_missing.
  void CheckAreas(const std::string& path, const v1::ConstructionScope& scope) {
    if (scope.areas_size() == 0) {
      Add(path, "condition.areas_missing", "", "names no area");
    }
    for (int i = 0; i < scope.areas_size(); ++i) {
      texts_.Check(At(path, i), scope.areas(i));
    }
  }

  const ProgrammeDefinition& programme_;
  int levels_;  // of the model; 0 when it is unknown
  TextChecker texts_;
  Violations* violations_;
};

}  // namespace

void ValidateConditions(const ProgrammeDefinition& programme, int levels,
                        Violations* violations) {
  ConditionChecker checker(programme, levels, violations);
  for (int i = 0; i < programme.conditions_size(); ++i) {
    checker.Check(At("conditions", i), programme.conditions(i));
  }
}

}  // namespace cmmm
