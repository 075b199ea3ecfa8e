#include "server/unknown_method.h"

#include <string>

#include "engine/base/refusal.h"
#include "server/status.h"

namespace cmmm::server {
namespace {

class RefusedCall final : public grpc::ServerGenericBidiReactor {
 public:
  explicit RefusedCall(const grpc::Status& status) { Finish(status); }
  void OnDone() override { delete this; }
};

}  // namespace

grpc::ServerGenericBidiReactor* UnknownMethod::CreateReactor(
    grpc::GenericCallbackServerContext* /*context*/) {
  service::CallRecord record;
  // Its name is the caller's, and stays out of the log.
  record.method = "?";
  record.code = "UNIMPLEMENTED";
  record.reason = "UNKNOWN_METHOD";
  tools_->log->Write(record);
  tools_->metrics->Count(record);
  return new RefusedCall(
      ToGrpcStatus(Refuse(absl::StatusCode::kUnimplemented, "UNKNOWN_METHOD",
                          "there is no such method")));
}

}  // namespace cmmm::server
