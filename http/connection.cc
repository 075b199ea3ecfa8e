#include "http/connection.h"

#include <poll.h>
#include <sys/socket.h>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <ctime>
#include <optional>
#include <utility>

#include "http/batch_request.h"
#include "http/batch_stream.h"
#include "http/beast_head.h"
#include "http/end_connection.h"

namespace cmmm::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using beast::error_code;
using BeastReply = beast::http::response<beast::http::string_body>;

constexpr std::chrono::seconds kFirstHeadTime{10};
constexpr std::chrono::seconds kIdleTime{60};
constexpr std::chrono::seconds kBodyTime{30};
constexpr std::chrono::seconds kWriteTime{60};
// Who sends bodies keeps so much room for them.
constexpr size_t kBodyBufferBytes = 16 << 10;

// `Sun, 06 Nov 1994 08:49:37 GMT`.
std::string DateText() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[40];
  return {text,
          std::strftime(text, sizeof(text), "%a, %d %b %Y %H:%M:%S GMT", &utc)};
}

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Stream stream, std::string transport,
             std::unique_ptr<Connections::Place> place,
             Connections* connections, const Handler* handler)
      : stream_(std::move(stream)),
        transport_(std::move(transport)),
        place_(std::move(place)),
        connections_(connections),
        handler_(handler),
        buffer_(kMaxBufferBytes) {}

  void Start() {
    asio::dispatch(stream_.get_executor(),
                   [self = shared_from_this()] { self->Begin(); });
  }

 private:
  void Begin() {
    if (stream_.tls() == nullptr) return ReadHead();
    stream_.expires_after(kFirstHeadTime);
    stream_.tls()->async_handshake(
        asio::ssl::stream_base::server,
        [self = shared_from_this()](error_code error) {
          if (error) return;
          self->certificate_ = self->stream_.ShownCertificate();
          self->ReadHead();
        });
  }

  void ReadHead() {
    BeginRequest(&parser_);
    stream_.expires_after(is_first_ ? kFirstHeadTime : kIdleTime);
    is_first_ = false;
    beast::http::async_read_header(
        stream_, buffer_, *parser_,
        [self = shared_from_this()](error_code error, size_t bytes) {
          self->OnHead(error, bytes);
        });
  }

  // `read`: the bytes of the head.
  void OnHead(error_code error, size_t read) {
    exchange_ = connections_->Begin();
    if (exchange_ == nullptr) return;
    exchange_->transport = transport_;
    exchange_->certificate = certificate_;
    // Of what is no head nothing is known, but it has an id.
    exchange_->request.call = service::ReadCallHead({}, {}, {});
    if (error) return Fail(error);
    const auto& head = parser_->get();
    exchange_->request = RequestOf(head);
    std::optional<uint64_t> bytes;
    if (parser_->content_length()) bytes = *parser_->content_length();
    std::optional<Reply> refused = CheckHead(head, read);
    if (!refused) refused = handler_->CheckHead(exchange_->request, bytes);
    if (refused) return Refuse(*std::move(refused));
    if (exchange_->request.path != kBatchPath) {
      parser_->body_limit(handler_->max_body_bytes());
    }
    if (parser_->is_done()) return ReadBody();
    if (head[beast::http::field::expect].empty()) return ReadBody();
    stream_.expires_after(kWriteTime);
    static constexpr char kContinue[] = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(stream_, asio::buffer(kContinue, sizeof(kContinue) - 1),
                      [self = shared_from_this()](error_code failed, size_t) {
                        if (!failed) self->ReadBody();
                      });
  }

  void ReadBody() {
    if (exchange_->request.path == kBatchPath &&
        exchange_->request.method == "POST") {
      return ServeBatch({std::move(stream_), std::move(buffer_), &*parser_,
                         std::move(place_), std::move(exchange_)},
                        handler_);
    }
    if (parser_->is_done()) return Answer();
    stream_.expires_after(kBodyTime);
    // Beast reads as much at once as there is room for.
    buffer_.reserve(kBodyBufferBytes);
    beast::http::async_read(
        stream_, buffer_, *parser_,
        [self = shared_from_this()](error_code error, size_t) {
          if (error) return self->Fail(error);
          self->Answer();
        });
  }

  void Fail(error_code error) {
    std::optional<Reply> reply =
        ReplyToError(error, handler_->tools().max_message_bytes);
    if (reply) return Refuse(*std::move(reply));
    exchange_.reset();
    ShutDown();
  }

  // Refuses what is no call yet. What follows on this connection may be the
  // body, so nothing more is read from it.
  void Refuse(Reply reply) {
    handler_->LogRefused(*exchange_, reply);
    reply.close = reply.close || !parser_->is_done();
    Send(std::move(reply));
  }

  void Answer() {
    exchange_->request.body = std::move(parser_->get().body());
    exchange_->reply = [self = shared_from_this()](
                           std::shared_ptr<Exchange> exchange, Reply reply) {
      auto shared = std::make_shared<Reply>(std::move(reply));
      asio::dispatch(self->stream_.get_executor(),
                     [self, shared, exchange = std::move(exchange)]() mutable {
                       self->exchange_ = std::move(exchange);
                       self->Send(std::move(*shared));
                     });
    };
    stream_.expires_never();
    is_answering_ = true;
    answered_ = exchange_;
    // From here on it is the handler's; it holds this connection.
    handler_->Answer(std::move(exchange_));
    // It is answered elsewhere: notice when the caller goes away meanwhile.
    if (is_answering_ && !is_watched_) Watch();
  }

  void Watch() {
    is_watched_ = true;
    stream_.socket().async_wait(
        Socket::wait_read, [self = shared_from_this()](error_code error) {
          self->is_watched_ = false;
          if (error || !self->is_answering_) return;
          char byte = 0;
          const ssize_t come = recv(self->stream_.socket().native_handle(),
                                    &byte, 1, MSG_PEEK | MSG_DONTWAIT);
          const auto exchange = self->answered_.lock();
          if (exchange && (come == 0 || self->HasHungUp())) {
            exchange->gone = true;
          }
        });
  }

  // By TLS a farewell comes first, which hides the end of the bytes.
  bool HasHungUp() {
    pollfd socket{stream_.socket().native_handle(), POLLRDHUP, 0};
    return stream_.tls() != nullptr && poll(&socket, 1, 0) == 1;
  }

  void Send(Reply reply) {
    is_answering_ = false;
    handler_->Finish(exchange_->request, &reply);
    held_ = std::move(reply.held);
    reply_.emplace();
    reply_->version(11);
    reply_->result(static_cast<unsigned>(reply.status));
    reply_->set(beast::http::field::date, DateText());
    for (const Header& header : reply.headers) {
      reply_->insert(header.name, header.value);
    }
    reply_->keep_alive(!reply.close && parser_->keep_alive());
    const bool no_content = reply.status == 204 || reply.status == 304;
    if (!no_content) reply_->content_length(reply.body.size());
    const bool no_body = no_content || exchange_->request.method == "HEAD";
    if (!no_body) reply_->body() = std::move(reply.body);
    stream_.expires_after(kWriteTime);
    serializer_.emplace(*reply_);
    const auto sent = [self = shared_from_this()](error_code error, size_t) {
      self->OnSent(error);
    };
    if (no_body) {
      beast::http::async_write_header(stream_, *serializer_, sent);
    } else {
      beast::http::async_write(stream_, *serializer_, sent);
    }
  }

  void OnSent(error_code error) {
    held_.reset();
    exchange_.reset();
    if (error) return;
    if (!reply_->keep_alive()) return ShutDown();
    ReadHead();
  }

  void ShutDown() { EndConnection(std::move(stream_), std::move(place_)); }

  Stream stream_;
  const std::string transport_;
  std::shared_ptr<const service::ShownCertificate> certificate_;
  std::unique_ptr<Connections::Place> place_;
  Connections* const connections_;
  const Handler* const handler_;
  beast::flat_buffer buffer_;
  std::optional<BeastRequest> parser_;
  // Read or replied to; while it is answered, `answered_`.
  std::shared_ptr<Exchange> exchange_;
  std::weak_ptr<Exchange> answered_;
  std::optional<BeastReply> reply_;
  std::optional<beast::http::serializer<false, beast::http::string_body>>
      serializer_;
  std::shared_ptr<const void> held_;
  bool is_first_ = true;
  bool is_answering_ = false;
  bool is_watched_ = false;
};

}  // namespace

void ServeConnection(Stream stream, std::string transport,
                     std::unique_ptr<Connections::Place> place,
                     Connections* connections, const Handler* handler) {
  std::make_shared<Connection>(std::move(stream), std::move(transport),
                               std::move(place), connections, handler)
      ->Start();
}

}  // namespace cmmm::http
