// `cmmm synthesize`: a made-up population as a table.
#include <csignal>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "batch/run_files.h"
#include "batch/synthesize.h"
#include "cli/commands/commands.h"
#include "cli/files/outputs.h"
#include "cli/options/batch_options.h"
#include "cli/options/output_options.h"
#include "cli/options/wrong_options.h"
#include "cli/printing/failure_text.h"
#include "cli/scoring_engine.h"
#include "texts/format_text.h"
#include "texts/refusal_text.h"

namespace cmmm::cli {
namespace {

struct SynthesizeCommandOptions {
  batch::SynthesizeOptions synthesize;
  std::string models;
  int64_t seed = 1;
  std::string year = "2022";
};

ExitCode RunSynthesize(SynthesizeCommandOptions options) {
  std::signal(SIGPIPE, SIG_IGN);
  batch::SynthesizeOptions& synthesize = options.synthesize;
  synthesize.seed = static_cast<uint64_t>(options.seed);
  WrongOptions wrong;
  if (synthesize.output != "-" &&
      (!tables::FormatOfPath(synthesize.output, &synthesize.format) ||
       synthesize.format == tables::Format::kTsv)) {
    wrong.Add(InFile(synthesize.output,
                     Failure{FailureKind::kUsage, "the output is csv or jsonl",
                             "输出须为 csv 或 jsonl"}));
  }
  const std::optional<Catalog> catalog = LoadCatalog(options.models);
  if (!catalog.has_value()) return kExitConfig;
  const std::filesystem::path folder =
      options.models.empty() ? DefaultModelsPath() : options.models;
  const std::string file =
      (folder / "populations" / (options.year + ".tsv")).string();
  std::vector<std::string> inputs = ModelFiles(options.models);
  inputs.push_back(file);
  wrong.Add(CheckApart(inputs, batch::FilesOfRun(synthesize.output, "")));
  batch::Population population;
  wrong.Add(batch::ReadPopulation(file, &population));
  if (!wrong.empty()) return PrintIfFailed("", wrong.Take());
  auto entry = catalog->Find(population.model_id, "");
  if (!entry.ok()) {
    return PrintIfFailed(
        "", texts::FailureOf(FailureKind::kConfig, entry.refusal()));
  }
  if (auto failure =
          batch::Synthesize(*entry.value()->compiled, population, synthesize)) {
    return PrintIfFailed("", failure);
  }
  if (MessageLanguage() == texts::Language::kZh) {
    std::cerr << "虚构企业 " << synthesize.count << " 家，没有一家真实存在\n";
  } else {
    std::cerr << texts::Counted(synthesize.count, "synthetic enterprise",
                                "synthetic enterprises")
              << "; none of them exists\n";
  }
  return kExitOk;
}

}  // namespace

void AddSynthesizeCommand(Command app, Run* run) {
  auto options = std::make_shared<SynthesizeCommandOptions>();
  Command synthesize = app.AddSubcommand(
      "synthesize",
      "Made-up enterprises, whose levels are spread as published");
  synthesize.AddOption("--n", &options->synthesize.count, "How many")
      .NotNegative()
      .ShowDefault();
  synthesize.AddOption("--seed", &options->seed, "The same gives the same")
      .NotNegative()
      .ShowDefault();
  synthesize
      .AddOption("--year", &options->year,
                 "A file of models/populations, such as 2022")
      .ShowDefault();
  AddOutputOptions(synthesize, "csv or jsonl; - is standard output",
                   {&options->synthesize.output, &options->synthesize.force},
                   "Replace an output that exists")
      .ShowDefault();
  synthesize.AddOption("--models", &options->models, "Folder of models");
  synthesize.ShowExamples(
      {"cmmm synthesize --n 1000 --seed 7 -o province.csv"});
  synthesize.OnCall(
      [options, run] { *run = [options] { return RunSynthesize(*options); }; });
}

}  // namespace cmmm::cli
