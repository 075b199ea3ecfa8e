#include "http/fetch.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "engine/base/file_failure.h"

namespace cmmm::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using Tcp = asio::ip::tcp;

struct Url {
  bool is_tls = false;
  std::string host;
  std::string port;
  std::string path;
};

std::optional<Url> ReadUrl(absl::string_view text) {
  Url url;
  url.is_tls = absl::ConsumePrefix(&text, "https://");
  if (!url.is_tls && !absl::ConsumePrefix(&text, "http://")) {
    return std::nullopt;
  }
  const size_t slash = text.find('/');
  url.path = slash == text.npos ? "/" : std::string(text.substr(slash));
  absl::string_view host = text.substr(0, slash);
  const size_t colon = host.rfind(':');
  const bool has_port =
      colon != host.npos && host.find(']', colon) == host.npos;
  url.port = url.is_tls ? "443" : "80";
  if (has_port) {
    url.port = std::string(host.substr(colon + 1));
    host = host.substr(0, colon);
  }
  absl::ConsumePrefix(&host, "[");
  absl::ConsumeSuffix(&host, "]");
  if (host.empty() || absl::StrContains(host, '@')) return std::nullopt;
  url.host = std::string(host);
  return url;
}

// One step after the other, none of them beyond the end.
class Fetching {
 public:
  Fetching(Url url, std::chrono::seconds longest)
      : url_(std::move(url)),
        end_(std::chrono::steady_clock::now() + longest) {}

  // Why there is no body, if so.
  MaybeFailure Run(size_t most, std::string* body) {
    if (!Connect()) return Why("cannot be connected to", "无法连接");
    if (url_.is_tls && !Handshake()) return Why("is not believed", "不可信");
    Request request{beast::http::verb::get, url_.path, 11};
    request.set(beast::http::field::host, url_.host);
    request.set(beast::http::field::accept, "application/json");
    request.set(beast::http::field::connection, "close");
    beast::flat_buffer buffer;
    Parser parser;
    parser.body_limit(most);
    const bool is_done = url_.is_tls
                             ? Exchange(&*tls_, request, &buffer, &parser)
                             : Exchange(&socket_, request, &buffer, &parser);
    if (!is_done) return Why("does not answer as it should", "答复有误");
    const auto status = parser.get().result_int();
    if (status != 200) {
      return Failure{FailureKind::kUnavailable,
                     absl::StrCat("answers with ", status),
                     absl::StrCat("答复为 ", status)};
    }
    *body = std::move(parser.get().body());
    return std::nullopt;
  }

 private:
  using Request = beast::http::request<beast::http::empty_body>;
  using Parser = beast::http::response_parser<beast::http::string_body>;

  Failure Why(const char* en, const char* zh) const {
    Text why = {"用时过长", "it takes too long"};
    if (error_.category() == boost::system::system_category() && error_) {
      why = SystemErrorText(error_.value());
    } else if (error_) {  // of a name, of TLS or of HTTP
      why = {absl::StrCat("错误 ", error_.value()), error_.message()};
    }
    return Failure{FailureKind::kUnavailable, absl::StrCat(en, ": ", why.en),
                   absl::StrCat(zh, "：", why.zh)};
  }

  // Starts a step by `start`, which gets what to call at its end.
  template <typename Start>
  bool Do(Start start) {
    bool is_done = false;
    start([this, &is_done](error_code error, auto&&...) {
      error_ = error;
      is_done = true;
    });
    context_.restart();
    context_.run_until(end_);
    if (!is_done) error_ = {};
    return is_done && !error_;
  }

  bool Connect() {
    Tcp::resolver resolver(context_);
    Tcp::resolver::results_type found;
    bool is_found = Do([&](auto done) {
      resolver.async_resolve(url_.host, url_.port,
                             [&found, done](error_code error, auto results) {
                               found = std::move(results);
                               done(error);
                             });
    });
    return is_found &&
           Do([&](auto done) { asio::async_connect(socket_, found, done); });
  }

  bool Handshake() {
    error_code ignored;
    trusted_.set_default_verify_paths(ignored);
    trusted_.set_verify_mode(asio::ssl::verify_peer);
    SSL_CTX_set_min_proto_version(trusted_.native_handle(), TLS1_2_VERSION);
    tls_.emplace(socket_, trusted_);
    tls_->set_verify_callback(asio::ssl::host_name_verification(url_.host));
    SSL_set_tlsext_host_name(tls_->native_handle(), url_.host.c_str());
    return Do([&](auto done) {
      tls_->async_handshake(asio::ssl::stream_base::client, done);
    });
  }

  template <typename Over>
  bool Exchange(Over* over, const Request& request, beast::flat_buffer* buffer,
                Parser* parser) {
    return Do([&](auto done) {
             beast::http::async_write(*over, request, done);
           }) &&
           Do([&](auto done) {
             beast::http::async_read(*over, *buffer, *parser, done);
           });
  }

  const Url url_;
  const std::chrono::steady_clock::time_point end_;
  error_code error_;
  asio::ssl::context trusted_{asio::ssl::context::tls_client};
  asio::io_context context_;
  Tcp::socket socket_{context_};
  std::optional<asio::ssl::stream<Tcp::socket&>> tls_;
};

}  // namespace

MaybeFailure Fetch(const std::string& url, size_t most,
                   std::chrono::seconds longest, std::string* body) {
  const auto parts = ReadUrl(url);
  MaybeFailure failure =
      Failure{FailureKind::kUnavailable, "is no address of http or https",
              "不是 http 或 https 地址"};
  if (parts.has_value()) failure = Fetching(*parts, longest).Run(most, body);
  if (failure.has_value()) {
    failure->message = absl::StrCat(url, " ", failure->message);
    failure->message_zh = absl::StrCat(url, " ", failure->message_zh);
  }
  return failure;
}

}  // namespace cmmm::http
