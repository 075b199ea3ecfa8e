#include "tests/conformance/doors.h"

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/evaluate.h"
#include "engine/response/refusal_status.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "tests/server/running_server.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

class InProcess final : public Door {
 public:
  explicit InProcess(const Catalog* catalog) : catalog_(catalog) {}
  std::string name() const override { return "in process"; }
  DoorResult Score(const v1::ScoreRequest& request) override {
    DoorResult result;
    if (auto refusal = Evaluate(*catalog_, request, &result.response)) {
      result.status = ToRpcStatus(*refusal);
    }
    return result;
  }

 private:
  const Catalog* catalog_;
};

class OverGrpc final : public Door {
 public:
  explicit OverGrpc(const Catalog* catalog) : server_(*catalog) {}
  std::string name() const override { return "gRPC"; }
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

 private:
  RunningServer server_;
};

// Feeds textproto to the binary and reads its JSON.
class CommandLine final : public Door {
 public:
  explicit CommandLine(std::string models) : models_(std::move(models)) {}
  std::string name() const override { return "command line"; }
  DoorResult Score(const v1::ScoreRequest& request) override {
    std::string text;
    google::protobuf::TextFormat::PrintToString(request, &text);
    // An empty request prints as nothing, which is no request.
    if (text.empty()) text = "model {}";
    const ProcessResult run =
        RunCmmm({"score", "--models", models_, "--format", "json", "-"}, text);
    DoorResult result;
    result.exit_code = run.exit_code;
    result.errors = run.err;
    if (run.exit_code == 0) {
      EXPECT_TRUE(
          google::protobuf::util::JsonStringToMessage(run.out, &result.response)
              .ok());
    }
    return result;
  }

 private:
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
