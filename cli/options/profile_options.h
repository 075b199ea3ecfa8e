// How an assessment is tailored, as options say it: --weights, --exclude,
// --up-to. Names are those of the model, read as everywhere
// (engine/model/model_names.h).
//
//   v1::Profile profile;
//   if (auto failure = ReadProfile(model, {"离散型", "物流, 销售", 3},
//   &profile))
//     return failure;  // --exclude `stock`: no domain …; there are: …
#ifndef CMMM_CLI_OPTIONS_PROFILE_OPTIONS_H_
#define CMMM_CLI_OPTIONS_PROFILE_OPTIONS_H_

#include <set>
#include <string>

#include "cmmm/v1/model.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/failure.h"

namespace cmmm::cli {

// What options say; empty, or an `up_to` of 0 or less: nothing is said.
struct ProfileWords {
  std::string weights;
  std::string exclude;
  int up_to = 0;
};

// Puts what `words` say over *profile, as ids. Fails as wrong options (kUsage),
// a line each, for what `model` does not have, and lists what it has; *profile
// means nothing then.
MaybeFailure ReadProfile(const v1::ModelDefinition& model,
                         const ProfileWords& words, v1::Profile* profile);

// The failure as one of options when all that is wrong is `field`, which an
// option gave: the input is not to blame.
MaybeFailure BlameOption(bool given, const std::string& field,
                         MaybeFailure failure);
// The same of several fields, all of which options gave.
MaybeFailure BlameOptions(const std::set<std::string>& fields,
                          MaybeFailure failure);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_OPTIONS_PROFILE_OPTIONS_H_
