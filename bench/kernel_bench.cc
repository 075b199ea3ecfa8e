// The kernel beside its limit: how fast the same bytes can be read at all.
//
// All over the same 100 MB of packed rows, one thread. Every benchmark
// reports bytes/s of rows read, and items/s of assessments scored.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iostream>
#include <random>
#include <vector>

#include "engine/model/catalog.h"
#include "engine/scoring/score_block.h"
#include "engine/scoring/score_levels.h"
#include "hwy/aligned_allocator.h"
#include "hwy/targets.h"

namespace {

constexpr int64_t kRows = 500000;
constexpr int64_t kBlock = 1024;

const cmmm::CompiledModel& Model() {
  static const auto* catalog = [] {
    cmmm::Violations findings;
    auto* loaded = new cmmm::Catalog(
        cmmm::Catalog::Load(CMMM_SOURCE_DIR "/models", &findings));
    if (!findings.empty()) {
      std::cerr << "the models cannot be loaded\n";
      std::exit(1);
    }
    return loaded;
  }();
  return *catalog->entries().front().compiled;
}

cmmm::QuestionScope Questions() {
  return {&Model(), &Model().weight_sets[1].scopes[0], Model().level_count()};
}

const std::vector<uint8_t>& Rows() {
  static const auto* rows = [] {
    auto* made = new std::vector<uint8_t>(kRows * Model().requirement_count());
    std::mt19937_64 random(1);
    for (uint8_t& byte : *made) byte = static_cast<uint8_t>(1 + random() % 4);
    return made;
  }();
  return *rows;
}

void Report(benchmark::State& state) {
  state.SetBytesProcessed(state.iterations() *
                          static_cast<int64_t>(Rows().size()));
  state.SetItemsProcessed(state.iterations() * kRows);
}

// The limit: sums the rows as 64-bit words, four chains wide.
void ReadBandwidth(benchmark::State& state) {
  const auto& rows = Rows();
  for (auto _ : state) {
    const auto* words = reinterpret_cast<const uint64_t*>(rows.data());
    const size_t count = rows.size() / sizeof(uint64_t);
    uint64_t sums[32] = {};
    for (size_t i = 0; i + 32 <= count; i += 32) {
      for (int lane = 0; lane < 32; ++lane) sums[lane] += words[i + lane];
    }
    for (const uint64_t sum : sums) benchmark::DoNotOptimize(sum);
  }
  Report(state);
}
BENCHMARK(ReadBandwidth)->Unit(benchmark::kMillisecond);

void Kernel(benchmark::State& state, int64_t target) {
  hwy::SetSupportedTargetsForTest(target);
  const auto plan =
      cmmm::MakeBlockPlan(Model(), *Questions().scope, Model().level_count());
  const int bytes = Model().requirement_count();
  std::vector<int64_t> weighted(kBlock * Model().level_count());
  std::vector<uint8_t> graded(kBlock);
  for (auto _ : state) {
    for (int64_t row = 0; row < kRows; row += kBlock) {
      const int64_t count = std::min(kBlock, kRows - row);
      cmmm::ScoreBlock(*plan, &Rows()[row * bytes], count, weighted.data(),
                       graded.data());
      benchmark::ClobberMemory();
    }
  }
  hwy::SetSupportedTargetsForTest(0);
  Report(state);
}

// The same integers, one requirement after the other.
void PlainLoop(benchmark::State& state) {
  const cmmm::CompiledModel& model = Model();
  const cmmm::LevelWeights& weights = Questions().scope->weights;
  const int bytes = model.requirement_count();
  std::vector<int64_t> factor;  // w · L/n
  for (const auto& item : model.requirements) {
    factor.push_back(weights.weight(item.level_index, item.subdomain) *
                     (model.mean_scale / model.cell_size[item.cell]));
  }
  for (auto _ : state) {
    for (int64_t row = 0; row < kRows; ++row) {
      int64_t weighted[16] = {};
      for (int i = 0; i < bytes; ++i) {
        weighted[model.requirements[i].level_index] +=
            factor[i] * model.grade_tenths[Rows()[row * bytes + i]];
      }
      benchmark::DoNotOptimize(weighted);
    }
  }
  Report(state);
}
BENCHMARK(PlainLoop)->Unit(benchmark::kMillisecond);

// The path of a single request: Eigen, one assessment at a time.
void OneByOne(benchmark::State& state) {
  const cmmm::QuestionScope questions = Questions();
  const int bytes = Model().requirement_count();
  cmmm::BoundAnswers answers;
  constexpr int64_t kFewer = kRows / 10;
  for (auto _ : state) {
    for (int64_t row = 0; row < kFewer; ++row) {
      const uint8_t* codes = &Rows()[row * bytes];
      answers.codes.assign(codes, codes + bytes);
      benchmark::DoNotOptimize(cmmm::ScoreLevels(questions, answers));
    }
  }
  state.SetItemsProcessed(state.iterations() * kFewer);
  state.SetBytesProcessed(state.iterations() * kFewer * bytes);
}
BENCHMARK(OneByOne)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
    benchmark::RegisterBenchmark(
        (std::string("Kernel/") + hwy::TargetName(target)).c_str(), Kernel,
        target)
        ->Unit(benchmark::kMillisecond);
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
