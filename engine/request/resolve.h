// First stage of a request: is it well formed, and what does it ask for?
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
// every field path: empty, or `common.` in a block.
Outcome<ResolvedRequest> ResolveRequest(const Catalog& catalog,
                                        const v1::ScoreRequest& request,
                                        absl::string_view path,
                                        Violations* violations);

}  // namespace cmmm

#endif  // CMMM_ENGINE_REQUEST_RESOLVE_H_
