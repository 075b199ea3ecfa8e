#include "tests/conformance/doors.h"

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/evaluate.h"
#include "engine/response/refusal_status.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "tests/engine/model/temp_folder.h"
#include "tests/server/running_server.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

// A door that takes one request at a time.
class SingleDoor : public Door {
 public:
  std::vector<DoorResult> ScoreAll(
      const std::vector<v1::ScoreRequest>& requests) final {
    std::vector<DoorResult> results;
    for (const auto& request : requests) results.push_back(Score(request));
    return results;
  }

 protected:
  virtual DoorResult Score(const v1::ScoreRequest& request) = 0;
};

class InProcess final : public SingleDoor {
 public:
  explicit InProcess(const Catalog* catalog) : catalog_(catalog) {}
  std::string name() const override { return "in process"; }

 private:
  DoorResult Score(const v1::ScoreRequest& request) override {
    DoorResult result;
    if (auto refusal = Evaluate(*catalog_, request, &result.response)) {
      result.status = ToRpcStatus(*refusal);
    }
    return result;
  }

  const Catalog* catalog_;
};

class OverGrpc final : public SingleDoor {
 public:
  explicit OverGrpc(const Catalog* catalog) : server_(*catalog) {}
  std::string name() const override { return "gRPC"; }

 private:
  DoorResult Score(const v1::ScoreRequest& request) override {
    DoorResult result;
    const grpc::Status status = server_.Score(request, &result.response);
    if (!status.ok() &&
        !result.status.ParseFromString(status.error_details())) {
      ADD_FAILURE() << "no details: " << status.error_message();
    }
    EXPECT_EQ(result.status.code(), static_cast<int>(status.error_code()));
    return result;
  }

  RunningServer server_;
};

// What follows `cmmm: FILE: ` in the errors, up to the next such line.
std::string ErrorsOf(const std::string& file, const std::string& errors) {
  const std::string begin = "cmmm: " + file + ": ";
  const size_t from = errors.find(begin);
  if (from == std::string::npos) return "";
  const size_t next = errors.find("\ncmmm: ", from);
  return errors.substr(from, next == std::string::npos ? next : next - from);
}

// One process for all requests: each is a file of textproto; the answers are
// JSON objects one after another, of those that were not refused.
class CommandLine final : public Door {
 public:
  explicit CommandLine(std::string models) : models_(std::move(models)) {}
  std::string name() const override { return "command line"; }

  std::vector<DoorResult> ScoreAll(
      const std::vector<v1::ScoreRequest>& requests) override {
    const TempFolder folder;
    std::vector<std::string> files;
    for (const auto& request : requests) {
      std::string text;
      google::protobuf::TextFormat::PrintToString(request, &text);
      // An empty request prints as nothing, which is no request.
      if (text.empty()) text = "model {}";
      files.push_back(
          folder.Write(absl::StrCat(files.size(), ".textproto"), text));
    }
    std::vector<std::string> arguments = {"score", "--models", models_,
                                          "--format", "json"};
    arguments.insert(arguments.end(), files.begin(), files.end());
    const ProcessResult run = RunCmmm(arguments);
    std::istringstream out(run.out);
    std::vector<DoorResult> results;
    for (const std::string& file : files) {
      results.push_back(ResultOf(file, run, &out));
    }
    EXPECT_EQ(out.peek(), std::char_traits<char>::eof()) << "more answers";
    return results;
  }

 private:
  // The exit code of a run is that of the first file refused.
  static DoorResult ResultOf(const std::string& file, const ProcessResult& run,
                             std::istream* out) {
    DoorResult result;
    result.errors = ErrorsOf(file, run.err);
    if (!result.errors.empty()) {
      result.exit_code = run.exit_code;
      return result;
    }
    std::string json;
    std::string line;
    while (line != "}" && std::getline(*out, line)) json += line + "\n";
    EXPECT_TRUE(
        google::protobuf::util::JsonStringToMessage(json, &result.response)
            .ok())
        << json << run.err;
    return result;
  }

  std::string models_;
};

}  // namespace

std::vector<std::unique_ptr<Door>> OpenDoors(const std::string& models) {
  Violations findings;
  // Kept for the life of the test program: the server needs it.
  auto* catalog = new Catalog(Catalog::Load(models, &findings));
  for (const Violation& found : findings.listed()) {
    ADD_FAILURE() << ToString(found);
  }
  std::vector<std::unique_ptr<Door>> doors;
  doors.push_back(std::make_unique<InProcess>(catalog));
  doors.push_back(std::make_unique<OverGrpc>(catalog));
  doors.push_back(std::make_unique<CommandLine>(models));
  return doors;
}

}  // namespace cmmm::test
