// What a readiness request says, checked against the programme it names.
//
//   declarations { condition_id: "no_accident" declared: DECLARED_YES }
//     → declared["no_accident"] = true
//   texts { condition_id: "summary" text: "…" }
//     → longest_text["summary"], in characters
//   date: "2024-02-29"
//     → date, a day that exists
#ifndef CMMM_ENGINE_READINESS_READINESS_REQUEST_MESSAGES_H_
#define CMMM_ENGINE_READINESS_READINESS_REQUEST_MESSAGES_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "cmmm/v1/readiness.pb.h"
#include "engine/base/civil_date.h"
#include "engine/base/refusal.h"
#include "engine/base/violations.h"
#include "engine/model/catalog.h"

namespace cmmm {

// Programme and track of a request. Valid as long as the catalog.
struct NamedTrack {
  const ProgrammeEntry* entry = nullptr;
  const v1::Track* track = nullptr;

  const v1::ProgrammeDefinition& programme() const {
    return *entry->definition;
  }
  // REQUIRES: `id` is a condition of the programme.
  const v1::Condition& condition(const std::string& id) const;
};

// NOT_FOUND lists the programmes, or the tracks of the programme, there are.
// PROGRAMME_NOT_FOUND and TRACK_NOT_FOUND. A programme with a single track
// needs no `track_id`; an empty programme id is never guessed.
Outcome<NamedTrack> FindTrack(const Catalog& catalog,
                              const v1::CheckReadinessRequest& request);

// What the applicant gives beside the assessment, by condition id. What is
// not in a map is open.
// Of several texts for one condition the longest counts. Characters are code
// points; control characters, such as line breaks, count as none.
struct GivenConditions {
  std::optional<CivilDate> date;
  std::map<std::string, bool> declared;
  std::map<std::string, size_t> longest_text;  // in characters
};

// Rules: readiness.date, declaration.unknown_condition, declaration.computed,
// declaration.duplicate, request.unknown_choice,
// checked_text.unknown_condition, checked_text.not_checked.
// Field paths: `date`, `declarations[i].condition_id`,
// `declarations[i].declared`, `texts[i].condition_id`. All are checked,
// whatever was wrong before; only a condition that may be declared by an
// applicant, or that checks a text, is accepted. A declaration left unspecified
// leaves its condition open.
GivenConditions ReadGivenConditions(const v1::ProgrammeDefinition& programme,
                                    const v1::CheckReadinessRequest& request,
                                    Violations* violations);

}  // namespace cmmm

#endif  // CMMM_ENGINE_READINESS_READINESS_REQUEST_MESSAGES_H_
