// `cmmm merge`: the parts of a sharded run become one table.
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "batch/merge.h"
#include "batch/run_files.h"
#include "cli/commands/commands.h"
#include "cli/files/outputs.h"
#include "cli/options/output_options.h"
#include "cli/printing/batch_progress.h"
#include "cli/printing/failure_text.h"

namespace cmmm::cli {
namespace {

MaybeFailure CheckParts(const batch::MergeOptions& options) {
  std::vector<std::string> inputs;
  for (const std::string& part : options.parts) {
    for (std::string& file : batch::FilesOfPart(part)) {
      inputs.push_back(std::move(file));
    }
  }
  return CheckApart(inputs, batch::FilesOfRun(options.output, ""));
}

ExitCode RunMerge(const batch::MergeOptions& options) {
  if (auto failure = CheckParts(options)) return PrintIfFailed("", failure);
  results::Manifest merged;
  if (auto failure = batch::Merge(options, &merged))
    return PrintIfFailed("", failure);
  std::cerr << SayCounts(merged.rows() - merged.blank(), merged.scored(),
                         merged.rejected())
            << "\n";
  return merged.rejected() > 0 ? kExitData : kExitOk;
}

}  // namespace

void AddMergeCommand(Command app, Run* run) {
  auto options = std::make_shared<batch::MergeOptions>();
  Command merge = app.AddSubcommand(
      "merge", "Join the parts that `batch --shard` made, checked");
  merge
      .AddOption("PART", &options->parts,
                 "Outputs of all shards, in any order; manifests and rejects "
                 "beside them")
      .Required();
  AddOutputOptions(merge, "The whole", {&options->output, &options->force},
                   "Replace outputs that exist")
      .Required();
  merge.ShowExamples({"cmmm synthesize --n 300 -o province.csv",
                      "cmmm batch province.csv -o part1.csv --shard 1/2",
                      "cmmm batch province.csv -o part2.csv --shard 2/2",
                      "cmmm merge part1.csv part2.csv -o results.csv"});
  merge.OnCall(
      [options, run] { *run = [options] { return RunMerge(*options); }; });
}

}  // namespace cmmm::cli
