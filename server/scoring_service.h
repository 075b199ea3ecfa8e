// cmmm.v1.ScoringService over the engine's door.
//
//   Score         one request, one response: a row of the table of methods
//                 (unary_call.h)
//   ScoreStream   blocks of assessments, each answered before the next is read,
//                 so that a caller who reads slowly is slowed down, and memory
//                 stays at one block
//
// Bytes are handed on as they came: the engine parses them (engine/evaluate.h).
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

  // What gRPC calls, in threads of its own. The reactor frees itself.
  grpc::ServerUnaryReactor* Score(grpc::CallbackServerContext* context,
                                  const grpc::ByteBuffer* request,
                                  grpc::ByteBuffer* response) override;

  // Errors end the stream, with the results of earlier blocks sent already:
  // RESOURCE_EXHAUSTED for a block that is too large or over a limit or quota,
  // INVALID_ARGUMENT for what is no block; what is wrong with one assessment is
  // in its own result. A stream has one set of models from its begin to its
  // end.
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* ScoreStream(
      grpc::CallbackServerContext* context) override;

 private:
  const service::CallTools& tools_;
  const service::Method& score_ =
      service::MethodOf(v1::ScoreRequest::descriptor());
};

}  // namespace cmmm::server

#endif  // CMMM_SERVER_SCORING_SERVICE_H_
