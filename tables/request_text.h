// A request, or another message, that came as text: textproto or proto3 JSON.
//
//   v1::ScoreRequest request;
//   if (auto failure = ParseRequest(content, &request)) {
//     // kData; failure->violations say where: `3:14`, and what is wrong
//   }
#ifndef CMMM_TABLES_REQUEST_TEXT_H_
#define CMMM_TABLES_REQUEST_TEXT_H_

#include "absl/strings/string_view.h"
#include "engine/base/failure.h"
#include "google/protobuf/message.h"

namespace cmmm::tables {

// Whether a request of this text is read as JSON: the first character that is
// not blank is `{` or `[`.
bool LooksLikeJson(absl::string_view content);

// Reads `content` into `request`, as JSON when it looks like it, else as
// textproto; byte order marks in front are skipped. What is empty, no UTF-8 or
// no such message is kData, with line and column where they are known, and
// *request means nothing then. The rules of
// JSON are those of engine/request/parse_json.h, that of textproto is
// request.text.
MaybeFailure ParseRequest(absl::string_view content,
                          google::protobuf::Message* request);

// Whether all of it is one JSON object that is a request, or one line of JSON
// that cannot be read: what ParseRequest says of it is what is wrong then, and
// it is no table of many records.
bool IsOneRequest(absl::string_view content);

// kData, naming the first line that is not valid UTF-8.
MaybeFailure CheckUtf8(absl::string_view content);

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_REQUEST_TEXT_H_
