// cmmm.v1.AnalysisService over the questions of the engine (engine/analyze.h).
#ifndef CMMM_SERVER_ANALYSIS_SERVICE_H_
#define CMMM_SERVER_ANALYSIS_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include "cmmm/v1/analysis_service.grpc.pb.h"
#include "server/unary_call.h"

namespace cmmm::server {

// Every method as raw bytes, one class per method around the last.
using RawAnalysisService =
    v1::AnalysisService::WithRawCallbackMethod_AnalyzeBounds<
        v1::AnalysisService::WithRawCallbackMethod_AnalyzeMargin<
            v1::AnalysisService::WithRawCallbackMethod_PlanUpgrade<
                v1::AnalysisService::WithRawCallbackMethod_NextQuestions<
                    v1::AnalysisService::WithRawCallbackMethod_Compare<
                        v1::AnalysisService::WithRawCallbackMethod_VerifyResult<
                            v1::AnalysisService::
                                WithRawCallbackMethod_CheckReadiness<
                                    v1::AnalysisService::
                                        WithRawCallbackMethod_Explain<
                                            v1::AnalysisService::
                                                Service>>>>>>>>;

// Thread-safe. `tools` must outlive the service.
class AnalysisService final : public RawAnalysisService {
 public:
  explicit AnalysisService(const CallTools& tools) : tools_(tools) {}

  grpc::ServerUnaryReactor* AnalyzeBounds(grpc::CallbackServerContext* context,
                                          const grpc::ByteBuffer* request,
                                          grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* AnalyzeMargin(grpc::CallbackServerContext* context,
                                          const grpc::ByteBuffer* request,
                                          grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* PlanUpgrade(grpc::CallbackServerContext* context,
                                        const grpc::ByteBuffer* request,
                                        grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* NextQuestions(grpc::CallbackServerContext* context,
                                          const grpc::ByteBuffer* request,
                                          grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* Compare(grpc::CallbackServerContext* context,
                                    const grpc::ByteBuffer* request,
                                    grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* VerifyResult(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* CheckReadiness(grpc::CallbackServerContext* context,
                                           const grpc::ByteBuffer* request,
                                           grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* Explain(grpc::CallbackServerContext* context,
                                    const grpc::ByteBuffer* request,
                                    grpc::ByteBuffer* response) override;

 private:
  const CallTools& tools_;
};

}  // namespace cmmm::server

#endif  // CMMM_SERVER_ANALYSIS_SERVICE_H_
