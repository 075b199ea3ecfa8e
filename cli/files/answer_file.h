// An assessment file that is written anew after every answer, so that nothing
// is lost whenever and however the program ends.
//
// A save is WriteWholeFile: a temporary file in the same folder, made durable
// and renamed over the file, which so is either the old or the new one, whole.
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
// statement as a comment.
std::string RenderAssessment(const v1::ScoreRequest& request,
                             const v1::ModelDefinition& model,
                             texts::Language language);

class AnswerFile {
 public:
  explicit AnswerFile(std::string path) : path_(std::move(path)) {}

  // Reads the file, if there is one, and makes sure that Save will find it
  // writable. kExitIo when it will not; kExitData or kExitNoInput when what is
  // there cannot be read, or holds packed answers.
  MaybeFailure Open(v1::ScoreRequest* request);

  // Replaces the file by `text`. kExitIo when that fails, or when somebody
  // else changed the file since; it is then left as it was.
  MaybeFailure Save(const std::string& text);

  const std::string& path() const { return path_; }
  bool is_new() const { return !on_disk_.has_value(); }
  // Where the file is kept as it was before the first save, because it was not
  // written here and may hold comments; empty when it is not.
  const std::string& kept_as() const { return kept_as_; }

 private:
  MaybeFailure KeepOriginal();

  std::string path_;  // links followed, once open
  std::string kept_as_;
  bool foreign_ = false;                // not written here
  std::optional<struct stat> on_disk_;  // as last read or saved
};

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_ANSWER_FILE_H_
