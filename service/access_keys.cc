#include "service/access_keys.h"

#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace cmmm::service {
namespace {

using config::v1::AccessFile;
using config::v1::AccessKey;

std::optional<std::string> RandomBytes(size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()),
                 static_cast<int>(count)) != 1) {
    return std::nullopt;
  }
  return bytes;
}

}  // namespace

std::optional<AccessFile> NewAccessFile() {
  const auto secret = RandomBytes(kSecretBytes);
  if (!secret.has_value()) return std::nullopt;
  AccessFile file;
  file.set_secret(absl::BytesToHexString(*secret));
  return file;
}

std::optional<std::string> AddKey(AccessKey about, AccessFile* file) {
  const auto id = RandomBytes(kKeyIdBytes);
  const auto bits = RandomBytes(kSecretBytes);
  if (!id.has_value() || !bits.has_value()) return std::nullopt;
  about.set_id(absl::BytesToHexString(*id));
  const std::string key = absl::StrCat(kKeyPrefix, about.id(), "_",
                                       absl::WebSafeBase64Escape(*bits));
  about.set_hash(HashOfKey(key, file->secret()));
  *file->add_keys() = std::move(about);
  return key;
}

std::string HashOfKey(absl::string_view key, const std::string& secret) {
  const std::string by = absl::HexStringToBytes(secret);
  std::array<unsigned char, kKeyHashBytes> hash{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), by.data(), static_cast<int>(by.size()),
       reinterpret_cast<const unsigned char*>(key.data()), key.size(),
       hash.data(), &size);
  return absl::BytesToHexString(
      {reinterpret_cast<const char*>(hash.data()), hash.size()});
}

std::string KeyIdIn(absl::string_view key) {
  absl::ConsumePrefix(&key, kKeyPrefix);
  return std::string(key.substr(0, 2 * kKeyIdBytes));
}

bool IsHexOf(absl::string_view text, size_t bytes) {
  return text.size() == 2 * bytes &&
         text.find_first_not_of("0123456789abcdef") == absl::string_view::npos;
}

}  // namespace cmmm::service
