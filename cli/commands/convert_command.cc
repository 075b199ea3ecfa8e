// `cmmm convert`: one assessment in another form.
#include <memory>
#include <string>

#include "cli/commands/commands.h"
#include "cli/files/whole_assessment.h"
#include "cli/options/assessment_options.h"
#include "cli/options/output_options.h"

namespace cmmm::cli {
namespace {

struct ConvertOptions {
  std::string file;
  std::string output;
  AssessmentOptions assessment;
  bool force = false;
};

MaybeFailure Convert(const ConvertOptions& options, ScoringEngine* engine) {
  if (auto failure = CheckWholeOutput({options.file}, options.assessment.models,
                                      options.output, options.force)) {
    return failure;
  }
  excel::AssessmentPart read;
  v1::GetModelResponse model;
  if (auto failure = ReadWhole(options.file, engine, &read, &model)) {
    return failure;
  }
  return InFile(options.output,
                WriteWhole(options.output, read.request, model,
                           ReadLanguage(options.assessment), options.force));
}

}  // namespace

void AddConvertCommand(Command app, Run* run) {
  auto options = std::make_shared<ConvertOptions>();
  Command command = app.AddSubcommand(
      "convert",
      "Write an assessment in another form, with everything that is in it");
  AddFileOption(command, &options->file);
  AddOutputOptions(command, "File to write: .xlsx, .json or .textproto",
                   {&options->output, &options->force})
      .Required();
  AddLanguageOption(command, "Language of a workbook and of comments",
                    &options->assessment.language);
  AddModelsOption(command, &options->assessment);
  command.ShowExamples(
      {"cmmm convert datasets/not-applicable-items.textproto -o mine.xlsx",
       "cmmm convert mine.xlsx -o mine.json"});
  command.OnCall([options, run] {
    *run = [options] { return RunOnFile(*options, &Convert); };
  });
}

}  // namespace cmmm::cli
