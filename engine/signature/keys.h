// Ed25519 keys and signatures, by OpenSSL.
//
//   PrivateKey key = NewPrivateKey();
//   const std::string signature = Sign(key, "text");
//   SignatureHolds(key.PublicHalf(), "text", signature);  // true
//
// Files: PEM as OpenSSL writes it, PKCS #8 for private keys and
// SubjectPublicKeyInfo for public ones. A signature is a function of key and
// bytes alone, without random numbers.
// Ed25519 is RFC 8032, PKCS #8 RFC 5958, the public form RFC 5280 and 8410. Why
// signed results at all, and why this kind: decision 0012.
#ifndef CMMM_ENGINE_SIGNATURE_KEYS_H_
#define CMMM_ENGINE_SIGNATURE_KEYS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace cmmm {

inline constexpr size_t kKeyBytes = 32;
inline constexpr size_t kSignatureBytes = 64;

// 32 bytes as RFC 8032 encodes a point; not secret.
struct PublicKey {
  std::string bytes;  // [kKeyBytes]

  friend bool operator==(const PublicKey& a, const PublicKey& b) {
    return a.bytes == b.bytes;
  }
};

// Wiped when it goes.
// Can be moved, not copied, so that there is one place to wipe. Empty until it
// is read or made.
class PrivateKey {
 public:
  PrivateKey() = default;
  explicit PrivateKey(std::string bytes) : bytes_(std::move(bytes)) {}
  PrivateKey(PrivateKey&& other) noexcept { std::swap(bytes_, other.bytes_); }
  PrivateKey& operator=(PrivateKey&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  PrivateKey(const PrivateKey&) = delete;
  PrivateKey& operator=(const PrivateKey&) = delete;
  ~PrivateKey();

  const std::string& bytes() const { return bytes_; }  // [kKeyBytes]
  PublicKey PublicHalf() const;

 private:
  std::string bytes_;
};

// Why a text is not the key wanted. Rules: key.not_pem, key.encrypted,
// key.wrong_half (private for public or the other way round),
// key.not_ed25519.
// `message` goes on after the name of the file: "is no key in PEM form".
struct KeyFault {
  std::string rule;
  std::string message;
};

// Reads one key of a PEM text; `key` is set when there is no fault.
// Nobody is asked for a password: an encrypted key is a fault. Of several keys
// in a text the first counts.
std::optional<KeyFault> ReadPublicKey(absl::string_view pem, PublicKey* key);
std::optional<KeyFault> ReadPrivateKey(absl::string_view pem, PrivateKey* key);

// As PEM, always the same for the same key.
// `-----BEGIN PUBLIC KEY-----` and `-----BEGIN PRIVATE KEY-----`, unencrypted:
// whoever writes the latter to a file sees to its rights.
std::string WritePublicKey(const PublicKey& key);
std::string WritePrivateKey(const PrivateKey& key);

// SHA-256 of the public key in DER, 64 lower-case hex digits: the name by
// which people compare keys. `openssl pkey -pubin -outform DER | sha256sum`.
std::string KeyId(const PublicKey& key);

// A new key from the random numbers of OpenSSL; nothing if there are none.
std::optional<PrivateKey> NewPrivateKey();

// [kSignatureBytes]
// Empty if OpenSSL refuses, which it does not for a key of 32 bytes.
std::string Sign(const PrivateKey& key, absl::string_view bytes);

// False for any key or signature of another length, too.
bool SignatureHolds(const PublicKey& key, absl::string_view bytes,
                    absl::string_view signature);

}  // namespace cmmm

#endif  // CMMM_ENGINE_SIGNATURE_KEYS_H_
