// The server under test of the Connect conformance suite
// (tools/connect_conformance.sh): the HTTP door as it is, with the service of
// the suite instead of ours.
//
// The suite starts it, says on its standard input what it wants
// (server_compat.proto, behind four bytes of length), is told the port, and
// ends it by a signal. Methods answer as service.proto says; what the door does
// not hand to methods, headers and trailers, goes by the exchange.
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "connectrpc/conformance/v1/server_compat.pb.h"
#include "connectrpc/conformance/v1/service.pb.h"
#include "http/connect_call.h"
#include "http/connect_error.h"
#include "http/connect_request.h"
#include "http/server.h"
#include "http/web_frames.h"
#include "service/admission.h"
#include "service/call_log.h"
#include "service/call_metrics.h"
#include "service/live_catalog.h"
#include "service/pool.h"

namespace cmmm::test {
namespace {

namespace suite = connectrpc::conformance::v1;
using google::protobuf::Message;

// Marks the refusals that a request asked for.
constexpr char kAskedFor[] = "ASKED_FOR";
// Searches wait at most this long between two looks at the clock.
constexpr std::chrono::milliseconds kLook{2};
constexpr size_t kUsualMessageBytes = size_t{4} << 20;

void AddHeader(const http::Header& header,
               google::protobuf::RepeatedPtrField<suite::Header>* headers) {
  for (suite::Header& one : *headers) {
    if (absl::EqualsIgnoreCase(one.name(), header.name)) {
      one.add_value(header.value);
      return;
    }
  }
  suite::Header* added = headers->Add();
  added->set_name(header.name);
  added->add_value(header.value);
}

// One call of Unary or IdempotentUnary.
class SuiteCall {
 public:
  SuiteCall(const service::Method& method, http::Request head)
      : method_(method), head_(std::move(head)) {
    method_.answer = [this](const Catalog&, const Message& request,
                            Message* response, const Stop& stop) {
      const auto* asked =
          dynamic_cast<const suite::IdempotentUnaryRequest*>(&request);
      return asked != nullptr
                 ? Answer(
                       *asked,
                       dynamic_cast<suite::IdempotentUnaryResponse&>(*response)
                           .mutable_payload(),
                       stop)
                 : Answer(dynamic_cast<const suite::UnaryRequest&>(request),
                          dynamic_cast<suite::UnaryResponse&>(*response)
                              .mutable_payload(),
                          stop);
    };
  }
  SuiteCall(const SuiteCall&) = delete;
  SuiteCall& operator=(const SuiteCall&) = delete;

  const service::Method& method() const { return method_; }

  // What the request asked for besides the message.
  void Complete(http::Reply* reply) const {
    if (reply->reason == kAskedFor) *reply = Error(std::move(reply->held));
    Add("", definition_.response_headers(), reply);
    Add("Trailer-", definition_.response_trailers(), reply);
  }

 private:
  template <typename Request>
  std::optional<Refusal> Answer(const Request& request,
                                suite::ConformancePayload* payload,
                                const Stop& stop) {
    definition_ = request.response_definition();
    payload->set_data(definition_.response_data());
    Describe(request, payload->mutable_request_info());
    info_ = payload->request_info();
    const auto end = std::chrono::steady_clock::now() +
                     std::chrono::milliseconds(definition_.response_delay_ms());
    while (std::chrono::steady_clock::now() < end) {
      if (stop()) return Refuse(absl::StatusCode::kCancelled, "STOPPED", "");
      std::this_thread::sleep_for(kLook);
    }
    if (!definition_.has_error()) return std::nullopt;
    return Refuse(static_cast<absl::StatusCode>(definition_.error().code()),
                  kAskedFor, definition_.error().message());
  }

  void Describe(const Message& request,
                suite::ConformancePayload::RequestInfo* info) const {
    for (const http::Header& header : head_.headers) {
      AddHeader(header, info->mutable_request_headers());
    }
    const std::string timeout(head_.Find("Connect-Timeout-Ms"));
    if (!timeout.empty()) info->set_timeout_ms(std::stoll(timeout));
    if (const auto time = http::ReadGrpcTimeout(head_.Find("grpc-timeout"))) {
      info->set_timeout_ms(time->count());
    }
    info->add_requests()->PackFrom(request);
    if (head_.method != "GET") return;
    const auto query = http::ReadQuery(head_.query);
    if (!query.has_value()) return;
    auto* get = info->mutable_connect_get_info();
    for (const auto& [name, value] : *query) {
      AddHeader({name, value}, get->mutable_query_params());
    }
  }

  http::Reply Error(std::shared_ptr<const void> held) const {
    google::rpc::Status status;
    status.set_code(definition_.error().code());
    status.set_message(definition_.error().message());
    for (const auto& detail : definition_.error().details()) {
      *status.add_details() = detail;
    }
    status.add_details()->PackFrom(info_);
    http::Reply reply = http::StatusReply(status);
    reply.held = std::move(held);
    return reply;
  }

