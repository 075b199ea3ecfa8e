#include "engine/request/parse_json.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/request/check_json.h"
#include "google/protobuf/util/json_util.h"

namespace cmmm {
namespace {

// Of the parser's words, which quote the input.
constexpr size_t kMaxComplaint = 300;

}  // namespace

std::optional<Refusal> ParseJson(absl::string_view json,
                                 google::protobuf::Message* message) {
  Violations violations;
  CheckJson(json, *message->GetDescriptor(), &violations);
  if (!violations.empty()) {
    return RefuseViolations("MALFORMED_REQUEST", "the request cannot be read",
                            std::move(violations));
  }
  const auto status = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(json.data(), json.size()), message);
  if (status.ok()) return std::nullopt;
  violations.Add(
      "", "request.malformed", "",
      absl::StrCat("no valid JSON of ", message->GetTypeName(), ": ",
                   Printable({status.message().data(), status.message().size()},
                             kMaxComplaint)));
  return RefuseViolations("MALFORMED_REQUEST", "the request cannot be read",
                          std::move(violations));
}

}  // namespace cmmm
