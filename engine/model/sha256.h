// SHA-256, by OpenSSL.
#ifndef CMMM_ENGINE_MODEL_SHA256_H_
#define CMMM_ENGINE_MODEL_SHA256_H_

#include <string>

#include "absl/strings/string_view.h"

namespace cmmm {

// The digest of `bytes` as 64 lower-case hex digits.
std::string Sha256Hex(absl::string_view bytes);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_SHA256_H_
