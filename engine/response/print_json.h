// A message as JSON, as the command line prints it and HTTP answers with it.
//
// Proto3 JSON by Protocol Buffers' own printer: lowerCamelCase names, enums by
// name, 64-bit integers as strings; fields without presence always, zero, false
// or empty as they may be; one blank for each depth and a line end behind it.
#ifndef CMMM_ENGINE_RESPONSE_PRINT_JSON_H_
#define CMMM_ENGINE_RESPONSE_PRINT_JSON_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/any.pb.h"
#include "google/protobuf/message.h"

namespace cmmm {

std::string PrintJson(const google::protobuf::Message& message);

// The same of the bytes of a message of `type`, as it is serialised.
std::string PrintJsonOfBytes(const google::protobuf::Descriptor& type,
                             absl::string_view bytes);

// What `any` holds in one line, with what is set alone, in the order of its
// bytes: equal bytes are equal texts, those of maps, too. `{}`: of a type that
// nobody knows here, or none of it.
std::string PrintJsonLine(const google::protobuf::Any& any);

}  // namespace cmmm

#endif  // CMMM_ENGINE_RESPONSE_PRINT_JSON_H_
