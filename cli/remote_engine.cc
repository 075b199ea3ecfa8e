#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/scoring_engine.h"
#include "cmmm/v1/analysis_service.grpc.pb.h"
#include "cmmm/v1/model_service.grpc.pb.h"
#include "cmmm/v1/scoring_service.grpc.pb.h"

namespace cmmm::cli {
namespace {

// One assessment takes microseconds; this is for networks.
constexpr std::chrono::seconds kDeadline{20};

class RemoteEngine final : public ScoringEngine {
 public:
  explicit RemoteEngine(const std::string& address)
      : address_(address),
        channel_(
            grpc::CreateChannel(address, grpc::InsecureChannelCredentials())),
        scoring_(v1::ScoringService::NewStub(channel_)),
        models_(v1::ModelService::NewStub(channel_)),
        analyses_(v1::AnalysisService::NewStub(channel_)) {}

  std::optional<Problem> Score(const v1::ScoreRequest& request,
                               v1::ScoreResponse* response) override {
    return Call([&](grpc::ClientContext* context) {
      return scoring_->Score(context, request, response);
    });
  }
  std::optional<Problem> GetModel(const v1::GetModelRequest& request,
                                  v1::GetModelResponse* response) override {
    return Call([&](grpc::ClientContext* context) {
      return models_->GetModel(context, request, response);
    });
  }
  std::optional<Problem> ListModels(const v1::ListModelsRequest& request,
                                    v1::ListModelsResponse* response) override {
    return Call([&](grpc::ClientContext* context) {
      return models_->ListModels(context, request, response);
    });
  }
  std::optional<Problem> GetProgramme(
      const v1::GetProgrammeRequest& request,
      v1::GetProgrammeResponse* response) override {
    return Call([&](grpc::ClientContext* context) {
      return models_->GetProgramme(context, request, response);
    });
  }
  std::optional<Problem> ListProgrammes(
      const v1::ListProgrammesRequest& request,
      v1::ListProgrammesResponse* response) override {
    return Call([&](grpc::ClientContext* context) {
      return models_->ListProgrammes(context, request, response);
    });
  }
  std::optional<Problem> AnalyzeBounds(
      const v1::AnalyzeBoundsRequest& request,
      v1::AnalyzeBoundsResponse* response) override {
    return Call([&](grpc::ClientContext* context) {
      return analyses_->AnalyzeBounds(context, request, response);
    });
  }
  std::optional<Problem> AnalyzeMargin(
      const v1::AnalyzeMarginRequest& request,
      v1::AnalyzeMarginResponse* response) override {
    return Call([&](grpc::ClientContext* context) {
      return analyses_->AnalyzeMargin(context, request, response);
    });
  }
  std::optional<Problem> PlanUpgrade(
      const v1::PlanUpgradeRequest& request,
      v1::PlanUpgradeResponse* response) override {
    return Call([&](grpc::ClientContext* context) {
      return analyses_->PlanUpgrade(context, request, response);
    });
  }
  std::optional<Problem> NextQuestions(
      const v1::NextQuestionsRequest& request,
      v1::NextQuestionsResponse* response) override {
    return Call([&](grpc::ClientContext* context) {
      return analyses_->NextQuestions(context, request, response);
    });
  }
  std::optional<Problem> Compare(const v1::CompareRequest& request,
                                 v1::CompareResponse* response) override {
    return Call([&](grpc::ClientContext* context) {
      return analyses_->Compare(context, request, response);
    });
  }
  std::optional<Problem> CheckReadiness(
      const v1::CheckReadinessRequest& request,
      v1::CheckReadinessResponse* response) override {
    return Call([&](grpc::ClientContext* context) {
      return analyses_->CheckReadiness(context, request, response);
    });
  }
  std::optional<Problem> Explain(const v1::ExplainRequest& request,
                                 v1::ExplainResponse* response) override {
    return Call([&](grpc::ClientContext* context) {
      return analyses_->Explain(context, request, response);
    });
  }

 private:
  template <typename CallOnce>
  std::optional<Problem> Call(CallOnce call_once) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kDeadline);
    const grpc::Status status = call_once(&context);
    if (status.ok()) return std::nullopt;
    google::rpc::Status details;
    if (!details.ParseFromString(status.error_details()) ||
        details.code() == 0) {
      details.set_code(static_cast<int>(status.error_code()));
      details.set_message(
          absl::StrCat("server ", address_, ": ", status.error_message()));
    }
    return ToProblem(details);
  }

  std::string address_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::ScoringService::Stub> scoring_;
  std::unique_ptr<v1::ModelService::Stub> models_;
  std::unique_ptr<v1::AnalysisService::Stub> analyses_;
};

}  // namespace

std::unique_ptr<ScoringEngine> MakeRemoteEngine(const std::string& address) {
  return std::make_unique<RemoteEngine>(address);
}

}  // namespace cmmm::cli
