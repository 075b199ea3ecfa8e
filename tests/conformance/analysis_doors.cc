#include "tests/conformance/analysis_doors.h"

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cmmm/v1/analysis_service.grpc.pb.h"
#include "engine/analyze.h"
#include "engine/response/refusal_status.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "tests/engine/model/temp_folder.h"
#include "tests/server/running_server.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

using ::cmmm::testing::v1::AnalysisCall;

class InProcess final : public AnalysisDoor {
 public:
  explicit InProcess(const Catalog* catalog) : catalog_(catalog) {}
  std::string name() const override { return "in process"; }
  AnalysisOutcome Ask(const AnalysisCall& call) override {
    AnalysisOutcome outcome;
    const std::optional<Refusal> refusal = Run(call, &outcome.result);
    if (refusal.has_value()) outcome.status = ToRpcStatus(*refusal);
    return outcome;
  }

 private:
  std::optional<Refusal> Run(const AnalysisCall& call,
                             ::cmmm::testing::v1::AnalysisResult* result) {
    switch (call.call_case()) {
      case AnalysisCall::kAnalyzeBounds:
        return AnalyzeBounds(*catalog_, call.analyze_bounds(),
                             result->mutable_analyze_bounds());
      case AnalysisCall::kAnalyzeMargin:
        return AnalyzeMargin(*catalog_, call.analyze_margin(),
                             result->mutable_analyze_margin());
      case AnalysisCall::kPlanUpgrade:
        return PlanUpgrade(*catalog_, call.plan_upgrade(),
                           result->mutable_plan_upgrade());
      case AnalysisCall::kNextQuestions:
        return NextQuestions(*catalog_, call.next_questions(),
                             result->mutable_next_questions());
      case AnalysisCall::kCompare:
        return Compare(*catalog_, call.compare(), result->mutable_compare());
      case AnalysisCall::kCheckReadiness:
        return CheckReadiness(*catalog_, call.check_readiness(),
                              result->mutable_check_readiness());
      case AnalysisCall::kExplain:
        return Explain(*catalog_, call.explain(), result->mutable_explain());
      case AnalysisCall::CALL_NOT_SET:
        break;
    }
    ADD_FAILURE() << "no call";
    return std::nullopt;
  }

  const Catalog* catalog_;
};

class OverGrpc final : public AnalysisDoor {
 public:
  explicit OverGrpc(const Catalog* catalog)
      : server_(*catalog),
        stub_(v1::AnalysisService::NewStub(server_.channel())) {}
  std::string name() const override { return "gRPC"; }
  AnalysisOutcome Ask(const AnalysisCall& call) override {
    AnalysisOutcome outcome;
    const grpc::Status status = Run(call, &outcome.result);
    if (!status.ok() &&
        !outcome.status.ParseFromString(status.error_details())) {
      ADD_FAILURE() << "no details: " << status.error_message();
    }
    EXPECT_EQ(outcome.status.code(), static_cast<int>(status.error_code()));
    return outcome;
  }

 private:
  grpc::Status Run(const AnalysisCall& call,
                   ::cmmm::testing::v1::AnalysisResult* result) {
    CallContext context;
    switch (call.call_case()) {
      case AnalysisCall::kAnalyzeBounds:
        return stub_->AnalyzeBounds(&context, call.analyze_bounds(),
                                    result->mutable_analyze_bounds());
      case AnalysisCall::kAnalyzeMargin:
        return stub_->AnalyzeMargin(&context, call.analyze_margin(),
                                    result->mutable_analyze_margin());
      case AnalysisCall::kPlanUpgrade:
        return stub_->PlanUpgrade(&context, call.plan_upgrade(),
                                  result->mutable_plan_upgrade());
      case AnalysisCall::kNextQuestions:
        return stub_->NextQuestions(&context, call.next_questions(),
                                    result->mutable_next_questions());
      case AnalysisCall::kCompare:
        return stub_->Compare(&context, call.compare(),
                              result->mutable_compare());
      case AnalysisCall::kCheckReadiness:
        return stub_->CheckReadiness(&context, call.check_readiness(),
                                     result->mutable_check_readiness());
      case AnalysisCall::kExplain:
        return stub_->Explain(&context, call.explain(),
                              result->mutable_explain());
      case AnalysisCall::CALL_NOT_SET:
        break;
    }
    return grpc::Status::OK;
  }

  RunningServer server_;
  std::unique_ptr<v1::AnalysisService::Stub> stub_;
};

// A grade as the command line takes it.
std::string GradeName(v1::Grade grade) {
  return absl::AsciiStrToLower(
      absl::StripPrefix(v1::Grade_Name(grade), "GRADE_"));
}

