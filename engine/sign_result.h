// The door for signing: a result that can be trusted elsewhere.
//
// Signing needs a private key, so it happens where the key is and not on a
// server; VerifyResult (engine/analyze.h) is the other side.
//
//   PrivateKey key;
//   if (auto fault = ReadPrivateKey(pem, &key)) { … }
//   const Outcome<std::string> file = SignResult(catalog, request, key);
#ifndef CMMM_ENGINE_SIGN_RESULT_H_
#define CMMM_ENGINE_SIGN_RESULT_H_

#include <string>

#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/refusal.h"
#include "engine/model/catalog.h"
#include "engine/signature/keys.h"
#include "engine/signature/signed_file.h"

namespace cmmm {

// Scores the request and signs it with the result: a file in the format of
// docs/signed_results.md. Same catalog, request, key and engine: same bytes,
// in whatever form or order the answers were given.
// Refusals: as Evaluate's, and INVALID_ASSESSMENT for packed answers that are
// not applicable, as a signed result says why.
Outcome<std::string> SignResult(const Catalog& catalog,
                                const v1::ScoreRequest& request,
                                const PrivateKey& key);

}  // namespace cmmm

#endif  // CMMM_ENGINE_SIGN_RESULT_H_
