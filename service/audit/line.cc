#include "service/audit/line.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/base/sha256.h"

namespace cmmm::service {
namespace {

constexpr absl::string_view kSeqField = "{\"seq\":";
constexpr absl::string_view kPreviousField = ",\"previous\":\"";
constexpr absl::string_view kHashField = ",\"hash\":\"";
constexpr size_t kSealBytes = kHashField.size() + kSha256Digits + 2;  // `"}`
constexpr size_t kPreviousBytes = kPreviousField.size() + kSha256Digits + 1;

bool IsLineHash(absl::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == absl::string_view::npos;
}

}  // namespace

std::string SealAuditLine(absl::string_view time, absl::string_view fields,
                          AuditLink* last) {
  ++last->seq;
  std::string line =
      absl::StrCat(kSeqField, last->seq, ",\"time\":\"", time, "\",", fields,
                   kPreviousField, last->hash, "\"");
  last->hash = Sha256Hex(line);
  absl::StrAppend(&line, kHashField, last->hash, "\"}\n");
  return line;
}

std::optional<AuditLine> ReadAuditLine(absl::string_view line) {
  AuditLine read;
  if (line.size() > kMaxAuditLineBytes ||
      line.size() < kSeqField.size() + kPreviousBytes + kSealBytes ||
      !absl::StartsWith(line, kSeqField) || !absl::EndsWith(line, "\"}")) {
    return std::nullopt;
  }
  const absl::string_view body = line.substr(0, line.size() - kSealBytes);
  absl::string_view hash = line.substr(body.size());
  absl::string_view previous = body.substr(body.size() - kPreviousBytes);
  if (!absl::ConsumePrefix(&hash, kHashField) ||
      !absl::ConsumePrefix(&previous, kPreviousField) ||
      !absl::ConsumeSuffix(&previous, "\"")) {
    return std::nullopt;
  }
  hash = hash.substr(0, kSha256Digits);
  const absl::string_view seq =
      body.substr(kSeqField.size(), body.find(',') - kSeqField.size());
  if (!IsLineHash(hash) || !IsLineHash(previous) ||
      !absl::SimpleAtoi(seq, &read.link.seq) || read.link.seq < 1) {
    return std::nullopt;
  }
  read.link.hash = std::string(hash);
  read.previous = std::string(previous);
  read.is_whole = Sha256Hex(body) == hash;
  return read;
}

std::string AuditField(absl::string_view line, absl::string_view name) {
  google::protobuf::Struct fields;
  if (!google::protobuf::util::JsonStringToMessage(std::string(line), &fields)
           .ok()) {
    return "";
  }
  const auto found = fields.fields().find(std::string(name));
  if (found == fields.fields().end()) return "";
  const google::protobuf::Value& value = found->second;
  return value.kind_case() == google::protobuf::Value::kNumberValue
             ? absl::StrCat(static_cast<int64_t>(value.number_value()))
             : value.string_value();
}

}  // namespace cmmm::service
