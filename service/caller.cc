#include "service/caller.h"

#include <algorithm>
#include <cstdint>
#include <random>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace cmmm::service {
namespace {

constexpr size_t kMaxIdBytes = 128;
constexpr size_t kMaxUserAgentBytes = 128;
// `00-` trace `-` span `-` flags
constexpr size_t kTraceDigits = 32;
constexpr size_t kSpanDigits = 16;
constexpr size_t kTraceAt = 3;
constexpr size_t kSpanAt = kTraceAt + kTraceDigits + 1;
constexpr size_t kFlagsAt = kSpanAt + kSpanDigits + 1;

bool IsId(absl::string_view text) {
  constexpr absl::string_view kOthers = "._:/+=@-";
  if (text.empty() || text.size() > kMaxIdBytes) return false;
  for (const char c : text) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c)) &&
        kOthers.find(c) == absl::string_view::npos) {
      return false;
    }
  }
  return true;
}

// No secret: it only has to differ from others.
std::string NewId() {
  thread_local std::mt19937_64 random{[] {
    std::random_device device;
    return (uint64_t{device()} << 32) | device();
  }()};
  return absl::StrCat(absl::Hex(random(), absl::kZeroPad16),
                      absl::Hex(random(), absl::kZeroPad16));
}

// `count` lower-case hex digits, not all of them zero.
bool IsHexId(absl::string_view text) {
  return text.find_first_not_of("0123456789abcdef") ==
             absl::string_view::npos &&
         text.find_first_not_of('0') != absl::string_view::npos;
}

void ReadTrace(absl::string_view traceparent, CallHead* head) {
  constexpr size_t kBytes = kFlagsAt + 2;
  // A later version may have more behind it, after a dash.
  const bool is_whole =
      traceparent.size() == kBytes ||
      (traceparent.size() > kBytes && traceparent[kBytes] == '-' &&
       traceparent.substr(0, 2) != "00");
  if (!is_whole || traceparent[kTraceAt - 1] != '-' ||
      traceparent[kSpanAt - 1] != '-' || traceparent[kFlagsAt - 1] != '-' ||
      traceparent.substr(0, 2) == "ff") {
    return;
  }
  const absl::string_view trace = traceparent.substr(kTraceAt, kTraceDigits);
  const absl::string_view span = traceparent.substr(kSpanAt, kSpanDigits);
  if (!IsHexId(trace) || !IsHexId(span)) return;
  head->trace_id = std::string(trace);
  head->span_id = std::string(span);
}

}  // namespace

CallHead ReadCallHead(absl::string_view request_id,
                      absl::string_view traceparent,
                      absl::string_view user_agent) {
  CallHead head;
  head.request_id = IsId(request_id) ? std::string(request_id) : NewId();
  ReadTrace(traceparent, &head);
  head.user_agent = std::string(user_agent.substr(0, kMaxUserAgentBytes));
  std::replace_if(
      head.user_agent.begin(), head.user_agent.end(),
      [](unsigned char c) { return !absl::ascii_isprint(c); }, '?');
  return head;
}

Peer Caller::Counted() const {
  if (tenant.empty()) return peer;
  return {absl::StrCat("tenant:", tenant), false, peer.transport};
}

}  // namespace cmmm::service
