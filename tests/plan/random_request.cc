#include "tests/plan/random_request.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "tests/oracle/compare.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

constexpr int kFullyCode = 4;
constexpr int kNotApplicable = 5;

const v1::ModelDefinition& ModelOf(const Catalog& catalog) {
  return *catalog.entries().front().definition;
}

Sample AnySample(const v1::ModelDefinition& model, std::mt19937_64* random) {
  Sample sample = RandomSample(model, random);
  if (model.policies().not_applicable() == v1::NOT_APPLICABLE_POLICY_REFUSE) {
    for (char& code : sample.codes) {
      if (code == kNotApplicable) code = kFullyCode;
    }
  }
  return sample;
}

v1::ScoreRequest ToRequest(const Catalog& catalog, const Sample& sample) {
  v1::ScoreRequest request =
      PackedRequest(catalog, sample.weight_set, sample.codes);
  for (const std::string& id : sample.excluded) {
    request.mutable_profile()->add_excluded_domain_ids(id);
  }
  request.mutable_profile()->set_assess_up_to_level(sample.up_to);
  request.set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
  return request;
}

class Maker {
 public:
  Maker(const Catalog& catalog, const PlanWishes& wishes,
        std::mt19937_64* random)
      : catalog_(catalog),
        model_(ModelOf(catalog)),
        wishes_(wishes),
        random_(random) {}

  v1::PlanUpgradeRequest Make() {
    sample_ = AnySample(model_, random_);
    order_.resize(model_.requirements_size());
    std::iota(order_.begin(), order_.end(), 0);
    std::shuffle(order_.begin(), order_.end(), *random_);
    if (wishes_.raisable > 0) LeaveFew();
    if (Any(3) == 0) Freeze();
    *request_.mutable_assessment() = ToRequest(catalog_, sample_);
    AddCosts();
    if (wishes_.prerequisites && Any(2) == 0) AddPrerequisites();
    const int top = sample_.up_to == 0 ? model_.levels_size() : sample_.up_to;
    request_.set_target_level(Any(top + 1));
    if (wishes_.budgets && Any(2) == 0) request_.set_budget(Any(30));
    request_.set_alternatives(Any(wishes_.most_alternatives + 1));
    request_.set_with_proof(true);
    return request_;
  }

 private:
  int Any(int n) { return Below(n, random_); }

  // The first ones of `order_` are low; the others are as good as can be or may
  // not be raised.
  void LeaveFew() {
    const int few = 1 + Any(wishes_.raisable);
    for (size_t at = 0; at < order_.size(); ++at) {
      char& code = sample_.codes[order_[at]];
      if (code == kNotApplicable) continue;
      if (static_cast<int>(at) < few) {
        code = static_cast<char>(Any(kFullyCode));
      } else if (code != kFullyCode) {
        if (Any(2) == 0)
          code = kFullyCode;
        else
          request_.add_frozen_ids(model_.requirements(order_[at]).id());
      }
    }
  }

  void Freeze() {
    const int count = 1 + Any(std::max(1, model_.requirements_size() / 10));
    for (int i = 0; i < count; ++i) {
      const auto& item = model_.requirements(Any(model_.requirements_size()));
      request_.add_frozen_ids(Any(5) == 0 ? item.subdomain_id() : item.id());
    }
  }

  void AddCost(const std::string& id, int most) {
    v1::RaiseCost* cost = request_.add_costs();
    cost->set_id(id);
    if (Any(8) != 0) cost->set_not_to_partly(Any(most + 1));
    if (Any(8) != 0) cost->set_partly_to_mostly(Any(most + 1));
    if (Any(8) != 0) cost->set_mostly_to_fully(Any(most + 1));
  }

  void AddCosts() {
    const int kind = Any(4);
    if (kind == 0) return;  // by default
    const int most = kind == 1 ? 3 : kind == 2 ? 20 : 10000;
    if (Any(2) == 0) AddCost("", most);
    for (const auto& element : model_.elements()) {
      for (const auto& domain : element.domains()) {
        for (const auto& subdomain : domain.subdomains()) {
          // An id that is a requirement's as well would be given twice.
          if (Any(3) == 0) AddCost(subdomain.id(), most);
        }
      }
    }
    const int share = Any(3);  // of the requirements: none, half, all
    for (const auto& item : model_.requirements()) {
      if (share == 2 || (share == 1 && Any(2) == 0)) AddCost(item.id(), most);
    }
  }

  // Without cycles: what is needed comes earlier in `order_`, or with lower
  // levels first, in the order of levels.
  void AddPrerequisites() {
    request_.set_lower_levels_first(Any(3) == 0);
    if (request_.lower_levels_first()) {
      std::stable_sort(order_.begin(), order_.end(), [this](int a, int b) {
        return model_.requirements(a).level() < model_.requirements(b).level();
      });
    }
    const int count = Any(8);
    const int few = wishes_.raisable > 0 && Any(4) != 0
                        ? std::max(2, wishes_.raisable)
                        : model_.requirements_size();
    for (int i = 0; i < count; ++i) {
      const int upper = 1 + Any(few - 1);
      v1::Prerequisite* rule = request_.add_prerequisites();
      rule->set_requirement_id(model_.requirements(order_[upper]).id());
      rule->set_needs_id(model_.requirements(order_[Any(upper)]).id());
      rule->set_at_least(static_cast<v1::Grade>(Any(5)));
    }
  }

  const Catalog& catalog_;
  const v1::ModelDefinition& model_;
  const PlanWishes wishes_;
  std::mt19937_64* const random_;
  Sample sample_;
  std::vector<int> order_;
  v1::PlanUpgradeRequest request_;
};

}  // namespace

int Below(int n, std::mt19937_64* random) {
  return static_cast<int>((*random)() % static_cast<uint64_t>(n));
}

v1::PlanUpgradeRequest RandomPlanRequest(const Catalog& catalog,
                                         const PlanWishes& wishes,
                                         std::mt19937_64* random) {
  return Maker(catalog, wishes, random).Make();
}

v1::AnalyzeMarginRequest RandomMarginRequest(const Catalog& catalog,
                                             std::mt19937_64* random) {
  const v1::ModelDefinition& model = ModelOf(catalog);
  Sample sample = AnySample(model, random);
  // The lower levels are good.
  const int good = Below(model.levels_size() + 1, random);
  for (int i = 0; i < model.requirements_size(); ++i) {
    char& code = sample.codes[i];
    if (model.requirements(i).level() > good || code == kNotApplicable) {
      continue;
    }
    code = std::max(code, static_cast<char>(3 + Below(2, random)));
  }
  v1::AnalyzeMarginRequest request;
  *request.mutable_assessment() = ToRequest(catalog, sample);
  request.set_measure(static_cast<v1::DowngradeMeasure>(Below(3, random)));
  request.set_with_proof(true);
  return request;
}

}  // namespace cmmm::test
