#include "tests/plan/held_need.h"

#include "tests/plan/integers.h"

namespace cmmm::test {

using oracle::Choice;
using oracle::Int128;
using oracle::Item;
using oracle::Question;
using oracle::Rational;

namespace {

// Of an answer, what its choices are worth after steps down.
using Worths = std::vector<std::vector<Rational>>;

Worths WorthsOf(const Question& question, const Item& item) {
  Worths worths;
  for (const Choice& choice : item.choices) {
    worths.push_back(ChangesDown(question, item, choice.code));
  }
  return worths;
}

}  // namespace

HeldNeed HeldInIntegers(const Question& question, int level,
                        const Rational& missing) {
  std::vector<Worths> all;
  HeldNeed need;
  for (size_t i = 0; i < question.items.size(); ++i) {
    if (question.items[i].level != level) continue;
    need.answers.push_back({static_cast<int>(i), {}});
    all.push_back(WorthsOf(question, question.items[i]));
  }
  for (const Item& item : question.settled) {
    if (item.level != level) continue;
    need.answers.push_back({-1, {}});
    all.push_back(WorthsOf(question, item));
  }
  std::vector<Rational> flat;
  for (const Worths& worths : all) {
    for (const auto& choice : worths) {
      flat.insert(flat.end(), choice.begin(), choice.end());
    }
  }
  const Rational scale = ScaleToIntegers(flat);
  for (size_t a = 0; a < all.size(); ++a) {
    for (const auto& choice : all[a]) {
      auto& out = need.answers[a].worth.emplace_back();
      for (const Rational& worth : choice) {
        out.push_back((worth * scale).n);
      }
    }
  }
  need.least = LeastInteger(missing * scale, false);
  return need;
}

bool IsHeld(const Question& question, const HeldNeed& need,
            const std::vector<int>& chosen) {
  std::vector<std::vector<Rational>> left;
  for (const HeldNeed::Answer& answer : need.answers) {
    const int choice = answer.item < 0 ? 0 : chosen[answer.item];
    auto& steps = left.emplace_back();
    for (const Int128 worth : answer.worth[choice]) steps.emplace_back(worth);
  }
  return LeastLeft(left, question.hold) >= need.least;
}

}  // namespace cmmm::test
