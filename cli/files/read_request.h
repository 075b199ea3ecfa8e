// Input files: a ScoreRequest, or another message, as textproto or proto3 JSON;
// assessments also as workbooks that were filled in.
#ifndef CMMM_CLI_FILES_READ_REQUEST_H_
#define CMMM_CLI_FILES_READ_REQUEST_H_

#include <map>
#include <optional>
#include <string>

#include "cli/printing/failure_text.h"
#include "cli/scoring_engine.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "google/protobuf/message.h"

namespace cmmm::cli {

// Largest input file as text, in bytes.
inline constexpr size_t kMaxRequestBytes = size_t{16} << 20;

// Reads `file`, `-` being standard input. JSON when the first character that
// is not blank is `{` or `[`, else textproto; a UTF-8 byte order mark is
// skipped. A file that cannot be read is kNoInput; anything else wrong
// with it kData, with line and column where they are known.
//
// A workbook is known by its first bytes. It is understood by the edition of
// the model that it names, which `engine` gives, or by the one that is `asked`
// for with a version; one that is not there is refused by the rule
// workbook.unknown_model. What the reader should know of it is printed on
// standard error. `places`, unless nullptr, gets the cells where its grades
// stand, by the ids of requirements. A file that has the name of a workbook is
// read as one, so that it is said what it is instead.
MaybeFailure ReadRequest(const std::string& file, ScoringEngine* engine,
                         v1::ScoreRequest* request,
                         std::map<std::string, std::string>* places = nullptr,
                         const v1::ModelRef& asked = {});

// The same of messages that come as text only.
MaybeFailure ReadRequest(const std::string& file,
                         google::protobuf::Message* request);

// A file of plain UTF-8 text, a byte order mark skipped; errors as above.
MaybeFailure ReadText(const std::string& file, std::string* text);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_READ_REQUEST_H_
