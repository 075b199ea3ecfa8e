// What every command that reads assessments has in common: options, the engine
// behind it, and how results are printed.
#ifndef CMMM_CLI_ASSESSMENT_OPTIONS_H_
#define CMMM_CLI_ASSESSMENT_OPTIONS_H_

#include <memory>
#include <optional>
#include <string>

#include "cli/command.h"
#include "cli/format_text.h"
#include "cli/scoring_engine.h"
#include "google/protobuf/message.h"

namespace cmmm {

struct AssessmentOptions {
  std::string models;
  std::string server;
  std::string model;
  std::string weights;
  std::string exclude;
  int up_to = -1;  // -1: as the file says
  std::string unanswered;
  std::string language = DefaultLanguage();
  std::string format = "text";
};

// Declares options on `command`: what goes over the file's model, profile and
// policy; or one of the others; or all of these and the server.
void AddProfileOptions(Command command, AssessmentOptions* options);
void AddLanguageOption(Command command, AssessmentOptions* options);
void AddFormatOption(Command command, AssessmentOptions* options);
Option AddModelsOption(Command command, AssessmentOptions* options);
void AddServerOption(Command command, Option models,
                     AssessmentOptions* options);
void AddAssessmentOptions(Command command, AssessmentOptions* options);

// What the command line says goes over what the file says.
void ApplyOptions(const AssessmentOptions& options, v1::ScoreRequest* request);

// The engine the options name; nullptr when its models cannot be loaded
// (already reported; exit code kExitConfig).
std::unique_ptr<ScoringEngine> OpenEngine(const AssessmentOptions& options);

Language ReadLanguage(const AssessmentOptions& options);

// Prints `message` to standard output as `json` or `textproto`; false for any
// other format.
bool PrintMessage(const std::string& format,
                  const google::protobuf::Message& message);

// The definitions of models, for the texts of reports. Keeps the last one.
class ModelReader {
 public:
  explicit ModelReader(ScoringEngine* engine) : engine_(engine) {}

  // Reads the model of a response; afterwards it is `last`.
  std::optional<Problem> Get(const v1::ModelRef& model);
  const v1::ModelDefinition& last() const { return model_.definition(); }

 private:
  ScoringEngine* engine_;
  v1::GetModelResponse model_;
};

}  // namespace cmmm

#endif  // CMMM_CLI_ASSESSMENT_OPTIONS_H_
