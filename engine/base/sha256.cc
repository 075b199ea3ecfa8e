#include "engine/base/sha256.h"

#include <openssl/evp.h>

#include <array>

#include "absl/strings/escaping.h"

namespace cmmm {

struct Sha256Hash::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
};

Sha256Hash::Sha256Hash() : state_(std::make_unique<State>()) {
  EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr);
}

Sha256Hash::~Sha256Hash() { EVP_MD_CTX_free(state_->context); }

void Sha256Hash::Add(absl::string_view bytes) {
  EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
}

std::string Sha256Hash::Hex() const {
  std::array<unsigned char, 32> digest{};
  EVP_MD_CTX* copy = EVP_MD_CTX_new();
  EVP_MD_CTX_copy_ex(copy, state_->context);
  EVP_DigestFinal_ex(copy, digest.data(), nullptr);
  EVP_MD_CTX_free(copy);
  return absl::BytesToHexString(absl::string_view(
      reinterpret_cast<const char*>(digest.data()), digest.size()));
}

std::string Sha256Hex(absl::string_view bytes) {
  Sha256Hash hash;
  hash.Add(bytes);
  return hash.Hex();
}

}  // namespace cmmm
