#include "engine/readiness/readiness_request_messages.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/utf8.h"
#include "engine/model/parts.h"

namespace cmmm {
namespace {

std::string ConditionIds(const v1::ProgrammeDefinition& programme) {
  return absl::StrJoin(programme.conditions(), ", ",
                       [](std::string* out, const v1::Condition& condition) {
                         absl::StrAppend(out, condition.id());
                       });
}

Refusal NoSuchTrack(const v1::ProgrammeDefinition& programme,
                    const std::string& id) {
  const std::string existing = absl::StrJoin(
      programme.tracks(), ", ", [](std::string* out, const v1::Track& track) {
        absl::StrAppend(out, track.id());
      });
  Refusal refusal = Refuse(
      absl::StatusCode::kNotFound, "TRACK_NOT_FOUND",
      id.empty() ? absl::StrCat("track_id: name one of the tracks of ",
                                programme.id(), ": ", existing)
                 : absl::StrCat("track_id: ", programme.id(), " has no track ",
                                Quoted(id), "; it has: ", existing));
  refusal.metadata["tracks"] = existing;
  return refusal;
}

// Whether an applicant may declare the condition.
bool IsDeclared(const v1::Condition& condition) {
  return condition.has_declaration() || condition.has_tier_held() ||
         condition.has_construction_scope() || condition.has_deadline();
}

class GivenReader {
 public:
  GivenReader(const v1::ProgrammeDefinition& programme, Violations* violations)
      : programme_(programme), violations_(violations) {}

  void ReadDate(const std::string& date) {
    if (date.empty()) return;
    given_.date = ParseCivilDate(date);
    if (given_.date.has_value()) return;
    violations_->Add("date", "readiness.date", date,
                     absl::StrCat("must be a day that exists, such as "
                                  "2024-02-29, got ",
                                  Quoted(date)));
  }

  void ReadDeclaration(const v1::ConditionDeclaration& declaration,
                       const std::string& path) {
    const std::string& id = declaration.condition_id();
    const std::string field = path + ".condition_id";
    const v1::Condition* condition = FindPart(programme_.conditions(), id);
    if (condition == nullptr) {
      return AddUnknown(field, "declaration.unknown_condition", id);
    }
    if (!IsDeclared(*condition)) {
      return Add(field, "declaration.computed", id, " is not declared");
    }
    if (!seen_.insert(id).second) {
      return Add(field, "declaration.duplicate", id, " is declared twice");
    }
    if (!v1::Declared_IsValid(declaration.declared())) {
      violations_->Add(
          path + ".declared", "request.unknown_choice",
          absl::StrCat(declaration.declared()),
          absl::StrCat("no such choice: ", declaration.declared()));
    }
    if (declaration.declared() == v1::DECLARED_UNSPECIFIED) return;
    given_.declared[id] = declaration.declared() == v1::DECLARED_YES;
  }

  void ReadText(const v1::ConditionText& text, const std::string& path) {
    const std::string& id = text.condition_id();
    const std::string field = path + ".condition_id";
    const v1::Condition* condition = FindPart(programme_.conditions(), id);
    if (condition == nullptr) {
      return AddUnknown(field, "checked_text.unknown_condition", id);
    }
    if (!condition->has_text_at_most()) {
      return Add(field, "checked_text.not_checked", id, " checks no text");
    }
    size_t& longest = given_.longest_text[id];
    longest = std::max(longest, CharactersOf(text.text()));
  }

  GivenConditions Take() { return std::move(given_); }

 private:
  // Control characters, such as line breaks, do not count.
  static size_t CharactersOf(absl::string_view text) {
    size_t count = 0;
    while (!text.empty()) {
      const size_t length = std::max<size_t>(Utf8Length(text), 1);
      if (!IsControl(text.substr(0, length))) ++count;
      text.remove_prefix(length);
    }
    return count;
  }

  void Add(const std::string& field, const char* rule, const std::string& id,
           const char* message) {
    violations_->Add(field, rule, id, absl::StrCat(Quoted(id), message));
  }

  void AddUnknown(const std::string& field, const char* rule,
                  const std::string& id) {
    violations_->Add(
        field, rule, id,
        absl::StrCat(programme_.id(), " has no condition ", Quoted(id),
                     "; it has: ", ConditionIds(programme_)));
  }

  const v1::ProgrammeDefinition& programme_;
  Violations* violations_;
  GivenConditions given_;
  std::set<std::string> seen_;
};

}  // namespace

const v1::Condition& NamedTrack::condition(const std::string& id) const {
  return *FindPart(programme().conditions(), id);
}

Outcome<NamedTrack> FindTrack(const Catalog& catalog,
                              const v1::CheckReadinessRequest& request) {
  const auto entry = catalog.FindProgramme(request.programme_id());
  if (!entry.ok()) return entry.refusal();
  NamedTrack named{entry.value(), nullptr};
  const v1::ProgrammeDefinition& programme = named.programme();
  if (request.track_id().empty() && programme.tracks_size() == 1) {
    named.track = &programme.tracks(0);
    return named;
  }
  for (const v1::Track& track : programme.tracks()) {
    if (track.id() == request.track_id()) named.track = &track;
  }
  if (named.track == nullptr) {
    return NoSuchTrack(programme, request.track_id());
  }
  return named;
}

GivenConditions ReadGivenConditions(const v1::ProgrammeDefinition& programme,
                                    const v1::CheckReadinessRequest& request,
                                    Violations* violations) {
  GivenReader reader(programme, violations);
  reader.ReadDate(request.date());
  for (int i = 0; i < request.declarations_size(); ++i) {
    reader.ReadDeclaration(request.declarations(i),
                           absl::StrCat("declarations[", i, "]"));
  }
  for (int i = 0; i < request.texts_size(); ++i) {
    reader.ReadText(request.texts(i), absl::StrCat("texts[", i, "]"));
  }
  return reader.Take();
}

}  // namespace cmmm
