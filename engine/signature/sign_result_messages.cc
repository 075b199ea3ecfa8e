#include "engine/sign_result.h"

#include "engine/signature/canonical_score_messages.h"

namespace cmmm {

Outcome<std::string> SignResult(const Catalog& catalog,
                                const v1::ScoreRequest& request,
                                const PrivateKey& key) {
  const auto scored = ScoreCanonical(catalog, request);
  if (!scored.ok()) return scored.refusal();
  return WriteSignedFile(scored.value().texts, key);
}

}  // namespace cmmm
