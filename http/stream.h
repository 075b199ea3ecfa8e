// The bytes of one connection, in the clear or by TLS: to Beast one and the
// same stream.
//
//   Stream stream(std::move(socket), tls.get());   // nullptr: in the clear
//   stream.tls()->async_handshake(…);              // first, where there is one
//   beast::http::async_read_header(stream, …);
//
// Times (`expires_after`) hold for the socket below, so for what TLS itself
// reads and writes, too.
#ifndef CMMM_HTTP_STREAM_H_
#define CMMM_HTTP_STREAM_H_

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "service/certificate.h"

namespace cmmm::http {

// Of one thread (server.cc): a connection's work is never in two threads at
// once, so its parts need no locks. TCP and Unix sockets are of one type.
using Executor = boost::asio::io_context::executor_type;
using Protocol = boost::asio::generic::stream_protocol;
using Socket = boost::asio::basic_stream_socket<Protocol, Executor>;

// Has the operations that Beast and Asio ask of an AsyncStream; each calls the
// handler once, in that thread. Not thread-safe. Moved, never copied.
class Stream {
 public:
  using Plain = boost::beast::basic_stream<Protocol, Executor>;
  using Tls = boost::beast::ssl_stream<Plain>;
  using executor_type = Plain::executor_type;

  // `tls` is the server's certificate now, and outlives the handshake.
  Stream(Socket socket, boost::asio::ssl::context* tls)
      : stream_(
            tls == nullptr
                ? Either(std::in_place_type<Plain>, std::move(socket))
                : Either(std::in_place_type<Tls>, std::move(socket), *tls)) {}

  // The stream of TLS; nullptr where there is none.
  Tls* tls() { return std::get_if<Tls>(&stream_); }

  // The socket itself: for its options, its other end, its end.
  Socket& socket() { return plain().socket(); }
  // Where the handlers run.
  executor_type get_executor() { return plain().get_executor(); }
  // From now on; what is not done by then fails with `beast::error::timeout`.
  template <typename Time>
  void expires_after(Time time) {
    plain().expires_after(time);
  }
  // For as long as an answer is worked on: the pool has a limit of its own.
  void expires_never() { plain().expires_never(); }

  // Reads what is there, one byte at least.
  template <typename Buffers, typename Handler>
  void async_read_some(const Buffers& buffers, Handler&& handler) {
    if (Tls* over = tls()) {
      over->async_read_some(buffers, std::forward<Handler>(handler));
    } else {
      plain().async_read_some(buffers, std::forward<Handler>(handler));
    }
  }
  // Writes some of them; asio::async_write goes on until all is written.
  template <typename Buffers, typename Handler>
  void async_write_some(const Buffers& buffers, Handler&& handler) {
    if (Tls* over = tls()) {
      over->async_write_some(buffers, std::forward<Handler>(handler));
    } else {
      plain().async_write_some(buffers, std::forward<Handler>(handler));
    }
  }

  // The certificate that the client has shown; null: none.
  // After the handshake. That a CA of ours signed it was checked there.
  std::shared_ptr<const service::ShownCertificate> ShownCertificate() {
    if (tls() == nullptr) return nullptr;
    X509* shown = SSL_get0_peer_certificate(tls()->native_handle());
    if (shown == nullptr) return nullptr;
    return std::make_shared<const service::ShownCertificate>(
        service::ShownOf(shown));
  }

  // What is below TLS.
  Plain& plain() {
    Tls* over = tls();
    return over != nullptr ? over->next_layer() : std::get<Plain>(stream_);
  }

 private:
  using Either = std::variant<Plain, Tls>;
  Either stream_;
};

}  // namespace cmmm::http

#endif  // CMMM_HTTP_STREAM_H_
