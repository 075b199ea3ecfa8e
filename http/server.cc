#include "http/server.h"

#include <unistd.h>

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/base/file_failure.h"
#include "http/connection.h"
#include "http/connections.h"
#include "http/handler.h"
#include "service/acceptor.h"

namespace cmmm::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Acceptor = asio::basic_socket_acceptor<Protocol>;

constexpr int kMostThreads = 4;
// How long to wait when no connection can be taken, for want of descriptors.
constexpr std::chrono::milliseconds kAcceptPause{100};

// The first address that a host has.
asio::generic::stream_protocol::endpoint Resolve(
    asio::io_context* context, const service::ListenAddress& address,
    error_code* error) {
  if (address.is_unix()) {
    return asio::local::stream_protocol::endpoint(address.path);
  }
  absl::string_view host = address.host;
  absl::ConsumePrefix(&host, "[");
  absl::ConsumeSuffix(&host, "]");
  asio::ip::tcp::resolver resolver(*context);
  const auto found =
      resolver.resolve(std::string(host), absl::StrCat(address.port), *error);
  if (*error || found.empty()) return {};
  return found.begin()->endpoint();
}

// Why an address cannot be bound: the system says it, or who looks names up.
Text WhyNotBound(const error_code& error) {
  if (error.category() == boost::system::system_category()) {
    return SystemErrorText(error.value());
  }
  return {"没有这一地址", error.message()};
}

// As gRPC writes the other end of a connection.
std::string TransportOf(const Socket& socket) {
  error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  if (error) return "";
  if (endpoint.protocol().family() == AF_UNIX) return "unix:";
  asio::ip::tcp::endpoint tcp;
  if (endpoint.size() > tcp.capacity()) return "";
  std::copy_n(
      static_cast<const char*>(static_cast<const void*>(endpoint.data())),
      endpoint.size(), static_cast<char*>(static_cast<void*>(tcp.data())));
  tcp.resize(endpoint.size());
  const std::string address = tcp.address().to_string();
  return tcp.address().is_v4()
             ? absl::StrCat("ipv4:", address, ":", tcp.port())
             : absl::StrCat("ipv6:%5B", address, "%5D:", tcp.port());
}

// Of what the client offers, HTTP/1.1; whoever does not have it, or says
// nothing, hears it nevertheless.
int ChooseHttp(SSL*, const unsigned char** chosen, unsigned char* size,
               const unsigned char* offered, unsigned int offered_size, void*) {
  static constexpr unsigned char kHttp[] = "\x08http/1.1";
  unsigned char* found = nullptr;
  if (SSL_select_next_proto(&found, size, kHttp, sizeof(kHttp) - 1, offered,
                            offered_size) != OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_NOACK;
  }
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

}  // namespace

// A thread and what it serves. (Not in a namespace without a name: a class that
// the header declares has it.)
struct Lane {
  // For one thread, so that it wakes no others.
  asio::io_context context{1};
  // While it stands the thread stays, though nothing may be left to do here
  // but to wait for what the pool or a filter hands over.
  asio::executor_work_guard<Executor> work{context.get_executor()};
  std::thread thread;
};

namespace {

std::vector<std::unique_ptr<Lane>> MakeLanes() {
  const int cores = static_cast<int>(std::thread::hardware_concurrency());
  std::vector<std::unique_ptr<Lane>> lanes;
  for (int i = 0; i < std::clamp(cores, 1, kMostThreads); ++i) {
    lanes.push_back(std::make_unique<Lane>());
  }
  return lanes;
}

}  // namespace

struct Server::State {
  State(const service::CallTools& call_tools, ServerOptions options)
      : tools(call_tools),
        address(std::move(options.listen)),
        handler(call_tools, std::move(options.page),
                std::move(options.cors_origins), std::move(options.metrics),
                std::move(options.calls)),
        connections(static_cast<int>(std::min<int64_t>(
                        options.max_connections, service::DescriptorsFor(2))),
                    options.max_connections_per_peer),
        certificate(address.is_unix() ? nullptr : options.certificate) {}

  bool Bind(Text* why);
  void Accept();
  void OnAccepted(error_code error, Socket socket);
  asio::ssl::context* TlsNow();

