#include "http/batch_stream.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <optional>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "batch/filter.h"
#include "http/batch_audit.h"
#include "http/batch_request.h"
#include "http/beast_head.h"
#include "http/connect_call.h"
#include "http/connect_error.h"
#include "http/end_connection.h"
#include "http/filter_pipes.h"

namespace cmmm::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using Descriptor = asio::posix::basic_stream_descriptor<Executor>;
using Clock = std::chrono::steady_clock;

// Who may score a stream over gRPC may do so here.
constexpr char kStreamPath[] = "/cmmm.v1.ScoringService/ScoreStream";
constexpr size_t kPieceBytes = 64 << 10;
// Nothing moved in either direction: the caller is gone, or does not read.
constexpr std::chrono::seconds kLongestPause{60};
constexpr std::chrono::seconds kLookEvery{1};

class BatchStream : public std::enable_shared_from_this<BatchStream> {
 public:
  BatchStream(BatchParts parts, const Handler* handler)
      : stream_(std::move(parts.stream)),
        buffer_(std::move(parts.buffer)),
        parser_(std::move(*parts.parser)),
        place_(std::move(parts.place)),
        exchange_(std::move(parts.exchange)),
        handler_(handler),
        to_filter_(stream_.get_executor()),
        from_filter_(stream_.get_executor()),
        watch_(stream_.get_executor()) {
    buffer_.reserve(kPieceBytes);
  }

  void Start() {
    stream_.expires_never();
    const service::CallTools& tools = handler_->tools();
    if (auto refusal = service::LetIn(tools, kStreamPath, &caller_)) {
      return RefuseWith(*refusal);
    }
    if (auto refusal =
            service::EnterStream(tools, caller_, &ticket_, &quota_)) {
      return RefuseWith(*refusal);
    }
    auto catalog = service::CatalogFor(tools, caller_);
    auto options = ReadBatchRequest(exchange_->request, *catalog);
    if (!options.ok()) return RefuseWith(options.refusal());
    Pipes pipes;
    if (!pipes.Open()) return RefuseWith(service::RefuseFull("open-files", 0));
    to_filter_.assign(pipes.to_filter);
    from_filter_.assign(pipes.from_filter);
    if (auto refusal =
            audit_.Begin(*catalog, options.value().common, caller_)) {
      pipes.CloseFilterEnds();
      return RefuseWith(*refusal);
    }
    StartFilter(pipes, std::move(options.value()), std::move(catalog));
    Watch();
    ReadRecords();
    ReadAnswers();
  }

 private:
  void StartFilter(const Pipes& pipes, batch::FilterOptions options,
                   std::shared_ptr<const Catalog> catalog) {
    filter_ = std::thread([this, self = shared_from_this(),
                           options = std::move(options), pipes,
                           catalog = std::move(catalog)] {
      failure_ = batch::RunFilter(*catalog, options, pipes.filter_in,
                                  pipes.filter_out);
      pipes.CloseFilterEnds();
      asio::post(stream_.get_executor(), [self] {
        self->filter_.join();
        self->FinishIfOver();
      });
    });
  }

  void ReadRecords() {
    if (parser_.is_done()) return to_filter_.close();
    parser_.get().body().data = in_.data();
    parser_.get().body().size = in_.size();
    parser_.get().body().more = true;
    is_reading_ = true;
    beast::http::async_read_some(
        stream_, buffer_, parser_,
        [self = shared_from_this()](error_code error, size_t) {
          self->OnRecords(error);
        });
  }

  void OnRecords(error_code error) {
    is_reading_ = false;
    if (is_over_) return EndIfSent();
    if (error && error != beast::http::error::need_buffer) return Abort();
    const size_t bytes = in_.size() - parser_.get().body().size;
    record_.bytes_in += bytes;
    audit_.AddRecords({in_.data(), bytes});
    quota_.Confirm(static_cast<int64_t>(bytes));
    moved_ = Clock::now();
    asio::async_write(to_filter_, asio::buffer(in_.data(), bytes),
                      [self = shared_from_this()](error_code failed, size_t) {
                        // The filter may end early: it will have said why.
                        if (!failed && !self->is_over_) self->ReadRecords();
                      });
  }

  void ReadAnswers() {
    from_filter_.async_read_some(
        asio::buffer(out_),
        [self = shared_from_this()](error_code error, size_t bytes) {
          if (!error) return self->OnAnswers(bytes);
          self->answers_ended_ = true;
          self->FinishIfOver();
        });
  }

  void OnAnswers(size_t bytes) {
    const absl::string_view answers(out_.data(), bytes);
    const auto count = std::count(answers.begin(), answers.end(), '\n');
    if (auto over = quota_.Take(static_cast<int64_t>(bytes), count,
                                service::QuotaTime::Now())) {
      return StopFilter(*std::move(over));
    }
    if (auto unwritten = audit_.AddAnswers(answers, caller_)) {
      return StopFilter(*std::move(unwritten));
    }
    record_.assessments += count;
    record_.bytes_out += bytes;
    text_ = absl::StrCat(HeadOnce(), absl::Hex(bytes), "\r\n", answers, "\r\n");
    asio::async_write(stream_, asio::buffer(text_),
                      [self = shared_from_this()](error_code error, size_t) {
                        if (error) return self->Abort();
                        self->moved_ = Clock::now();
                        self->ReadAnswers();
                      });
  }

