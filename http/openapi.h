// The API as an OpenAPI 3.1 description, made from the protos and their
// comments: nothing of it is written by hand, so nothing of it can be old.
//
// A binary's descriptors have no comments; so protoc writes the files with
// theirs once more when the project is built, and they are linked in
// (http/proto_files.cc).
//
//   {"openapi":"3.1.0","info":{…},
//    "paths":{"/cmmm.v1.ScoringService/Score":{"post":{…}},…},
//    "components":{"schemas":{"cmmm.v1.ScoreRequest":{…},…}}}
#ifndef CMMM_HTTP_OPENAPI_H_
#define CMMM_HTTP_OPENAPI_H_

#include <string>

#include "absl/strings/string_view.h"

namespace cmmm::http {

// Every method of the table of methods, with every message that is reached from
// it. The same text each time.
std::string OpenApiText();

// The .proto files with comments, the bytes of a FileDescriptorSet.
absl::string_view ProtoFiles();

}  // namespace cmmm::http

#endif  // CMMM_HTTP_OPENAPI_H_
