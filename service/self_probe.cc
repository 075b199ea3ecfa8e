#include "service/self_probe.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/owned_fd.h"

namespace cmmm::service {
namespace {

using Clock = std::chrono::steady_clock;

constexpr uint8_t kHeaders = 1;
constexpr size_t kFrameHead = 9;

std::string Frame(char type, char flags, char stream, const std::string& body) {
  std::string frame = {'\0', '\0',  static_cast<char>(body.size()),
                       type, flags, '\0',
                       '\0', '\0',  stream};
  return frame + body;
}

// A header of HPACK that is in no table: its length in a byte, then itself.
std::string Literal(const std::string& text) {
  return std::string(1, static_cast<char>(text.size())) + text;
}

// Everything a client says for one call of Check with an empty request.
std::string HealthCall() {
  const std::string headers = absl::StrCat(
      "\x83\x86",  // :method POST, :scheme http
      "\x04", Literal("/grpc.health.v1.Health/Check"), "\x01", Literal("self"),
      "\x0f\x10", Literal("application/grpc"),  // content-type
      std::string(1, '\0'), Literal("te"), Literal("trailers"));
  return absl::StrCat(
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", Frame(4, 0, 0, ""),  // SETTINGS
      Frame(1, 4, 1, headers),                // HEADERS, END_HEADERS
      Frame(0, 1, 1, std::string(5, '\0')));  // DATA, END_STREAM
}

struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t length = 0;
};

SocketAddress AddressOf(const ListenAddress& address) {
  SocketAddress to;
  if (address.is_unix()) {
    auto* name = reinterpret_cast<sockaddr_un*>(&to.storage);
    name->sun_family = AF_UNIX;
    std::memcpy(name->sun_path, address.path.data(),
                std::min(address.path.size(), sizeof(name->sun_path) - 1));
    to.length = sizeof(*name);
    return to;
  }
  const auto port = htons(static_cast<uint16_t>(address.port));
  auto* four = reinterpret_cast<sockaddr_in*>(&to.storage);
  four->sin_family = AF_INET;
  four->sin_port = port;
  to.length = sizeof(*four);
  if (inet_pton(AF_INET, address.host.c_str(), &four->sin_addr) == 1) {
    if (four->sin_addr.s_addr == INADDR_ANY) {
      four->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    }
    return to;
  }
  four->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (!absl::StartsWith(address.host, "[")) return to;  // a name
  auto* six = reinterpret_cast<sockaddr_in6*>(&to.storage);
  *six = {};
  six->sin6_family = AF_INET6;
  six->sin6_port = port;
  const std::string host = address.host.substr(1, address.host.size() - 2);
  inet_pton(AF_INET6, host.c_str(), &six->sin6_addr);
  if (IN6_IS_ADDR_UNSPECIFIED(&six->sin6_addr))
    six->sin6_addr = in6addr_loopback;
  to.length = sizeof(*six);
  return to;
}

// Binds to a port of its own choice, which is known before it connects.
std::optional<int> BindAnywhere(int socket, int family) {
  sockaddr_storage own{};
  own.ss_family = static_cast<sa_family_t>(family);
  socklen_t length =
      family == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
  if (bind(socket, reinterpret_cast<sockaddr*>(&own), length) != 0) {
    return std::nullopt;
  }
  getsockname(socket, reinterpret_cast<sockaddr*>(&own), &length);
  return ntohs(reinterpret_cast<const sockaddr_in&>(own).sin_port);
}

// Waits until the socket can do what is asked; false at `end`.
bool Wait(int socket, short events, Clock::time_point end) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
  pollfd wait{socket, events, 0};
  return left.count() > 0 &&
         poll(&wait, 1, static_cast<int>(left.count())) == 1;
}

// A connection, in the clear or by TLS. Whatever does not go on until `end`
// fails.
class Link {
 public:
  Link(int socket, Clock::time_point end) : socket_(socket), end_(end) {}
  ~Link() {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
  }
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  bool StartTls() {
    static constexpr unsigned char kHttp2[] = "\x02h2";
    context_ = SSL_CTX_new(TLS_client_method());
    ssl_ = SSL_new(context_);
    if (ssl_ == nullptr || SSL_set_fd(ssl_, socket_) != 1) return false;
    SSL_set_alpn_protos(ssl_, kHttp2, sizeof(kHttp2) - 1);
    return OverTls([this] { return SSL_connect(ssl_); }) > 0;
  }

