// The types of messages, as Protocol Buffers' conversions between JSON and
// bytes ask for them: those of this program's messages.
#ifndef CMMM_ENGINE_REQUEST_JSON_TYPES_H_
#define CMMM_ENGINE_REQUEST_JSON_TYPES_H_

#include <string>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/util/type_resolver.h"

namespace cmmm {

// Thread-safe, like what it returns.
google::protobuf::util::TypeResolver* JsonTypes();

// By what JsonTypes finds `type`: `type.googleapis.com/cmmm.v1.ScoreRequest`.
std::string JsonTypeUrl(const google::protobuf::Descriptor& type);

}  // namespace cmmm

#endif  // CMMM_ENGINE_REQUEST_JSON_TYPES_H_
