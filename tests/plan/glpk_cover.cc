#include "tests/plan/glpk_cover.h"

#include <glpk.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "tests/plan/held_need.h"
#include "tests/plan/integers.h"

namespace cmmm::test {
namespace {

using oracle::Choice;
using oracle::Int128;
using oracle::Item;
using oracle::Question;
using oracle::Rational;

constexpr int kMostRefuted = 50;

// How long GLPK may look at one program.
int Milliseconds() {
  const char* seconds = std::getenv("CMMM_GLPK_SECONDS");
  return 1000 * (seconds == nullptr ? 1 : std::atoi(seconds));
}

// A need in integers: Σ gain >= least, with no common divisor.
struct IntegerNeed {
  std::vector<std::vector<Int128>> gain;  // [items][choices], 0 elsewhere
  Int128 least = 0;
};

IntegerNeed InIntegers(const Question& question, const GlpkNeed& need) {
  std::vector<Rational> changes;
  for (const Item& item : question.items) {
    if (item.level != need.level) continue;
    for (const Choice& choice : item.choices) changes.push_back(choice.change);
  }
  const Rational scale = ScaleToIntegers(changes);
  IntegerNeed integers;
  for (const Item& item : question.items) {
    auto& gains = integers.gain.emplace_back();
    for (const Choice& choice : item.choices) {
      const bool counts = item.level == need.level;
      gains.push_back(counts ? (choice.change * scale).n : 0);
    }
  }
  integers.least = LeastInteger(need.missing * scale, need.more);
  return integers;
}

// One binary column per item and choice other than to stay.
class Program {
 public:
  Program(const Question& question, std::vector<IntegerNeed> needs,
          std::vector<HeldNeed> held)
      : question_(question),
        needs_(std::move(needs)),
        held_(std::move(held)),
        problem_(glp_create_prob(), glp_delete_prob) {
    glp_term_out(GLP_OFF);
    glp_set_obj_dir(problem_.get(), GLP_MIN);
    for (const Item& item : question.items) {
      column_.emplace_back();
      for (size_t c = 0; c < item.choices.size(); ++c) {
        column_.back().push_back(c == 0 ? 0 : AddColumn(item.choices[c]));
      }
    }
    AddChoices();
    for (const IntegerNeed& need : needs_) AddNeed(need);
    for (const HeldNeed& need : held_) AddHeldNeed(need);
    for (const oracle::Wait& wait : question.waits) AddWait(wait);
  }

  // The choice per item; empty when there is none.
  GlpkAnswer Solve(std::vector<int>* chosen) {
    glp_scale_prob(problem_.get(), GLP_SF_EQ | GLP_SF_2N);
    glp_smcp simplex;
    glp_init_smcp(&simplex);
    simplex.msg_lev = GLP_MSG_OFF;
    simplex.tol_bnd = 1e-9;
    simplex.tol_dj = 1e-9;
    if (glp_simplex(problem_.get(), &simplex) != 0) {
      return GlpkAnswer::kUndecided;
    }
    const int relaxed = glp_get_status(problem_.get());
    if (relaxed == GLP_NOFEAS) return GlpkAnswer::kOutOfReach;
    if (relaxed != GLP_OPT) return GlpkAnswer::kUndecided;
    glp_iocp integer;
    glp_init_iocp(&integer);
    integer.msg_lev = GLP_MSG_OFF;
    integer.tol_int = 1e-9;
    integer.tol_obj = 1e-9;
    integer.tm_lim = Milliseconds();
    const int code = glp_intopt(problem_.get(), &integer);
    if (code != 0) return GlpkAnswer::kUndecided;
    if (glp_mip_status(problem_.get()) == GLP_NOFEAS) {
      return GlpkAnswer::kOutOfReach;
    }
    if (glp_mip_status(problem_.get()) != GLP_OPT) {
      return GlpkAnswer::kUndecided;
    }
    chosen->clear();
    for (const auto& columns : column_) {
      int choice = 0;
      for (size_t c = 1; c < columns.size(); ++c) {
        if (glp_mip_col_val(problem_.get(), columns[c]) > 0.5) {
          choice = static_cast<int>(c);
        }
      }
      chosen->push_back(choice);
    }
    return GlpkAnswer::kSolved;
  }

