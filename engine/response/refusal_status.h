// A refusal as the standard error message.
#ifndef CMMM_ENGINE_RESPONSE_REFUSAL_STATUS_H_
#define CMMM_ENGINE_RESPONSE_REFUSAL_STATUS_H_

#include <functional>
#include <string>

#include "engine/base/refusal.h"
#include "google/rpc/status.pb.h"

namespace cmmm {

// google.rpc.Status with ErrorInfo, for violations BadRequest, and RetryInfo
// when trying again may help. Stays below 4 KiB (clients lose a status whose
// trailing metadata, a third longer in base64, passes 8 KiB): as many
// violations as fit are listed, the message says how many there are, and
// ErrorInfo carries `violations` and `violations_listed`. `in_chinese`, if
// given, says each violation in Chinese, beside the English, unless it gives
// nothing; then fewer fit.
using ViolationText = std::function<std::string(const Violation&)>;
google::rpc::Status ToRpcStatus(const Refusal& refusal,
                                const ViolationText& in_chinese = nullptr);

}  // namespace cmmm

#endif  // CMMM_ENGINE_RESPONSE_REFUSAL_STATUS_H_
