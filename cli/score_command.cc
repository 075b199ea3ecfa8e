// `cmmm score`: assessments in, levels out.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "cli/commands.h"
#include "cli/format_text.h"
#include "cli/read_request.h"
#include "cli/report_text.h"
#include "cli/scoring_engine.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"

namespace cmmm {
namespace {

struct ScoreOptions {
  std::vector<std::string> files;
  std::string models;
  std::string server;
  std::string model;
  std::string weights;
  std::string exclude;
  int target = -1;
  int up_to = -1;
  std::string unanswered;
  std::string view;
  std::string language = DefaultLanguage();
  std::string format = "text";
};

v1::View ReadView(const std::string& view) {
  if (view == "level") return v1::VIEW_LEVEL;
  if (view == "full") return v1::VIEW_FULL;
  return v1::VIEW_SCORECARD;
}

// What the command line says goes over what the file says.
void ApplyOptions(const ScoreOptions& options, v1::ScoreRequest* request) {
  if (!options.model.empty()) {
    const std::pair<std::string, std::string> name =
        absl::StrSplit(options.model, absl::MaxSplits('@', 1));
    request->mutable_model()->set_id(name.first);
    request->mutable_model()->set_version(name.second);
  }
  auto* profile = request->mutable_profile();
  if (!options.weights.empty()) profile->set_weight_set(options.weights);
  if (!options.exclude.empty()) {
    profile->clear_excluded_domain_ids();
    for (const auto id :
         absl::StrSplit(options.exclude, ',', absl::SkipWhitespace())) {
      profile->add_excluded_domain_ids(std::string(id));
    }
  }
  if (options.up_to >= 0) profile->set_assess_up_to_level(options.up_to);
  if (options.target >= 0) request->set_target_level(options.target);
  if (!options.unanswered.empty()) {
    request->set_unanswered(options.unanswered == "not-satisfied"
                                ? v1::UNANSWERED_POLICY_AS_NOT_SATISFIED
                                : v1::UNANSWERED_POLICY_REFUSE);
  }
  if (!options.view.empty()) request->set_view(ReadView(options.view));
  // The readable report shows everything.
  if (options.format == "text") request->set_view(v1::VIEW_FULL);
}

std::string ToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.always_print_primitive_fields = true;
  std::string json;
  (void)google::protobuf::util::MessageToJsonString(message, &json, options);
  return json;
}

std::string ToTextproto(const google::protobuf::Message& message) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(message, &text);
  return text;
}

class ScoreCommand {
 public:
  ScoreCommand(const ScoreOptions& options, ScoringEngine* engine)
      : options_(options), engine_(engine) {}

  // The exit code of the first file that failed; every file is tried.
  ExitCode ScoreAll() {
    ExitCode first_failure = kExitOk;
    for (const std::string& file : options_.files) {
      const std::optional<Problem> problem = ScoreFile(file);
      if (!problem.has_value()) continue;
      std::cout.flush();
      PrintProblem(file, *problem, std::cerr);
      if (first_failure == kExitOk) first_failure = problem->exit_code;
    }
    return first_failure;
  }

 private:
  std::optional<Problem> ScoreFile(const std::string& file) {
    v1::ScoreRequest request;
    if (auto problem = ReadRequest(file, &request)) return problem;
    ApplyOptions(options_, &request);
    v1::ScoreResponse response;
    if (auto problem = engine_->Score(request, &response)) return problem;
    if (options_.format == "json") {
      std::cout << ToJson(response);
    } else if (options_.format == "textproto") {
      std::cout << ToTextproto(response);
    } else {
      return PrintText(file, request, response);
    }
    return std::nullopt;
  }

  std::optional<Problem> PrintText(const std::string& file,
                                   const v1::ScoreRequest& request,
                                   const v1::ScoreResponse& response) {
    if (model_.model().digest() != response.model().digest()) {
      v1::GetModelRequest get;
      get.mutable_model()->set_id(response.model().id());
      get.mutable_model()->set_version(response.model().version());
      model_.Clear();
      if (auto problem = engine_->GetModel(get, &model_)) return problem;
    }
    ReportOptions report;
    report.language = options_.language == "zh" ? Language::kZh : Language::kEn;
    if (printed_++ > 0) std::cout << "\n";
    PrintReport(file == "-" ? "<stdin>" : file, request.profile().weight_set(),
                model_.definition(), response, report, std::cout);
    return std::nullopt;
  }

  const ScoreOptions& options_;
  ScoringEngine* engine_;
  v1::GetModelResponse model_;  // of the last report
  int printed_ = 0;
};

ExitCode RunScore(const ScoreOptions& options) {
  std::unique_ptr<ScoringEngine> engine;
  if (!options.server.empty()) {
    engine = MakeRemoteEngine(options.server);
  } else {
    engine = MakeLocalEngine(options.models);
  }
  if (engine == nullptr) return kExitConfig;
  return ScoreCommand(options, engine.get()).ScoreAll();
}

}  // namespace

void AddScoreCommand(CLI::App* app, Run* run) {
  auto options = std::make_shared<ScoreOptions>();
  CLI::App* score = app->add_subcommand(
      "score", "Score assessments and show level, weak spots and gaps");
  score
      ->add_option("FILE", options->files,
                   "Assessments: a ScoreRequest as textproto or JSON; - is "
                   "standard input")
      ->required();
  score->add_option("--model", options->model,
                    "Model ID or ID@VERSION, over the file's");
  score->add_option("--weights", options->weights,
                    "Weight set, such as discrete or process, over the file's");
  score->add_option("--exclude", options->exclude,
                    "Domains without business, comma-separated, such as "
                    "logistics,sales");
  score
      ->add_option("--up-to", options->up_to,
                   "Assess levels 1 to N only; 0 = all")
      ->check(CLI::NonNegativeNumber);
  score
      ->add_option("--target", options->target,
                   "Level the gaps are about; 0 = the next one")
      ->check(CLI::NonNegativeNumber);
  score
      ->add_option("--unanswered", options->unanswered,
                   "Open questions: refuse, or count as not satisfied")
      ->check(CLI::IsMember({"refuse", "not-satisfied"}));
  score
      ->add_option("--view", options->view,
                   "How much to return as json or textproto")
      ->check(CLI::IsMember({"level", "scorecard", "full"}));
  score->add_option("--lang", options->language, "Language of the report")
      ->check(CLI::IsMember({"zh", "en"}))
      ->capture_default_str();
  score
      ->add_option("--format", options->format,
                   "text = a report to read; json = proto3 JSON of "
                   "ScoreResponse")
      ->check(CLI::IsMember({"text", "json", "textproto"}))
      ->capture_default_str();
  score->add_option("--models", options->models,
                    "Folder or file of models to score by");
  score
      ->add_option("--server", options->server,
                   "Score on the server at HOST:PORT instead of here")
      ->excludes("--models");
  score->callback(
      [options, run] { *run = [options] { return RunScore(*options); }; });
}

}  // namespace cmmm
