#include "engine/response/print_json.h"

#include "engine/request/json_types.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/util/json_util.h"

namespace cmmm {

std::string PrintJsonOfBytes(const google::protobuf::Descriptor& type,
                             absl::string_view bytes) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.always_print_primitive_fields = true;
  std::string json;
  google::protobuf::io::ArrayInputStream in(bytes.data(),
                                            static_cast<int>(bytes.size()));
  google::protobuf::io::StringOutputStream out(&json);
  (void)google::protobuf::util::BinaryToJsonStream(
      JsonTypes(), JsonTypeUrl(type), &in, &out, options);
  return json;
}

std::string PrintJson(const google::protobuf::Message& message) {
  return PrintJsonOfBytes(*message.GetDescriptor(),
                          message.SerializeAsString());
}

std::string PrintJsonLine(const google::protobuf::Any& any) {
  std::string json;
  const auto status = google::protobuf::util::BinaryToJsonString(
      JsonTypes(), any.type_url(), any.value(), &json);
  return status.ok() ? json : "{}";
}

}  // namespace cmmm
