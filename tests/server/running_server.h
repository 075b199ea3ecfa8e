// A cmmm::Server in this process, clients that reach it over loopback, and
// what tests ask of the answers.
#ifndef CMMM_TESTS_SERVER_RUNNING_SERVER_H_
#define CMMM_TESTS_SERVER_RUNNING_SERVER_H_

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "cmmm/v1/model_service.grpc.pb.h"
#include "cmmm/v1/scoring_service.grpc.pb.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "server/server.h"
#include "service/live_catalog.h"
#include "tests/support/test_files.h"

namespace cmmm::test {

// Longest any single call of a test may take; never reached when all is well.
inline constexpr std::chrono::seconds kCallLimit{120};

// The context of one call.
class CallContext : public grpc::ClientContext {
 public:
  CallContext() { set_deadline(std::chrono::system_clock::now() + kCallLimit); }
};

// A channel of its own connection, which takes answers of any size.
std::shared_ptr<grpc::Channel> Connect(const std::string& address);

// On a free port of 127.0.0.1, without a call log, until it goes out of
// scope; calls still running then are cancelled.
class RunningServer {
 public:
  explicit RunningServer(const Catalog& catalog = RealCatalog(),
                         server::ServerOptions options = {});
  ~RunningServer();

  std::string address() const;
  server::Server& server() { return *server_; }
  service::LiveCatalog& models_in_service() { return models_in_service_; }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  v1::ScoringService::Stub& scoring() { return *scoring_; }
  v1::ModelService::Stub& models() { return *models_; }

  grpc::Status Score(const v1::ScoreRequest& request,
                     v1::ScoreResponse* response);

 private:
  service::LiveCatalog models_in_service_;
  std::unique_ptr<server::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::ScoringService::Stub> scoring_;
  std::unique_ptr<v1::ModelService::Stub> models_;
};

// What a ScoreStream call gave: one answer per block, and how it ended.
struct StreamOutcome {
  std::vector<v1::ScoreStreamResponse> answers;
  grpc::Status status;
};

// Sends each block and reads its answer, then half-closes.
StreamOutcome ScoreBlocks(v1::ScoringService::Stub& stub,
                          const std::vector<v1::ScoreStreamRequest>& blocks);

// One block: everything of `request` but its answers as `common`, and its
// answers as the only assessment.
v1::ScoreStreamRequest BlockOf(const v1::ScoreRequest& request,
                               const std::string& key);

// Serialised so that equal messages give equal bytes.
std::string Bytes(const google::protobuf::Message& message);

// The google.rpc.Status in the details; fails the test when it is missing or
// contradicts the gRPC status.
google::rpc::Status DetailsOf(const grpc::Status& status);

// ErrorInfo; fails the test when it is missing or of another domain.
google::rpc::ErrorInfo InfoOf(const google::rpc::Status& status);
google::rpc::ErrorInfo InfoOf(const grpc::Status& status);

// `field: rule` of every violation listed, in order.
std::vector<std::string> ViolationsOf(const google::rpc::Status& status);
std::vector<std::string> ViolationsOf(const grpc::Status& status);

// Seconds of RetryInfo; -1 without.
int RetrySecondsOf(const grpc::Status& status);

// What the engine gives in process; fails the test when it refuses.
v1::ScoreResponse EvaluateOrDie(const Catalog& catalog,
                                const v1::ScoreRequest& request);

// Every file of datasets/, parsed, by its name.
struct Dataset {
  std::string file;
  v1::ScoreRequest request;
};
const std::vector<Dataset>& Datasets();

// A packed request for the tiny model with every requirement graded `code`.
v1::ScoreRequest TinyRequest(char code);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_SERVER_RUNNING_SERVER_H_
