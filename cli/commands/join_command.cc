// `cmmm join`: parts of one assessment, filled in by several people, as the
// whole.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands/commands.h"
#include "cli/files/outputs.h"
#include "cli/files/whole_assessment.h"
#include "cli/options/assessment_options.h"
#include "cli/options/output_options.h"

namespace cmmm::cli {
namespace {

struct JoinOptions {
  std::vector<std::string> files;
  std::string output;
  AssessmentOptions assessment;
  bool force = false;
};

MaybeFailure CheckJoin(const JoinOptions& options) {
  if (options.files.size() < 2) {
    return Failure{FailureKind::kUsage, "name two parts or more to join",
                   "请给出两份或更多要合并的自评"};
  }
  if (auto failure = CheckNoneTwice(options.files)) return failure;
  return CheckWholeOutput(options.files, options.assessment.models,
                          options.output, options.force);
}

ExitCode RunJoin(const JoinOptions& options) {
  if (auto failure = CheckJoin(options)) return PrintIfFailed("", failure);
  const auto engine = OpenEngine(options.assessment);
  if (engine == nullptr) return kExitConfig;
  std::vector<excel::AssessmentPart> parts(options.files.size());
  v1::GetModelResponse model;
  ExitCode failed = kExitOk;  // of the first part; all are tried
  for (size_t i = 0; i < parts.size(); ++i) {
    const std::string& file = options.files[i];
    v1::GetModelResponse own;
    const ExitCode code =
        PrintIfFailed(file, ReadWhole(file, engine.get(), &parts[i], &own));
    if (failed == kExitOk) failed = code;
    if (i == 0) model = std::move(own);
  }
  if (failed != kExitOk) return failed;
  const auto whole = excel::JoinAssessments(model.definition(), parts);
  if (!whole.ok()) return PrintIfFailed("", ToFailure(whole.refusal()));
  return PrintIfFailed(
      options.output,
      WriteWhole(options.output, whole.value(), model,
                 ReadLanguage(options.assessment), options.force));
}

}  // namespace

void AddJoinCommand(Command app, Run* run) {
  auto options = std::make_shared<JoinOptions>();
  Command command = app.AddSubcommand(
      "join", "Join the parts of one assessment that several people filled in");
  command
      .AddOption("PART", &options->files,
                 "Workbooks, textproto or JSON of the same model, weight set "
                 "and scope (cmmm template --domains)")
      .Required();
  AddOutputOptions(command, "The whole: .xlsx, .json or .textproto",
                   {&options->output, &options->force})
      .Required();
  AddLanguageOption(command, "Language of a workbook and of comments",
                    &options->assessment.language);
  AddModelsOption(command, &options->assessment);
  command.ShowExamples(
      {"cmmm template --weights discrete --domains logistics,sales -o a.xlsx",
       "cmmm template --weights discrete --domains production -o b.xlsx",
       "cmmm join a.xlsx b.xlsx -o whole.xlsx"});
  command.OnCall(
      [options, run] { *run = [options] { return RunJoin(*options); }; });
}

}  // namespace cmmm::cli
