// What a made-up population is like: a file of models/populations.
#ifndef CMMM_BATCH_POPULATION_H_
#define CMMM_BATCH_POPULATION_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/failure.h"
#include "engine/base/grade_code.h"

namespace cmmm::batch {

struct PopulationGroup {
  std::string name;
  std::string weight_set;  // of an industry
  int64_t parts = 0;       // of all
  int64_t shift = 0;       // of ability
};

// Abilities, difficulties and spreads are in thousandths.
struct Population {
  std::string model_id;
  std::string year;
  std::vector<int64_t> difficulty;  // by level
  int64_t ability_spread = 0;
  int64_t subdomain_spread = 0;
  int64_t item_spread = 0;
  // The least that an answer of each grade needs.
  std::array<int64_t, kGradeCodes> grade_from{};
  std::vector<PopulationGroup> industries;
  std::vector<PopulationGroup> regions;
};

// Reads a file in the format that models/populations/2022.tsv describes.
MaybeFailure ReadPopulation(const std::string& path, Population* population);

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_POPULATION_H_
