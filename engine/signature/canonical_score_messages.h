// A request in its one form, with its result, as the texts that are signed.
#ifndef CMMM_ENGINE_SIGNATURE_CANONICAL_SCORE_MESSAGES_H_
#define CMMM_ENGINE_SIGNATURE_CANONICAL_SCORE_MESSAGES_H_

#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/refusal.h"
#include "engine/model/catalog.h"
#include "engine/signature/signed_file.h"

namespace cmmm {

struct CanonicalScore {
  v1::ScoreRequest request;
  v1::ScoreResponse result;  // without its model, which has its own section
  SignedContent texts;       // both, the model and the engine
};

// Brings the request into its one form and scores it. That form: id and
// version of the model; weight set, level assessed up to, policy and view
// spelled out; domains and answers in model order; answers as a list without
// the open questions that have neither a note nor evidence. Notes, evidence and
// `info` stay as given. Requests that ask and say the same become equal; the
// target level stays as it is, for what 0 means depends on the result.
// Refusals: as SignResult's.
// Packed answers that use `not applicable` are refused, as they give no reason
// (answer.reason_missing). What open questions leave of single nodes is not in
// the result: it follows from the answers.
Outcome<CanonicalScore> ScoreCanonical(const Catalog& catalog,
                                       const v1::ScoreRequest& request);

}  // namespace cmmm

#endif  // CMMM_ENGINE_SIGNATURE_CANONICAL_SCORE_MESSAGES_H_
