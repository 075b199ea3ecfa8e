#include "server/messages.h"

#include <google/protobuf/stubs/logging.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "engine/request/parse_message.h"
#include "service/log_event.h"

namespace cmmm::server {
namespace {

void HandleProtobufLog(google::protobuf::LogLevel level, const char* file,
                       int line, const std::string& message) {
  if (TakeParserComplaint(message)) return;
  if (level >= google::protobuf::LOGLEVEL_WARNING) {
    service::LogEvent("library", {{"library", "protobuf"},
                                  {"place", absl::StrCat(file, ":", line)},
                                  {"message", message}});
  }
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
  grpc::Slice slice;
  return cmmm::ParseMessage(InOnePiece(bytes, &slice), message);
}

absl::string_view InOnePiece(const grpc::ByteBuffer& bytes,
                             grpc::Slice* slice) {
  if (!ToOnePiece(bytes, slice)) return {};
  return {reinterpret_cast<const char*>(slice->begin()), slice->size()};
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
