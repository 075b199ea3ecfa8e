// cmmm.v1.ScoringService over the engine's door.
#ifndef CMMM_SERVER_SCORING_SERVICE_H_
#define CMMM_SERVER_SCORING_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include "cmmm/v1/scoring_service.grpc.pb.h"
#include "engine/model/catalog.h"
#include "server/admission.h"
#include "server/call_log.h"

namespace cmmm::server {

// Thread-safe. Catalog, admission and log must outlive the service.
class ScoringService final
    : public v1::ScoringService::WithRawCallbackMethod_Score<
          v1::ScoringService::WithRawCallbackMethod_ScoreStream<
              v1::ScoringService::Service>> {
 public:
  // No answer of a stream is longer than `max_message_bytes`.
  ScoringService(const Catalog* catalog, Admission* admission, CallLog* log,
                 size_t max_message_bytes)
      : catalog_(catalog),
        admission_(admission),
        log_(log),
        max_message_bytes_(max_message_bytes) {}

  grpc::ServerUnaryReactor* Score(grpc::CallbackServerContext* context,
                                  const grpc::ByteBuffer* request,
                                  grpc::ByteBuffer* response) override;

  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* ScoreStream(
      grpc::CallbackServerContext* context) override;

 private:
  const Catalog* catalog_;
  Admission* admission_;
  CallLog* log_;
  const size_t max_message_bytes_;
};

}  // namespace cmmm::server

#endif  // CMMM_SERVER_SCORING_SERVICE_H_
