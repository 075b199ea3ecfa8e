#include "server/messages.h"

#include <google/protobuf/stubs/logging.h>

#include <iostream>
#include <string>

#include "absl/strings/str_cat.h"

namespace cmmm::server {
namespace {

// Where this thread's parser complaints go while it parses.
thread_local std::string* parser_message = nullptr;

void HandleProtobufLog(google::protobuf::LogLevel level, const char* file,
                       int line, const std::string& message) {
  if (parser_message != nullptr) {
    *parser_message = message;
  } else if (level >= google::protobuf::LOGLEVEL_WARNING) {
    std::cerr << "protobuf " << file << ":" << line << ": " << message << "\n";
  }
}

Refusal Malformed(const google::protobuf::MessageLite& message,
                  const std::string& detail) {
  Violations violations;
  violations.Add("", "request.malformed", "",
                 absl::StrCat("the bytes are no valid ", message.GetTypeName(),
                              detail.empty() ? "" : ": ", detail));
  return RefuseViolations("MALFORMED_REQUEST", "the request cannot be read",
                          std::move(violations));
}

// `slice` shares the bytes when they are in one piece already.
bool ToOnePiece(const grpc::ByteBuffer& bytes, grpc::Slice* slice) {
  return bytes.TrySingleSlice(slice).ok() ||
         bytes.DumpToSingleSlice(slice).ok();
}

}  // namespace

void CaptureParserMessages() {
  google::protobuf::SetLogHandler(&HandleProtobufLog);
}

std::optional<Refusal> ParseMessage(const grpc::ByteBuffer& bytes,
                                    google::protobuf::MessageLite* message) {
  std::string detail;
  parser_message = &detail;
  grpc::Slice slice;
  const bool readable = ToOnePiece(bytes, &slice);
  const bool parsed =
      readable &&
      message->ParseFromArray(slice.begin(), static_cast<int>(slice.size()));
  parser_message = nullptr;
  if (parsed) return std::nullopt;
  return Malformed(*message, Printable(detail));
}

absl::string_view InOnePiece(const grpc::ByteBuffer& bytes,
                             grpc::Slice* slice) {
  if (!ToOnePiece(bytes, slice)) return {};
  return {reinterpret_cast<const char*>(slice->begin()), slice->size()};
}

std::optional<Refusal> RefuseLarge(const grpc::ByteBuffer& bytes, size_t most) {
  if (bytes.Length() <= most) return std::nullopt;
  Refusal refusal =
      Refuse(absl::StatusCode::kResourceExhausted, "MESSAGE_TOO_LARGE",
             absl::StrCat("the message has ", bytes.Length(),
                          " bytes; at most ", most, " are taken"));
  refusal.metadata["limit"] = "max-message-bytes";
  refusal.metadata["value"] = absl::StrCat(most);
  return refusal;
}

void WriteMessage(const google::protobuf::MessageLite& message,
                  grpc::ByteBuffer* bytes) {
  const size_t size = message.ByteSizeLong();
  grpc::Slice slice(size);
  message.SerializeWithCachedSizesToArray(
      const_cast<uint8_t*>(slice.begin()));  // NOLINT: a slice just made
  *bytes = grpc::ByteBuffer(&slice, 1);
}

void WriteMessage(absl::string_view serialised, grpc::ByteBuffer* bytes) {
  const grpc::Slice slice(serialised.data(), serialised.size());
  *bytes = grpc::ByteBuffer(&slice, 1);
}

}  // namespace cmmm::server
