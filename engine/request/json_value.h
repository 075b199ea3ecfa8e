// Whether a value of JSON is one of its field, as Protocol Buffers read JSON.
#ifndef CMMM_ENGINE_REQUEST_JSON_VALUE_H_
#define CMMM_ENGINE_REQUEST_JSON_VALUE_H_

#include <simdjson.h>

#include <string>

#include "google/protobuf/descriptor.h"

namespace cmmm {

// Says what the field, or an entry of it, takes, where `value` is none of it,
// with all names of an enum behind kThereAre; else empty. REQUIRES: the field
// is no message.
//
//   1.5 for an int32   "must be a whole number of 32 bits"
std::string WantedInJson(const simdjson::dom::element& value,
                         const google::protobuf::FieldDescriptor& field);

}  // namespace cmmm

#endif  // CMMM_ENGINE_REQUEST_JSON_VALUE_H_
