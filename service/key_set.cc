#include "service/key_set.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "service/owned_openssl.h"

namespace cmmm::service {
namespace {

using google::protobuf::Struct;
using KeyPointer = std::shared_ptr<EVP_PKEY>;

constexpr int kLeastRsaBits = 2048;
constexpr int kMostRsaBits = 8192;
constexpr size_t kCoordinateBytes = 32;  // of P-256 and Ed25519
// Of one token; more keys without an id than that are a mistake.
constexpr int kMostTried = 8;

using BigNumber = Owned<BIGNUM, BN_free>;

const unsigned char* RawBytes(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// A member that is text; empty: none.
std::string MemberText(const Struct& object, const char* name) {
  const auto found = object.fields().find(name);
  return found == object.fields().end() ? "" : found->second.string_value();
}

std::string MemberBytes(const Struct& object, const char* name) {
  return DecodeBase64Url(MemberText(object, name)).value_or("");
}

BigNumber BigNumberOf(const std::string& bytes) {
  return BigNumber(
      BN_bin2bn(RawBytes(bytes), static_cast<int>(bytes.size()), nullptr));
}

// A public key of these parameters; empty when OpenSSL finds none in them.
KeyPointer MakeKey(const char* type, OSSL_PARAM_BLD* parts) {
  const Owned<OSSL_PARAM, OSSL_PARAM_free> parameters(
      OSSL_PARAM_BLD_to_param(parts));
  const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> make(
      EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* made = nullptr;
  if (parameters == nullptr || make == nullptr ||
      EVP_PKEY_fromdata_init(make.get()) != 1 ||
      EVP_PKEY_fromdata(make.get(), &made, EVP_PKEY_PUBLIC_KEY,
                        parameters.get()) != 1) {
    return nullptr;
  }
  KeyPointer key(made, EVP_PKEY_free);
  const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> check(
      EVP_PKEY_CTX_new_from_pkey(nullptr, made, nullptr));
  return EVP_PKEY_public_check(check.get()) == 1 ? key : nullptr;
}

using KeyParts = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;

KeyPointer RsaKey(const Struct& object) {
  const BigNumber modulus = BigNumberOf(MemberBytes(object, "n"));
  const BigNumber exponent = BigNumberOf(MemberBytes(object, "e"));
  const int bits = BN_num_bits(modulus.get());
  if (bits < kLeastRsaBits || bits > kMostRsaBits ||
      BN_num_bits(exponent.get()) > 64) {
    return nullptr;
  }
  const KeyParts parts(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
  OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
  return MakeKey("RSA", parts.get());
}

KeyPointer CurveKey(const Struct& object) {
  const std::string x = MemberBytes(object, "x");
  const std::string y = MemberBytes(object, "y");
  if (MemberText(object, "crv") != "P-256" || x.size() != kCoordinateBytes ||
      y.size() != kCoordinateBytes) {
    return nullptr;
  }
  const std::string point = absl::StrCat("\x04", x, y);  // uncompressed
  const KeyParts parts(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(parts.get(), OSSL_PKEY_PARAM_GROUP_NAME,
                                  "prime256v1", 0);
  OSSL_PARAM_BLD_push_octet_string(parts.get(), OSSL_PKEY_PARAM_PUB_KEY,
                                   point.data(), point.size());
  return MakeKey("EC", parts.get());
}

KeyPointer EdwardsKey(const Struct& object) {
  const std::string x = MemberBytes(object, "x");
  if (MemberText(object, "crv") != "Ed25519" || x.size() != kCoordinateBytes) {
    return nullptr;
  }
  return KeyPointer(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr,
                                                RawBytes(x), x.size()),
                    EVP_PKEY_free);
}

// ES256 signs with two numbers one after the other; OpenSSL wants them as DER.
std::string DerOf(absl::string_view signature) {
  if (signature.size() != 2 * kCoordinateBytes) return "";
  const Owned<ECDSA_SIG, ECDSA_SIG_free> numbers(ECDSA_SIG_new());
  const auto* bytes = RawBytes(signature);
  ECDSA_SIG_set0(
      numbers.get(), BN_bin2bn(bytes, kCoordinateBytes, nullptr),
      BN_bin2bn(bytes + kCoordinateBytes, kCoordinateBytes, nullptr));
  std::string der(static_cast<size_t>(i2d_ECDSA_SIG(numbers.get(), nullptr)),
                  '\0');
  auto* at = reinterpret_cast<unsigned char*>(der.data());
  i2d_ECDSA_SIG(numbers.get(), &at);
  return der;
}

bool IsSignedBy(EVP_PKEY* key, const EVP_MD* digest, absl::string_view text,
                absl::string_view signature) {
  const Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
  const bool is_right =
      EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key) == 1 &&
      EVP_DigestVerify(context.get(), RawBytes(signature), signature.size(),
                       RawBytes(text), text.size()) == 1;
  if (!is_right) ERR_clear_error();
  return is_right;
}

}  // namespace

std::optional<std::string> DecodeBase64Url(absl::string_view text) {
  const auto is_sign = [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' ||
           c == '_';
  };
  std::string bytes;
  if (!std::all_of(text.begin(), text.end(), is_sign) ||
      !absl::WebSafeBase64Unescape(text, &bytes) ||
      absl::WebSafeBase64Escape(bytes) != text) {
    return std::nullopt;
  }
  return bytes;
}

bool KeySet::Verify(absl::string_view algorithm, absl::string_view id,
                    absl::string_view text, absl::string_view signature) const {
  const std::string der =
      algorithm == "ES256" ? DerOf(signature) : std::string(signature);
  const EVP_MD* digest = algorithm == "EdDSA" ? nullptr : EVP_sha256();
  int tried = 0;
  for (const Key& key : keys_) {
    if (key.algorithm != algorithm) continue;
    if (!id.empty() && !key.id.empty() && key.id != id) continue;
    if (IsSignedBy(key.key.get(), digest, text, der)) return true;
    if (++tried == kMostTried) break;
  }
  return false;
}

std::optional<KeySet> ReadKeySet(absl::string_view json) {
  Struct document;
  if (json.size() > kMaxKeySetBytes ||
      !google::protobuf::util::JsonStringToMessage({json.data(), json.size()},
                                                   &document)
           .ok()) {
    return std::nullopt;
  }
  const auto list = document.fields().find("keys");
  if (list == document.fields().end()) return std::nullopt;
  KeySet set;
  for (const auto& value : list->second.list_value().values()) {
    const Struct& object = value.struct_value();
    const std::string type = MemberText(object, "kty");
    const std::string use = MemberText(object, "use");
    if (!use.empty() && use != "sig") continue;
    KeySet::Key key{"", MemberText(object, "kid"), nullptr};
    if (type == "RSA") key = {"RS256", key.id, RsaKey(object)};
    if (type == "EC") key = {"ES256", key.id, CurveKey(object)};
    if (type == "OKP") key = {"EdDSA", key.id, EdwardsKey(object)};
    const std::string algorithm = MemberText(object, "alg");
    if (key.key == nullptr ||
        (!algorithm.empty() && algorithm != key.algorithm)) {
      continue;
    }
    set.keys_.push_back(std::move(key));
    if (set.keys_.size() == kMaxKeys) break;
  }
  ERR_clear_error();
  if (set.keys_.empty()) return std::nullopt;
  return set;
}

}  // namespace cmmm::service
