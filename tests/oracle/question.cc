#include "tests/oracle/question.h"

#include <algorithm>
#include <map>

namespace cmmm::oracle {
namespace {

constexpr int kNot = 1;
constexpr int kFullyCode = 4;
constexpr int kNotApplicableCode = 5;

int IndexOf(const v1::ModelDefinition& model, const std::string& id) {
  for (int i = 0; i < model.requirements_size(); ++i) {
    if (model.requirements(i).id() == id) return i;
  }
  Require(false, "no such requirement");
  return -1;
}

std::string CodesOf(const v1::ModelDefinition& model,
                    const v1::ScoreRequest& request) {
  if (request.has_packed()) return request.packed().grades();
  std::string codes(model.requirements_size(), 0);
  for (const v1::Answer& answer : request.list().answers()) {
    const int code = answer.has_not_applicable()
                         ? kNotApplicableCode
                         : static_cast<int>(answer.grade());
    codes[IndexOf(model, answer.requirement_id())] = static_cast<char>(code);
  }
  return codes;
}

// What a code is worth; an open question as much as `not`.
Rational Worth(const v1::ModelDefinition& model, int code) {
  for (const v1::GradeDefinition& grade : model.grades()) {
    if (grade.grade() == std::max(code, kNot)) {
      return Rational(grade.tenths(), 10);
    }
  }
  Require(false, "no such grade");
  return 0;
}

// Everything but items and waits.
Question ReadAssessment(const v1::ModelDefinition& model,
                        const v1::ScoreRequest& request) {
  Question question;
  question.model = &model;
  const v1::Profile& profile = request.profile();
  question.weight_set = profile.weight_set().empty() ? model.weight_sets(0).id()
                                                     : profile.weight_set();
  question.excluded = {profile.excluded_domain_ids().begin(),
                       profile.excluded_domain_ids().end()};
  question.top = profile.assess_up_to_level() == 0
                     ? model.levels_size()
                     : profile.assess_up_to_level();
  question.codes = CodesOf(model, request);
  question.now = ScoreWith(question, question.codes);
  return question;
}

// What an item from `not` to `fully` adds to its level, by requirement id: the
// gaps of an assessment where nothing is satisfied.
std::map<std::string, Rational> WholeGains(const Question& question) {
  std::string codes = question.codes;
  for (char& code : codes) {
    if (code != kNotApplicableCode) code = kNot;
  }
  const Result nothing =
      Score(*question.model, question.weight_set, question.excluded,
            question.top, codes, question.top);
  std::map<std::string, Rational> gains;
  for (const Gap& gap : nothing.gaps) gains[gap.requirement_id] = gap.gain;
  return gains;
}

// Adds the items in scope, each with the one choice to stay, and says what they
// add from `not` to `fully`.
std::map<std::string, Rational> AddItems(Question* question) {
  const std::map<std::string, Rational> gains = WholeGains(*question);
  for (int i = 0; i < question->model->requirements_size(); ++i) {
    const v1::RequirementDefinition& requirement =
        question->model->requirements(i);
    if (!gains.contains(requirement.id())) continue;
    const int code = question->codes[i];
    question->items.push_back({i,
                               requirement.level(),
                               code,
                               {{code, 0, 0}},
                               gains.at(requirement.id())});
  }
  return gains;
}

class PlanReader {
 public:
  PlanReader(const v1::PlanUpgradeRequest& request, Question* question)
      : request_(request), model_(*question->model), question_(question) {}

  void Read(const std::map<std::string, Rational>& gains) {
    question_->hold = request_.hold();
    for (const Item& item : question_->items) {
      if (item.code == kFullyCode) question_->settled.push_back(item);
    }
    std::erase_if(question_->items,
                  [](const Item& item) { return item.code == kFullyCode; });
    for (Item& item : question_->items) {
      if (IsFrozen(item)) continue;
      const auto& requirement = model_.requirements(item.index);
      int64_t cost = 0;
      for (int code = std::max(item.code, kNot) + 1; code <= kFullyCode;
           ++code) {
        cost += CostOfStep(requirement, code);
        item.choices.push_back(
            {code, cost,
             gains.at(requirement.id()) *
                 (Worth(model_, code) - Worth(model_, item.code))});
      }
    }
    ReadWaits();
  }

 private:
  bool IsFrozen(const Item& item) const {
    const auto& requirement = model_.requirements(item.index);
    return std::ranges::any_of(request_.frozen_ids(), [&](const auto& id) {
      return id == requirement.id() || id == requirement.subdomain_id();
    });
  }

