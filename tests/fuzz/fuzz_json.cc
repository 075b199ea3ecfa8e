// Any bytes as the JSON of a message, of a request or of a response, by the one
// reader of all doors.
//
// The first byte, modulo their number, selects the message: the requests of the
// table of methods, then the responses. The rest is the JSON.
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "engine/base/utf8.h"
#include "engine/request/parse_json.h"
#include "engine/response/print_json.h"
#include "engine/response/refusal_status.h"
#include "google/protobuf/message.h"
#include "service/audit/subject.h"
#include "service/methods.h"
#include "tests/fuzz/require.h"

namespace cmmm {
namespace {

using google::protobuf::Message;
using test::Require;

// A refusal has so many violations at most, each of bounded length.
constexpr size_t kMaxStatusBytes = 128 << 10;

const std::vector<const Message*>& Types() {
  static const auto* const kTypes = [] {
    auto* types = new std::vector<const Message*>;
    for (const auto& method : service::Methods()) {
      types->push_back(method.request);
    }
    for (const auto& method : service::Methods()) {
      types->push_back(method.response);
    }
    return types;
  }();
  return *kTypes;
}

void CheckRefusal(const Refusal& refusal) {
  Require(refusal.code == absl::StatusCode::kInvalidArgument &&
              refusal.reason == "MALFORMED_REQUEST",
          "what is no message is a malformed request");
  Require(!refusal.violations.empty(), "it says what is wrong");
  for (const Violation& violation : refusal.violations.listed()) {
    Require(IsUtf8(violation.message) && IsUtf8(violation.field_path) &&
                IsUtf8(violation.value),
            "details are UTF-8");
  }
  const google::rpc::Status status = ToRpcStatus(refusal);
  Require(status.ByteSizeLong() < kMaxStatusBytes, "a status stays small");
  Require(IsUtf8(status.message()), "a status is UTF-8");
}

// What was read is what it is printed as.
void CheckMessage(const Message& message) {
  const std::string printed = PrintJson(message);
  // Protocol Buffers print a negative zero as an integer, which has no sign.
  if (absl::StrContains(printed, ": -0")) return;
  const std::unique_ptr<Message> again(message.New());
  Require(!ParseJson(printed, again.get()).has_value(),
          "what was printed can be read");
  Require(service::DeterministicBytes(*again) ==
              service::DeterministicBytes(message),
          "and is the same message");
  Require(PrintJson(*again) == printed, "printed the same again");
}

}  // namespace
}  // namespace cmmm

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  absl::string_view json(reinterpret_cast<const char*>(data), size);
  const auto& types = cmmm::Types();
  const auto chosen = static_cast<unsigned char>(json.front()) % types.size();
  json.remove_prefix(1);
  const std::unique_ptr<google::protobuf::Message> message(
      types[chosen]->New());
  if (const auto refusal = cmmm::ParseJson(json, message.get())) {
    cmmm::CheckRefusal(*refusal);
  } else {
    cmmm::CheckMessage(*message);
  }
  return 0;
}
