// What the tests of the command line share: files that come and go, and the
// repository's datasets.
#ifndef CMMM_TESTS_CLI_CLI_FILES_H_
#define CMMM_TESTS_CLI_CLI_FILES_H_

#include <string>
#include <vector>

#include "cmmm/v1/scoring_service.pb.h"

namespace cmmm::test {

// A file with this content until it goes out of scope.
class TempFile {
 public:
  explicit TempFile(const std::string& content,
                    const std::string& suffix = ".textproto");
  ~TempFile();
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// An empty folder until it goes out of scope.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// `datasets/NAME.textproto`, as a path for RunCmmm.
std::string DatasetPath(const std::string& name);

// Every dataset as such a path, sorted.
std::vector<std::string> DatasetPaths();

v1::ScoreRequest ReadDataset(const std::string& name);

// `request` as an assessment file.
std::string ToTextproto(const v1::ScoreRequest& request);
std::string ToJson(const v1::ScoreRequest& request);

// What the engine gives in process, as bytes; fails the test when it refuses.
std::string EvaluatedBytes(const v1::ScoreRequest& request);

// The ScoreResponse that `--format textproto` or `--format json` printed, as
// bytes; fails the test when it is none.
std::string PrintedBytes(const std::string& output);

// `content` with its first `from` replaced; fails the test without one.
std::string Replaced(const std::string& content, const std::string& from,
                     const std::string& to);

// Runs `command` in the repository with the shell, `cmmm` being the binary;
// its exit code.
int RunShell(const std::string& command);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_CLI_CLI_FILES_H_
