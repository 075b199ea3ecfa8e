// The steps that a signed result is put through, in this order:
//
//   format     it is taken apart to its end (signed_file.h)
//   digests    every section has the digest that its line states
//   key        it names a key that is trusted
//   signature  that key made it, over all bytes before it
//   content    request, model, engine and result are read, each in the one form
//              that it has (canonical_json_messages.h)
//   model      the model is here, with the same digest
//   engine     noted when it was another version; that alone fails nothing
//   result     the request, scored again, gives the same bytes
//
// docs/signed_results.md lists the reasons of what fails.
#ifndef CMMM_ENGINE_SIGNATURE_VERIFICATION_MESSAGES_H_
#define CMMM_ENGINE_SIGNATURE_VERIFICATION_MESSAGES_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "cmmm/v1/signed_result.pb.h"
#include "engine/model/catalog.h"
#include "engine/signature/keys.h"

namespace cmmm {

// Most differences that a response lists.
inline constexpr int kMaxListedDifferences = 100;

// Takes every step that can be taken, also behind one that failed: what was
// altered shows best when the result is computed again. `any_key`: the key in
// the file will do.
void Verify(const Catalog& catalog, absl::string_view file,
            const std::vector<PublicKey>& trusted, bool any_key,
            v1::VerifyResultResponse* response);

}  // namespace cmmm

#endif  // CMMM_ENGINE_SIGNATURE_VERIFICATION_MESSAGES_H_
