// Tokens that others issue: JWT (RFC 7519) in the compact form of JWS (RFC
// 7515), signed.
//
//   base64url(header) . base64url(claims) . base64url(signature)
//   {"alg":"ES256","kid":"1"}  {"iss":"https://login…","aud":"cmmm","exp":…}
//
// Nothing of a token is believed before its signature counts, and the
// algorithm is one of three that need the issuer's private key: neither `none`
// nor an HMAC, for which a public key would do. No header that asks for more
// than we know (`crit`).
#ifndef CMMM_SERVICE_TOKEN_H_
#define CMMM_SERVICE_TOKEN_H_

#include <google/protobuf/struct.pb.h>

#include <ctime>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/key_set.h"

namespace cmmm::service {

// Longest token; those of the field have one or two thousand bytes.
// Looked at before anything is decoded.
inline constexpr size_t kMaxTokenBytes = size_t{8} << 10;
// By how much the issuer's clock may differ from ours, in seconds.
inline constexpr std::time_t kClockSkew = 60;

// A token taken apart; nothing of it is believed yet. Views into the token.
// The header's `alg` and `kid`, the claims, what was signed, and by what.
struct Token {
  std::string algorithm;
  std::string key_id;
  google::protobuf::Struct claims;
  absl::string_view signed_text;
  std::string signature;
};

// Nothing for what is no signed token, or longer than one may be.
// Three parts of base64url without padding, two of them objects of JSON.
std::optional<Token> ReadToken(absl::string_view text);

// Whether the token was signed by one of `keys` and counts at `now`: `iss` is
// `issuer`, `aud` is or contains `audience`, `exp` is there and not past, `nbf`
// and `iat`, where they are there, have come.
// `exp` may be past by kClockSkew, the others as much ahead.
bool IsValid(const Token& token, const KeySet& keys, absl::string_view issuer,
             absl::string_view audience, std::time_t now);

// The texts of a claim: of a list each, of one text its words. `a.b` is `b` in
// `a`. Empty when there is none.
// A claim whose own name has points comes first.
std::vector<std::string> TextsOfClaim(const google::protobuf::Struct& claims,
                                      absl::string_view path);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_TOKEN_H_
