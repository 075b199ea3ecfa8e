// What a plan or a margin is asked about, read straight from the messages with
// the oracle's exact fractions. Shares no code with the engine.
//
// Like the oracle it trusts its input: requests that the engine refuses have no
// question.
#ifndef CMMM_TESTS_ORACLE_QUESTION_H_
#define CMMM_TESTS_ORACLE_QUESTION_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "cmmm/v1/margin.pb.h"
#include "cmmm/v1/plan.pb.h"
#include "tests/oracle/oracle.h"

namespace cmmm::oracle {

// A grade an answer may change to.
struct Choice {
  int code = 0;
  int64_t cost = 0;  // of a margin: the size of the downgrade
  Rational change;   // of the score of the answer's level, as a magnitude
};

// An answer in scope that could change. Its first choice is to stay.
struct Item {
  int index = 0;  // into the model's requirements
  int level = 0;
  int code = 0;
  std::vector<Choice> choices;
  Rational gain;  // of the score of its level, from `not` to `fully`
};

// `item` is raised only when `needs` ends with `at_least` or better; indices
// into Question::items.
struct Wait {
  int item = 0;
  int needs = 0;
  int at_least = 0;
};

struct Question {
  const v1::ModelDefinition* model = nullptr;
  std::string weight_set;
  std::set<std::string> excluded;
  int top = 0;        // the highest level assessed
  std::string codes;  // one per requirement
  Result now;
  std::vector<Item> items;
  std::vector<Wait> waits;
  // Of a plan: how many steps down its target must survive, and the answers in
  // scope that are `fully` already, which can only fall.
  int hold = 0;
  std::vector<Item> settled;

  bool progressive() const {
    return model->policies().accumulation() == v1::ACCUMULATION_PROGRESSIVE;
  }
  Rational satisfied() const {
    return Rational(model->satisfied_at_percent(), 100);
  }
  const std::string& IdOf(int item) const {
    return model->requirements(items[item].index).id();
  }
};

Question ReadPlan(const v1::ModelDefinition& model,
                  const v1::PlanUpgradeRequest& request);
Question ReadMargin(const v1::ModelDefinition& model,
                    const v1::AnalyzeMarginRequest& request);

// The assessment with other answers.
Result ScoreWith(const Question& question, const std::string& codes);

// The total that these level scores make, in the model's reading.
Rational TotalFrom(const Question& question,
                   const std::vector<Rational>& level_scores);

// The total at which `level` begins.
Rational TotalOf(const v1::ModelDefinition& model, int level);

// What the score of the item's level has more or less than now when the item
// ends with `code` and then falls by 0, 1, … steps, down to `not`.
std::vector<Rational> ChangesDown(const Question& question, const Item& item,
                                  int code);

// The least sum of changes after the worst `hold` steps down, of any answers;
// `changes` are those of ChangesDown, an answer each.
Rational LeastLeft(const std::vector<std::vector<Rational>>& changes, int hold);

// Index of the item with this requirement, or -1.
int FindItem(const Question& question, const std::string& requirement_id);

// Index of the item's choice of this code, or -1.
int FindChoice(const Item& item, int code);

}  // namespace cmmm::oracle

#endif  // CMMM_TESTS_ORACLE_QUESTION_H_
