#include "cli/options/assessment_options.h"

#include <iostream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/files/read_request.h"
#include "cli/options/profile_options.h"
#include "engine/model/model_names.h"
#include "engine/response/print_json.h"
#include "google/protobuf/text_format.h"

namespace cmmm::cli {
namespace {

std::string ToTextproto(const google::protobuf::Message& message) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(message, &text);
  return text;
}

// Says so when a file that names one edition is scored by another, as somebody
// asked for. (Of a workbook its reader says it, with the cell.)
void TellOtherEdition(const std::string& file, const v1::ModelRef& named,
                      const v1::ModelRef& scored) {
  const bool is_other =
      !named.id().empty() &&
      (named.id() != scored.id() ||
       (!named.version().empty() && named.version() != scored.version()));
  if (!is_other) return;
  PrintNotices(
      {{file, "input.other_edition", EditionName(named),
        absl::StrCat("the file names ", EditionName(named),
                     "; it is scored by ", EditionName(scored),
                     ", as --model says"),
        absl::StrCat("文件写明的模型是 ", EditionName(named),
                     "，这里按 --model 用 ", EditionName(scored), " 评分")}},
      std::cerr);
}

v1::UnansweredPolicy ReadUnanswered(const std::string& name) {
  if (name == "bounds") return v1::UNANSWERED_POLICY_BOUNDS;
  if (name == "not-satisfied") return v1::UNANSWERED_POLICY_AS_NOT_SATISFIED;
  return v1::UNANSWERED_POLICY_REFUSE;
}

}  // namespace

std::string EditionName(const v1::ModelRef& model) {
  return absl::StrCat(model.id(), model.version().empty() ? "" : "@",
                      model.version());
}

Option AddFileOption(Command command, std::string* file) {
  return command.AddOption("FILE", file,
                           "Assessment: a ScoreRequest as textproto or JSON; - "
                           "is standard input");
}

void AddProfileOptions(Command command, AssessmentOptions* options) {
  command.AddOption("--model", &options->model,
                    "Model ID or ID@VERSION, over the file's; a version scores "
                    "what was made for another edition by this one");
  command.AddOption("--weights", &options->weights,
                    "Weight set, such as discrete or process, over the file's");
  command.AddOption("--exclude", &options->exclude,
                    "Domains without business, comma-separated, such as "
                    "logistics,sales");
  command
      .AddOption("--up-to", &options->up_to,
                 "Assess levels 1 to N only; 0 = all")
      .NotNegative();
  command
      .AddOption("--unanswered", &options->unanswered,
                 "Open questions: refuse, count as not satisfied, or show "
                 "the bounds they leave")
      .OneOf({"refuse", "not-satisfied", "bounds"});
}

void AddLanguageOption(Command command, AssessmentOptions* options) {
  AddLanguageOption(command, "Language of the report", &options->language);
}

void AddLanguageOption(Command command, const std::string& about,
                       std::string* language) {
  command.AddOption("--lang", language, about)
      .OneOf({"zh", "en"})
      .ShowDefault();
}

void AddFormatOption(Command command, AssessmentOptions* options) {
  command
      .AddOption("--format", &options->format,
                 "text = a report to read; json = proto3 JSON of the "
                 "response")
      .OneOf({"text", "json", "textproto"})
      .ShowDefault();
}

Option AddModelsOption(Command command, AssessmentOptions* options) {
  return command.AddOption("--models", &options->models,
                           "Folder or file of models to score by");
}

void AddServerOption(Command command, Option models,
                     AssessmentOptions* options) {
  command
      .AddOption(
          "--server", &options->server,
          "Ask the server at HOST:PORT, by TLS at https://HOST:PORT, instead "
          "of computing here")
      .Excludes(models);
}

void AddAssessmentOptions(Command command, AssessmentOptions* options) {
  AddProfileOptions(command, options);
  AddLanguageOption(command, options);
  AddFormatOption(command, options);
  AddServerOption(command, AddModelsOption(command, options), options);
}