  // Both have ended: the filter, and the sending of what it wrote.
  void FinishIfOver() {
    if (!answers_ended_ || filter_.joinable()) return;
    if (std::exchange(is_over_, true)) return;
    if (stopped_.has_value()) return EndStopped();
    if (is_aborted_) {
      audit_.End(record_, caller_, absl::StatusCode::kCancelled);
      return Log("CANCELLED", "CANCELLED");
    }
    if (failure_.has_value() && !head_sent_) {
      audit_.End(record_, caller_, absl::StatusCode::kInvalidArgument);
      return RefuseWith(Refuse(absl::StatusCode::kInvalidArgument,
                               "INVALID_REQUEST", failure_->message));
    }
    if (const auto unwritten =
            audit_.End(record_, caller_, absl::StatusCode::kOk)) {
      // Without its end the caller sees that it is not whole.
      Log("UNAVAILABLE", unwritten->reason);
      return SendLast("");
    }
    Log("OK", "");
    SendLast(absl::StrCat(HeadOnce(), "0\r\n\r\n"));
  }

  // The tenant is over his quota, or answers cannot be audited: what was
  // answered stays answered.
  void StopFilter(Refusal why) {
    stopped_ = std::move(why);
    error_code ignored;
    to_filter_.close(ignored);
    from_filter_.close(ignored);
    answers_ended_ = true;
    FinishIfOver();
  }

  void EndStopped() {
    audit_.End(record_, caller_, stopped_->code);
    if (!head_sent_) return RefuseWith(*stopped_);
    Log(absl::StatusCodeToString(stopped_->code), stopped_->reason);
    // Without its end the caller sees that it is not whole.
    SendLast("");
  }

  void RefuseWith(const Refusal& refusal) {
    is_over_ = true;
    Reply reply = ErrorReply(refusal);
    reply.With("Content-Length", absl::StrCat(reply.body.size()));
    Log(reply.code, reply.reason);
    SendLast(absl::StrCat(HeadText(&reply), reply.body));
  }

  void SendLast(std::string text) {
    watch_.cancel();
    text_ = std::move(text);
    stream_.expires_after(kLongestPause);
    asio::async_write(stream_, asio::buffer(text_),
                      [self = shared_from_this()](error_code, size_t) {
                        self->is_sent_ = true;
                        self->EndIfSent();
                      });
  }

  // Once the last has gone, and nobody is reading.
  void EndIfSent() {
    if (!is_sent_ || place_ == nullptr) return;
    if (!is_reading_) {
      return EndConnection(std::move(stream_), std::move(place_));
    }
    error_code ignored;
    stream_.socket().shutdown(Socket::shutdown_send, ignored);
    stream_.expires_after(kLookEvery);
  }

  // Empty when it was sent before.
  std::string HeadOnce() {
    if (std::exchange(head_sent_, true)) return "";
    Reply reply;
    reply.With("Content-Type", "application/jsonl")
        .With("Cache-Control", "no-store")
        .With("Transfer-Encoding", "chunked");
    return HeadText(&reply);
  }

  std::string HeadText(Reply* reply) const {
    handler_->Finish(exchange_->request, reply);
    return LastHeadOf(*reply);
  }

  // Ends everything: the filter sees the end of its pipes.
  void Abort() {
    if (is_over_ || std::exchange(is_aborted_, true)) return;
    watch_.cancel();
    error_code ignored;
    stream_.socket().close(ignored);
    to_filter_.close(ignored);
    from_filter_.close(ignored);
    answers_ended_ = true;
    FinishIfOver();
  }

  void Watch() {
    watch_.expires_after(kLookEvery);
    watch_.async_wait([self = shared_from_this()](error_code stopped) {
      if (stopped || self->is_over_ || self->is_aborted_) return;
      if (self->exchange_->gone ||
          Clock::now() - self->moved_ > kLongestPause) {
        return self->Abort();
      }
      self->Watch();
    });
  }

  void Log(absl::string_view code, absl::string_view reason) {
    record_.method = kBatchMethod;
    record_.caller = &caller_;
    record_.code = code;
    record_.reason = reason;
    record_.elapsed = Clock::now() - start_;
    handler_->tools().log->Write(record_);
    handler_->tools().metrics->Count(record_);
  }

  Stream stream_;
  beast::flat_buffer buffer_;
  beast::http::request_parser<beast::http::buffer_body> parser_;
  std::unique_ptr<Connections::Place> place_;
  const std::shared_ptr<Exchange> exchange_;
  const Handler* const handler_;
  service::Caller caller_ = CallerOf(*exchange_, *handler_->tools().proxies);
  service::Ticket ticket_;
  service::QuotaTicket quota_;
  std::optional<Refusal> stopped_;  // why: a quota, the audit trail
  service::CallRecord record_;
  BatchAudit audit_{handler_->tools().audit};
  Descriptor to_filter_;
  Descriptor from_filter_;
  asio::steady_timer watch_;
  const Clock::time_point start_ = Clock::now();
  Clock::time_point moved_ = start_;
  std::array<char, kPieceBytes> in_;
  std::array<char, kPieceBytes> out_;
  std::string text_;
  std::thread filter_;
  MaybeFailure failure_;  // of the filter, once that has ended
  bool answers_ended_ = false;
  bool head_sent_ = false;
  bool is_aborted_ = false;
  bool is_over_ = false;
  bool is_sent_ = false;
  bool is_reading_ = false;
};

}  // namespace

void ServeBatch(BatchParts parts, const Handler* handler) {
  std::make_shared<BatchStream>(std::move(parts), handler)->Start();
}

}  // namespace cmmm::http
