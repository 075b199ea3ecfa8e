#include "server/server.h"

#include <grpc/support/log.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>

#include <algorithm>
#include <atomic>
#include <climits>
#include <csignal>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "server/messages.h"
#include "server/reflection_service.h"
#include "server/scoring_service.h"
#include "server/tls_credentials.h"
#include "server/unary_service.h"
#include "server/unknown_method.h"
#include "service/call_log.h"
#include "service/listen_address.h"
#include "service/listen_sockets.h"
#include "service/log_event.h"
#include "service/methods.h"
#include "service/server_metrics.h"

namespace cmmm::server {
namespace {

// Clients may ping this often; others are dropped after a few pings.
constexpr int kPingIntervalMs = 5'000;
// A connection over which nothing comes is asked this often, and dropped when
// it does not answer in time: its streams are free then.
constexpr int kKeepaliveMs = 60'000;
constexpr int kKeepaliveTimeoutMs = 20'000;
// Who has connected must have begun to speak HTTP/2 by then.
constexpr int kHandshakeMs = 10'000;
// How long the connections that were told to go may take.
constexpr std::chrono::seconds kFarewell{1};

std::vector<std::string> OwnServices() {
  std::set<std::string> names;
  for (const service::Method& method : service::Methods()) {
    names.insert(method.descriptor->service()->full_name());
  }
  return {names.begin(), names.end()};
}

}  // namespace

struct Server::State {
  State(const service::LiveCatalog* catalog, const ServerOptions& options)
      : log(options.log_calls),
        admission(options.limits),
        pool(options.pool),
        proxies(options.proxies),
        tools{
            .catalog = catalog,
            .admission = &admission,
            .pool = &pool,
            .log = &log,
            .metrics = &metrics,
            .proxies = &proxies,
            .max_message_bytes = static_cast<size_t>(options.max_message_bytes),
            .max_work = options.max_work,
            .max_queue = options.pool.max_queue,
            .access = options.access,
            .certificate = options.certificate,
            .audit = options.audit,
            .quotas = options.quotas},
        scoring(tools),
        unary(MakeUnaryServices(tools)),
        unknown(&tools) {}

  service::CallLog log;
  service::CallMetrics metrics;
  service::Admission admission;
  service::Pool pool;
  const service::TrustedProxies proxies;
  const service::CallTools tools;
  ScoringService scoring;
  const std::vector<std::unique_ptr<UnaryService>> unary;
  ReflectionService reflection{OwnServices()};
  UnknownMethod unknown;
  std::unique_ptr<grpc::Server> server;
  // gRPC's side of the acceptor, which hands it the connections.
  std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> door;
  std::unique_ptr<service::Acceptor> acceptor;
  std::atomic<bool> is_serving{true};
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
  builder->AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS,
                              kHandshakeMs);
  const auto milliseconds = [](std::chrono::seconds time) {
    return time.count() == 0 ? INT_MAX : static_cast<int>(time.count() * 1000);
  };
  builder->AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS,
                              milliseconds(options.max_idle));
  builder->AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS,
                              milliseconds(options.max_age));
}

std::shared_ptr<grpc::ServerCredentials> CredentialsOf(
    const ServerOptions& options, const service::ListenAddress& address) {
  return options.certificate == nullptr || address.is_unix()
             ? grpc::InsecureServerCredentials()
             : TlsCredentials(options.certificate);
}

// Hands every connection that is accepted to gRPC.
std::unique_ptr<service::Acceptor> Accept(
    service::ListenSockets sockets, const ServerOptions& options,
    const service::TrustedProxies& proxies,
    grpc::experimental::ExternalConnectionAcceptor* door) {
  return std::make_unique<service::Acceptor>(
      std::move(sockets), options.connections, &proxies, [door](int socket) {
        grpc::experimental::ExternalConnectionAcceptor::NewConnectionParameters
            connection;
        connection.fd = socket;
        door->HandleNewConnection(&connection);
      });
}