  static void Add(
      const std::string& prefix,
      const google::protobuf::RepeatedPtrField<suite::Header>& headers,
      http::Reply* reply) {
    for (const suite::Header& header : headers) {
      for (const std::string& value : header.value()) {
        reply->With(prefix + header.name(), value);
      }
    }
  }

  service::Method method_;
  const http::Request head_;
  suite::UnaryResponseDefinition definition_;
  suite::ConformancePayload::RequestInfo info_;
};

template <typename Request, typename Response>
service::Method SuiteMethod(const std::string& name) {
  service::Method method;
  method.descriptor = Request::descriptor()
                          ->file()
                          ->FindServiceByName("ConformanceService")
                          ->FindMethodByName(name);
  method.path =
      absl::StrCat("/", method.descriptor->service()->full_name(), "/", name);
  method.cost = service::Cost::kCostly;  // it may be told to wait
  method.request = &Request::default_instance();
  method.response = &Response::default_instance();
  return method;
}

const service::Method* FindSuiteMethod(absl::string_view path) {
  static const auto* const kMethods = new std::vector<service::Method>{
      SuiteMethod<suite::UnaryRequest, suite::UnaryResponse>("Unary"),
      SuiteMethod<suite::IdempotentUnaryRequest,
                  suite::IdempotentUnaryResponse>("IdempotentUnary")};
  for (const service::Method& method : *kMethods) {
    if (method.path == path) return &method;
  }
  return nullptr;
}

void AnswerSuite(const service::Method& method, const service::CallTools& tools,
                 std::shared_ptr<http::Exchange> exchange) {
  http::Request head = exchange->request;
  head.body.clear();
  auto call = std::make_shared<SuiteCall>(method, std::move(head));
  exchange->reply = [call, send = std::move(exchange->reply)](
                        std::shared_ptr<http::Exchange> answered,
                        http::Reply reply) {
    call->Complete(&reply);
    send(std::move(answered), std::move(reply));
  };
  http::AnswerConnect(call->method(), tools, std::move(exchange));
}

bool ReadAll(char* bytes, size_t size) {
  std::cin.read(bytes, static_cast<std::streamsize>(size));
  return std::cin.good();
}

bool ReadWish(suite::ServerCompatRequest* wish) {
  std::array<char, 4> length{};
  if (!ReadAll(length.data(), length.size())) return false;
  uint32_t size = 0;
  for (const char byte : length) {
    size = size << 8 | static_cast<unsigned char>(byte);
  }
  std::string bytes(size, '\0');
  return ReadAll(bytes.data(), size) && wish->ParseFromString(bytes);
}

void Tell(const suite::ServerCompatResponse& answer) {
  const std::string bytes = answer.SerializeAsString();
  for (int shift = 24; shift >= 0; shift -= 8) {
    std::cout << static_cast<char>(bytes.size() >> shift);
  }
  std::cout << bytes << std::flush;
}

int Run() {
  suite::ServerCompatRequest wish;
  if (!ReadWish(&wish)) {
    std::cerr << "the suite says nothing\n";
    return 1;
  }
  if (wish.use_tls() || wish.protocol() == suite::PROTOCOL_GRPC ||
      wish.http_version() != suite::HTTP_VERSION_1) {
    std::cerr << "there is no such door: " << wish.ShortDebugString() << "\n";
    return 1;
  }
  const service::LiveCatalog catalog{Catalog()};
  service::Admission admission{service::Limits()};
  // Calls that wait hold a thread each.
  service::Pool pool({16, 4096, std::chrono::minutes(1)});
  service::CallLog log(false);
  service::CallMetrics metrics;
  const service::TrustedProxies proxies;
  service::CallTools tools;
  tools.catalog = &catalog;
  tools.admission = &admission;
  tools.pool = &pool;
  tools.log = &log;
  tools.metrics = &metrics;
  tools.proxies = &proxies;
  tools.max_message_bytes = wish.message_receive_limit() > 0
                                ? wish.message_receive_limit()
                                : kUsualMessageBytes;
  tools.max_work = std::chrono::seconds(30);
  http::ServerOptions options;
  options.listen.host = "127.0.0.1";
  options.calls = {&FindSuiteMethod, &AnswerSuite};
  Text why;
  const auto server = http::Server::Start(tools, std::move(options), &why);
  if (server == nullptr) {
    std::cerr << why.en << "\n";
    return 1;
  }
  suite::ServerCompatResponse answer;
  answer.set_host("127.0.0.1");
  answer.set_port(static_cast<uint32_t>(server->address().port));
  Tell(answer);
  pause();  // until the suite ends it
  return 0;
}

}  // namespace
}  // namespace cmmm::test

int main() { return cmmm::test::Run(); }