  bool IsTrue(const std::vector<int>& chosen) const {
    for (const IntegerNeed& need : needs_) {
      Int128 sum = 0;
      for (size_t i = 0; i < chosen.size(); ++i) sum += need.gain[i][chosen[i]];
      if (sum < need.least) return false;
    }
    for (const HeldNeed& need : held_) {
      if (!IsHeld(question_, need, chosen)) return false;
    }
    return std::ranges::all_of(question_.waits, [&](const oracle::Wait& wait) {
      const Item& needed = question_.items[wait.needs];
      return chosen[wait.item] == 0 ||
             std::max(1, needed.choices[chosen[wait.needs]].code) >=
                 wait.at_least;
    });
  }

  // Some choice must be another.
  void Exclude(const std::vector<int>& chosen) {
    std::vector<int> columns = {0};
    std::vector<double> factors = {0};
    int ones = 0;
    for (size_t i = 0; i < chosen.size(); ++i) {
      for (size_t c = 1; c < column_[i].size(); ++c) {
        const bool taken = chosen[i] == static_cast<int>(c);
        columns.push_back(column_[i][c]);
        factors.push_back(taken ? -1 : 1);
        ones += taken ? 1 : 0;
      }
    }
    AddRow(columns, factors, 1 - ones);
  }

 private:
  int AddColumn(const Choice& choice) {
    const int column = glp_add_cols(problem_.get(), 1);
    glp_set_col_kind(problem_.get(), column, GLP_BV);
    glp_set_obj_coef(problem_.get(), column, static_cast<double>(choice.cost));
    return column;
  }

  // Σ factors · columns >= least; both vectors begin with an unused 0.
  void AddRow(const std::vector<int>& columns,
              const std::vector<double>& factors, double least) {
    const int row = glp_add_rows(problem_.get(), 1);
    glp_set_row_bnds(problem_.get(), row, GLP_LO, least, 0);
    glp_set_mat_row(problem_.get(), row, static_cast<int>(columns.size()) - 1,
                    columns.data(), factors.data());
  }

  // At most one choice per item.
  void AddChoices() {
    for (const auto& columns : column_) {
      if (columns.size() < 2) continue;
      std::vector<int> all = {0};
      all.insert(all.end(), columns.begin() + 1, columns.end());
      AddRow(all, std::vector<double>(all.size(), -1), -1);
    }
  }

  void AddNeed(const IntegerNeed& need) {
    std::vector<int> columns = {0};
    std::vector<double> factors = {0};
    for (size_t i = 0; i < column_.size(); ++i) {
      for (size_t c = 1; c < column_[i].size(); ++c) {
        if (need.gain[i][c] == 0) continue;
        columns.push_back(column_[i][c]);
        factors.push_back(static_cast<double>(need.gain[i][c]));
      }
    }
    AddRow(columns, factors, static_cast<double>(need.least));
  }

  // What is left after the worst steps down is itself a linear program, of the
  // column left[a][j] for the answers up to a and at most j steps:
  //   left[a][j] <= left[a - 1][j - t] + what a is worth after t steps
  // for every t; and left of all of them after `hold` is to be enough. In
  // parts of the largest worth, since rows of ones and millions mislead GLPK.
  void AddHeldNeed(const HeldNeed& need) {
    const double unit = LargestWorth(need);
    const auto hold = static_cast<size_t>(question_.hold);
    std::vector<int> before(hold + 1, 0);  // 0: nothing, before the first
    for (const HeldNeed::Answer& answer : need.answers) {
      std::vector<int> left;
      for (size_t j = 0; j <= hold; ++j) {
        left.push_back(glp_add_cols(problem_.get(), 1));
        glp_set_col_bnds(problem_.get(), left.back(), GLP_FR, 0, 0);
        const size_t most = MostSteps(answer);
        for (size_t t = 0; t <= std::min(j, most); ++t) {
          AddStepsDown(answer, t, unit, before[j - t], left[j]);
        }
      }
      before = left;
    }
    if (before[hold] == 0) return;
    AddRow({0, before[hold]}, {0, 1}, static_cast<double>(need.least) / unit);
  }

