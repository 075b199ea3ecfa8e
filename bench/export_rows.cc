// Writes the input and the output of the kernel for programs in other
// languages (references.py), so that they can be held to the same results.
//   export_rows FOLDER COUNT
// FOLDER/rows.bin      [COUNT × R] bytes, grade codes
// FOLDER/sums.bin      [COUNT × K] int64, the weighted sums of ScoreBlock
// FOLDER/weights.json  per requirement its level index and integer factor,
//                      per grade code its tenths
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "engine/model/catalog.h"
#include "engine/scoring/score_block.h"

namespace {

template <typename T>
void WriteAll(const std::string& path, const std::vector<T>& values) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(values.data()),
             static_cast<std::streamsize>(values.size() * sizeof(T)));
  if (!file.flush()) {
    std::cerr << "cannot write " << path << "\n";
    std::exit(1);
  }
}

void WriteWeights(const std::string& path, const cmmm::CompiledModel& model,
                  const cmmm::Scope& scope) {
  std::ofstream file(path);
  const char* comma = "";
  file << "{\"level\": [";
  for (const auto& item : model.requirements) {
    file << comma << item.level_index;
    comma = ", ";
  }
  comma = "";
  file << "],\n \"factor\": [";
  for (const auto& item : model.requirements) {
    file << comma
         << scope.weights.weight(item.level_index, item.subdomain) *
                model.cell_factor[item.cell];
    comma = ", ";
  }
  comma = "";
  file << "],\n \"tenths\": [";
  for (const int tenths : model.grade_tenths) {
    file << comma << tenths;
    comma = ", ";
  }
  file << "]}\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: export_rows FOLDER COUNT\n";
    return 64;
  }
  const std::string folder = argv[1];
  const int64_t count = std::atoll(argv[2]);
  cmmm::Violations findings;
  const auto catalog =
      cmmm::Catalog::Load(CMMM_SOURCE_DIR "/models", &findings);
  if (!findings.empty()) return 1;
  const cmmm::CompiledModel& model = *catalog.entries().front().compiled;
  const cmmm::Scope& scope = model.weight_sets[1].scopes[0];
  if (!scope.plan.has_value()) return 1;
  std::vector<uint8_t> rows(count * model.requirement_count());
  std::mt19937_64 random(1);
  for (uint8_t& code : rows) code = static_cast<uint8_t>(1 + random() % 4);
  std::vector<int64_t> sums(count * model.level_count());
  std::vector<uint8_t> graded(count);
  cmmm::ScoreBlock(*scope.plan, rows.data(), count, sums.data(), graded.data());
  WriteAll(folder + "/rows.bin", rows);
  WriteAll(folder + "/sums.bin", sums);
  WriteWeights(folder + "/weights.json", model, scope);
  return 0;
}
