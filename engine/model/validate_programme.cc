#include "engine/model/validate_programme.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/base/civil_date.h"
#include "engine/model/check_text.h"
#include "engine/model/ids.h"
#include "engine/model/parts.h"

namespace cmmm {
namespace {

using v1::Condition;
using v1::ProgrammeDefinition;

class ProgrammeChecker {
 public:
  ProgrammeChecker(const ProgrammeDefinition& programme, bool model_known,
                   Violations* violations)
      : programme_(programme),
        model_known_(model_known),
        texts_(violations),
        violations_(violations) {}

  // Everything but the inside of conditions.
  void Check() {
    CheckHead();
    CheckIds("sources", programme_.sources(), "source");
    CheckIds("conditions", programme_.conditions(), "condition");
    CheckIds("tracks", programme_.tracks(), "track");
    CheckSources();
    for (int i = 0; i < programme_.tracks_size(); ++i) {
      CheckTrack(At("tracks", i), programme_.tracks(i));
    }
    CheckUse();
  }

 private:
  void Add(const std::string& path, const char* rule, const std::string& value,
           std::string message) {
    violations_->Add(path, rule, value, std::move(message));
  }

  // Rules edition.missing, programme.last_day, reference.unknown,
  // structure.empty.
  void CheckHead() {
    CheckId("id", programme_.id());
    texts_.CheckContent("edition", programme_.edition());
    if (programme_.edition().find_first_not_of(' ') == std::string::npos) {
      Add("edition", "edition.missing", "", "the edition is missing");
    }
    texts_.Check("title", programme_.title());
    texts_.Check("summary", programme_.summary());
    const std::string& last_day = programme_.last_day();
    if (!last_day.empty() && !ParseCivilDate(last_day).has_value()) {
      Add("last_day", "programme.last_day", last_day,
          absl::StrCat("must be a day that exists, such as 2024-02-29, got ",
                       Quoted(last_day)));
    }
    if (!model_known_) {
      Add("model_id", "reference.unknown", programme_.model_id(),
          absl::StrCat("there is no model ", Quoted(programme_.model_id())));
    }
    if (programme_.conditions_size() == 0) {
      Add("conditions", "structure.empty", "", "there are no conditions");
    }
    if (programme_.tracks_size() == 0) {
      Add("tracks", "structure.empty", "", "there is no track");
    }
  }

  void CheckId(const std::string& path, const std::string& id) {
    if (IsModelId(id)) return;
    Add(path, "id.format", id,
        absl::StrCat(Quoted(id),
                     " must be lower-case letters, digits and hyphens, "
                     "starting with a letter"));
  }

  // Rules id.format, id.duplicate.
  template <typename Parts>
  void CheckIds(const std::string& field, const Parts& parts,
                const char* kind) {
    std::set<std::string> seen;
    for (int i = 0; i < parts.size(); ++i) {
      const std::string path = At(field, i) + ".id";
      CheckId(path, parts[i].id());
      if (!seen.insert(parts[i].id()).second) {
        Add(path, "id.duplicate", parts[i].id(),
            absl::StrCat(Quoted(parts[i].id()), " is the id of another ",
                         kind));
      }
    }
  }

  // Rule source.missing.
  void CheckSources() {
    if (programme_.sources_size() == 0) {
      Add("sources", "source.missing", "", "there is no source");
    }
    for (int i = 0; i < programme_.sources_size(); ++i) {
      const std::string path = At("sources", i) + ".document";
      const std::string& document = programme_.sources(i).document();
      texts_.CheckContent(path, document);
      texts_.CheckContent(path + "_en", programme_.sources(i).document_en());
      if (document.find_first_not_of(' ') == std::string::npos) {
        Add(path, "source.missing", "", "the document is not named");
      }
    }
  }

  // Rules track.empty, track.duplicate_condition, track.own_tier,
  // reference.unknown.
  void CheckTrack(const std::string& path, const v1::Track& track) {
    texts_.Check(path + ".name", track.name());
    if (track.has_note()) texts_.Check(path + ".note", track.note());
    if (track.condition_ids_size() == 0) {
      Add(path, "track.empty", track.id(), "has no conditions");
    }
    std::set<std::string> seen;
    for (int i = 0; i < track.condition_ids_size(); ++i) {
      const std::string& id = track.condition_ids(i);
      const std::string field = At(path + ".condition_ids", i);
      const Condition* condition = FindPart(programme_.conditions(), id);
      if (condition == nullptr) {
        Add(field, "reference.unknown", id,
            absl::StrCat("there is no condition ", Quoted(id)));
      } else if (!seen.insert(id).second) {
        Add(field, "track.duplicate_condition", id,
            absl::StrCat(Quoted(id), " is named twice"));
      } else if (condition->has_tier_held() &&
                 condition->tier_held().track_id() == track.id()) {
        Add(field, "track.own_tier", id,
            absl::StrCat(Quoted(id), " demands this very track"));
      }
    }
  }

  // Rule condition.unused.
  void CheckUse() {
    std::set<std::string> used;
    for (const v1::Track& track : programme_.tracks()) {
      used.insert(track.condition_ids().begin(), track.condition_ids().end());
    }
    for (const Condition& condition : programme_.conditions()) {
      const auto& ids = condition.level_at_least().alternative_ids();
      used.insert(ids.begin(), ids.end());
    }
    for (int i = 0; i < programme_.conditions_size(); ++i) {
      const std::string& id = programme_.conditions(i).id();
      if (used.count(id) > 0) continue;
      Add(At("conditions", i), "condition.unused", id,
          absl::StrCat("no track asks for ", Quoted(id)));
    }
  }

  const ProgrammeDefinition& programme_;
  bool model_known_;
  TextChecker texts_;
  Violations* violations_;
};

void CheckAtMost(int count, int most, const std::string& field,
                 Violations* violations) {
  if (count <= most) return;
  violations->Add(
      field, "size.too_many", absl::StrCat(count),
      absl::StrCat("at most ", most, " are supported, got ", count));
}

void CheckSizes(const ProgrammeDefinition& programme, Violations* violations) {
  CheckAtMost(programme.sources_size(), kMaxSources, "sources", violations);
  CheckAtMost(programme.conditions_size(), kMaxConditions, "conditions",
              violations);
  CheckAtMost(programme.tracks_size(), kMaxTracks, "tracks", violations);
  for (int i = 0; i < programme.tracks_size(); ++i) {
    CheckAtMost(programme.tracks(i).condition_ids_size(), kMaxConditions,
                At("tracks", i) + ".condition_ids", violations);
  }
  for (int i = 0; i < programme.conditions_size(); ++i) {
    const Condition& condition = programme.conditions(i);
    const std::string path = At("conditions", i);
    CheckAtMost(condition.level_at_least().alternative_ids_size(),
                kMaxConditions, path + ".level_at_least.alternative_ids",
                violations);
    CheckAtMost(condition.construction_scope().areas_size(), kMaxAreas,
                path + ".construction_scope.areas", violations);
  }
}

}  // namespace

void ValidateProgramme(const ProgrammeDefinition& programme,
                       const ModelLevels& models, Violations* violations) {
  const size_t before = violations->total();
  CheckSizes(programme, violations);
  // Anything larger is refused before it is looked at more closely.
  if (violations->total() > before) return;
  const auto model = models.find(programme.model_id());
  const bool known = model != models.end();
  ProgrammeChecker(programme, known, violations).Check();
  ValidateConditions(programme, known ? model->second : 0, violations);
}

}  // namespace cmmm
