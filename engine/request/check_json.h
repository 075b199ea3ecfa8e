// What is wrong with JSON before it is read as a message.
//
// Protocol Buffers' own reader is lenient where it should not be, as a misspelt
// exclusion changes a level, and it names one fault at a time. So one pass
// looks at the text first, and finds all of them:
//
//   json.syntax           no JSON (RFC 8259), or too deeply nested
//   json.unknown_field    `profile.excludedDomains`: there is no such field
//   json.duplicate_field  `list.answers[3].grade`: named twice, in either
//                         spelling (`weightSet`, `weight_set`)
//   json.two_of_one       `grade` and `notApplicable` of one answer: fields of
//                         which one may have a value
//   json.wrong_type       an object, a list or neither where another is wanted
//   json.wrong_value      `GRADE_FULY`, 1.5, 99999999999, "@": a value that is
//                         none of its field
//
// What it takes, Protocol Buffers' reader takes, and nothing else (a test holds
// the two together).
#ifndef CMMM_ENGINE_REQUEST_CHECK_JSON_H_
#define CMMM_ENGINE_REQUEST_CHECK_JSON_H_

#include "absl/strings/string_view.h"
#include "engine/base/violations.h"
#include "google/protobuf/descriptor.h"

namespace cmmm {

// Deepest nesting of objects and lists; a request has about eight.
inline constexpr size_t kMaxJsonDepth = 32;

// Adds what contradicts messages of `type`, in the order of the text. Field
// paths are as everywhere, with the names of the protos. Time and memory are
// bounded by the length of the text.
void CheckJson(absl::string_view json, const google::protobuf::Descriptor& type,
               Violations* violations);

}  // namespace cmmm

#endif  // CMMM_ENGINE_REQUEST_CHECK_JSON_H_
