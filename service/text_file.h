// Files of configuration in the text form of Protocol Buffers.
#ifndef CMMM_SERVICE_TEXT_FILE_H_
#define CMMM_SERVICE_TEXT_FILE_H_

#include <google/protobuf/message.h>

#include <string>

#include "engine/base/violations.h"

namespace cmmm::service {

// Reads `text` into `file`, which holds what could be read when this is false.
// Each complaint of the parser becomes a violation of `rule` at `line N`. An
// unknown field is a complaint.
bool ParseTextFile(const std::string& text, const char* rule,
                   google::protobuf::Message* file, Violations* wrong);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_TEXT_FILE_H_
