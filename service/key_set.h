// The public keys of an issuer of tokens, as it publishes them: a JWKS (RFC
// 7517).
//
//   {"keys": [{"kty": "EC", "crv": "P-256", "kid": "1", "x": "…", "y": "…"}]}
//
//   std::optional<KeySet> keys = ReadKeySet(json);
//   keys->Verify("ES256", "1", "header.claims", signature);
//
// RSA of 2,048 to 8,192 bits for RS256, P-256 for ES256, Ed25519 for EdDSA;
// keys of other kinds, and those for encryption, are passed over. OpenSSL does
// the arithmetic.
#ifndef CMMM_SERVICE_KEY_SET_H_
#define CMMM_SERVICE_KEY_SET_H_

#include <openssl/types.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace cmmm::service {

// Longest JWKS, and the most keys of one that count.
inline constexpr size_t kMaxKeySetBytes = size_t{256} << 10;
inline constexpr size_t kMaxKeys = 64;

// The bytes of base64url without padding; nothing for any other text.
std::optional<std::string> DecodeBase64Url(absl::string_view text);

// Immutable; thread-safe.
// Public keys alone: nothing secret is in it.
class KeySet {
 public:
  // Whether one of the keys for `algorithm` (RS256, ES256, EdDSA; no other has
  // any) made `signature` of `text`. With an id only the keys that have it, or
  // no id at all, are tried.
  // At most eight keys are tried. An ES256 signature is 64 bytes, r and s.
  bool Verify(absl::string_view algorithm, absl::string_view id,
              absl::string_view text, absl::string_view signature) const;

  size_t size() const { return keys_.size(); }

 private:
  friend std::optional<KeySet> ReadKeySet(absl::string_view json);
  // The algorithm follows from the kind of key: no key is good for two.
  struct Key {
    std::string algorithm;
    std::string id;
    std::shared_ptr<EVP_PKEY> key;
  };
  std::vector<Key> keys_;
};

// Nothing when `json` is no JWKS or has no key that counts.
// Keys behind the first 64 that count are passed over.
std::optional<KeySet> ReadKeySet(absl::string_view json);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_KEY_SET_H_
