// Bytes as a message, or why they are none.
#ifndef CMMM_ENGINE_REQUEST_PARSE_MESSAGE_H_
#define CMMM_ENGINE_REQUEST_PARSE_MESSAGE_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/base/refusal.h"
#include "google/protobuf/message_lite.h"

namespace cmmm {

// Parses `bytes` into `message`, which must be empty. Refused, with
// INVALID_ARGUMENT and the reason MALFORMED_REQUEST, when they are no such
// message; the violation's rule is `request.malformed`.
std::optional<Refusal> ParseMessage(absl::string_view bytes,
                                    google::protobuf::MessageLite* message);

// What a process's log handler for Protocol Buffers hands on: while this thread
// is in ParseMessage, `complaint` becomes a part of its refusal, and true is
// returned. Otherwise it was not about a request, and false is returned.
bool TakeParserComplaint(const std::string& complaint);

}  // namespace cmmm

#endif  // CMMM_ENGINE_REQUEST_PARSE_MESSAGE_H_
