#include "service/peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace cmmm::service {
namespace {

constexpr Address kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr int kMappedBits = 96;
// Of an IPv6 address: what one caller has.
constexpr int kNetworkBytes = 8;

bool IsMapped(const Address& address) {
  return std::equal(kMapped.begin(), kMapped.begin() + kMappedBits / 8,
                    address.begin());
}

std::optional<Address> ParsePlain(const std::string& text) {
  Address address = kMapped;
  if (inet_pton(AF_INET, text.c_str(), address.data() + kMappedBits / 8) == 1) {
    return address;
  }
  if (inet_pton(AF_INET6, text.c_str(), address.data()) == 1) return address;
  return std::nullopt;
}

std::string NameOf(Address address) {
  char text[INET6_ADDRSTRLEN];
  if (IsMapped(address)) {
    return inet_ntop(AF_INET, address.data() + kMappedBits / 8, text,
                     sizeof(text));
  }
  std::fill(address.begin() + kNetworkBytes, address.end(), 0);
  return absl::StrCat(inet_ntop(AF_INET6, address.data(), text, sizeof(text)),
                      "/64");
}

// The address in what gRPC says of the other end; nothing for a Unix socket.
std::optional<Address> AddressOf(absl::string_view transport) {
  if (absl::ConsumePrefix(&transport, "ipv4:")) return ParseAddress(transport);
  if (!absl::ConsumePrefix(&transport, "ipv6:")) return std::nullopt;
  absl::ConsumePrefix(&transport, "%5B");
  return ParseAddress(transport.substr(0, transport.find("%5D")));
}

}  // namespace

std::optional<Address> ParseAddress(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  if (absl::ConsumePrefix(&text, "[")) {
    text = text.substr(0, text.find(']'));
  } else if (std::count(text.begin(), text.end(), ':') == 1) {
    text = text.substr(0, text.find(':'));
  }
  text = text.substr(0, text.find('%'));  // the zone of a link-local address
  return ParsePlain(std::string(text));
}

bool TrustedProxies::Add(absl::string_view text) {
  if (text == "unix") {
    unix_ = true;
    return true;
  }
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '/');
  const auto address = ParsePlain(std::string(parts[0]));
  if (!address.has_value() || parts.size() > 2) return false;
  const int offset = absl::StrContains(parts[0], ':') ? 0 : kMappedBits;
  int bits = 128 - offset;
  if (parts.size() == 2 &&
      (!absl::SimpleAtoi(parts[1], &bits) || bits < 0 || bits > 128 - offset)) {
    return false;
  }
  ranges_.push_back({*address, bits + offset});
  return true;
}

bool TrustedProxies::Contains(const Address& address) const {
  return std::any_of(ranges_.begin(), ranges_.end(), [&](const Range& range) {
    const int whole = range.bits / 8;
    const int rest = range.bits % 8;
    if (std::memcmp(range.address.data(), address.data(), whole) != 0) {
      return false;
    }
    return rest == 0 ||
           (range.address[whole] ^ address[whole]) >> (8 - rest) == 0;
  });
}

bool IsProxy(absl::string_view transport, const TrustedProxies& proxies) {
  if (proxies.empty()) return false;
  if (absl::StartsWith(transport, "unix")) return proxies.contains_unix();
  const auto address = AddressOf(transport);
  return address.has_value() && proxies.Contains(*address);
}

std::string TransportOf(const sockaddr* address) {
  char text[INET6_ADDRSTRLEN];
  if (address->sa_family == AF_INET) {
    const auto* of = reinterpret_cast<const sockaddr_in*>(address);
    return absl::StrCat(
        "ipv4:", inet_ntop(AF_INET, &of->sin_addr, text, sizeof(text)), ":",
        ntohs(of->sin_port));
  }
  if (address->sa_family != AF_INET6) return "unix:";
  const auto* of = reinterpret_cast<const sockaddr_in6*>(address);
  if (IN6_IS_ADDR_V4MAPPED(&of->sin6_addr)) {
    const uint8_t* const four = of->sin6_addr.s6_addr + kMappedBits / 8;
    return absl::StrCat("ipv4:", inet_ntop(AF_INET, four, text, sizeof(text)),
                        ":", ntohs(of->sin6_port));
  }
  return absl::StrCat("ipv6:%5B",
                      inet_ntop(AF_INET6, &of->sin6_addr, text, sizeof(text)),
                      "%5D:", ntohs(of->sin6_port));
}

Peer FindPeer(absl::string_view transport,
              const std::vector<absl::string_view>& forwarded,
              const TrustedProxies& proxies) {
  if (!IsProxy(transport, proxies)) {
    if (absl::StartsWith(transport, "unix"))
      return {"unix", false, std::string(transport)};
    const auto address = AddressOf(transport);
    return {address.has_value() ? NameOf(*address) : std::string(transport),
            false, std::string(transport)};
  }
  for (size_t v = forwarded.size(); v-- > 0;) {
    const std::vector<absl::string_view> hops =
        absl::StrSplit(forwarded[v], ',');
    for (size_t h = hops.size(); h-- > 0;) {
      const auto address = ParseAddress(hops[h]);
      // A hop that hides itself: what stands before it is hearsay.
      if (!address.has_value()) {
        return {"unknown", false, std::string(transport)};
      }
      if (!proxies.Contains(*address)) {
        return {NameOf(*address), false, std::string(transport)};
      }
    }
  }
  return {"proxy", true, std::string(transport)};
}

}  // namespace cmmm::service
