// How time and memory grow: with the assessments of a stream, with the callers
// at once, with the items of a model.
//   growth_bench [MOST-ASSESSMENTS]
// Prints a JSON object a line, by `series`.
#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bench/load.h"
#include "bench/server_process.h"
#include "engine/evaluate.h"
#include "engine/scoring/score_block.h"

namespace cmmm::bench {
namespace {

using Clock = std::chrono::steady_clock;

// One stream of `count` packed assessments, VIEW_LEVEL.
void MeasureAssessments(const ServerProcess& server, grpc::Channel* channel,
                        const grpc::ByteBuffer& block, int64_t count) {
  const int64_t blocks = (count + kBlock - 1) / kBlock;
  const double idle = server.MemoryNow();
  server.ResetPeak();
  const Load load = RunStream(channel, kStreamMethod, block,
                              std::numeric_limits<double>::max(), blocks);
  std::printf(
      "{\"series\": \"assessments\", \"x\": %ld, \"seconds\": %.6f, "
      "\"peak_mib_above_idle\": %.2f}\n",
      load.calls * kBlock, load.seconds, server.MemoryPeak() - idle);
}

// `callers` unary calls outstanding.
void MeasureCallers(grpc::Channel* channel, const grpc::ByteBuffer& request,
                    int callers) {
  const Load load = RunUnary(channel, kScoreMethod, request, callers, 1.0);
  std::printf(
      "{\"series\": \"callers\", \"x\": %d, \"calls_per_second\": %.0f, "
      "\"p50_us\": %.1f, \"p99_us\": %.1f}\n",
      callers, load.calls_per_second, load.p50_microseconds,
      load.p99_microseconds);
}

// A model of the shipped model's structure with `per_cell` items in every
// cell, or in every second one (0).
v1::ModelDefinition SyntheticModel(const v1::ModelDefinition& shipped,
                                   int per_cell) {
  v1::ModelDefinition model = shipped;
  model.clear_requirements();
  model.mutable_policies()->set_not_applicable(
      v1::NOT_APPLICABLE_POLICY_REFUSE);
  int subdomains = 0;
  for (const auto& element : shipped.elements()) {
    for (const auto& domain : element.domains()) {
      for (const auto& subdomain : domain.subdomains()) {
        ++subdomains;
        for (int k = 1; k <= shipped.levels_size(); ++k) {
          if (per_cell == 0 && (subdomains + k) % 2 == 0) continue;
          for (int i = 0; i < std::max(1, per_cell); ++i) {
            auto* item = model.add_requirements();
            *item = shipped.requirements(0);
            std::string letter(1, static_cast<char>('a' + i % 26));
            if (i >= 26) letter.insert(0, 1, static_cast<char>('a' + i / 26));
            item->set_id(absl::StrCat(subdomain.id(), ".", k, ".", letter));
            item->set_subdomain_id(subdomain.id());
            item->set_level(k);
            item->set_may_be_not_applicable(false);
          }
        }
      }
    }
  }
  return model;
}

// Loads `model` by way of a file, as any other.
std::optional<Catalog> LoadModel(const v1::ModelDefinition& model) {
  char folder[] = "/tmp/growth_bench.XXXXXX";
  if (mkdtemp(folder) == nullptr) return std::nullopt;
  const std::string file = absl::StrCat(folder, "/model.textproto");
  std::ofstream(file) << model.Utf8DebugString();
  Violations findings;
  Catalog catalog = Catalog::Load(folder, &findings);
  std::remove(file.c_str());
  std::remove(folder);
  for (const Violation& finding : findings.listed()) {
    std::fprintf(stderr, "%s\n", ToString(finding).c_str());
  }
  if (!findings.empty()) return std::nullopt;
  return catalog;
}

// Microseconds that a request takes in process, from bytes to bytes.
double Microseconds(const Catalog& catalog, v1::View view) {
  const CompiledModel& model = *catalog.entries().front().compiled;
  v1::ScoreRequest request;
  request.mutable_profile()->set_weight_set(model.weight_sets[1].id);
  request.mutable_packed()->set_model_digest(model.digest);
  std::mt19937 random(3);
  for (int i = 0; i < model.requirement_count(); ++i) {
    request.mutable_packed()->mutable_grades()->push_back(
        static_cast<char>(1 + random() % 4));
  }
  request.set_view(view);
  request.set_target_level(view == v1::VIEW_FULL ? model.level_count() : 0);
  const std::string bytes = request.SerializeAsString();
  WireBuffer response;
  double best = std::numeric_limits<double>::max();
  for (int round = 0; round < 20; ++round) {
    constexpr int kCalls = 200;
    const auto start = Clock::now();
    for (int i = 0; i < kCalls; ++i) {
      response.Clear();
      google::protobuf::Arena arena;
      if (EvaluateBytes(catalog, bytes, &arena, &response).has_value()) {
        std::exit(1);
      }
    }
    const std::chrono::duration<double, std::micro> time = Clock::now() - start;
    best = std::min(best, time.count() / kCalls);
  }
  return best;
}

bool MeasureItems(const v1::ModelDefinition& shipped, int per_cell) {
  const auto catalog = LoadModel(SyntheticModel(shipped, per_cell));
  if (!catalog.has_value()) return false;
  const CompiledModel& model = *catalog->entries().front().compiled;
  const bool vectors = model.weight_sets[1].scopes[0].plan.has_value();
  std::printf(
      "{\"series\": \"items\", \"x\": %d, \"vectors\": %s, "
      "\"level_us\": %.3f, \"full_us\": %.3f}\n",
      model.requirement_count(), vectors ? "true" : "false",
      Microseconds(*catalog, v1::VIEW_LEVEL),
      Microseconds(*catalog, v1::VIEW_FULL));
  return true;
}

int Run(int64_t most_assessments) {
  const ServerProcess server;
  const Catalog catalog = LoadCatalog();
  const CatalogEntry& shipped = catalog.entries().front();
  for (const int per_cell : {0, 1, 2, 4, 8, 16, 32, 50}) {
    if (!MeasureItems(*shipped.definition, per_cell)) return 1;
  }
  const auto channel = server.Connect();
  const auto request =
      ScoreRequestBytes(*shipped.compiled, true, v1::VIEW_LEVEL);
  RunUnary(channel.get(), kScoreMethod, request, 16, 0.5);  // warms up
  for (int callers = 1; callers <= 256; callers *= 2) {
    MeasureCallers(channel.get(), request, callers);
  }
  const auto block = BlockBytes(*shipped.compiled, v1::VIEW_LEVEL);
  RunStream(channel.get(), kStreamMethod, block, 0.5);
  for (int64_t count = 100; count <= most_assessments; count *= 10) {
    MeasureAssessments(server, channel.get(), block, count);
  }
  return 0;
}

}  // namespace
}  // namespace cmmm::bench

int main(int argc, char** argv) {
  return cmmm::bench::Run(argc > 1 ? std::atoll(argv[1]) : 10000000);
}
