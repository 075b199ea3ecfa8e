#include "service/token.h"

#include <google/protobuf/util/json_util.h>

#include <cmath>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"

namespace cmmm::service {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

constexpr size_t kTokenParts = 3;

const Value* FindMember(const Struct& object, absl::string_view name) {
  const auto found = object.fields().find(std::string(name));
  return found == object.fields().end() ? nullptr : &found->second;
}

// A part that holds an object of JSON.
bool ReadObject(absl::string_view part, Struct* object) {
  const auto bytes = DecodeBase64Url(part);
  return bytes.has_value() &&
         google::protobuf::util::JsonStringToMessage(*bytes, object).ok();
}

std::string ClaimText(const Struct& object, absl::string_view name) {
  const Value* value = FindMember(object, name);
  return value == nullptr ? "" : value->string_value();
}

bool IsFor(const Struct& claims, absl::string_view audience) {
  const Value* value = FindMember(claims, "aud");
  if (value == nullptr) return false;
  if (value->kind_case() == Value::kStringValue) {
    return value->string_value() == audience;
  }
  for (const Value& one : value->list_value().values()) {
    if (one.string_value() == audience) return true;
  }
  return false;
}

// Whether a claim that is a time is at most `latest`, or is not there.
bool HasCome(const Struct& claims, absl::string_view name, double latest) {
  const Value* value = FindMember(claims, name);
  return value == nullptr || (value->kind_case() == Value::kNumberValue &&
                              value->number_value() <= latest);
}

bool IsOver(const Struct& claims, double now) {
  const Value* value = FindMember(claims, "exp");
  return value == nullptr || value->kind_case() != Value::kNumberValue ||
         !(value->number_value() > now);
}

}  // namespace

std::optional<Token> ReadToken(absl::string_view text) {
  if (text.size() > kMaxTokenBytes) return std::nullopt;
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '.');
  if (parts.size() != kTokenParts) return std::nullopt;
  Struct header;
  Token token;
  const auto signature = DecodeBase64Url(parts[2]);
  if (!ReadObject(parts[0], &header) || !ReadObject(parts[1], &token.claims) ||
      !signature.has_value() || FindMember(header, "crit") != nullptr) {
    return std::nullopt;
  }
  token.algorithm = ClaimText(header, "alg");
  token.key_id = ClaimText(header, "kid");
  token.signed_text = text.substr(0, parts[0].size() + 1 + parts[1].size());
  token.signature = *signature;
  return token;
}

bool IsValid(const Token& token, const KeySet& keys, absl::string_view issuer,
             absl::string_view audience, std::time_t now) {
  const auto latest = static_cast<double>(now + kClockSkew);
  const auto earliest = static_cast<double>(now - kClockSkew);
  return ClaimText(token.claims, "iss") == issuer &&
         IsFor(token.claims, audience) && !IsOver(token.claims, earliest) &&
         HasCome(token.claims, "nbf", latest) &&
         HasCome(token.claims, "iat", latest) &&
         keys.Verify(token.algorithm, token.key_id, token.signed_text,
                     token.signature);
}

std::vector<std::string> TextsOfClaim(const Struct& claims,
                                      absl::string_view path) {
  const Struct* object = &claims;
  // A name with points in it (`https://example.org/roles`) comes first.
  const Value* value = FindMember(claims, path);
  while (value == nullptr) {
    const size_t point = path.find('.');
    if (point == absl::string_view::npos) return {};
    const Value* inner = FindMember(*object, path.substr(0, point));
    if (inner == nullptr) return {};
    object = &inner->struct_value();
    path.remove_prefix(point + 1);
    value = FindMember(*object, path);
  }
  if (value->kind_case() == Value::kStringValue) {
    return absl::StrSplit(value->string_value(), ' ', absl::SkipEmpty());
  }
  std::vector<std::string> texts;
  for (const Value& one : value->list_value().values()) {
    if (one.kind_case() == Value::kStringValue) {
      texts.push_back(one.string_value());
    }
  }
  return texts;
}

}  // namespace cmmm::service
