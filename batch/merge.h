// Joins the parts that `--shard` made into the files of a whole run.
#ifndef CMMM_BATCH_MERGE_H_
#define CMMM_BATCH_MERGE_H_

#include <string>
#include <vector>

#include "engine/base/failure.h"
#include "results/manifest.h"

namespace cmmm::batch {

struct MergeOptions {
  // Outputs, their manifests and rejects beside them; those may be named, too.
  std::vector<std::string> parts;
  std::string output;  // rejects and manifest beside it
  bool force = false;
};

// Checks that the parts are those of one run, all of them, once each and
// whole, and writes results, rejects and manifest byte for byte as a run
// without shards does. `merged` becomes that manifest.
MaybeFailure Merge(const MergeOptions& options, results::Manifest* merged);

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_MERGE_H_
