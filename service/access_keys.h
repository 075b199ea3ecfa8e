// Keys as `cmmm access` makes them, and what of them an access file keeps.
//
//   cmmm_3f9a01c2_q7Zk…   prefix, id (4 bytes in hex), 32 random bytes in
//                         base64url; only their hash is kept
#ifndef CMMM_SERVICE_ACCESS_KEYS_H_
#define CMMM_SERVICE_ACCESS_KEYS_H_

#include <openssl/evp.h>

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "cmmm/config/v1/access.pb.h"
#include "service/owned_openssl.h"

namespace cmmm::service {

inline constexpr char kKeyPrefix[] = "cmmm_";
inline constexpr size_t kSecretBytes = 32;
inline constexpr size_t kKeyIdBytes = 4;
inline constexpr size_t kKeyHashBytes = 32;

// A new access file without keys; empty: the system gives no random numbers.
// With 32 random bytes as its secret, from OpenSSL.
std::optional<config::v1::AccessFile> NewAccessFile();

// Adds a key as `about` says (tenant, methods, roles, expires; the rest is made
// here) and returns it, to be shown once; nothing: no random numbers, or no
// hash.
std::optional<std::string> AddKey(config::v1::AccessKey about,
                                  config::v1::AccessFile* file);

// HMAC-SHA256 of keys by the secret of a file. The secret is prepared once, and
// what hashes is used again: OpenSSL takes as long to make another as to hash.
//
//   const KeyHash hash(file.secret());
//   if (hash.Of(key) == …)                // compare in constant time
//
// Once made, any thread may use it.
// Empty until it is made from a secret.
class KeyHash {
 public:
  KeyHash() = default;
  // `secret` in hex.
  explicit KeyHash(const std::string& secret);

  // In hex; empty: it was not made from a secret.
  std::string Of(absl::string_view key) const;

 private:
  struct Hashing {
    std::mutex mutex;
    Owned<EVP_MAC_CTX, EVP_MAC_CTX_free> prepared;  // guarded by mutex
  };
  std::unique_ptr<Hashing> hashing_;
};

// The part of a key that says which it is.
// Of any text: what would be the id if it were a key.
std::string KeyIdIn(absl::string_view key);

// So many bytes, in hex digits of lower case.
bool IsHexOf(absl::string_view text, size_t bytes);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_ACCESS_KEYS_H_
