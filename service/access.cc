#include "service/access.h"

#include <google/protobuf/text_format.h>
#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <cctype>
#include <ctime>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/base/civil_date.h"

namespace cmmm::service {
namespace {

using config::v1::AccessFile;
using config::v1::AccessKey;

constexpr char kKeyPrefix[] = "cmmm_";
constexpr size_t kSecretBytes = 32;
constexpr size_t kIdBytes = 4;
constexpr size_t kHashBytes = 32;
// Longer than any key; protects the hash.
constexpr size_t kMaxKeyBytes = 200;

std::optional<std::string> RandomBytes(size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()),
                 static_cast<int>(count)) != 1) {
    return std::nullopt;
  }
  return bytes;
}

// HMAC-SHA256 of `key` by the secret of a file, in hex.
std::string HashOf(absl::string_view key, const std::string& secret) {
  const std::string by = absl::HexStringToBytes(secret);
  std::array<unsigned char, kHashBytes> hash{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), by.data(), static_cast<int>(by.size()),
       reinterpret_cast<const unsigned char*>(key.data()), key.size(),
       hash.data(), &size);
  return absl::BytesToHexString(
      {reinterpret_cast<const char*>(hash.data()), hash.size()});
}

bool IsHex(absl::string_view text, size_t bytes) {
  return text.size() == 2 * bytes &&
         text.find_first_not_of("0123456789abcdef") == absl::string_view::npos;
}

// The key in `Bearer cmmm_…`; empty: it is none.
absl::string_view KeyIn(absl::string_view authorization) {
  const size_t blank = authorization.find(' ');
  if (blank == absl::string_view::npos ||
      !absl::EqualsIgnoreCase(authorization.substr(0, blank), "bearer")) {
    return {};
  }
  const absl::string_view key =
      absl::StripAsciiWhitespace(authorization.substr(blank));
  return key.size() <= kMaxKeyBytes ? key : absl::string_view();
}

std::string IdIn(absl::string_view key) {
  absl::ConsumePrefix(&key, kKeyPrefix);
  return std::string(key.substr(0, 2 * kIdBytes));
}

// `Score`, `cmmm.v1.ModelService/*` or `*` for
// `/cmmm.v1.ModelService/GetModel`.
bool Allows(const AccessKey& key, absl::string_view path) {
  absl::ConsumePrefix(&path, "/");
  const size_t slash = path.rfind('/');
  const absl::string_view service = path.substr(0, slash);
  const absl::string_view method = path.substr(slash + 1);
  for (const std::string& allowed : key.methods()) {
    if (allowed == "*" || allowed == method ||
        allowed == absl::StrCat(service, "/*")) {
      return true;
    }
  }
  return false;
}

// Says nothing of what is wrong with a key: whoever guesses learns nothing.
Refusal NoValidKey() {
  return Refuse(absl::StatusCode::kUnauthenticated, "NO_VALID_KEY",
                "a valid key is needed: Authorization: Bearer KEY");
}

Failure BadFile(std::string en, std::string zh) {
  return Failure{FailureKind::kConfig, std::move(en), std::move(zh)};
}

}  // namespace

MaybeFailure Access::Read(const std::string& text) {
  if (!google::protobuf::TextFormat::ParseFromString(text, &file_)) {
    return BadFile("no access file (cmmm.config.v1.AccessFile)",
                   "不是访问密钥文件（cmmm.config.v1.AccessFile）");
  }
  if (!IsHex(file_.secret(), kSecretBytes)) {
    return BadFile("its secret is not of 32 bytes in hex",
                   "其中的 secret 不是十六进制的 32 字节");
  }
  for (int i = 0; i < file_.keys_size(); ++i) {
    const AccessKey& key = file_.keys(i);
    if (!IsHex(key.id(), kIdBytes) || !IsHex(key.hash(), kHashBytes) ||
        key.tenant().empty() ||
        (!key.expires().empty() && !ParseCivilDate(key.expires())) ||
        !by_id_.emplace(key.id(), i).second) {
      return BadFile(
          absl::StrCat("its key ", i + 1,
                       " is incomplete, or has the id of another"),
          absl::StrCat("其中第 ", i + 1, " 个密钥不完整，或编号重复"));
    }
  }
  return std::nullopt;
}

Outcome<Principal> Access::Check(absl::string_view authorization,
                                 absl::string_view path,
                                 absl::string_view today) const {
  const absl::string_view given = KeyIn(authorization);
  const std::string hash = HashOf(given, file_.secret());
  const auto found = by_id_.find(IdIn(given));
  // One that does not exist is compared, too.
  static const std::string kNothing(2 * kHashBytes, '-');
  const AccessKey* key =
      found == by_id_.end() ? nullptr : &file_.keys(found->second);
  const std::string& expected = key == nullptr ? kNothing : key->hash();
  const bool is_right =
      CRYPTO_memcmp(hash.data(), expected.data(), hash.size()) == 0;
  if (key == nullptr || !is_right || key->revoked() ||
      (!key->expires().empty() && key->expires() < today)) {
    return NoValidKey();
  }
  if (!Allows(*key, path)) {
    return Refuse(absl::StatusCode::kPermissionDenied, "METHOD_NOT_ALLOWED",
                  "this key is not for this method");
  }
  return Principal{key->tenant(), key->id()};
}

std::optional<AccessFile> NewAccessFile() {
  const auto secret = RandomBytes(kSecretBytes);
  if (!secret.has_value()) return std::nullopt;
  AccessFile file;
  file.set_secret(absl::BytesToHexString(*secret));
  return file;
}

std::optional<std::string> AddKey(AccessKey about, AccessFile* file) {
  const auto id = RandomBytes(kIdBytes);
  const auto bits = RandomBytes(kSecretBytes);
  if (!id.has_value() || !bits.has_value()) return std::nullopt;
  about.set_id(absl::BytesToHexString(*id));
  const std::string key = absl::StrCat(kKeyPrefix, about.id(), "_",
                                       absl::WebSafeBase64Escape(*bits));
  about.set_hash(HashOf(key, file->secret()));
  *file->add_keys() = std::move(about);
  return key;
}

std::string Today() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[16];
  return {text, std::strftime(text, sizeof(text), "%Y-%m-%d", &utc)};
}

}  // namespace cmmm::service
