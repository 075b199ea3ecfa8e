// Believable answers of enterprises that do not exist.
//
// The answers of one enterprise hang together (its ability, and that of its
// sub-domains), and higher levels are harder. Integers only, so that a seed
// gives the same bytes everywhere. Every row says `synthetic`, and so does
// every result, which carries it through.
#ifndef CMMM_BATCH_SYNTHESIZE_H_
#define CMMM_BATCH_SYNTHESIZE_H_

#include <cstdint>
#include <string>

#include "batch/population.h"
#include "engine/model/compiled_model.h"
#include "results/write_result.h"

namespace cmmm::batch {

struct SynthesizeOptions {
  int64_t count = 1000;
  uint64_t seed = 1;
  std::string output = "-";  // or a file
  tables::Format format = tables::Format::kCsv;
  bool force = false;
};

// Writes `count` enterprises as a wide table of codes, or as JSON lines.
MaybeFailure Synthesize(const CompiledModel& model,
                        const Population& population,
                        const SynthesizeOptions& options);

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_SYNTHESIZE_H_