  static double LargestWorth(const HeldNeed& need) {
    oracle::Int128 largest = 1;
    for (const HeldNeed::Answer& answer : need.answers) {
      for (const auto& choice : answer.worth) {
        for (const oracle::Int128 worth : choice) {
          largest = std::max({largest, worth, -worth});
        }
      }
    }
    return static_cast<double>(largest);
  }

  static size_t MostSteps(const HeldNeed::Answer& answer) {
    size_t most = 0;
    for (const auto& choice : answer.worth) {
      most = std::max(most, choice.size() - 1);
    }
    return most;
  }

  // before + what the answer is worth after t steps - left >= 0.
  void AddStepsDown(const HeldNeed::Answer& answer, size_t t, double unit,
                    int before, int left) {
    const auto worth = [&](size_t choice) {
      const auto& steps = answer.worth[choice];
      return static_cast<double>(steps[std::min(t, steps.size() - 1)]) / unit;
    };
    std::vector<int> columns = {0, left};
    std::vector<double> factors = {0, -1};
    if (before != 0) {
      columns.push_back(before);
      factors.push_back(1);
    }
    for (size_t c = 1; c < answer.worth.size(); ++c) {
      columns.push_back(column_[answer.item][c]);
      factors.push_back(worth(c) - worth(0));
    }
    AddRow(columns, factors, -worth(0));
  }

  void AddWait(const oracle::Wait& wait) {
    const Item& needed = question_.items[wait.needs];
    if (std::max(1, needed.code) >= wait.at_least) return;
    std::vector<int> columns = {0};
    std::vector<double> factors = {0};
    for (size_t c = 1; c < column_[wait.item].size(); ++c) {
      columns.push_back(column_[wait.item][c]);
      factors.push_back(-1);
    }
    for (size_t c = 1; c < column_[wait.needs].size(); ++c) {
      if (needed.choices[c].code < wait.at_least) continue;
      columns.push_back(column_[wait.needs][c]);
      factors.push_back(1);
    }
    if (columns.size() > 1) AddRow(columns, factors, 0);
  }

  const Question& question_;
  const std::vector<IntegerNeed> needs_;
  const std::vector<HeldNeed> held_;
  std::unique_ptr<glp_prob, decltype(&glp_delete_prob)> problem_;
  std::vector<std::vector<int>> column_;  // [items][choices]; 0: none
};

}  // namespace

GlpkCover CheapestByGlpk(const Question& question,
                         const std::vector<GlpkNeed>& needs, GlpkTally* tally) {
  std::vector<IntegerNeed> integers;
  std::vector<HeldNeed> held;
  for (const GlpkNeed& need : needs) {
    if (question.hold > 0) {
      held.push_back(HeldInIntegers(question, need.level, need.missing));
    } else {
      integers.push_back(InIntegers(question, need));
    }
  }
  Program program(question, std::move(integers), std::move(held));
  for (int refuted = 0; refuted < kMostRefuted; ++refuted) {
    std::vector<int> chosen;
    const GlpkAnswer answer = program.Solve(&chosen);
    if (answer == GlpkAnswer::kUndecided) break;
    if (answer == GlpkAnswer::kOutOfReach) {
      ++tally->solved;
      return {answer, 0};
    }
    if (!program.IsTrue(chosen)) {
      ++tally->rejected;
      program.Exclude(chosen);
      continue;
    }
    ++tally->solved;
    GlpkCover cover{answer, 0};
    for (size_t i = 0; i < chosen.size(); ++i) {
      cover.cost += question.items[i].choices[chosen[i]].cost;
    }
    return cover;
  }
  ++tally->undecided;
  return {};
}

}  // namespace cmmm::test
