// `cmmm filter`: a record in, a record out, under any engine.
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <memory>
#include <string>

#include "batch/filter.h"
#include "cli/commands/commands.h"
#include "cli/options/batch_options.h"
#include "cli/options/wrong_options.h"
#include "cli/scoring_engine.h"
#include "engine/model/model_names.h"

namespace cmmm::cli {
namespace {

struct FilterCommandOptions {
  RowDefaults defaults;
  std::string format = "jsonl";
  std::string columns;
  std::string grades = "words";
  std::string view = "level";
  bool header = false;
  bool chunk_header = false;
};

ExitCode RunFilterCommand(const FilterCommandOptions& options) {
  // A reader that goes away is an error of writing, not a death.
  std::signal(SIGPIPE, SIG_IGN);
  const std::optional<Catalog> catalog = LoadCatalog(options.defaults.models);
  if (!catalog.has_value()) return kExitConfig;
  batch::FilterOptions filter;
  WrongOptions wrong;
  wrong.Add(ReadRowDefaults(options.defaults, *catalog, &filter.common));
  if (options.format == "tsv") filter.format = tables::Format::kSqlTsv;
  filter.grades = *texts::ParseGradeStyle(options.grades);
  filter.columns = SplitNames(options.columns);
  filter.header = options.header;
  filter.chunk_header = options.chunk_header;
  filter.with_maturity = options.view == "scorecard";
  if (filter.header && filter.format != tables::Format::kSqlTsv) {
    wrong.Add("--header is for --format tsv", "--header 只用于 --format tsv");
  }
  if (!wrong.empty()) return PrintIfFailed("", wrong.Take());
  if (auto failure =
          batch::RunFilter(*catalog, filter, STDIN_FILENO, STDOUT_FILENO)) {
    return PrintIfFailed("", *failure);
  }
  return kExitOk;
}

void AddFilterOptions(Command filter, FilterCommandOptions* options) {
  filter
      .AddOption("--format", &options->format,
                 "jsonl = a JSON object a line; tsv = as SQL engines write it")
      .OneOf({"jsonl", "tsv"})
      .ShowDefault();
  const Option columns =
      filter.AddOption("--columns", &options->columns,
                       "Of tsv, comma-separated (default: enterprise_id, "
                       "weight_set, every requirement in model order)");
  filter
      .AddFlag("--header", &options->header,
               "The first line of tsv names the columns; so does the answer")
      .Excludes(columns);
  filter.AddFlag("--chunk-header", &options->chunk_header,
                 "A line with the number of records stands before each chunk");
  filter
      .AddOption("--grades", &options->grades,
                 "What digits mean: nothing, scores (what the model says a "
                 "grade is worth) or codes (1 not to 4 fully)")
      .OneOf({"words", "scores", "codes"})
      .ShowDefault();
  filter
      .AddOption("--view", &options->view,
                 "level = levels and scores; scorecard = the maturity of "
                 "every sub-domain, too")
      .OneOf({"level", "scorecard"})
      .ShowDefault();
}

}  // namespace

void AddFilterCommand(Command app, Run* run) {
  auto options = std::make_shared<FilterCommandOptions>();
  Command filter = app.AddSubcommand(
      "filter",
      "Score records as they come: one in, one out, errors in their place");
  AddFilterOptions(filter, options.get());
  AddRowDefaults(filter, &options->defaults);
  filter.ShowExamples(
      {"cmmm synthesize --n 3 -o three.jsonl", "cmmm filter < three.jsonl"});
  filter.OnCall([options, run] {
    *run = [options] { return RunFilterCommand(*options); };
  });
}

}  // namespace cmmm::cli
