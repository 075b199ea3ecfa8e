#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/analyze.h"
#include "engine/signature/verification_messages.h"

namespace cmmm {
namespace {

// Rules: the KeyFaults, verify.no_keys, verify.keys_and_any.
std::vector<PublicKey> ReadTrustedKeys(const v1::VerifyResultRequest& request,
                                       Violations* violations) {
  std::vector<PublicKey> keys;
  for (int i = 0; i < request.trusted_keys_size(); ++i) {
    PublicKey key;
    if (const auto fault = ReadPublicKey(request.trusted_keys(i), &key)) {
      violations->Add(absl::StrCat("trusted_keys[", i, "]"), fault->rule, "",
                      fault->message);
    } else {
      keys.push_back(std::move(key));
    }
  }
  if (request.trusted_keys().empty() && !request.any_key()) {
    violations->Add("trusted_keys", "verify.no_keys", "",
                    "name the keys to trust, or accept any key");
  } else if (!request.trusted_keys().empty() && request.any_key()) {
    violations->Add("any_key", "verify.keys_and_any", "true",
                    "either certain keys are trusted or any is accepted");
  }
  return keys;
}

}  // namespace

std::optional<Refusal> VerifyResult(const Catalog& catalog,
                                    const v1::VerifyResultRequest& request,
                                    v1::VerifyResultResponse* response) {
  Violations violations;
  const std::vector<PublicKey> keys = ReadTrustedKeys(request, &violations);
  if (!violations.empty()) {
    return RefuseViolations("INVALID_VERIFICATION",
                            "the result cannot be verified",
                            std::move(violations));
  }
  Verify(catalog, request.signed_result(), keys, request.any_key(), response);
  return std::nullopt;
}

}  // namespace cmmm
