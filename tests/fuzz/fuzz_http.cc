// Any bytes as what comes over a connection of HTTP: requests, one after the
// other, read by the parser that connections have, with their checks of heads,
// up to a message that a method would get.
//
// The first byte is the size of the pieces that the rest comes in; 0: all at
// once. However it comes, the same is read, once it has all come: a head that
// cannot become one is refused early or late, so its end is always there.
#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/model/catalog.h"
#include "engine/request/parse_json.h"
#include "engine/request/parse_message.h"
#include "http/batch_request.h"
#include "http/beast_head.h"
#include "http/connect_error.h"
#include "http/connect_request.h"
#include "http/gzip.h"
#include "http/handler.h"
#include "service/call_log.h"
#include "service/call_metrics.h"
#include "tests/fuzz/require.h"

namespace cmmm {
namespace {

using boost::beast::error_code;
using http::BeastRequest;
using http::Reply;
using http::Request;
using test::Require;

// Small, so that a fuzzer reaches it.
constexpr size_t kMostBytes = 1000;
constexpr int kMostRequests = 100;

// What a client sends, piece by piece, and then nothing more.
class Connection {
 public:
  Connection(absl::string_view bytes, size_t piece)
      : left_(bytes), piece_(piece == 0 ? bytes.size() : piece) {}

  template <typename Buffers>
  size_t read_some(const Buffers& buffers, error_code& error) {
    const size_t most = std::min(piece_, left_.size());
    const size_t count = boost::asio::buffer_copy(
        buffers, boost::asio::buffer(left_.data(), most));
    left_.remove_prefix(count);
    error = count == 0 && boost::asio::buffer_size(buffers) > 0
                ? error_code(boost::asio::error::eof)
                : error_code();
    return count;
  }
  // Which Beast wants to be there.
  template <typename Buffers>
  size_t read_some(const Buffers& buffers) {
    error_code error;
    return read_some(buffers, error);
  }

 private:
  absl::string_view left_;
  size_t piece_;
};

// As a call, as far as its message; the method itself is not asked.
Reply ReadCall(const service::Method& method, Request* request) {
  auto read = http::ReadConnectRequest(request);
  if (!read.ok()) return http::ErrorReply(read.refusal());
  http::ConnectRequest& call = read.value();
  if (call.is_gzip) {
    std::string unpacked;
    const auto result = http::Decompress(call.message, kMostBytes, &unpacked);
    Require(unpacked.size() <= kMostBytes + 1, "what is unpacked is bounded");
    if (result != http::Inflated::kWhole) {
      return http::ErrorReply(*service::RefuseLarge(2, 1));
    }
    call.message = std::move(unpacked);
  }
  const std::unique_ptr<google::protobuf::Message> message(
      method.request->New());
  const auto refusal = call.is_json ? ParseJson(call.message, message.get())
                                    : ParseMessage(call.message, message.get());
  if (refusal.has_value()) return http::ErrorReply(*refusal);
  Reply reply;
  return reply.With("Content-Type", "application/json");
}

// A door without a listener.
const http::Handler& Door() {
  static const auto* const door = [] {
    auto* tools = new service::CallTools;
    tools->log = new service::CallLog(false);
    tools->metrics = new service::CallMetrics;
    tools->proxies = new service::TrustedProxies;
    tools->max_message_bytes = kMostBytes;
    http::Page page;
    page.Add("/index.html", "<!doctype html>");
    http::Calls calls;
    calls.answer = [](const service::Method& method, const auto&,
                      std::shared_ptr<http::Exchange> exchange) {
      Reply reply = ReadCall(method, &exchange->request);
      http::SendReply(exchange, std::move(reply));
    };
    return new http::Handler(*tools, std::move(page), {"https://example.org"},
                             nullptr, std::move(calls));
  }();
  return *door;
}

// Of a head that was not refused: nobody reads another length out of it.
void CheckTaken(const BeastRequest& parser) {
  using boost::beast::http::field;
  const auto& head = parser.get();
  const auto lengths = head.count(field::content_length);
  const auto encodings = head.count(field::transfer_encoding);
  Require(lengths + encodings <= 1, "a body has one length");
  if (lengths == 1) {
    const auto value = head[field::content_length];
    Require(!value.empty() &&
                std::all_of(value.begin(), value.end(),
                            [](char c) { return c >= '0' && c <= '9'; }),
            "a length is a number");
  }
  if (encodings == 1) {
    Require(absl::EqualsIgnoreCase(std::string(head[field::transfer_encoding]),
                                   "chunked"),
            "an encoding is chunked");
  }
  Require(head.version() == 10 || head.version() == 11, "it is HTTP/1");
  Require(head.version() == 10 || head.count(field::host) == 1,
          "it has one Host");
}

// What the client gets is one reply, whatever he sent.
void CheckReply(const Reply& reply) {
  Require(reply.status >= 200 && reply.status < 600, "a status is one");
  Require(reply.status < 500 || reply.status == 501,
          "nothing that is sent is our fault");
  for (const http::Header& header : reply.headers) {
    Require(header.name.find_first_of("\r\n") == std::string::npos &&
                header.value.find_first_of("\r\n") == std::string::npos,
            "no header brings others with it");
    Require(header.value.find('\0') == std::string::npos, "nor a NUL");
  }
}

class Reading {
 public:
  Reading(absl::string_view bytes, size_t piece) : from_(bytes, piece) {}

