// How long a plan takes: random assessments of real size, random targets.
//   plan_bench [COUNT]
// Prints a table; one thread, in process, from request to response.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "engine/analyze.h"
#include "engine/model/catalog.h"

namespace {

using cmmm::v1::AnalyzeMarginRequest;
using cmmm::v1::PlanUpgradeRequest;
using Random = std::mt19937_64;

int Below(int n, Random* random) {
  return static_cast<int>((*random)() % static_cast<uint64_t>(n));
}

// Its own mixture of grades per level, mostly worse at higher ones.
cmmm::v1::ScoreRequest AnyAssessment(const cmmm::Catalog& catalog,
                                     Random* random) {
  const auto& entry = catalog.entries().front();
  const cmmm::v1::ModelDefinition& model = *entry.definition;
  std::vector<int> skill;
  for (int k = 0; k < model.levels_size(); ++k) {
    skill.push_back(Below(101, random));
  }
  std::string codes;
  for (const auto& item : model.requirements()) {
    const bool good = Below(100, random) < skill[item.level() - 1];
    codes.push_back(
        static_cast<char>(1 + (good ? 2 : 0) + Below(good ? 2 : 4, random)));
  }
  cmmm::v1::ScoreRequest request;
  request.mutable_profile()->set_weight_set(
      model.weight_sets(Below(model.weight_sets_size(), random)).id());
  request.mutable_packed()->set_grades(codes);
  request.mutable_packed()->set_model_digest(entry.compiled->digest);
  return request;
}

void AddCosts(const cmmm::Catalog& catalog, int most, Random* random,
              PlanUpgradeRequest* request) {
  const auto& entry = catalog.entries().front();
  for (const auto& item : entry.definition->requirements()) {
    auto* cost = request->add_costs();
    cost->set_id(item.id());
    cost->set_not_to_partly(Below(most + 1, random));
    cost->set_partly_to_mostly(Below(most + 1, random));
    cost->set_mostly_to_fully(Below(most + 1, random));
  }
}

// What a row of the table is about.
struct Kind {
  const char* name;
  int most_cost;  // 0: default costs
  bool lower_levels_first;
  int budget_percent;  // of the most that a plan costs; 0: none
  int alternatives;
  bool with_proof;
};

constexpr Kind kKinds[] = {
    {"default costs", 0, false, 0, 0, false},
    {"costs up to 10,000", 10000, false, 0, 0, false},
    {"default costs, lower levels first", 0, true, 0, 0, false},
    {"costs up to 10,000, lower levels first", 10000, true, 0, 0, false},
    {"default costs, proof", 0, false, 0, 0, true},
    {"costs up to 10,000, proof", 10000, false, 0, 0, true},
    {"default costs, 5 alternatives", 0, false, 0, 5, false},
    {"costs up to 10,000, 5 alternatives", 10000, false, 0, 5, false},
    {"default costs, budget", 0, false, 20, 0, false},
    {"costs up to 10,000, budget", 10000, false, 20, 0, false},
};

double At(const std::vector<double>& sorted, double share) {
  return sorted[static_cast<size_t>(share *
                                    static_cast<double>(sorted.size() - 1))];
}

void PrintRow(const char* name, std::vector<double> times, int refused) {
  if (times.empty()) times.push_back(0);
  std::sort(times.begin(), times.end());
  std::printf("| %s | %zu | %.2f | %.2f | %.2f | %.2f | %d |\n", name,
              times.size(), At(times, 0.5), At(times, 0.9), At(times, 0.99),
              times.back(), refused);
  std::fflush(stdout);
}

template <typename Call>
double Milliseconds(Call call) {
  const auto start = std::chrono::steady_clock::now();
  call();
  const std::chrono::duration<double, std::milli> took =
      std::chrono::steady_clock::now() - start;
  return took.count();
}

void RunKind(const cmmm::Catalog& catalog, const Kind& kind, int count) {
  Random random(7);
  std::vector<double> times;
  int refused = 0;
  for (int i = 0; i < count; ++i) {
    PlanUpgradeRequest request;
    *request.mutable_assessment() = AnyAssessment(catalog, &random);
    const int levels = catalog.entries().front().compiled->level_count();
    request.set_target_level(1 + Below(levels, &random));
    if (kind.most_cost > 0)
      AddCosts(catalog, kind.most_cost, &random, &request);
    request.set_lower_levels_first(kind.lower_levels_first);
    if (kind.budget_percent > 0) {
      const int scale = std::max(kind.most_cost / 2, 1);
      request.set_target_level(0);
      request.set_budget(scale * Below(kind.budget_percent * 4, &random));
    }
    request.set_alternatives(kind.alternatives);
    request.set_with_proof(kind.with_proof);
    cmmm::v1::PlanUpgradeResponse response;
    bool failed = false;
    const double took = Milliseconds(
        [&] { failed = PlanUpgrade(catalog, request, &response).has_value(); });
    if (failed) ++refused;
    // A target already reached is no plan.
    if (!failed && response.already_reached()) continue;
    times.push_back(took);
  }
  PrintRow(kind.name, std::move(times), refused);
}

void RunMargins(const cmmm::Catalog& catalog, int count) {
  Random random(7);
  std::vector<double> times;
  for (int i = 0; i < count; ++i) {
    AnalyzeMarginRequest request;
    *request.mutable_assessment() = AnyAssessment(catalog, &random);
    cmmm::v1::AnalyzeMarginResponse response;
    times.push_back(Milliseconds([&] {
      static_cast<void>(AnalyzeMargin(catalog, request, &response));
    }));
  }
  PrintRow("margin", std::move(times), 0);
}

}  // namespace

int main(int argc, char** argv) {
  const int count = argc > 1 ? std::atoi(argv[1]) : 2000;
  cmmm::Violations findings;
  const auto catalog =
      cmmm::Catalog::Load(CMMM_SOURCE_DIR "/models", &findings);
  if (!findings.empty()) {
    std::cerr << "the models cannot be loaded\n";
    return 1;
  }
  std::printf(
      "| plan | plans | p50 ms | p90 ms | p99 ms | max ms | refused |\n");
  std::printf("|---|---|---|---|---|---|---|\n");
  for (const Kind& kind : kKinds) RunKind(catalog, kind, count);
  RunMargins(catalog, count);
  return 0;
}
