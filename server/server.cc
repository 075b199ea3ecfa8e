#include "server/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>

#include <memory>
#include <utility>

#include "absl/synchronization/mutex.h"
#include "server/admission.h"
#include "server/analysis_service.h"
#include "server/call_log.h"
#include "server/messages.h"
#include "server/model_service.h"
#include "server/scoring_service.h"

namespace cmmm::server {

struct Server::State {
  State(const Catalog* catalog, const ServerOptions& options)
      : log(options.log_calls),
        admission(options.max_streams),
        scoring(catalog, &admission, &log,
                static_cast<size_t>(options.max_message_bytes)),
        models(catalog, &admission, &log),
        analyses(catalog, &admission, &log) {}

  CallLog log;
  Admission admission;
  ScoringService scoring;
  ModelService models;
  AnalysisService analyses;
  std::unique_ptr<grpc::Server> server;
  int port = 0;
};

void PrepareToServe() {
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
  builder.SetMaxReceiveMessageSize(options.max_message_bytes);
  builder.SetMaxSendMessageSize(options.max_message_bytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS,
                             options.max_calls_per_connection);
  // A second server on the same port is an error, not a silent share.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.RegisterService(&state->scoring);
  builder.RegisterService(&state->models);
  builder.RegisterService(&state->analyses);
  state->server = builder.BuildAndStart();
  if (state->server == nullptr || state->port == 0) return nullptr;
  auto* health = state->server->GetHealthCheckService();
  health->SetServingStatus(v1::ScoringService::service_full_name(), true);
  health->SetServingStatus(v1::ModelService::service_full_name(), true);
  health->SetServingStatus(v1::AnalysisService::service_full_name(), true);
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
