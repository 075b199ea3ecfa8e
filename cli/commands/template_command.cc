// `cmmm template`: an empty assessment to fill in, as a workbook or a table.
#include <iostream>
#include <memory>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "cli/commands/commands.h"
#include "cli/files/outputs.h"
#include "cli/files/write_file.h"
#include "cli/options/output_options.h"
#include "cli/options/question_options.h"
#include "cli/options/wrong_options.h"
#include "cli/printing/template_text.h"
#include "excel/write_template.h"

namespace cmmm::cli {
namespace {

struct TemplateOptions {
  QuestionOptions questions;
  std::string output;
  bool force = false;
};

bool HasExtension(const std::string& path, const std::string& extension) {
  return absl::EndsWith(absl::AsciiStrToLower(path), extension);
}

MaybeFailure CheckExtension(const std::string& path) {
  if (HasExtension(path, ".xlsx") || HasExtension(path, ".csv") ||
      HasExtension(path, ".jsonl")) {
    return std::nullopt;
  }
  return Failure{FailureKind::kUsage,
                 "--output: the name must end in .xlsx, .csv or .jsonl",
                 "--output：文件名须以 .xlsx、.csv 或 .jsonl 结尾"};
}

// What the file is, by its extension, which is checked.
MaybeFailure MakeTemplate(const TemplateOptions& options,
                          const excel::Questions& questions,
                          std::string* bytes) {
  const texts::Language language = ReadLanguage(options.questions);
  if (HasExtension(options.output, ".xlsx")) {
    return excel::WriteTemplate(questions, language, bytes);
  }
  *bytes = HasExtension(options.output, ".csv")
               ? TemplateCsv(questions, language)
               : TemplateJsonLine(questions);
  return std::nullopt;
}

// Over no model, and not over answers that somebody filled in.
void CheckOutputFile(const TemplateOptions& options, WrongOptions* wrong) {
  wrong->Add(CheckExtension(options.output));
  wrong->Add(
      CheckApart(ModelFiles(options.questions.models), {options.output}));
  wrong->Add(InFile(options.output, CheckFree(options.output, options.force)));
}

MaybeFailure WriteTemplateFile(const TemplateOptions& options,
                               const excel::Questions& questions) {
  std::string bytes;
  if (auto failure = MakeTemplate(options, questions, &bytes)) return failure;
  return WriteWholeFile(options.output, bytes, kPublicFile, options.force);
}

ExitCode RunTemplate(const TemplateOptions& options) {
  ChosenQuestions chosen;
  const auto engine = MakeLocalEngine(options.questions.models);
  if (engine == nullptr) return kExitConfig;
  WrongOptions wrong;
  wrong.Add(ChooseQuestions(options.questions, engine.get(), &chosen));
  CheckOutputFile(options, &wrong);
  if (!wrong.empty()) return PrintIfFailed("", wrong.Take());
  return PrintIfFailed(options.output,
                       WriteTemplateFile(options, chosen.questions));
}

}  // namespace

void AddTemplateCommand(Command app, Run* run) {
  auto options = std::make_shared<TemplateOptions>();
  Command command = app.AddSubcommand(
      "template",
      "Write an empty Excel workbook, or table, to fill in and score");
  AddQuestionOptions(command, &options->questions);
  AddOutputOptions(command, "File to write: .xlsx, .csv or .jsonl",
                   {&options->output, &options->force})
      .Required();
  command.ShowExamples(
      {"cmmm template --weights discrete --lang zh -o 自评.xlsx"});
  command.OnCall(
      [options, run] { *run = [options] { return RunTemplate(*options); }; });
}

}  // namespace cmmm::cli
