// First stage of a request: is it well formed, and what does it ask for?
//
//   model { id: "gbt39116-2020" }       the newest version of it
//   profile { weight_set: "discrete" }  one of its 2^E scopes, E domains that
//                                       may be excluded
//   view: VIEW_UNSPECIFIED              as VIEW_SCORECARD
#ifndef CMMM_ENGINE_REQUEST_RESOLVE_H_
#define CMMM_ENGINE_REQUEST_RESOLVE_H_

#include "absl/strings/string_view.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/refusal.h"
#include "engine/base/violations.h"
#include "engine/model/catalog.h"

namespace cmmm {

enum class View { kLevel, kScorecard, kFull };
enum class Unanswered { kRefuse, kAsNotSatisfied, kBounds };

// Everything of a request but its answers, checked and looked up. Valid as
// long as the catalog.
struct ResolvedRequest {
  const CompiledModel* model = nullptr;
  const Scope* scope = nullptr;
  int assessed_levels = 0;  // levels 1 to this are scored
  Unanswered unanswered = Unanswered::kRefuse;
  int target_level = 0;  // 0: the level above the one reached
  View view = View::kScorecard;
};

// Finds model, weight set and scope. A model or weight set that does not
// exist is a refusal (NOT_FOUND, saying what exists); everything else that is
// wrong is added to `violations`, and the result then is good enough to check
// the answers against, so that all findings appear at once. `path` goes before
// every field path: empty, or `common.` in a block. Rules:
//   profile.unknown_domain, profile.domain_not_excludable,
//   profile.duplicate_domain     about `profile.excluded_domain_ids`,
//   profile.level_range          assess_up_to_level is 0 to K; 0: K,
//   request.target_level         0 to the levels assessed,
//   request.unknown_choice       an enum that is none of its values,
//   info.date                    `info.assessed_on` is no day that exists,
//   info.too_long                and what else CheckWrittenText finds, about
//                                the other texts of `info`.
Outcome<ResolvedRequest> ResolveRequest(const Catalog& catalog,
                                        const v1::ScoreRequest& request,
                                        absl::string_view path,
                                        Violations* violations);

// The part of it that needs no scope: adds request.target_level,
// request.unknown_choice, info.date and info.too_long. Gives the target level,
// 0 where it is wrong.
int CheckChoices(const v1::ScoreRequest& request, int assessed_levels,
                 absl::string_view path, Violations* violations);

}  // namespace cmmm

#endif  // CMMM_ENGINE_REQUEST_RESOLVE_H_
