#include "server/unknown_method.h"

#include <string>

#include "engine/base/refusal.h"
#include "server/status.h"
#include "server/unary_call.h"

namespace cmmm::server {
namespace {

class RefusedCall final : public grpc::ServerGenericBidiReactor {
 public:
  explicit RefusedCall(const grpc::Status& status) { Finish(status); }
  void OnDone() override { delete this; }
};

}  // namespace

grpc::ServerGenericBidiReactor* UnknownMethod::CreateReactor(
    grpc::GenericCallbackServerContext* context) {
  const service::Caller caller = ReadCaller(*tools_, context);
  RefuseWithRequestId(caller, context);
  service::CallRecord record;
  record.caller = &caller;
  record.deadline_left = service::LeftUntil(context->deadline());
  // Its name is the caller's, and stays out of the log.
  record.method = "?";
  record.code = "UNIMPLEMENTED";
  record.reason = "UNKNOWN_METHOD";
  tools_->log->Write(record);
  tools_->metrics->Count(record);
  return new RefusedCall(
      ToGrpcStatus(Refuse(absl::StatusCode::kUnimplemented, "UNKNOWN_METHOD",
                          "there is no such method"),
                   *context));
}

}  // namespace cmmm::server
