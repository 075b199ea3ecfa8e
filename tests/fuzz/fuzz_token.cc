// Any bytes as what a caller says of himself, as a token that was signed, and
// as the keys of an issuer.
//
// The first byte, modulo 3, selects how the rest is read: 0 as the value of
// `Authorization`, which nobody signed; 1 as header and claims with a zero byte
// between them, which are signed here by Ed25519; 2 as a JWKS.
#include <openssl/evp.h>

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "service/access.h"
#include "service/access_keys.h"
#include "service/token.h"
#include "tests/fuzz/require.h"

namespace cmmm {
namespace {

using service::Access;
using service::Principal;
using test::Require;

// Some moment; tokens of the corpus were made for it.
constexpr std::time_t kNow = 1'800'000'000;
constexpr char kPath[] = "/cmmm.v1.ScoringService/Score";
constexpr char kFile[] = R"(
  roles { name: "all" methods: "*" models: "*" }
  issuers {
    name: "login" issuer: "https://login.example.org" audience: "cmmm"
    jwks: "keys.json" tenant_claim: "org.name" roles_claim: "groups"
    roles { value: "quality" role: "all" }
  })";

EVP_PKEY* SigningKey() {
  static EVP_PKEY* const key = [] {
    const std::string bytes(32, 'f');
    return EVP_PKEY_new_raw_private_key(
        EVP_PKEY_ED25519, nullptr,
        reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  }();
  return key;
}

std::string PublicKeySet() {
  std::string bytes(32, '\0');
  size_t size = bytes.size();
  EVP_PKEY_get_raw_public_key(
      SigningKey(), reinterpret_cast<unsigned char*>(bytes.data()), &size);
  return absl::StrCat(R"({"keys":[{"kty":"OKP","crv":"Ed25519","x":")",
                      absl::WebSafeBase64Escape(bytes), R"("}]})");
}

std::string SignatureOf(const std::string& text) {
  std::string signature(64, '\0');
  size_t size = signature.size();
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestSignInit(context, nullptr, nullptr, nullptr, SigningKey());
  EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()),
                 &size, reinterpret_cast<const unsigned char*>(text.data()),
                 text.size());
  EVP_MD_CTX_free(context);
  return signature;
}

const Access& TheAccess() {
  static const auto* const access = [] {
    auto* made = new Access;
    const std::string secret(64, 'a');
    Require(!made->Read(absl::StrCat("secret: '", secret, "'", kFile)),
            "the access file counts");
    made->issuers().front()->Replace(*service::ReadKeySet(PublicKeySet()),
                                     kNow);
    return made;
  }();
  return *access;
}

// A refusal of either kind, and always the same words.
void CheckRefused(const Refusal& refusal) {
  const bool is_known = refusal.reason == "NO_VALID_KEY" ||
                        refusal.reason == "METHOD_NOT_ALLOWED";
  Require(is_known, "a refusal is one of the two");
}

void CheckUnsigned(absl::string_view said) {
  const auto who = TheAccess().Check({.authorization = said}, kPath, kNow);
  Require(!who.ok(), "nobody is let in without a signature");
  CheckRefused(who.refusal());
}

void CheckSigned(absl::string_view input) {
  const size_t zero = input.find('\0');
  const std::string header(input.substr(0, zero));
  const std::string claims(
      zero == input.npos ? "" : std::string(input.substr(zero + 1)));
  const std::string text = absl::StrCat(absl::WebSafeBase64Escape(header), ".",
                                        absl::WebSafeBase64Escape(claims));
  const std::string token =
      absl::StrCat(text, ".", absl::WebSafeBase64Escape(SignatureOf(text)));
  const auto who = TheAccess().Check(
      {.authorization = absl::StrCat("Bearer ", token)}, kPath, kNow);
  if (!who.ok()) return CheckRefused(who.refusal());
  const Principal& principal = who.value();
  Require(token.size() <= service::kMaxTokenBytes, "a token is bounded");
  Require(service::IsPlainName(principal.tenant), "a tenant is a plain name");
  Require(principal.key_id == "token:login", "it is known by its issuer");
  const auto read = service::ReadToken(token);
  Require(read.has_value() && read->algorithm == "EdDSA",
          "the algorithm is the key's");
  const auto damaged = TheAccess().Check(
      {.authorization = absl::StrCat("Bearer ", token, "A")}, kPath, kNow);
  Require(!damaged.ok(), "a signature is whole");
}

void CheckKeySet(absl::string_view json) {
  const auto keys = service::ReadKeySet(json);
  if (!keys.has_value()) return;
  Require(keys->size() >= 1 && keys->size() <= service::kMaxKeys,
          "a set has some keys");
  for (const char* algorithm : {"RS256", "ES256", "EdDSA", "HS256", "none"}) {
    Require(!keys->Verify(algorithm, "", "text", std::string(64, 'x')),
            "nothing that was not signed counts");
  }
}

}  // namespace
}  // namespace cmmm

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  absl::string_view input(reinterpret_cast<const char*>(data), size);
  const int kind = static_cast<unsigned char>(input.front()) % 3;
  input.remove_prefix(1);
  if (kind == 0) cmmm::CheckUnsigned(input);
  if (kind == 1) cmmm::CheckSigned(input);
  if (kind == 2) cmmm::CheckKeySet(input);
  return 0;
}
