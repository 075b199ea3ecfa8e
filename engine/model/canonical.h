// One encoding for one message.
#ifndef CMMM_ENGINE_MODEL_CANONICAL_H_
#define CMMM_ENGINE_MODEL_CANONICAL_H_

#include <string>

#include "google/protobuf/message_lite.h"

namespace cmmm {

// The deterministic Protocol Buffers encoding: equal messages give equal
// bytes, also when they hold maps.
std::string CanonicalBytes(const google::protobuf::MessageLite& message);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_CANONICAL_H_
