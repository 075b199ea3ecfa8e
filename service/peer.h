// Who calls: the address that limits count by.
//
// The caller is the other end of the connection, unless that is a proxy we
// know. Then it is the nearest address in `x-forwarded-for` that is no such
// proxy: every proxy adds, at the end, the address it was called from, so what
// stands before that address is hearsay.
//
//   connection   x-forwarded-for           trusted      caller
//   203.0.113.9  10.1.1.1                  10.0.0.0/8   203.0.113.9
//   10.0.0.1     6.6.6.6, 198.51.100.7     10.0.0.0/8   198.51.100.7
//   10.0.0.1     198.51.100.7, 10.0.0.2    10.0.0.0/8   198.51.100.7
//   10.0.0.1     (none)                    10.0.0.0/8   the proxy itself
#ifndef CMMM_SERVICE_PEER_H_
#define CMMM_SERVICE_PEER_H_

#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace cmmm::service {

// IPv6, or IPv4 as ::ffff:a.b.c.d.
using Address = std::array<uint8_t, 16>;

// `192.0.2.1`, `2001:db8::1`, `[2001:db8::1]`, each with or without `:port`
// where that is plain; nothing for any other text.
std::optional<Address> ParseAddress(absl::string_view text);

// The proxies in front of this server.
// Read once, then only asked: any thread may.
class TrustedProxies {
 public:
  // Adds an address, a range (`10.0.0.0/8`, `2001:db8::/32`), or `unix`: the
  // callers of a Unix socket. False: `text` is none of these.
  bool Add(absl::string_view text);

  bool empty() const { return ranges_.empty() && !unix_; }
  bool Contains(const Address& address) const;
  bool contains_unix() const { return unix_; }

 private:
  // An IPv4 range counts the 96 bits before it, too.
  struct Range {
    Address address;
    int bits;  // of `address` that count
  };
  std::vector<Range> ranges_;
  bool unix_ = false;
};

struct Peer {
  // What is counted by: `192.0.2.1`, `2001:db8:1:2::/64` (who has one address
  // of IPv6 has 2^64), `unix`, or what the transport says.
  std::string name;
  // A trusted proxy on its own behalf: limits per caller do not apply.
  bool is_proxy = false;
  // The other end of the connection, as gRPC writes it.
  std::string transport = {};
};

// `transport` as gRPC writes it: `ipv4:192.0.2.1:4711`,
// `ipv6:%5B2001:db8::1%5D:4711`, `unix:`. `forwarded`: every value of
// `x-forwarded-for`, first to last; only looked at behind a trusted proxy.
// A hop that is no address makes the caller `unknown`, who is counted, too.
Peer FindPeer(absl::string_view transport,
              const std::vector<absl::string_view>& forwarded,
              const TrustedProxies& proxies);

// The other end of a connection as gRPC writes it: `ipv4:192.0.2.1:4711`,
// `ipv6:%5B2001:db8::1%5D:4711`, `unix:`.
std::string TransportOf(const sockaddr* address);

// Whether `transport` is such a proxy, so that `forwarded` matters.
bool IsProxy(absl::string_view transport, const TrustedProxies& proxies);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_PEER_H_