  // Of the last step up to `code`.
  int64_t CostOfStep(const v1::RequirementDefinition& requirement,
                     int code) const {
    for (const std::string& id :
         {requirement.id(), requirement.subdomain_id(), std::string()}) {
      for (const v1::RaiseCost& cost : request_.costs()) {
        if (cost.id() != id) continue;
        if (code == 2) {
          return cost.has_not_to_partly() ? cost.not_to_partly() : 1;
        }
        if (code == 3) {
          return cost.has_partly_to_mostly() ? cost.partly_to_mostly() : 1;
        }
        return cost.has_mostly_to_fully() ? cost.mostly_to_fully() : 1;
      }
    }
    return 1;
  }

  int SatisfyingCode() const {
    int code = kNot;
    while (Worth(model_, code) < question_->satisfied()) ++code;
    return code;
  }

  void AddWait(int item, int needs, int at_least) {
    if (item >= 0 && needs >= 0) {
      question_->waits.push_back({item, needs, at_least});
    }
  }

  void ReadWaits() {
    for (const v1::Prerequisite& entry : request_.prerequisites()) {
      AddWait(FindItem(*question_, entry.requirement_id()),
              FindItem(*question_, entry.needs_id()),
              entry.at_least() == 0 ? SatisfyingCode() : entry.at_least());
    }
    if (!request_.lower_levels_first()) return;
    const int count = static_cast<int>(question_->items.size());
    for (int i = 0; i < count; ++i) {
      for (int j = 0; j < count; ++j) {
        const auto& upper = model_.requirements(question_->items[i].index);
        const auto& lower = model_.requirements(question_->items[j].index);
        if (upper.subdomain_id() == lower.subdomain_id() &&
            lower.level() < upper.level()) {
          AddWait(i, j, SatisfyingCode());
        }
      }
    }
  }

  const v1::PlanUpgradeRequest& request_;
  const v1::ModelDefinition& model_;
  Question* const question_;
};

}  // namespace

Question ReadPlan(const v1::ModelDefinition& model,
                  const v1::PlanUpgradeRequest& request) {
  Question question = ReadAssessment(model, request.assessment());
  PlanReader(request, &question).Read(AddItems(&question));
  return question;
}

Question ReadMargin(const v1::ModelDefinition& model,
                    const v1::AnalyzeMarginRequest& request) {
  Question question = ReadAssessment(model, request.assessment());
  const std::map<std::string, Rational> gains = AddItems(&question);
  std::erase_if(question.items,
                [](const Item& item) { return item.code <= kNot; });
  const bool counts_answers =
      request.measure() == v1::DOWNGRADE_MEASURE_ANSWERS;
  for (Item& item : question.items) {
    const Rational& gain = gains.at(model.requirements(item.index).id());
    for (int code = item.code - 1; code >= kNot; --code) {
      item.choices.push_back(
          {code, counts_answers ? 1 : item.code - code,
           gain * (Worth(model, item.code) - Worth(model, code))});
    }
  }
  return question;
}

Result ScoreWith(const Question& question, const std::string& codes) {
  return Score(*question.model, question.weight_set, question.excluded,
               question.top, codes, 0);
}

Rational TotalFrom(const Question& question,
                   const std::vector<Rational>& level_scores) {
  Rational total;
  for (const Rational& score : level_scores) {
    const bool satisfied = score >= question.satisfied();
    total = total + (satisfied ? 1 : score);
    if (question.progressive() && !satisfied) break;
  }
  return total;
}

Rational TotalOf(const v1::ModelDefinition& model, int level) {
  return Rational(model.bands(level - 1).from_percent(), 100);
}

std::vector<Rational> ChangesDown(const Question& question, const Item& item,
                                  int code) {
  const v1::ModelDefinition& model = *question.model;
  std::vector<Rational> changes;
  for (int after = std::max(code, kNot); after >= kNot; --after) {
    changes.push_back(item.gain *
                      (Worth(model, after) - Worth(model, item.code)));
  }
  return changes;
}

Rational LeastLeft(const std::vector<std::vector<Rational>>& changes,
                   int hold) {
  // [steps], of the answers so far.
  std::vector<Rational> left(static_cast<size_t>(hold) + 1, 0);
  for (const std::vector<Rational>& answer : changes) {
    for (size_t steps = left.size(); steps-- > 0;) {
      Rational least = left[steps] + answer[0];
      for (size_t t = 1; t <= steps && t < answer.size(); ++t) {
        least = std::min(least, left[steps - t] + answer[t]);
      }
      left[steps] = least;
    }
  }
  return left.back();
}

int FindItem(const Question& question, const std::string& requirement_id) {
  for (size_t i = 0; i < question.items.size(); ++i) {
    if (question.IdOf(static_cast<int>(i)) == requirement_id) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

int FindChoice(const Item& item, int code) {
  for (size_t c = 0; c < item.choices.size(); ++c) {
    if (item.choices[c].code == code) return static_cast<int>(c);
  }
  return -1;
}

}  // namespace cmmm::oracle
