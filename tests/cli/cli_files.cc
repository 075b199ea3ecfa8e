#include "tests/cli/cli_files.h"

#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "engine/evaluate.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

// The shell the tests are started from changes nothing.
class OwnEnvironment : public ::testing::Environment {
  void SetUp() override {
    for (const char* name :
         {"CMMM_MODELS", "grpc_proxy", "https_proxy", "http_proxy"}) {
      unsetenv(name);
    }
    setenv("LC_ALL", "C", 1);
  }
};
const auto* const kOwnEnvironment [[maybe_unused]] =
    ::testing::AddGlobalTestEnvironment(new OwnEnvironment);

}  // namespace

TempFile::TempFile(const std::string& content, const std::string& suffix)
    : path_(TempPath(suffix)) {
  std::ofstream(path_, std::ios::binary) << content;
}

TempFile::~TempFile() { std::filesystem::remove(path_); }

TempFolder::TempFolder() : path_(TempPath("")) {
  std::filesystem::create_directory(path_);
}

TempFolder::~TempFolder() { std::filesystem::remove_all(path_); }

std::string DatasetPath(const std::string& name) {
  return "datasets/" + name + ".textproto";
}

std::vector<std::string> DatasetPaths() {
  std::vector<std::string> paths;
  for (const std::string& file : FilesBelow("datasets", ".textproto")) {
    paths.push_back(DatasetPath(std::filesystem::path(file).stem().string()));
  }
  return paths;
}

v1::ScoreRequest ReadDataset(const std::string& name) {
  return ParseTextOrDie<v1::ScoreRequest>(
      ReadFile(SourcePath(DatasetPath(name))));
}

std::string ToTextproto(const v1::ScoreRequest& request) {
  std::string text;
  google::protobuf::TextFormat::PrintToString(request, &text);
  return text;
}

std::string ToJson(const v1::ScoreRequest& request) {
  std::string json;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(request, &json).ok());
  return json;
}

std::string EvaluatedBytes(const v1::ScoreRequest& request) {
  v1::ScoreResponse response;
  const auto refusal = Evaluate(RealCatalog(), request, &response);
  EXPECT_FALSE(refusal.has_value()) << refusal->message;
  return response.SerializeAsString();
}

std::string PrintedBytes(const std::string& output) {
  v1::ScoreResponse response;
  if (output.substr(0, 1) == "{") {
    const auto status =
        google::protobuf::util::JsonStringToMessage(output, &response);
    EXPECT_TRUE(status.ok()) << status.ToString();
  } else {
    response = ParseTextOrDie<v1::ScoreResponse>(output);
  }
  return response.SerializeAsString();
}

std::string Replaced(const std::string& content, const std::string& from,
                     const std::string& to) {
  const size_t at = content.find(from);
  if (at == std::string::npos) {
    ADD_FAILURE() << "no `" << from << "`";
    return content;
  }
  return std::string(content).replace(at, from.size(), to);
}

int RunShell(const std::string& command) {
  const std::string script = "cmmm() { '" CMMM_BINARY
                             "' \"$@\"; }; cd '" CMMM_SOURCE_DIR "' && " +
                             command;
  const int status = std::system(script.c_str());  // NOLINT: ours, fixed
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace cmmm::test
