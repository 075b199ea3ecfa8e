#include "service/listen_address.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "service/peer.h"

namespace cmmm::service {
namespace {

constexpr int kMaxPort = 65535;

bool IsName(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' ||
           c == '.';
  });
}

// An address of IPv6 in brackets, one of IPv4, or a name that is not all
// digits and points.
bool IsHost(absl::string_view text) {
  if (absl::ConsumePrefix(&text, "[")) {
    return absl::ConsumeSuffix(&text, "]") && absl::StrContains(text, ":") &&
           ParseAddress(absl::StrCat("[", text, "]")).has_value();
  }
  if (!IsName(text)) return false;
  const bool numeric = text.find_first_not_of("0123456789.") == text.npos;
  return !numeric || ParseAddress(text).has_value();
}

std::optional<ListenAddress> ParseUnix(absl::string_view path,
                                       std::string* why) {
  if (path.empty() || path.size() >= sizeof(sockaddr_un::sun_path)) {
    *why = absl::StrCat("the path of a Unix socket has 1 to ",
                        sizeof(sockaddr_un::sun_path) - 1, " bytes");
    return std::nullopt;
  }
  return ListenAddress{"", 0, std::string(path)};
}

}  // namespace

std::string ListenAddress::ToString() const {
  if (is_unix()) return absl::StrCat("unix:", path);
  return absl::StrCat(host, ":", port);
}

std::optional<ListenAddress> ParseListenAddress(absl::string_view text,
                                                std::string* why) {
  if (absl::ConsumePrefix(&text, "unix:")) return ParseUnix(text, why);
  const size_t colon = text.rfind(':');
  if (colon == absl::string_view::npos || !IsHost(text.substr(0, colon))) {
    *why = "must be HOST:PORT, [IPV6]:PORT or unix:PATH";
    return std::nullopt;
  }
  const absl::string_view digits = text.substr(colon + 1);
  ListenAddress address{std::string(text.substr(0, colon)), 0, ""};
  const bool decimal =
      !digits.empty() && digits.find_first_not_of("0123456789") == digits.npos;
  if (!decimal || !absl::SimpleAtoi(digits, &address.port) ||
      address.port > kMaxPort) {
    *why = absl::StrCat("the port must be 0 to ", kMaxPort);
    return std::nullopt;
  }
  return address;
}

bool IsLoopback(const ListenAddress& address) {
  if (address.is_unix() || address.host == "localhost") return true;
  TrustedProxies loopback;
  loopback.Add("127.0.0.0/8");
  loopback.Add("::1");
  const auto parsed = ParseAddress(address.host);
  return parsed.has_value() && loopback.Contains(*parsed);
}

bool IsLiveSocket(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) return false;
  std::memcpy(address.sun_path, path.data(), path.size());
  const int probe =
      socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (probe < 0) return false;
  // EAGAIN: it is there, and has more to accept than it can remember.
  const bool live = connect(probe, reinterpret_cast<const sockaddr*>(&address),
                            sizeof(address)) == 0 ||
                    errno == EAGAIN;
  close(probe);
  return live;
}

void RemoveDeadSocket(const std::string& path) {
  struct stat found {};
  if (lstat(path.c_str(), &found) == 0 && S_ISSOCK(found.st_mode)) {
    unlink(path.c_str());
  }
}

}  // namespace cmmm::service
