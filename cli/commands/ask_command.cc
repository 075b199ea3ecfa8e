// `cmmm ask`: an assessment as an interview in the terminal.
#include <unistd.h>

#include <iostream>
#include <memory>
#include <string>

#include "cli/commands/commands.h"
#include "cli/files/answer_file.h"
#include "cli/interview/interview.h"
#include "cli/options/assessment_options.h"
#include "cli/scoring_engine.h"

namespace cmmm::cli {
namespace {

struct AskOptions {
  std::string file;
  bool all = false;
  AssessmentOptions assessment;
};

MaybeFailure Ask(const AskOptions& options, ScoringEngine* engine) {
  AnswerFile file(options.file);
  v1::ScoreRequest request;
  if (auto failure = file.Open(&request)) return failure;
  if (file.is_new()) request.set_unanswered(v1::UNANSWERED_POLICY_BOUNDS);
  ApplyOptions(options.assessment, &request);
  if (auto failure = CheckOptions(options.assessment, engine, &request)) {
    return failure;
  }
  InterviewOptions interview;
  interview.language = ReadLanguage(options.assessment);
  interview.all = options.all;
  interview.echo = isatty(STDIN_FILENO) == 0;
  return Interview(engine, &file, request, interview, std::cin, std::cout)
      .Run();
}

}  // namespace

void AddAskCommand(Command app, Run* run) {
  auto options = std::make_shared<AskOptions>();
  Command ask = app.AddSubcommand(
      "ask",
      "Answer question by question, those that decide the level first, until "
      "it is settled");
  ask.AddOption("FILE", &options->file,
                "Assessment to go on with, or to begin; saved as textproto "
                "after every answer")
      .Required();
  ask.AddFlag("--all", &options->all,
              "Go on with the other questions when the level is settled");
  AddProfileOptions(ask, &options->assessment);
  AddLanguageOption(ask, &options->assessment);
  Option models = AddModelsOption(ask, &options->assessment);
  AddServerOption(ask, models, &options->assessment);
  ask.ShowExamples({"cmmm ask my.textproto --weights discrete --lang zh"});
  ask.OnCall([options, run] {
    *run = [options] { return RunOnFile(*options, Ask); };
  });
}

}  // namespace cmmm::cli
