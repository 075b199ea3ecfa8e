#include "service/access_keys.h"

#include <openssl/core_names.h>
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
  about.set_hash(KeyHash(file->secret()).Of(key));
  if (about.hash().empty()) return std::nullopt;
  *file->add_keys() = std::move(about);
  return key;
}

KeyHash::KeyHash(const std::string& secret) {
  const Owned<EVP_MAC, EVP_MAC_free> hmac(
      EVP_MAC_fetch(nullptr, OSSL_MAC_NAME_HMAC, nullptr));
  Owned<EVP_MAC_CTX, EVP_MAC_CTX_free> prepared(EVP_MAC_CTX_new(hmac.get()));
  char digest[] = OSSL_DIGEST_NAME_SHA2_256;
  const std::array<OSSL_PARAM, 2> parameters = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
      OSSL_PARAM_construct_end()};
  const std::string by = absl::HexStringToBytes(secret);
  if (EVP_MAC_init(prepared.get(),
                   reinterpret_cast<const unsigned char*>(by.data()), by.size(),
                   parameters.data()) != 1) {
    return;
  }
  hashing_ = std::make_unique<Hashing>();
  hashing_->prepared = std::move(prepared);
}

std::string KeyHash::Of(absl::string_view key) const {
  if (hashing_ == nullptr) return "";
  std::array<unsigned char, kKeyHashBytes> hash{};
  size_t size = 0;
  {
    const std::lock_guard<std::mutex> lock(hashing_->mutex);
    EVP_MAC_CTX* hmac = hashing_->prepared.get();
    // Begins anew by the same secret.
    if (EVP_MAC_init(hmac, nullptr, 0, nullptr) != 1 ||
        EVP_MAC_update(hmac, reinterpret_cast<const unsigned char*>(key.data()),
                       key.size()) != 1 ||
        EVP_MAC_final(hmac, hash.data(), &size, hash.size()) != 1) {
      return "";
    }
  }
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