  const service::CallTools& tools;
  service::ListenAddress address;
  Handler handler;
  // What connections hold; they end with the context.
  Connections connections;
  const service::LiveCertificate* const certificate;
  // Of the certificate that was shown last; used by one accept after the other.
  std::shared_ptr<const service::Certificate> shown;
  std::unique_ptr<asio::ssl::context> tls;
  // A thread each, and each connection in one of them, in turns: handing steps
  // of it from thread to thread costs more than most calls.
  std::vector<std::unique_ptr<Lane>> lanes = MakeLanes();
  size_t next_lane = 0;
  Acceptor acceptor{lanes.front()->context};
  asio::steady_timer pause{lanes.front()->context};
};

bool Server::State::Bind(Text* why) {
  error_code error;
  const auto endpoint = Resolve(&lanes.front()->context, address, &error);
  if (address.is_unix()) service::RemoveDeadSocket(address.path);
  if (!error) acceptor.open(endpoint.protocol(), error);
  if (!error && !address.is_unix()) {
    acceptor.set_option(Acceptor::reuse_address(true), error);
  }
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    *why = WhyNotBound(error);
    return false;
  }
  if (!address.is_unix()) {
    const auto bound = acceptor.local_endpoint(error);
    const auto* data = static_cast<const void*>(bound.data());
    // The port stands at the same place for both families.
    address.port = ntohs(static_cast<const sockaddr_in*>(data)->sin_port);
  }
  return true;
}

void Server::State::Accept() {
  const Lane& lane = *lanes[next_lane++ % lanes.size()];
  acceptor.async_accept(lane.work.get_executor(),
                        [this](error_code error, Socket socket) {
                          OnAccepted(error, std::move(socket));
                        });
}

void Server::State::OnAccepted(error_code error, Socket socket) {
  if (error == asio::error::operation_aborted) return;
  if (error) {
    if (error == asio::error::no_descriptors) connections.CountNoDescriptor();
    pause.expires_after(kAcceptPause);
    pause.async_wait([this](error_code stopped) {
      if (!stopped) Accept();
    });
    return;
  }
  std::string transport = TransportOf(socket);
  service::Peer peer = service::FindPeer(transport, {}, *tools.proxies);
  if (auto place = connections.Enter(peer)) {
    if (!address.is_unix()) {
      error_code ignored;
      socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    }
    ServeConnection(Stream(std::move(socket), TlsNow()), std::move(transport),
                    std::move(place), &connections, &handler);
  }
  Accept();
}

// For the next connection; those that are open keep what they have.
asio::ssl::context* Server::State::TlsNow() {
  if (certificate == nullptr) return nullptr;
  auto now = certificate->Get();
  if (now != shown) {
    auto made =
        std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    service::UseCertificate(*now, made->native_handle());
    SSL_CTX_set_alpn_select_cb(made->native_handle(), &ChooseHttp, nullptr);
    tls = std::move(made);
    shown = std::move(now);
  }
  return tls.get();
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

std::unique_ptr<Server> Server::Start(const service::CallTools& tools,
                                      ServerOptions options, Text* why) {
  auto state = std::make_unique<State>(tools, std::move(options));
  if (!state->Bind(why)) return nullptr;
  state->Accept();
  for (const auto& lane : state->lanes) {
    lane->thread = std::thread([at = lane.get()] { at->context.run(); });
  }
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::~Server() { Drain(std::chrono::steady_clock::now()); }

const service::ListenAddress& Server::address() const {
  return state_->address;
}

service::ConnectionCounts Server::connection_counts() const {
  return state_->connections.counts();
}

void Server::StopReadiness() { state_->handler.Drain(); }

void Server::Hurry() { state_->connections.Hurry(); }

void Server::Drain(std::chrono::steady_clock::time_point end) {
  if (!state_->lanes.front()->thread.joinable()) return;
  StopReadiness();
  asio::post(state_->lanes.front()->context, [at = state_.get()] {
    error_code ignored;
    at->acceptor.close(ignored);
    at->pause.cancel();
  });
  state_->connections.EndExchanges(end);
  for (const auto& lane : state_->lanes) lane->context.stop();
  for (const auto& lane : state_->lanes) lane->thread.join();
  if (state_->address.is_unix()) unlink(state_->address.path.c_str());
}

}  // namespace cmmm::http