void ApplyOptions(const AssessmentOptions& options, v1::ScoreRequest* request) {
  if (!options.model.empty()) {
    const v1::ModelRef asked = ReadModelName(options.model);
    // An id alone chooses among models, not among the editions of one.
    if (!asked.version().empty() || asked.id() != request->model().id()) {
      *request->mutable_model() = asked;
    }
  }
  auto* profile = request->mutable_profile();
  if (!options.weights.empty()) profile->set_weight_set(options.weights);
  if (!options.exclude.empty()) {
    profile->clear_excluded_domain_ids();
    for (const std::string& name : SplitNames(options.exclude)) {
      profile->add_excluded_domain_ids(name);
    }
  }
  if (options.up_to >= 0) profile->set_assess_up_to_level(options.up_to);
  if (!options.unanswered.empty()) {
    request->set_unanswered(ReadUnanswered(options.unanswered));
  }
}

MaybeFailure ReadAssessment(const std::string& file,
                            const AssessmentOptions& options,
                            ScoringEngine* engine, v1::ScoreRequest* request) {
  const v1::ModelRef asked = ReadModelName(options.model);
  if (auto failure = ReadRequest(file, engine, request, nullptr, asked)) {
    return failure;
  }
  const v1::ModelRef named = request->model();
  ApplyOptions(options, request);
  TellOtherEdition(file, named, request->model());
  return CheckOptions(options, engine, request);
}

MaybeFailure CheckOptions(const AssessmentOptions& options,
                          ScoringEngine* engine, v1::ScoreRequest* request) {
  if (options.weights.empty() && options.exclude.empty() &&
      options.model.empty() && options.up_to <= 0) {
    return std::nullopt;
  }
  v1::GetModelRequest get;
  *get.mutable_model() = request->model();
  v1::GetModelResponse described;
  if (auto failure = engine->Ask(get, &described)) {
    // A model that the file names wrongly is said when it is scored.
    if (failure->kind != FailureKind::kData) return failure;
    if (options.model.empty()) return std::nullopt;
    failure->kind = FailureKind::kUsage;
    return failure;
  }
  return ReadProfile(described.definition(),
                     {options.weights, options.exclude, options.up_to},
                     request->mutable_profile());
}

v1::View ReadView(const std::string& name) {
  if (name == "level") return v1::VIEW_LEVEL;
  return name == "full" ? v1::VIEW_FULL : v1::VIEW_SCORECARD;
}

v1::ModelRef ReadModelName(const std::string& name) {
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(name, absl::MaxSplits('@', 1));
  v1::ModelRef model;
  model.set_id(parts.first);
  model.set_version(parts.second);
  return model;
}

std::unique_ptr<ScoringEngine> OpenEngine(const AssessmentOptions& options) {
  return options.server.empty() ? MakeLocalEngine(options.models)
                                : MakeRemoteEngine(options.server);
}

texts::Language ReadLanguage(const AssessmentOptions& options) {
  return ReadLanguage(options.language);
}

texts::Language ReadLanguage(const std::string& name) {
  return name == "zh" ? texts::Language::kZh : texts::Language::kEn;
}

bool PrintMessage(const std::string& format,
                  const google::protobuf::Message& message) {
  if (format == "json") {
    std::cout << PrintJson(message);
  } else if (format == "textproto") {
    std::cout << ToTextproto(message);
  } else {
    return false;
  }
  return true;
}

MaybeFailure ModelReader::Get(const v1::ModelRef& model) {
  if (model_.model().digest() == model.digest()) return std::nullopt;
  v1::GetModelRequest get;
  get.mutable_model()->set_id(model.id());
  get.mutable_model()->set_version(model.version());
  model_.Clear();
  return engine_->Ask(get, &model_);
}

}  // namespace cmmm::cli