// gRPC's own lines, of errors unless GRPC_VERBOSITY asks for more.
void LogLibraryLine(gpr_log_func_args* line) {
  service::LogEvent("library",
                    {{"library", "grpc"},
                     {"severity", gpr_log_severity_string(line->severity)},
                     {"place", absl::StrCat(line->file, ":", line->line)},
                     {"message", line->message}});
}

}  // namespace

void PrepareToServe() {
  gpr_set_log_function(&LogLibraryLine);
  // Whoever reads our output may go away; what is written then fails.
  std::signal(SIGPIPE, SIG_IGN);
  // A file that may not grow any further (LimitFSIZE) is as a full disk.
  std::signal(SIGXFSZ, SIG_IGN);
  CaptureParserMessages();
  // Debian's Abseil looks for deadlocks at every lock of a Mutex, and gRPC
  // locks a dozen of them a call.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() = default;

std::unique_ptr<Server> Server::Start(const service::LiveCatalog* models,
                                      const ServerOptions& options,
                                      Failure* why) {
  std::string wrong;
  const auto address = service::ParseListenAddress(options.listen, &wrong);
  if (!address.has_value()) {
    *why = {FailureKind::kUsage, options.listen + ": " + wrong,
            options.listen + "：不是可监听的地址"};
    return nullptr;
  }
  service::ListenSockets sockets;
  if (auto failure = service::OpenListenSockets(*address, &sockets)) {
    *why = *std::move(failure);
    return nullptr;
  }
  grpc::EnableDefaultHealthCheckService(true);
  PrepareToServe();
  auto state = std::make_unique<State>(models, options);
  grpc::ServerBuilder builder;
  state->door = builder.experimental().AddExternalConnectionAcceptor(
      grpc::ServerBuilder::experimental_type::ExternalConnectionType::FROM_FD,
      CredentialsOf(options, *address));
  HoldConnections(options, &builder);
  builder.RegisterService(&state->scoring);
  for (const auto& unary : state->unary) builder.RegisterService(unary.get());
  builder.RegisterService(&state->reflection);
  builder.RegisterCallbackGenericService(&state->unknown);
  state->server = builder.BuildAndStart();
  auto* health = state->server->GetHealthCheckService();
  for (const std::string& service : OwnServices()) {
    health->SetServingStatus(service, true);
  }
  state->acceptor =
      Accept(std::move(sockets), options, state->proxies, state->door.get());
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

int Server::port() const { return state_->acceptor->port(); }

void Server::ExpectOwn(int port) { state_->acceptor->ExpectOwn(port); }

std::string Server::Metrics(std::optional<service::DoorCounts> other) const {
  std::vector<service::DoorCounts> doors = {
      {"grpc", state_->acceptor->counts()}};
  if (other.has_value()) doors.push_back(*std::move(other));
  return service::MetricsOf(state_->tools, doors, state_->is_serving);
}

void Server::ReportNotServing() {
  state_->is_serving = false;
  state_->server->GetHealthCheckService()->SetServingStatus(false);
}

const service::CallTools& Server::tools() const { return state_->tools; }

void Server::Drain(std::chrono::milliseconds grace) {
  ReportNotServing();
  const auto deadline = std::chrono::steady_clock::now() + grace;
  state_->admission.Drain(deadline);
  state_->acceptor->StopListening();
  // gRPC would answer a call that arrives while it shuts down with CANCELLED,
  // which nobody retries; over a connection that ends it is UNAVAILABLE.
  state_->acceptor->Close(
      [this](const std::string& transport) {
        return state_->admission.HasStream(transport);
      },
      std::chrono::steady_clock::now() +
          std::min<std::chrono::milliseconds>(grace, kFarewell));
  state_->server->Shutdown(
      std::chrono::system_clock::now() +
      std::chrono::duration_cast<std::chrono::milliseconds>(
          deadline - std::chrono::steady_clock::now()));
  state_->server->Wait();
}

void Server::Hurry() {
  state_->admission.Hurry();
  state_->acceptor->CutOff();
}

}  // namespace cmmm::server
