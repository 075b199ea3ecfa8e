// cmmm.v1.ScoringService over the engine's door.
#ifndef CMMM_SERVER_SCORING_SERVICE_H_
#define CMMM_SERVER_SCORING_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include "cmmm/v1/scoring_service.grpc.pb.h"
#include "service/methods.h"
#include "service/unary_call.h"

namespace cmmm::server {

// Thread-safe. `tools` must outlive the service.
class ScoringService final
    : public v1::ScoringService::WithRawCallbackMethod_Score<
          v1::ScoringService::WithRawCallbackMethod_ScoreStream<
              v1::ScoringService::Service>> {
 public:
  explicit ScoringService(const service::CallTools& tools) : tools_(tools) {}

  grpc::ServerUnaryReactor* Score(grpc::CallbackServerContext* context,
                                  const grpc::ByteBuffer* request,
                                  grpc::ByteBuffer* response) override;

  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* ScoreStream(
      grpc::CallbackServerContext* context) override;

 private:
  const service::CallTools& tools_;
  const service::Method& score_ =
      service::MethodOf(v1::ScoreRequest::descriptor());
};

}  // namespace cmmm::server

#endif  // CMMM_SERVER_SCORING_SERVICE_H_