std::vector<std::string> BoundsArguments(
    const v1::AnalyzeBoundsRequest& request) {
  std::vector<std::string> arguments = {"bounds"};
  for (const auto& doubt : request.doubts()) {
    arguments.push_back("--doubt");
    arguments.push_back(absl::StrCat(doubt.requirement_id(), "=",
                                     GradeName(doubt.lowest()), "..",
                                     GradeName(doubt.highest())));
  }
  return arguments;
}

std::vector<std::string> MarginArguments(
    const v1::AnalyzeMarginRequest& request) {
  std::vector<std::string> arguments = {"margin"};
  if (request.measure() == v1::DOWNGRADE_MEASURE_ANSWERS) {
    arguments.insert(arguments.end(), {"--measure", "answers"});
  }
  if (request.with_proof()) arguments.push_back("--proof");
  return arguments;
}

std::vector<std::string> PlanArguments(const v1::PlanUpgradeRequest& request) {
  std::vector<std::string> arguments = {"plan"};
  const auto add = [&](const char* option, const std::string& value) {
    arguments.push_back(absl::StrCat(option, "=", value));
  };
  if (request.target_level() != 0) {
    add("--target", absl::StrCat(request.target_level()));
  }
  for (const auto& cost : request.costs()) {
    add("--cost",
        absl::StrCat(cost.id().empty() ? "all" : cost.id(), "=",
                     cost.not_to_partly(), ",", cost.partly_to_mostly(), ",",
                     cost.mostly_to_fully()));
  }
  for (const std::string& id : request.frozen_ids()) add("--freeze", id);
  for (const auto& rule : request.prerequisites()) {
    add("--requires",
        absl::StrCat(rule.requirement_id(), ":", rule.needs_id(),
                     rule.at_least() == v1::GRADE_UNSPECIFIED ? "" : "=",
                     rule.at_least() == v1::GRADE_UNSPECIFIED
                         ? ""
                         : GradeName(rule.at_least())));
  }
  if (request.lower_levels_first()) {
    arguments.push_back("--lower-levels-first");
  }
  if (request.has_budget()) add("--budget", absl::StrCat(request.budget()));
  if (request.hold() != 0) add("--hold", absl::StrCat(request.hold()));
  if (request.alternatives() != 0) {
    add("--alternatives", absl::StrCat(request.alternatives()));
  }
  if (request.with_proof()) arguments.push_back("--proof");
  return arguments;
}

std::vector<std::string> NextArguments(
    const v1::NextQuestionsRequest& request) {
  std::vector<std::string> arguments = {
      "next", absl::StrCat("--limit=", request.limit())};
  if (request.include_others()) arguments.emplace_back("--all");
  return arguments;
}

// `node:domain:delivery:2`, as the command line takes it.
std::string SubjectText(const v1::Subject& subject) {
  static const char* const kNames[] = {"nothing", "total",    "level",
                                       "node",    "maturity", "gain"};
  static const char* const kTiers[] = {"", "element:", "domain:", "subdomain:"};
  std::string text = kNames[subject.quantity()];
  if (!subject.id().empty()) {
    absl::StrAppend(&text, ":", kTiers[subject.tier()], subject.id());
  }
  if (subject.level() != 0) absl::StrAppend(&text, ":", subject.level());
  return text;
}

std::vector<std::string> ExplainArguments(const v1::ExplainRequest& request) {
  return {"explain", absl::StrCat("--depth=", request.max_depth()),
          absl::StrCat("--steps=", request.max_steps())};
}

// An assessment as a file. An empty one prints as nothing, which is no
// assessment.
std::string ToText(const v1::ScoreRequest& assessment) {
  std::string text;
  google::protobuf::TextFormat::PrintToString(assessment, &text);
  return text.empty() ? "model {}" : text;
}

