// cmmm.v1.ScoringService over the engine's door.
#ifndef CMMM_SERVER_SCORING_SERVICE_H_
#define CMMM_SERVER_SCORING_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include <atomic>

#include "cmmm/v1/scoring_service.grpc.pb.h"
#include "engine/model/catalog.h"
#include "server/call_log.h"

namespace cmmm {

// Thread-safe. Catalog and log must outlive the service.
class ScoringService final
    : public v1::ScoringService::WithRawCallbackMethod_Score<
          v1::ScoringService::WithRawCallbackMethod_ScoreStream<
              v1::ScoringService::Service>> {
 public:
  // At most `max_streams` ScoreStream calls at once; one more is refused with
  // RESOURCE_EXHAUSTED and a retry hint.
  ScoringService(const Catalog* catalog, CallLog* log, int max_streams);

  grpc::ServerUnaryReactor* Score(grpc::CallbackServerContext* context,
                                  const grpc::ByteBuffer* request,
                                  grpc::ByteBuffer* response) override;

  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* ScoreStream(
      grpc::CallbackServerContext* context) override;

 private:
  const Catalog* catalog_;
  CallLog* log_;
  const int max_streams_;
  std::atomic<int> open_streams_{0};
};

}  // namespace cmmm

#endif  // CMMM_SERVER_SCORING_SERVICE_H_
