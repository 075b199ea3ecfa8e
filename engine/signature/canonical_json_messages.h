// Messages as JSON, each in one way only.
//
// Proto3 JSON (lowerCamelCase names, enums by name, 64-bit integers as
// strings), and beyond that: fields in the order of their numbers, those with
// their default value left out; doubles as the shortest text that gives the
// same double; only `"`, `\` and control characters escaped; two blanks for
// each depth, but an object or list without objects in it on one line; a new
// line at the end. For messages without maps and bytes.
#ifndef CMMM_ENGINE_SIGNATURE_CANONICAL_JSON_MESSAGES_H_
#define CMMM_ENGINE_SIGNATURE_CANONICAL_JSON_MESSAGES_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace cmmm {

std::string WriteCanonicalJson(const google::protobuf::Message& message);

// Reads JSON, canonical or not; unknown fields are refused. False when it is
// no such message, with the parser's reason.
bool ReadJson(absl::string_view json, google::protobuf::Message* message,
              std::string* reason);

// A field that two messages of one type do not have in common: its path, such
// as `decision.levels[1].score.numerator`, and its value in either as JSON,
// empty where it is absent.
struct FieldDifference {
  std::string field;
  std::string first;
  std::string second;
};

// Every field whose value differs, in the order of the messages.
std::vector<FieldDifference> CompareFields(
    const google::protobuf::Message& first,
    const google::protobuf::Message& second);

}  // namespace cmmm

#endif  // CMMM_ENGINE_SIGNATURE_CANONICAL_JSON_MESSAGES_H_
