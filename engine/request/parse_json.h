// JSON as a message, or why it is none: the one reader of JSON that people and
// programs send, whatever door it comes by.
#ifndef CMMM_ENGINE_REQUEST_PARSE_JSON_H_
#define CMMM_ENGINE_REQUEST_PARSE_JSON_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/base/refusal.h"
#include "google/protobuf/message.h"

namespace cmmm {

// Parses proto3 JSON into `message`, which must be empty; byte order marks in
// front are skipped. Refused, with
// INVALID_ARGUMENT and the reason MALFORMED_REQUEST, when it is no such
// message: with every rule of check_json.h that is broken. What they do not
// know, `request.malformed` says in the parser's words.
std::optional<Refusal> ParseJson(absl::string_view json,
                                 google::protobuf::Message* message);

// The same as the bytes of a message of `type`, for doors that read those.
std::optional<Refusal> ParseJsonBytes(absl::string_view json,
                                      const google::protobuf::Descriptor& type,
                                      std::string* bytes);

}  // namespace cmmm

#endif  // CMMM_ENGINE_REQUEST_PARSE_JSON_H_
