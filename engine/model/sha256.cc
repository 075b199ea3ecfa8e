#include "engine/model/sha256.h"

#include <openssl/evp.h>

#include <string>

#include "absl/strings/escaping.h"

namespace cmmm {

std::string Sha256Hex(absl::string_view bytes) {
  unsigned char hash[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), hash, &size, EVP_sha256(), nullptr);
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(hash), size));
}

}  // namespace cmmm