  // A line for each reply.
  std::string Run() {
    for (int i = 0; i < kMostRequests && Next();) ++i;
    return told_;
  }

 private:
  // As a connection does it; false: it ends.
  bool Next() {
    http::BeginRequest(&parser_);
    auto exchange = std::make_shared<http::Exchange>();
    exchange->transport = "ipv4:192.0.2.1:1";
    error_code error;
    const size_t read =
        boost::beast::http::read_header(from_, buffer_, *parser_, error);
    if (error) return Fail(*exchange, error);
    Require(buffer_.size() <= http::kMaxBufferBytes, "a head is bounded");
    exchange->request = http::RequestOf(parser_->get());
    std::optional<uint64_t> bytes;
    if (parser_->content_length()) bytes = *parser_->content_length();
    auto refused = http::CheckHead(parser_->get(), read);
    if (!refused) refused = Door().CheckHead(exchange->request, bytes);
    if (refused) return Refuse(*exchange, *std::move(refused));
    CheckTaken(*parser_);
    if (exchange->request.path == http::kBatchPath &&
        exchange->request.method == "POST") {
      static const Catalog kNoModels;
      const auto options = http::ReadBatchRequest(exchange->request, kNoModels);
      Tell(*exchange,
           options.ok() ? Reply() : http::ErrorReply(options.refusal()));
      return false;
    }
    parser_->body_limit(Door().max_body_bytes());
    if (!parser_->is_done()) {
      boost::beast::http::read(from_, buffer_, *parser_, error);
      if (error) return Fail(*exchange, error);
    }
    return Answer(std::move(exchange));
  }

  bool Answer(std::shared_ptr<http::Exchange> exchange) {
    exchange->request.body = std::move(parser_->get().body());
    Require(exchange->request.body.size() <= Door().max_body_bytes(),
            "a body is bounded");
    std::optional<Reply> replied;
    exchange->reply = [&](const auto&, Reply reply) {
      Require(!replied.has_value(), "there is one reply");
      replied = std::move(reply);
    };
    Door().Answer(exchange);
    Require(replied.has_value(), "there is a reply");
    Tell(*exchange, *replied);
    return !replied->close && parser_->keep_alive();
  }

  bool Fail(const http::Exchange& exchange, error_code error) {
    if (auto reply = http::ReplyToError(error, kMostBytes)) {
      Refuse(exchange, *std::move(reply));
    }
    return false;
  }

  bool Refuse(const http::Exchange& exchange, Reply reply) {
    Door().LogRefused(exchange, reply);
    Tell(exchange, reply);
    return !reply.close && parser_->is_done() && parser_->keep_alive();
  }

  void Tell(const http::Exchange& exchange, Reply reply) {
    // Whether a long head is too long or none is found out in either order.
    const int status = reply.status == 431 ? 400 : reply.status;
    absl::StrAppend(&told_, exchange.request.method, " ", status, " ",
                    reply.code, " ", reply.reason, "\n");
    Door().Finish(exchange.request, &reply);
    CheckReply(reply);
  }

  Connection from_;
  boost::beast::flat_buffer buffer_{http::kMaxBufferBytes};
  std::optional<BeastRequest> parser_;
  std::string told_;
};

}  // namespace
}  // namespace cmmm

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const size_t piece = data[0];
  const std::string input = absl::StrCat(
      absl::string_view(reinterpret_cast<const char*>(data + 1), size - 1),
      "\r\n\r\n");
  const std::string told = cmmm::Reading(input, piece).Run();
  const std::string at_once = cmmm::Reading(input, 0).Run();
  if (told != at_once) {
    std::fprintf(stderr, "in pieces of %zu:\n%sat once:\n%s", piece,
                 told.c_str(), at_once.c_str());
  }
  cmmm::test::Require(told == at_once,
                      "the pieces that bytes come in make no difference");
  return 0;
}
