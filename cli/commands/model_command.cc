// `cmmm model`: check, show, list and compare models.
#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/commands/commands.h"
#include "cli/commands/model_book_command.h"
#include "cli/files/lint_files.h"
#include "cli/options/assessment_options.h"
#include "cli/printing/model_text.h"
#include "cli/scoring_engine.h"
#include "engine/model/catalog.h"
#include "engine/model/diff.h"
#include "engine/model/read.h"
#include "texts/format_text.h"
#include "texts/table.h"

namespace cmmm::cli {
namespace {

struct ModelOptions {
  std::vector<std::string> files;
  std::string models;
  std::string model;
  std::string before;
  std::string after;
  std::string language = texts::DefaultLanguage();

  texts::Language Lang() const { return ReadLanguage(language); }
};

ExitCode RunList(const ModelOptions& options) {
  const auto engine = MakeLocalEngine(options.models);
  if (engine == nullptr) return kExitConfig;
  texts::Table table(
      {{"id"},
       {Say(options.Lang(), "版本", "version")},
       {Say(options.Lang(), "条款", "requirements"), texts::Align::kRight},
       {Say(options.Lang(), "权重集", "weight sets")},
       {Say(options.Lang(), "摘要", "digest")},
       {Say(options.Lang(), "名称", "title"), texts::Align::kLeft,
        texts::kStatementWidth}});
  v1::ListModelsRequest request;
  v1::ListModelsResponse page;
  do {
    page.Clear();
    if (auto failure = engine->Ask(request, &page)) {
      return PrintIfFailed("", failure);
    }
    for (const auto& model : page.models()) {
      table.AddRow({model.model().id(), model.model().version(),
                    absl::StrCat(model.requirement_count()),
                    absl::StrJoin(model.weight_set_ids(), ", "),
                    model.model().digest().substr(0, 12),
                    Say(options.Lang(), model.title())});
    }
    request.set_page_token(page.next_page_token());
  } while (!page.next_page_token().empty());
  table.Print(std::cout);
  return kExitOk;
}

ExitCode RunShow(const ModelOptions& options) {
  const auto engine = MakeLocalEngine(options.models);
  if (engine == nullptr) return kExitConfig;
  v1::GetModelRequest request;
  *request.mutable_model() = ReadModelName(options.model);
  v1::GetModelResponse response;
  if (auto failure = engine->Ask(request, &response)) {
    return PrintIfFailed("", failure);
  }
  const v1::ModelDefinition& model = response.definition();
  const texts::Language language = options.Lang();
  std::cout << Say(language, model.title()) << "\n  " << model.id() << "@"
            << model.version() << "  " << Say(language, "摘要 ", "digest ")
            << response.model().digest() << "\n  "
            << Say(language, model.summary()) << "\n\n";
  PrintProvenance(model, language, std::cout);
  std::cout << "\n";
  PrintStructure(model, language, std::cout);
  std::cout << "\n";
  PrintRequirements(model, language, std::cout);
  return kExitOk;
}

// Reads one side of a diff; problems are printed.
ExitCode ReadSide(const std::string& file, v1::ModelDefinition* model) {
  Violations violations;
  ModelSource source = ReadModel(file, &violations);
  for (const Violation& found : violations.listed()) {
    std::cerr << "cmmm: " << file << ": " << ShowViolation(found) << "\n";
  }
  *model = std::move(source.definition);
  if (violations.empty()) return kExitOk;
  return violations.listed().front().rule_id == "model.file" ? kExitNoInput
                                                             : kExitData;
}

ExitCode RunDiff(const ModelOptions& options) {
  v1::ModelDefinition before;
  v1::ModelDefinition after;
  const ExitCode read_before = ReadSide(options.before, &before);
  const ExitCode read_after = ReadSide(options.after, &after);
  if (read_before != kExitOk) return read_before;
  if (read_after != kExitOk) return read_after;
  const std::vector<ModelChange> changes = DiffModels(before, after);
  PrintChanges(changes, options.Lang(), std::cout);
  return changes.empty() ? kExitOk : kExitDifferent;
}

}  // namespace

void AddModelCommand(Command app, Run* run) {
  auto options = std::make_shared<ModelOptions>();
  Command model = app.AddSubcommand(
      "model", "Check, show, list and compare models; models as workbooks");
  model.RequireSubcommand();
  model.ShowExamples({"cmmm model list", "cmmm model show",
                      "cmmm model lint models",
                      "cmmm model export -o model.xlsx",
                      "cmmm model import model.xlsx -o model.textproto"});
  const auto on = [options, run](Command command,
                                 ExitCode (*action)(const ModelOptions&)) {
    AddLanguageOption(command, "Language of the output", &options->language);
    command.OnCall([options, run, action] {
      *run = [options, action] { return action(*options); };
    });
  };

  Command lint = model.AddSubcommand(
      "lint",
      "Prove that model and programme files make sense; every finding at once");
  lint.AddOption("FILE", &options->files,
                 "Model and programme files, or folders of them")
      .Required();
  lint.AddOption("--models", &options->models,
                 "Folder or file of models for programmes whose model is "
                 "not among FILE");
  on(lint, [](const ModelOptions& given) {
    return LintFiles(given.files, given.models, given.Lang(), std::cout);
  });

  Command list = model.AddSubcommand("list", "List the models there are");
  list.AddOption("--models", &options->models, "Folder or file of models");
  on(list, &RunList);

  Command show = model.AddSubcommand(
      "show", "Show structure, weights, provenance and requirements");
  show.AddOption("MODEL", &options->model, "ID or ID@VERSION");
  show.AddOption("--models", &options->models, "Folder or file of models");
  on(show, &RunShow);

  Command diff = model.AddSubcommand(
      "diff", "What moved between two model files; exit code 1 if anything");
  diff.AddOption("A", &options->before, "Model file before").Required();
  diff.AddOption("B", &options->after, "Model file after").Required();
  on(diff, &RunDiff);

  AddModelBookCommands(model, run);
}

}  // namespace cmmm::cli
