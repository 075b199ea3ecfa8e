#include "engine/response/fixed_scorecard_bytes.h"

#include <cstring>

namespace cmmm {
namespace {

// In place; whole numbers, exact, or what they divide to.
using Doubles = Eigen::Array<double, Eigen::Dynamic, 1, 0, kMostFixedScores, 1>;

// [(D + 1) × K], as FixedScore says.
void RunningSums(const CompiledModel& model, const LevelScores& scores,
                 Doubles* sums) {
  const int levels = model.level_count();
  sums->resize(int64_t{model.subdomain_count + 1} * levels);
  for (int k = 0; k < levels; ++k) {
    const int64_t* weight = &scores.weights->weight(k, 0);
    const int64_t* mean = &scores.mean(k, 0);
    int64_t sum = 0;
    double* at = sums->data() + k;
    for (int s = 0; s < model.subdomain_count; ++s, at += levels) {
      *at = static_cast<double>(sum);
      sum += weight[s] * mean[s];
    }
    *at = static_cast<double>(sum);
  }
}

// Of each node. Returns the bytes that all nodes take.
size_t Maturities(const CompiledModel& model, const FixedScorecard& fixed,
                  const Doubles& numerators, Doubles* maturities) {
  maturities->setConstant(std::ssize(fixed.nodes), model.level_count());
  size_t bytes = 0;
  int j = 0;
  for (int n = 0; n < std::ssize(fixed.nodes); ++n) {
    const FixedNode& node = fixed.nodes[n];
    double& maturity = (*maturities)[n];
    for (; j < node.scores_end; ++j) {
      if (numerators[j] >= fixed.scores[j].satisfied_from) continue;
      const double whole = fixed.wholes[j];
      maturity = (fixed.scores[j].level_index * whole + numerators[j]) / whole;
      break;
    }
    bytes += maturity == 0 ? node.immature.size() : node.bytes.size();
    j = node.scores_end;
  }
  return bytes;
}

void Put(double value, uint8_t* at) { std::memcpy(at, &value, sizeof(value)); }

// Writes all nodes from `at` on.
void PutNodes(const FixedScorecard& fixed, const Doubles& scores,
              const Doubles& maturities, uint8_t* at) {
  int j = 0;
  for (int n = 0; n < std::ssize(fixed.nodes); ++n) {
    const FixedNode& node = fixed.nodes[n];
    const bool immature = maturities[n] == 0;
    const std::string& bytes = immature ? node.immature : node.bytes;
    // Bytes, no text. NOLINTNEXTLINE(bugprone-not-null-terminated-result)
    std::memcpy(at, bytes.data(), bytes.size());
    at += bytes.size();
    uint8_t* levels = at - node.levels_bytes;
    if (!immature) Put(maturities[n], levels - sizeof(double));
    for (; j < node.scores_end; ++j) {
      Put(scores[j], levels + fixed.scores[j].at);
    }
  }
}

}  // namespace

bool WriteFixedScorecard(const QuestionScope& questions,
                         const BoundAnswers& answers, const LevelScores& scores,
                         wire::ScoreResponse& out) {
  const CompiledModel& model = *questions.model;
  if (!questions.scope->fixed_scorecard.has_value() ||
      questions.assessed_levels < model.level_count() ||
      answers.not_applicable > 0) {
    return false;
  }
  const FixedScorecard& fixed = *questions.scope->fixed_scorecard;
  Doubles sums;
  RunningSums(model, scores, &sums);
  Doubles numerators(std::ssize(fixed.scores));
  for (int j = 0; j < std::ssize(fixed.scores); ++j) {
    numerators[j] = sums[fixed.scores[j].end] - sums[fixed.scores[j].first];
  }
  Doubles maturities;
  const size_t bytes = Maturities(model, fixed, numerators, &maturities);
  numerators /= fixed.wholes;
  PutNodes(fixed, numerators, maturities, out.add_scorecard_bytes(bytes));
  return true;
}

}  // namespace cmmm
