#include "batch/population.h"

#include <cerrno>
#include <fstream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/file_failure.h"

namespace cmmm::batch {
namespace {

using Words = std::vector<std::string>;

bool ReadNumber(const std::string& text, int64_t* value) {
  return absl::SimpleAtoi(text, value);
}

bool ReadSpread(const Words& words, Population* population) {
  int64_t* const spread = words[1] == "ability" ? &population->ability_spread
                          : words[1] == "subdomain"
                              ? &population->subdomain_spread
                          : words[1] == "item" ? &population->item_spread
                                               : nullptr;
  return spread != nullptr && ReadNumber(words[2], spread);
}

bool ReadGradeFrom(const Words& words, Population* population) {
  const GradeCode code = words[1] == "partly"   ? kPartly
                         : words[1] == "mostly" ? kMostly
                         : words[1] == "fully"  ? kFully
                                                : kOpen;
  return code != kOpen && ReadNumber(words[2], &population->grade_from[code]);
}

bool ReadDifficulty(const Words& words, Population* population) {
  population->difficulty.push_back(0);
  return words[1] == absl::StrCat(population->difficulty.size()) &&
         ReadNumber(words[2], &population->difficulty.back());
}

bool ReadGroup(PopulationGroup group, const std::string& parts,
               const std::string& shift, std::vector<PopulationGroup>* groups) {
  if (!ReadNumber(parts, &group.parts) || group.parts < 1 ||
      !ReadNumber(shift, &group.shift)) {
    return false;
  }
  groups->push_back(std::move(group));
  return true;
}

bool ReadLine(const Words& words, Population* population) {
  const std::string& key = words[0];
  const size_t count = words.size();
  if (key == "model" && count == 2) population->model_id = words[1];
  if (key == "year" && count == 2) population->year = words[1];
  if (key == "model" || key == "year") return count == 2;
  if (key == "share") return count == 4;  // for tests and readers
  if (key == "difficulty")
    return count == 3 && ReadDifficulty(words, population);
  if (key == "spread") return count == 3 && ReadSpread(words, population);
  if (key == "grade_from")
    return count == 3 && ReadGradeFrom(words, population);
  if (key == "industry") {
    return count == 5 && ReadGroup({words[1], words[2], 0, 0}, words[3],
                                   words[4], &population->industries);
  }
  return key == "region" && count == 4 &&
         ReadGroup({words[1], "", 0, 0}, words[2], words[3],
                   &population->regions);
}

}  // namespace

MaybeFailure ReadPopulation(const std::string& path, Population* population) {
  std::ifstream stream(path);
  if (!stream) {
    return CannotRead(path, errno);
  }
  std::string line;
  for (int number = 1; std::getline(stream, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    if (!ReadLine(absl::StrSplit(line, '\t'), population)) {
      return Failure{FailureKind::kData,
                     absl::StrCat(path, ":", number, ": is no such line"),
                     absl::StrCat(path, ":", number, "：这一行无法识别")};
    }
  }
  if (population->difficulty.empty() || population->industries.empty() ||
      population->regions.empty()) {
    return Failure{FailureKind::kData,
                   absl::StrCat(path,
                                ": lacks difficulties, industries or "
                                "regions"),
                   absl::StrCat(path, "：缺少难度、行业或地区")};
  }
  return std::nullopt;
}

}  // namespace cmmm::batch
