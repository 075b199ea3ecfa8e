// An assessment file that is written anew after every answer, so that nothing
// is lost whenever and however the program ends.
//
// A save is WriteWholeFile: a temporary file in the same folder, made durable
// and renamed over the file, which so is either the old or the new one, whole.
// What a person wrote in the file is kept: JSON stays JSON, and a text that is
// not just as it was written here, so that it may hold remarks, is copied
// before it is first replaced.
#ifndef CMMM_CLI_FILES_ANSWER_FILE_H_
#define CMMM_CLI_FILES_ANSWER_FILE_H_

#include <sys/stat.h>

#include <optional>
#include <string>

#include "cli/printing/failure_text.h"
#include "cmmm/v1/model.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "texts/format_text.h"

namespace cmmm::cli {

// `request` as textproto, one line an answer, each below its requirement's
// statement as a comment in `language`.
std::string RenderAssessment(const v1::ScoreRequest& request,
                             const v1::ModelDefinition& model,
                             texts::Language language);

// The same as proto3 JSON.
// Two blanks for each depth, and a line end.
std::string RenderJson(const v1::ScoreRequest& request);

// Open first, then Save as often as there is something to save.
class AnswerFile {
 public:
  explicit AnswerFile(std::string path) : path_(std::move(path)) {}

  // Reads the file, if there is one, and makes sure that Save will find it
  // writable. kIo when it will not; kData or kNoInput when what is
  // there cannot be read, or holds packed answers.
  MaybeFailure Open(v1::ScoreRequest* request);

  // Replaces the file by `request`, rendered as above or, when the file is
  // JSON, as proto3 JSON. kIo when that fails, or when somebody else changed
  // the file since; it is then left as it was.
  MaybeFailure Save(const v1::ScoreRequest& request,
                    const v1::ModelDefinition& model, texts::Language language);

  const std::string& path() const { return path_; }
  bool is_new() const { return !on_disk_.has_value(); }
  // Where the file is kept as it was before the first save, `my.textproto.orig`
  // or with a number after it; empty when nothing could be lost.
  const std::string& kept_as() const { return kept_as_; }

 private:
  // Once, before the first save of a file that may hold remarks.
  MaybeFailure KeepOriginal(const v1::ModelDefinition& model);

  std::string path_;  // links followed, once open
  std::string kept_as_;
  std::string original_;     // its text; empty once saved
  v1::ScoreRequest opened_;  // what that text says
  bool is_json_ = false;
  std::optional<struct stat> on_disk_;  // as last read or saved
};

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_ANSWER_FILE_H_
