// What every command that reads assessments has in common: options, the engine
// behind it, and how results are printed.
#ifndef CMMM_CLI_OPTIONS_ASSESSMENT_OPTIONS_H_
#define CMMM_CLI_OPTIONS_ASSESSMENT_OPTIONS_H_

#include <memory>
#include <optional>
#include <string>

#include "cli/options/command.h"
#include "cli/scoring_engine.h"
#include "google/protobuf/message.h"
#include "texts/format_text.h"

namespace cmmm::cli {

// Empty: the option was not named.
struct AssessmentOptions {
  // Where models are; and whose answers are asked instead, `HOST:PORT`.
  std::string models;
  std::string server;
  // ID or ID@VERSION, over the file's.
  std::string model;
  std::string weights;
  // Names of domains, with commas between them.
  std::string exclude;
  int up_to = -1;  // -1: as the file says
  // `refuse`, `not-satisfied` or `bounds`.
  std::string unanswered;
  std::string language = texts::DefaultLanguage();
  // `text`, `json` or `textproto`.
  std::string format = "text";
};

// Declares FILE, one assessment.
// `-` is standard input.
Option AddFileOption(Command command, std::string* file);

// Declares options on `command`: what goes over the file's model, profile and
// policy; or one of the others; or all of these and the server.
// --model, --weights, --exclude, --up-to, --unanswered; --lang; --format;
// --models; --server, which excludes --models.
void AddProfileOptions(Command command, AssessmentOptions* options);
void AddLanguageOption(Command command, AssessmentOptions* options);
void AddLanguageOption(Command command, const std::string& about,
                       std::string* language);
void AddFormatOption(Command command, AssessmentOptions* options);
Option AddModelsOption(Command command, AssessmentOptions* options);
void AddServerOption(Command command, Option models,
                     AssessmentOptions* options);
void AddAssessmentOptions(Command command, AssessmentOptions* options);

// What the command line says goes over what the file says.
// An id alone in --model chooses among models, not among editions of the one
// that the file names; a list of domains replaces the file's.
void ApplyOptions(const AssessmentOptions& options, v1::ScoreRequest* request);

// The edition as people write it: `ID@VERSION`, or `ID` without a version.
std::string EditionName(const v1::ModelRef& model);

// Asks the model of the request whether there is what the options name, and
// puts ids in place of names; fails as wrong options when there is not.
// kUsage, with what there is. A model that the file itself names wrongly is
// left to whoever scores it.
MaybeFailure CheckOptions(const AssessmentOptions& options,
                          ScoringEngine* engine, v1::ScoreRequest* request);

// Reads an assessment (cli/files/read_request.h), applies the options and
// checks them.
MaybeFailure ReadAssessment(const std::string& file,
                            const AssessmentOptions& options,
                            ScoringEngine* engine, v1::ScoreRequest* request);

// REQUIRES: `level`, `scorecard` or `full`.
v1::View ReadView(const std::string& name);

// ID or ID@VERSION.
v1::ModelRef ReadModelName(const std::string& name);

// The engine the options name; nullptr when its models cannot be loaded
// (already reported; exit code kExitConfig).
// A server is not connected to before the first question.
std::unique_ptr<ScoringEngine> OpenEngine(const AssessmentOptions& options);

// `zh` is Chinese, anything else English; the options allow only `en`.
texts::Language ReadLanguage(const AssessmentOptions& options);
texts::Language ReadLanguage(const std::string& name);

// Prints `message` to standard output as `json` or `textproto`; false for any
// other format.
// JSON as engine/response/print_json.h has it; nothing is printed then else.
bool PrintMessage(const std::string& format,
                  const google::protobuf::Message& message);

// The definitions of models, for the texts of reports. Keeps the last one.
// Several answers of one model cost one question.
class ModelReader {
 public:
  explicit ModelReader(ScoringEngine* engine) : engine_(engine) {}

  // Reads the model of a response; afterwards it is `last`.
  // Nothing is asked when its digest is that of the last.
  MaybeFailure Get(const v1::ModelRef& model);
  const v1::ModelDefinition& last() const { return model_.definition(); }

 private:
  ScoringEngine* engine_;
  v1::GetModelResponse model_;
};

// Prints an answer as the options say: itself, or what `print_text` makes of
// it, given the language and the definition of its model.
template <typename Response, typename PrintText>
MaybeFailure PrintAnswer(const AssessmentOptions& options,
                         const Response& response, ScoringEngine* engine,
                         const PrintText& print_text) {
  if (PrintMessage(options.format, response)) return std::nullopt;
  ModelReader models(engine);
  if (auto failure = models.Get(response.model())) return failure;
  print_text(ReadLanguage(options), models.last());
  return std::nullopt;
}

// Runs a command about one FILE: `show` answers with the engine named.
template <typename Options>
// Options have `file` and `assessment`. A failure is printed with the file.
ExitCode RunOnFile(const Options& options,
                   MaybeFailure (*show)(const Options&, ScoringEngine*)) {
  const auto engine = OpenEngine(options.assessment);
  if (engine == nullptr) return kExitConfig;
  return PrintIfFailed(options.file, show(options, engine.get()));
}

}  // namespace cmmm::cli

#endif  // CMMM_CLI_OPTIONS_ASSESSMENT_OPTIONS_H_
