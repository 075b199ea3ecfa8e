// SHA-256, by OpenSSL. Digests are lower-case hex digits.
//
//   Sha256Hash hash;
//   hash.Add(header);
//   hash.Add(rows);
//   manifest.output.sha256 = hash.Hex();
//
// FIPS 180-4. For digests of models, outputs and sections of signed files; two
// texts with the same digest are taken to be the same.
#ifndef CMMM_ENGINE_BASE_SHA256_H_
#define CMMM_ENGINE_BASE_SHA256_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"

namespace cmmm {

// How many digits a digest has.
inline constexpr size_t kSha256Digits = 64;

// Not thread-safe; one for each text. Memory does not grow with what is added.
class Sha256Hash {
 public:
  Sha256Hash();
  ~Sha256Hash();
  Sha256Hash(const Sha256Hash&) = delete;
  Sha256Hash& operator=(const Sha256Hash&) = delete;

  void Add(absl::string_view bytes);
  // Of everything added so far; more may be added after it.
  std::string Hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Of `bytes` as a whole.
std::string Sha256Hex(absl::string_view bytes);

}  // namespace cmmm

#endif  // CMMM_ENGINE_BASE_SHA256_H_