  // All of it, which is little.
  bool Send(const std::string& bytes) {
    const int size = static_cast<int>(bytes.size());
    if (ssl_ != nullptr) {
      return OverTls([&] { return SSL_write(ssl_, bytes.data(), size); }) > 0;
    }
    return send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == size;
  }

  // Fills `size` bytes; false when they do not come.
  bool Read(char* bytes, size_t size) {
    while (size > 0) {
      const ssize_t got = ReadSome(bytes, size);
      if (got <= 0) return false;
      bytes += got;
      size -= static_cast<size_t>(got);
    }
    return true;
  }

 private:
  ssize_t ReadSome(char* bytes, size_t size) {
    if (ssl_ != nullptr) {
      return OverTls(
          [&] { return SSL_read(ssl_, bytes, static_cast<int>(size)); });
    }
    return Wait(socket_, POLLIN, end_) ? recv(socket_, bytes, size, 0) : -1;
  }

  template <typename Step>
  int OverTls(Step step) {
    while (true) {
      ERR_clear_error();
      const int result = step();
      if (result > 0) return result;
      const int error = SSL_get_error(ssl_, result);
      if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) {
        return -1;
      }
      const short events = error == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT;
      if (!Wait(socket_, events, end_)) return -1;
    }
  }

  const int socket_;
  const Clock::time_point end_;
  SSL_CTX* context_ = nullptr;
  SSL* ssl_ = nullptr;
};

// Reads frames until one is the head of the reply.
bool ReadReply(Link* link) {
  std::array<char, kFrameHead> head;
  std::array<char, 1024> body;
  while (link->Read(head.data(), head.size())) {
    if (static_cast<uint8_t>(head[3]) == kHeaders) return true;
    size_t left = static_cast<uint8_t>(head[0]) << 16 |
                  static_cast<uint8_t>(head[1]) << 8 |
                  static_cast<uint8_t>(head[2]);
    while (left > 0) {
      const size_t part = std::min(left, body.size());
      if (!link->Read(body.data(), part)) return false;
      left -= part;
    }
  }
  return false;
}

}  // namespace

SelfProbe::SelfProbe(const ListenAddress& address, const ProbeOptions& options,
                     std::function<void(int port)> before,
                     std::function<void()> give_up)
    : address_(address),
      options_(options),
      before_(std::move(before)),
      give_up_(std::move(give_up)),
      thread_([this] { ProbeAgainAndAgain(); }) {}

SelfProbe::~SelfProbe() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ending_ = true;
  }
  ending_changed_.notify_all();
  thread_.join();
}

int SelfProbe::answered() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return answered_;
}

void SelfProbe::ProbeAgainAndAgain() {
  int failed = 0;
  std::unique_lock<std::mutex> lock(mutex_);
  while (!ending_changed_.wait_for(lock, options_.interval,
                                   [this] { return ending_; })) {
    lock.unlock();
    const bool is_answered = ProbeOnce();
    failed = is_answered ? 0 : failed + 1;
    if (failed == options_.failures) return give_up_();
    lock.lock();
    answered_ += is_answered ? 1 : 0;
  }
}

bool SelfProbe::ProbeOnce() const {
  const auto end = Clock::now() + options_.interval;
  const SocketAddress to = AddressOf(address_);
  const int family = to.storage.ss_family;
  const OwnedFd probe(
      socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!probe.is_open()) return false;
  if (family != AF_UNIX) {
    const std::optional<int> port = BindAnywhere(probe.number(), family);
    if (!port.has_value()) return false;
    before_(*port);
  }
  if (connect(probe.number(), reinterpret_cast<const sockaddr*>(&to.storage),
              to.length) != 0 &&
      errno != EINPROGRESS) {
    return false;
  }
  if (!Wait(probe.number(), POLLOUT, end)) return false;
  Link link(probe.number(), end);
  if (options_.tls && family != AF_UNIX && !link.StartTls()) return false;
  return link.Send(HealthCall()) && ReadReply(&link);
}

}  // namespace cmmm::service
