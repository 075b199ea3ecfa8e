// Runs one hot path a number of times, for instruction counts:
//   hot_paths NAME COUNT
// Only RunHotPath is counted; what it needs is made and warmed up before.
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <random>
#include <string>

#include "engine/evaluate.h"

namespace cmmm::test {
namespace {

constexpr int kBlock = 256;

const Catalog& Shipped() {
  static const auto* catalog = [] {
    Violations findings;
    auto* loaded =
        new Catalog(Catalog::Load(CMMM_SOURCE_DIR "/models", &findings));
    if (!findings.empty()) std::exit(1);
    return loaded;
  }();
  return *catalog;
}

const CompiledModel& Model() { return *Shipped().entries().front().compiled; }

std::string Grades(uint32_t seed) {
  std::mt19937 random(seed);
  std::string grades;
  for (int i = 0; i < Model().requirement_count(); ++i) {
    grades.push_back(static_cast<char>(1 + random() % 4));
  }
  return grades;
}

std::string Request(bool packed, v1::View view) {
  v1::ScoreRequest request;
  request.mutable_profile()->set_weight_set(Model().weight_sets[0].id);
  request.set_view(view);
  const std::string grades = Grades(7);
  if (packed) {
    request.mutable_packed()->set_grades(grades);
    request.mutable_packed()->set_model_digest(Model().digest);
    return request.SerializeAsString();
  }
  for (int i = 0; i < Model().requirement_count(); ++i) {
    auto* answer = request.mutable_list()->add_answers();
    answer->set_requirement_id(Model().requirements[i].id);
    answer->set_grade(static_cast<v1::Grade>(grades[i]));
  }
  return request.SerializeAsString();
}

std::string Block(v1::View view) {
  v1::ScoreStreamRequest block;
  block.mutable_common()->mutable_profile()->set_weight_set(
      Model().weight_sets[0].id);
  block.mutable_common()->set_view(view);
  block.set_packed_model_digest(Model().digest);
  for (int i = 0; i < kBlock; ++i) {
    auto* assessment = block.add_assessments();
    assessment->set_key(std::to_string(i));
    assessment->mutable_packed()->set_grades(Grades(i));
  }
  return block.SerializeAsString();
}

// From the bytes of a request to those of its response; false on a refusal.
using HotPath = std::function<bool()>;

HotPath Score(bool packed, v1::View view) {
  return [request = Request(packed, view)] {
    static WireBuffer response;
    response.Clear();
    google::protobuf::Arena arena;
    return !EvaluateBytes(Shipped(), request, &arena, &response).has_value();
  };
}

HotPath ScoreBlocks(v1::View view) {
  return [block = Block(view)] {
    static BlockResults results;
    results.Clear();
    google::protobuf::Arena arena;
    return !EvaluateBlock(Shipped(), block, &arena, {}, &results).has_value();
  };
}

const std::map<std::string, HotPath>& HotPaths() {
  static const auto* paths = new std::map<std::string, HotPath>{
      {"packed_level", Score(true, v1::VIEW_LEVEL)},
      {"packed_scorecard", Score(true, v1::VIEW_SCORECARD)},
      {"packed_full", Score(true, v1::VIEW_FULL)},
      {"list_scorecard", Score(false, v1::VIEW_SCORECARD)},
      {"block_256_level", ScoreBlocks(v1::VIEW_LEVEL)},
  };
  return *paths;
}

}  // namespace

// Not in the unnamed namespace, so that it has a name to count by.
__attribute__((noinline)) bool RunHotPath(const std::function<bool()>& path,
                                          int count) {
  bool scored = true;
  for (int i = 0; i < count; ++i) scored = path() && scored;
  return scored;
}

}  // namespace cmmm::test

int main(int argc, char** argv) {
  const auto& paths = cmmm::test::HotPaths();
  const auto path = argc == 3 ? paths.find(argv[1]) : paths.end();
  if (path == paths.end()) {
    std::cerr << "usage: hot_paths NAME COUNT; names:";
    for (const auto& [name, unused] : paths) std::cerr << " " << name;
    std::cerr << "\n";
    return 64;
  }
  for (int i = 0; i < 3; ++i) path->second();
  return cmmm::test::RunHotPath(path->second, std::atoi(argv[2])) ? 0 : 1;
}
