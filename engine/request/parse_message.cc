#include "engine/request/parse_message.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace cmmm {
namespace {

// Where this thread's complaints go while it parses.
thread_local std::string* complaint_of_parser = nullptr;

}  // namespace

std::optional<Refusal> ParseMessage(absl::string_view bytes,
                                    google::protobuf::MessageLite* message) {
  std::string detail;
  complaint_of_parser = &detail;
  const bool parsed =
      message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  complaint_of_parser = nullptr;
  if (parsed) return std::nullopt;
  Violations violations;
  violations.Add("", "request.malformed", "",
                 absl::StrCat("the bytes are no valid ", message->GetTypeName(),
                              detail.empty() ? "" : ": ", Printable(detail)));
  return RefuseViolations("MALFORMED_REQUEST", "the request cannot be read",
                          std::move(violations));
}

bool TakeParserComplaint(const std::string& complaint) {
  if (complaint_of_parser == nullptr) return false;
  *complaint_of_parser = complaint;
  return true;
}

}  // namespace cmmm
