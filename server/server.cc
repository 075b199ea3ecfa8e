#include "server/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>

#include <csignal>
#include <memory>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "server/messages.h"
#include "server/scoring_service.h"
#include "server/unary_service.h"
#include "server/unknown_method.h"
#include "service/call_log.h"

namespace cmmm::server {
namespace {

// Clients may ping this often; others are dropped after a few pings.
constexpr int kPingIntervalMs = 5'000;
// A connection over which nothing comes is asked this often, and dropped when
// it does not answer in time: its streams are free then.
constexpr int kKeepaliveMs = 60'000;
constexpr int kKeepaliveTimeoutMs = 20'000;

}  // namespace

struct Server::State {
  State(const Catalog* catalog, const ServerOptions& options)
      : log(options.log_calls),
        admission(options.limits),
        pool(options.pool),
        proxies(options.proxies),
        tools{catalog,
              &admission,
              &pool,
              &log,
              &proxies,
              static_cast<size_t>(options.max_message_bytes),
              options.max_work,
              options.pool.max_queue},
        scoring(tools),
        unary(MakeUnaryServices(tools)),
        unknown(&log) {}

  service::CallLog log;
  service::Admission admission;
  service::Pool pool;
  const service::TrustedProxies proxies;
  const service::CallTools tools;
  ScoringService scoring;
  const std::vector<std::unique_ptr<UnaryService>> unary;
  UnknownMethod unknown;
  std::unique_ptr<grpc::Server> server;
  int port = 0;
};

namespace {

// Nothing one connection does may cost the others: no message is unpacked (a
// few bytes can become gigabytes), buffers have one bound over all connections,
// and clients that ping to keep a quiet stream alive may.
void HoldConnections(const ServerOptions& options,
                     grpc::ServerBuilder* builder) {
  // What is above our limit but below this one is refused by us, with a line in
  // the log; gRPC itself drops what is above.
  builder->SetMaxReceiveMessageSize(2 * options.max_message_bytes);
  builder->SetMaxSendMessageSize(options.max_message_bytes);
  builder->AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS,
                              options.max_calls_per_connection);
  builder->SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  builder->SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
  builder->SetResourceQuota(
      grpc::ResourceQuota("cmmm").Resize(options.max_buffer_bytes));
  builder->AddChannelArgument(
      GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, kPingIntervalMs);
  builder->AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder->AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
  builder->AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS,
                              kKeepaliveTimeoutMs);
  // A second server on the same port is an error, not a silent share.
  builder->AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
}

}  // namespace

void PrepareToServe() {
  // Whoever reads our output may go away; what is written then fails.
  std::signal(SIGPIPE, SIG_IGN);
  CaptureParserMessages();
  // Debian's Abseil looks for deadlocks at every lock of a Mutex, and gRPC
  // locks a dozen of them a call.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() = default;

std::unique_ptr<Server> Server::Start(const Catalog* catalog,
                                      const ServerOptions& options) {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  PrepareToServe();
  auto state = std::make_unique<State>(catalog, options);
  grpc::ServerBuilder builder;
  builder.AddListeningPort(options.listen, grpc::InsecureServerCredentials(),
                           &state->port);
  HoldConnections(options, &builder);
  builder.RegisterService(&state->scoring);
  for (const auto& unary : state->unary) builder.RegisterService(unary.get());
  builder.RegisterCallbackGenericService(&state->unknown);
  state->server = builder.BuildAndStart();
  if (state->server == nullptr || state->port == 0) return nullptr;
  auto* health = state->server->GetHealthCheckService();
  for (const service::Method& method : service::Methods()) {
    health->SetServingStatus(method.descriptor->service()->full_name(), true);
  }
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

int Server::port() const { return state_->port; }

void Server::Drain(std::chrono::milliseconds grace) {
  state_->server->GetHealthCheckService()->SetServingStatus(false);
  const auto deadline = std::chrono::system_clock::now() + grace;
  state_->admission.Drain(deadline);
  state_->server->Shutdown(deadline);
  state_->server->Wait();
}

}  // namespace cmmm::server
