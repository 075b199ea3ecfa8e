#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/codegen/proto_utils.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "cli/files/read_file.h"
#include "cli/printing/failure_text.h"
#include "cli/scoring_engine.h"

namespace cmmm::cli {
namespace {

using google::protobuf::Message;

// One assessment takes microseconds; this is for networks.
constexpr std::chrono::seconds kDeadline{20};
constexpr size_t kMaxCaBytes = size_t{1} << 20;

// By TLS at `https://…`, whose CA is one of the system's or in the file that
// CMMM_CA names.
std::shared_ptr<grpc::Channel> ConnectTo(absl::string_view address) {
  if (!absl::ConsumePrefix(&address, "https://")) {
    return grpc::CreateChannel(std::string(address),
                               grpc::InsecureChannelCredentials());
  }
  grpc::SslCredentialsOptions options;
  if (const char* file = std::getenv("CMMM_CA")) {
    // Of one that cannot be read nothing is believed, and the call says so.
    if (ReadWholeFile(file, kMaxCaBytes, &options.pem_root_certs)) {
      options.pem_root_certs = file;
    }
  }
  return grpc::CreateChannel(std::string(address),
                             grpc::SslCredentials(options));
}

class RemoteEngine final : public ScoringEngine {
 public:
  explicit RemoteEngine(const std::string& address)
      : address_(address), stub_(ConnectTo(address)) {}

  MaybeFailure FindModel(const v1::GetModelResponse& described,
                         CatalogEntry* entry) override {
    Violations findings;
    const Catalog catalog = Catalog::OfModel(described.definition(), &findings);
    if (!findings.empty()) {
      return Failure{FailureKind::kConfig, "the server's model is not valid",
                     "服务器上的模型有误", std::move(findings)};
    }
    *entry = catalog.entries().front();
    return std::nullopt;
  }

 private:
  MaybeFailure Answer(const service::Method& method, const Message& request,
                      Message* response) override {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kDeadline);
    if (const char* key = std::getenv("CMMM_KEY")) {
      context.AddMetadata("authorization", absl::StrCat("Bearer ", key));
    }
    if (MessageLanguage() == texts::Language::kZh) {
      context.AddMetadata("accept-language", "zh-CN");
    }
    grpc::CompletionQueue queue;
    grpc::Status status;
    const auto call =
        stub_.PrepareUnaryCall(&context, method.path, request, &queue);
    call->StartCall();
    call->Finish(response, &status, this);
    void* tag = nullptr;
    bool done = false;
    (void)queue.Next(&tag, &done);
    if (status.ok()) return std::nullopt;
    response->Clear();
    const google::rpc::Status details = Details(status);
    Failure failure = ToFailure(details);
    if (details.details().empty()) {  // no word of the server
      failure.message_zh =
          absl::StrCat("服务器 ", address_, "：", failure.message_zh);
    }
    return failure;
  }

  // What the server says of a call; what gRPC says of one that never got there.
  google::rpc::Status Details(const grpc::Status& status) const {
    google::rpc::Status details;
    if (!details.ParseFromString(status.error_details()) ||
        details.code() == 0) {
      details.set_code(static_cast<int>(status.error_code()));
      details.set_message(
          absl::StrCat("server ", address_, ": ", status.error_message()));
    }
    return details;
  }

  std::string address_;
  grpc::TemplatedGenericStub<Message, Message> stub_;
};

}  // namespace

std::unique_ptr<ScoringEngine> MakeRemoteEngine(const std::string& address) {
  return std::make_unique<RemoteEngine>(address);
}

}  // namespace cmmm::cli
