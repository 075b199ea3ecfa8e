// The gap list of all levels by places known beforehand, beside collecting
// and sorting: the same function on a scope with and without the places.
//   gap_bench [ROUNDS]
// Prints nanoseconds an assessment, medians, as a JSON object; one thread.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include "engine/gaps/find_gaps.h"
#include "engine/model/catalog.h"

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kAssessments = 1000;

struct Case {
  cmmm::BoundAnswers answers;
  cmmm::LevelScores scores;
};

std::vector<Case> RandomCases(const cmmm::QuestionScope& questions) {
  std::mt19937 random(5);
  std::vector<Case> cases(kAssessments);
  for (Case& one : cases) {
    for (int i = 0; i < questions.model->requirement_count(); ++i) {
      one.answers.codes.push_back(
          static_cast<cmmm::GradeCode>(1 + random() % cmmm::kFully));
    }
    one.scores = cmmm::ScoreLevels(questions, one.answers);
  }
  return cases;
}

// Nanoseconds per assessment.
double Measure(const cmmm::QuestionScope& questions,
               const std::vector<Case>& cases) {
  cmmm::Gaps gaps;
  gaps.levels.resize(questions.assessed_levels);
  for (int k = 0; k < questions.assessed_levels; ++k) {
    gaps.levels[k].level_index = k;
  }
  size_t items = 0;
  const auto start = Clock::now();
  for (const Case& one : cases) {
    cmmm::ListGaps(questions, one.answers, one.scores, &gaps);
    items += gaps.levels.back().items_end;
  }
  const std::chrono::duration<double, std::nano> time = Clock::now() - start;
  if (items == 0) std::exit(1);
  return time.count() / kAssessments;
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 51;
  cmmm::Violations findings;
  const auto catalog =
      cmmm::Catalog::Load(CMMM_SOURCE_DIR "/models", &findings);
  if (!findings.empty()) return 1;
  const cmmm::CompiledModel& model = *catalog.entries().front().compiled;
  const cmmm::Scope& scope = model.weight_sets[1].scopes[0];
  cmmm::Scope without = scope;
  without.gap_order.reset();
  const cmmm::QuestionScope listed{&model, &scope, model.level_count()};
  const cmmm::QuestionScope sorted{&model, &without, model.level_count()};
  const std::vector<Case> cases = RandomCases(listed);
  std::vector<double> list_time;
  std::vector<double> sort_time;
  for (int round = 0; round < rounds; ++round) {
    list_time.push_back(Measure(listed, cases));
    sort_time.push_back(Measure(sorted, cases));
  }
  std::printf("{\"collect and sort\": %.1f, \"by place\": %.1f}\n",
              Median(sort_time), Median(list_time));
  return 0;
}