// A second assessment, beside the one on standard input.
class TextFile {
 public:
  explicit TextFile(const std::string& content)
      : path_(TempPath(".textproto")) {
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TextFile() { std::filesystem::remove(path_); }
  TextFile(const TextFile&) = delete;
  TextFile& operator=(const TextFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Declarations and texts go through files in `folder`.
std::vector<std::string> ReadyArguments(
    const v1::CheckReadinessRequest& request, const TempFolder& folder) {
  const std::string& track = request.track_id();
  std::vector<std::string> arguments = {
      "ready", "--date", request.date().empty() ? "none" : request.date()};
  if (request.declarations_size() > 0) {
    v1::Declarations declarations;
    *declarations.mutable_declarations() = request.declarations();
    std::string text;
    google::protobuf::TextFormat::PrintToString(declarations, &text);
    arguments.insert(arguments.end(),
                     {"--declarations", folder.Write("declarations", text)});
  }
  for (int i = 0; i < request.texts_size(); ++i) {
    const v1::ConditionText& text = request.texts(i);
    arguments.insert(
        arguments.end(),
        {"--text",
         absl::StrCat(text.condition_id(), "=",
                      folder.Write(absl::StrCat("text", i), text.text()))});
  }
  arguments.push_back(
      absl::StrCat(request.programme_id(), track.empty() ? "" : "/", track));
  return arguments;
}

// Feeds the assessment to the binary, the rest as options; reads its JSON.
class CommandLine final : public AnalysisDoor {
 public:
  explicit CommandLine(std::string models) : models_(std::move(models)) {}
  std::string name() const override { return "command line"; }
  AnalysisOutcome Ask(const AnalysisCall& call) override {
    AnalysisOutcome outcome;
    switch (call.call_case()) {
      case AnalysisCall::kAnalyzeBounds:
        Run(BoundsArguments(call.analyze_bounds()),
            call.analyze_bounds().assessment(),
            outcome.result.mutable_analyze_bounds(), &outcome);
        break;
      case AnalysisCall::kAnalyzeMargin:
        Run(MarginArguments(call.analyze_margin()),
            call.analyze_margin().assessment(),
            outcome.result.mutable_analyze_margin(), &outcome);
        break;
      case AnalysisCall::kPlanUpgrade:
        Run(PlanArguments(call.plan_upgrade()),
            call.plan_upgrade().assessment(),
            outcome.result.mutable_plan_upgrade(), &outcome);
        break;
      case AnalysisCall::kNextQuestions:
        Run(NextArguments(call.next_questions()),
            call.next_questions().assessment(),
            outcome.result.mutable_next_questions(), &outcome);
        break;
      case AnalysisCall::kExplain:
        Run(ExplainArguments(call.explain()), call.explain().assessment(),
            outcome.result.mutable_explain(), &outcome,
            {SubjectText(call.explain().subject())});
        break;
      case AnalysisCall::kCompare: {
        const TextFile b(ToText(call.compare().b()));
        Run({"compare"}, call.compare().a(), outcome.result.mutable_compare(),
            &outcome, {b.path()});
        break;
      }
      case AnalysisCall::kCheckReadiness: {
        const TempFolder folder;
        Run(ReadyArguments(call.check_readiness(), folder),
            call.check_readiness().assessment(),
            outcome.result.mutable_check_readiness(), &outcome);
        break;
      }
      case AnalysisCall::CALL_NOT_SET:
        break;
    }
    return outcome;
  }

 private:
  // `operands` come after the assessment, which is standard input.
  void Run(std::vector<std::string> arguments,
           const v1::ScoreRequest& assessment,
           google::protobuf::Message* response, AnalysisOutcome* outcome,
           const std::vector<std::string>& operands = {}) {
    for (const char* last : {"--format", "json", "-"}) {
      arguments.emplace_back(last);
    }
    arguments.insert(arguments.end() - 1, {"--models", models_});
    arguments.insert(arguments.end(), operands.begin(), operands.end());
    const ProcessResult run = RunCmmm(arguments, ToText(assessment));
    outcome->exit_code = run.exit_code;
    outcome->errors = run.err;
    if (run.exit_code != 0) return;
    EXPECT_TRUE(
        google::protobuf::util::JsonStringToMessage(run.out, response).ok())
        << run.out;
  }

  std::string models_;
};

}  // namespace

std::vector<std::unique_ptr<AnalysisDoor>> OpenAnalysisDoors(
    const Catalog* catalog, const std::string& models) {
  std::vector<std::unique_ptr<AnalysisDoor>> doors;
  doors.push_back(std::make_unique<InProcess>(catalog));
  doors.push_back(std::make_unique<OverGrpc>(catalog));
  doors.push_back(std::make_unique<CommandLine>(models));
  return doors;
}

v1::ScoreRequest* AssessmentOf(AnalysisCall* call) {
  switch (call->call_case()) {
    case AnalysisCall::kAnalyzeBounds:
      return call->mutable_analyze_bounds()->mutable_assessment();
    case AnalysisCall::kAnalyzeMargin:
      return call->mutable_analyze_margin()->mutable_assessment();
    case AnalysisCall::kPlanUpgrade:
      return call->mutable_plan_upgrade()->mutable_assessment();
    case AnalysisCall::kNextQuestions:
      return call->mutable_next_questions()->mutable_assessment();
    case AnalysisCall::kCompare:
      return call->mutable_compare()->mutable_a();
    case AnalysisCall::kCheckReadiness:
      return call->mutable_check_readiness()->mutable_assessment();
    case AnalysisCall::kExplain:
      return call->mutable_explain()->mutable_assessment();
    case AnalysisCall::CALL_NOT_SET:
      break;
  }
  return nullptr;
}

v1::ScoreRequest* SecondAssessmentOf(AnalysisCall* call) {
  return call->has_compare() ? call->mutable_compare()->mutable_b() : nullptr;
}

}  // namespace cmmm::test
