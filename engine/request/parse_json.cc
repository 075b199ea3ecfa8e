#include "engine/request/parse_json.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"
#include "engine/request/check_json.h"
#include "engine/request/json_types.h"
#include "engine/request/parse_message.h"
#include "google/protobuf/util/json_util.h"

namespace cmmm {
namespace {

// Of the parser's words, which quote the input.
constexpr size_t kMaxComplaint = 300;

}  // namespace

std::optional<Refusal> ParseJsonBytes(absl::string_view json,
                                      const google::protobuf::Descriptor& type,
                                      std::string* bytes) {
  json = WithoutByteOrderMarks(json);
  Violations violations;
  CheckJson(json, type, &violations);
  if (!violations.empty()) {
    return RefuseViolations("MALFORMED_REQUEST", "the request cannot be read",
                            std::move(violations));
  }
  const auto status = google::protobuf::util::JsonToBinaryString(
      JsonTypes(), JsonTypeUrl(type),
      google::protobuf::StringPiece(json.data(), json.size()), bytes);
  if (status.ok()) return std::nullopt;
  violations.Add(
      "", "request.malformed", "",
      absl::StrCat("no valid JSON of ", type.full_name(), ": ",
                   Printable({status.message().data(), status.message().size()},
                             kMaxComplaint)));
  return RefuseViolations("MALFORMED_REQUEST", "the request cannot be read",
                          std::move(violations));
}

std::optional<Refusal> ParseJson(absl::string_view json,
                                 google::protobuf::Message* message) {
  std::string bytes;
  if (auto refusal = ParseJsonBytes(json, *message->GetDescriptor(), &bytes)) {
    return refusal;
  }
  return ParseMessage(bytes, message);
}

}  // namespace cmmm
