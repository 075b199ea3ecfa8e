#include "engine/model/digest.h"

#include <openssl/evp.h>

#include <string>

#include "absl/strings/escaping.h"
#include "engine/model/canonical.h"

namespace cmmm {

namespace {

std::string DigestOf(const google::protobuf::MessageLite& message) {
  const std::string canonical = CanonicalBytes(message);
  unsigned char hash[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(canonical.data(), canonical.size(), hash, &size, EVP_sha256(),
             nullptr);
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(hash), size));
}

}  // namespace

std::string ModelDigest(const v1::ModelDefinition& model) {
  return DigestOf(model);
}

std::string ProgrammeDigest(const v1::ProgrammeDefinition& programme) {
  return DigestOf(programme);
}

}  // namespace cmmm
