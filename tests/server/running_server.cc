#include "tests/server/running_server.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/evaluate.h"

namespace cmmm::test {
namespace {

// Loopback never goes through a proxy, whatever the shell says.
class NoProxy : public ::testing::Environment {
  void SetUp() override {
    for (const char* name : {"grpc_proxy", "https_proxy", "http_proxy"}) {
      unsetenv(name);
    }
    unsetenv("CMMM_MODELS");
  }
};
const auto* const kNoProxy [[maybe_unused]] =
    ::testing::AddGlobalTestEnvironment(new NoProxy);

}  // namespace

std::shared_ptr<grpc::Channel> Connect(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(),
                                   arguments);
}

RunningServer::RunningServer(const Catalog& catalog,
                             server::ServerOptions options)
    : models_in_service_(catalog) {
  options.listen = "127.0.0.1:0";
  options.log_calls = false;
  Failure why;
  server_ = server::Server::Start(&models_in_service_, options, &why);
  EXPECT_NE(server_, nullptr) << why.message;
  channel_ = Connect(address());
  scoring_ = v1::ScoringService::NewStub(channel_);
  models_ = v1::ModelService::NewStub(channel_);
}

RunningServer::~RunningServer() {
  server_->Drain(std::chrono::milliseconds(0));
}

std::string RunningServer::address() const {
  return absl::StrCat("127.0.0.1:", server_->port());
}

grpc::Status RunningServer::Score(const v1::ScoreRequest& request,
                                  v1::ScoreResponse* response) {
  CallContext context;
  return scoring_->Score(&context, request, response);
}

StreamOutcome ScoreBlocks(v1::ScoringService::Stub& stub,
                          const std::vector<v1::ScoreStreamRequest>& blocks) {
  CallContext context;
  const auto stream = stub.ScoreStream(&context);
  StreamOutcome outcome;
  for (const v1::ScoreStreamRequest& block : blocks) {
    v1::ScoreStreamResponse answer;
    if (!stream->Write(block) || !stream->Read(&answer)) break;
    outcome.answers.push_back(std::move(answer));
  }
  stream->WritesDone();
  v1::ScoreStreamResponse surplus;
  while (stream->Read(&surplus)) ADD_FAILURE() << "more answers than blocks";
  outcome.status = stream->Finish();
  return outcome;
}

v1::ScoreStreamRequest BlockOf(const v1::ScoreRequest& request,
                               const std::string& key) {
  v1::ScoreStreamRequest block;
  *block.mutable_common() = request;
  block.mutable_common()->clear_answers();
  v1::KeyedAssessment* assessment = block.add_assessments();
  assessment->set_key(key);
  if (request.has_list()) *assessment->mutable_list() = request.list();
  if (request.has_packed()) *assessment->mutable_packed() = request.packed();
  return block;
}

std::string Bytes(const google::protobuf::Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream out(&bytes);
  google::protobuf::io::CodedOutputStream coded(&out);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

google::rpc::Status DetailsOf(const grpc::Status& status) {
  google::rpc::Status details;
  EXPECT_TRUE(details.ParseFromString(status.error_details()));
  EXPECT_EQ(details.code(), static_cast<int>(status.error_code()))
      << status.error_message();
  EXPECT_EQ(details.message(), status.error_message());
  return details;
}

google::rpc::ErrorInfo InfoOf(const google::rpc::Status& status) {
  google::rpc::ErrorInfo info;
  for (const auto& detail : status.details()) {
    if (!detail.UnpackTo(&info)) continue;
    EXPECT_EQ(info.domain(), "cmmm");
    return info;
  }
  ADD_FAILURE() << "no ErrorInfo: " << status.ShortDebugString();
  return info;
}

google::rpc::ErrorInfo InfoOf(const grpc::Status& status) {
  return InfoOf(DetailsOf(status));
}

std::vector<std::string> ViolationsOf(const google::rpc::Status& status) {
  std::vector<std::string> found;
  google::rpc::BadRequest list;
  for (const auto& detail : status.details()) {
    if (!detail.UnpackTo(&list)) continue;
    for (const auto& violation : list.field_violations()) {
      const std::vector<std::string> rule =
          absl::StrSplit(violation.description(), absl::MaxSplits(": ", 1));
      found.push_back(absl::StrCat(violation.field(), ": ", rule[0]));
    }
  }
  return found;
}

std::vector<std::string> ViolationsOf(const grpc::Status& status) {
  return ViolationsOf(DetailsOf(status));
}

int RetrySecondsOf(const grpc::Status& status) {
  const google::rpc::Status details = DetailsOf(status);
  google::rpc::RetryInfo retry;
  for (const auto& detail : details.details()) {
    if (detail.UnpackTo(&retry)) {
      return static_cast<int>(retry.retry_delay().seconds());
    }
  }
  return -1;
}

v1::ScoreResponse EvaluateOrDie(const Catalog& catalog,
                                const v1::ScoreRequest& request) {
  v1::ScoreResponse response;
  const auto refusal = Evaluate(catalog, request, &response);
  EXPECT_FALSE(refusal.has_value()) << refusal->message;
  return response;
}

const std::vector<Dataset>& Datasets() {
  static const auto* datasets = [] {
    auto* read = new std::vector<Dataset>;
    for (const std::string& file : FilesBelow("datasets", ".textproto")) {
      read->push_back({std::filesystem::path(file).stem().string(),
                       ParseTextOrDie<v1::ScoreRequest>(ReadFile(file))});
    }
    EXPECT_FALSE(read->empty());
    return read;
  }();
  return *datasets;
}

v1::ScoreRequest TinyRequest(char code) {
  return PackedRequest(TinyCatalog(), "bakery",
                       std::string(TinyDefinition().requirements_size(), code));
}

}  // namespace cmmm::test
