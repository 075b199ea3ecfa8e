// What a run was: written beside its output, as JSON.
#ifndef CMMM_RESULTS_MANIFEST_H_
#define CMMM_RESULTS_MANIFEST_H_

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/failure.h"
#include "tables/input_record.h"

namespace cmmm::results {

// A block's part of the outputs of a shard.
struct BlockRecord {
  int64_t block = 0;
  int64_t output_bytes = 0;
  int64_t rejects_bytes = 0;
};

struct Manifest {
  std::string run;  // identity: equal for the shards of one run
  std::string model_id;
  std::string model_version;
  std::string model_digest;
  std::string engine_version;
  std::vector<tables::InputRecord> inputs;
  int64_t rows = 0;
  int64_t scored = 0;
  int64_t rejected = 0;
  int64_t blank = 0;
  tables::FileRecord output;  // paths without folders
  tables::FileRecord rejects;
  // Of a shard.
  int shard_index = 1;
  int shard_count = 1;
  BlockRecord header;  // bytes before the first block
  std::vector<BlockRecord> blocks;
};

std::string ToJson(const Manifest& manifest);
// Reads what ToJson wrote.
MaybeFailure ReadManifest(const std::string& path, Manifest* manifest);

}  // namespace cmmm::results

#endif  // CMMM_RESULTS_MANIFEST_H_
