// `cmmm merge`: the parts of a sharded run become one table.
#include <iostream>
#include <memory>

#include "batch/merge.h"
#include "cli/commands/commands.h"
#include "cli/printing/failure_text.h"
#include "texts/format_text.h"

namespace cmmm::cli {
namespace {

ExitCode RunMerge(const batch::MergeOptions& options) {
  results::Manifest merged;
  if (auto failure = batch::Merge(options, &merged))
    return PrintIfFailed("", failure);
  std::cerr << texts::Counted(merged.rows() - merged.blank(), "row", "rows")
            << ", " << merged.scored() << " scored, " << merged.rejected()
            << " rejected\n";
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
  merge.AddOption("-o,--output", &options->output, "The whole").Required();
  merge.AddFlag("--force", &options->force, "Replace outputs that exist");
  merge.OnCall(
      [options, run] { *run = [options] { return RunMerge(*options); }; });
}

}  // namespace cmmm::cli
