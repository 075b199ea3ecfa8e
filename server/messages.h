// From bytes to messages and back.
//
// The handlers take the raw bytes of a call, so that malformed input is
// answered like any other bad input (INVALID_ARGUMENT, naming the field where
// the parser knows it), and so that messages live on arenas or are reused.
#ifndef CMMM_SERVER_MESSAGES_H_
#define CMMM_SERVER_MESSAGES_H_

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/slice.h>

#include <optional>

#include "absl/strings/string_view.h"
#include "engine/base/refusal.h"
#include "google/protobuf/message_lite.h"

namespace cmmm::server {

// Parses `bytes` into `message`; INVALID_ARGUMENT `MALFORMED_REQUEST` when
// they are no such message.
std::optional<Refusal> ParseMessage(const grpc::ByteBuffer& bytes,
                                    google::protobuf::MessageLite* message);

// The bytes in one piece, which `slice` holds; empty when they are unreadable.
// No copy when they are in one piece already. Valid as long as `slice`.
absl::string_view InOnePiece(const grpc::ByteBuffer& bytes, grpc::Slice* slice);

// Serialises `message` into `bytes`.
// Replaces what was in `bytes`.
void WriteMessage(const google::protobuf::MessageLite& message,
                  grpc::ByteBuffer* bytes);

// The same of a message that is serialised already.
void WriteMessage(absl::string_view serialised, grpc::ByteBuffer* bytes);

// Makes the parser's complaints part of ParseMessage's refusal instead of
// lines on standard error. Once per process, before the first parse.
void CaptureParserMessages();

}  // namespace cmmm::server

#endif  // CMMM_SERVER_MESSAGES_H_
