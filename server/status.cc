#include "server/status.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "engine/response/refusal_status.h"
#include "texts/refusal_text.h"

namespace cmmm::server {
namespace {

bool WantsChinese(const grpc::ServerContextBase& context) {
  const auto found = context.client_metadata().find("accept-language");
  if (found == context.client_metadata().end()) return false;
  return absl::StartsWithIgnoreCase(
      absl::string_view(found->second.data(), found->second.size()), "zh");
}

std::string InChinese(const Violation& one) {
  return texts::ChineseViolation(one.rule_id, one.value, one.message,
                                 one.there_are_zh);
}

}  // namespace

grpc::Status ToGrpcStatus(const Refusal& refusal,
                          const grpc::ServerContextBase& context) {
  const google::rpc::Status status =
      ToRpcStatus(refusal, WantsChinese(context) ? InChinese : ViolationText());
  return {static_cast<grpc::StatusCode>(status.code()), status.message(),
          status.SerializeAsString()};
}

}  // namespace cmmm::server
