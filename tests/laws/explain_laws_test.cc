// Laws of derivations: replayed from the leaves with the tests' own arithmetic,
// every node has its value, and the root the value of the result.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "engine/analyze.h"
#include "engine/evaluate.h"
#include "tests/laws/rational.h"
#include "tests/laws/two_versions.h"

namespace cmmm::test {
namespace {

void Law(const char* text,
         const std::function<void(const Catalog& catalog)>& property) {
  for (const Catalog* catalog : {&TwoVersions(), &TinyModels()}) {
    EXPECT_TRUE(rc::check(text, [&] { property(*catalog); }));
  }
}

// What the definition of a model and the answers say, by id.
struct Facts {
  const v1::ModelDefinition* model = nullptr;
  std::map<std::pair<int, std::string>, int> percent;
  std::map<int, Rational> worth;      // by grade code
  std::map<std::string, int> answer;  // by requirement id
};

Facts FactsOf(const Catalog& catalog, const v1::ScoreRequest& request) {
  Facts facts;
  facts.model = catalog.Find(request.model().id(), request.model().version())
                    .value()
                    ->definition.get();
  for (const auto& set : facts.model->weight_sets()) {
    if (set.id() != request.profile().weight_set()) continue;
    for (const auto& group : set.groups()) {
      for (const auto& weight : group.weights()) {
        facts.percent[{group.tier(), weight.child_id()}] = weight.percent();
      }
    }
  }
  for (const auto& grade : facts.model->grades()) {
    facts.worth[grade.grade()] = Rational(grade.tenths(), 10);
  }
  for (int i = 0; i < facts.model->requirements_size(); ++i) {
    facts.answer[facts.model->requirements(i).id()] =
        request.packed().grades()[i];
  }
  return facts;
}

void CheckWeights(const Facts& facts, const v1::Derivation& step) {
  int siblings = 0;
  int counting = 0;
  Rational sum;
  for (const auto& child : step.children()) {
    if (child.operation() == v1::OPERATION_LEFT_OUT) {
      RC_ASSERT(child.weight().numerator() == 0);
      RC_ASSERT(child.left_out() != v1::LEFT_OUT_UNSPECIFIED);
      continue;
    }
    ++counting;
    sum = sum + ToRational(child.weight());
    siblings += child.percent();
  }
  if (step.operation() == v1::OPERATION_SUM_OF_PRODUCTS) {
    RC_ASSERT(sum == Rational(1));
    for (const auto& child : step.children()) {
      RC_ASSERT(child.percent() == facts.percent.at({child.subject().tier(),
                                                     child.subject().id()}));
      if (child.operation() == v1::OPERATION_LEFT_OUT) continue;
      RC_ASSERT(child.siblings_percent() == siblings);
      RC_ASSERT(ToRational(child.weight()) ==
                Rational(child.percent(), siblings));
    }
  }
  if (step.operation() == v1::OPERATION_MEAN) {
    for (const auto& child : step.children()) {
      if (child.operation() == v1::OPERATION_LEFT_OUT) continue;
      RC_ASSERT(ToRational(child.weight()) == Rational(1, counting));
    }
  }
}

Rational Replay(const Facts& facts, const v1::Derivation& step);

// Σ w · v of replayed children.
Rational WeightedSum(const Facts& facts, const v1::Derivation& step) {
  Rational sum;
  for (const auto& child : step.children()) {
    sum = sum + ToRational(child.weight()) * Replay(facts, child);
  }
  return sum;
}

// Levels of weight 1 up to the first that counts less than 1, then none.
void CheckProgressive(const v1::Derivation& step) {
  bool reached = true;
  for (const auto& child : step.children()) {
    RC_ASSERT((child.left_out() == v1::LEFT_OUT_NOT_REACHED) == !reached);
    RC_ASSERT(ToRational(child.weight()) == Rational(reached ? 1 : 0));
    reached = reached && ToRational(child.value()) == Rational(1);
  }
}

Rational ReplayValue(const Facts& facts, const v1::Derivation& step) {
  switch (step.operation()) {
    case v1::OPERATION_PROGRESSIVE_SUM:
      CheckProgressive(step);
      return WeightedSum(facts, step);
    case v1::OPERATION_SUM_OF_PRODUCTS:
    case v1::OPERATION_MEAN:
    case v1::OPERATION_CUMULATIVE_SUM:
      return WeightedSum(facts, step);
    case v1::OPERATION_CREDIT: {
      RC_ASSERT(ToRational(step.threshold()) ==
                Rational(facts.model->satisfied_at_percent(), 100));
      const Rational score = Replay(facts, step.children(0));
      return score < ToRational(step.threshold()) ? score : Rational(1);
    }
    case v1::OPERATION_PRODUCT: {
      Rational product(1);
      for (const auto& child : step.children()) {
        product = product * Replay(facts, child);
      }
      return product;
    }
    case v1::OPERATION_COMPLEMENT:
      return Rational(1) - Replay(facts, step.children(0));
    case v1::OPERATION_GRADE:
      RC_ASSERT(facts.answer.at(step.subject().id()) == step.grade());
      return facts.worth.at(step.grade());
    case v1::OPERATION_PERCENT:
      return {step.percent(), step.siblings_percent()};
    case v1::OPERATION_ONE_OF:
      return {1, step.items()};
    case v1::OPERATION_MET:
      return 1;
    default:
      return 0;
  }
}

Rational Replay(const Facts& facts, const v1::Derivation& step) {
  if (step.children_not_shown() > 0) return ToRational(step.value());
  CheckWeights(facts, step);
  const Rational value = ReplayValue(facts, step);
  RC_ASSERT(value == ToRational(step.value()));
  return value;
}

int Count(const v1::Derivation& step) {
  int count = 1;
  for (const auto& child : step.children()) count += Count(child);
  return count;
}

int Depth(const v1::Derivation& step) {
  int depth = 0;
  for (const auto& child : step.children()) {
    depth = std::max(depth, 1 + Depth(child));
  }
  return depth;
}

struct Case {
  v1::ScoreRequest assessment;
  v1::ScoreResponse scored;
  Facts facts;
};

Case Draw(const Catalog& catalog) {
  Case drawn;
  drawn.assessment = *AnyAssessment(catalog);
  drawn.assessment.set_view(v1::VIEW_FULL);
  RC_PRE(!Evaluate(catalog, drawn.assessment, &drawn.scored).has_value());
  drawn.facts = FactsOf(catalog, drawn.assessment);
  return drawn;
}

v1::Derivation ExplainOrFail(const Catalog& catalog, const Case& drawn,
                             const v1::Subject& subject, int depth = 0,
                             int steps = 10000) {
  v1::ExplainRequest request;
  *request.mutable_assessment() = drawn.assessment;
  *request.mutable_subject() = subject;
  request.set_max_depth(depth);
  request.set_max_steps(steps);
  v1::ExplainResponse response;
  const auto refusal = Explain(catalog, request, &response);
  RC_ASSERT(!refusal.has_value());
  return response.derivation();
}

v1::Subject Ask(v1::Quantity quantity, int level = 0,
                const std::string& id = "",
                v1::Tier tier = v1::TIER_UNSPECIFIED) {
  v1::Subject subject;
  subject.set_quantity(quantity);
  subject.set_level(level);
  subject.set_tier(tier);
  subject.set_id(id);
  return subject;
}

TEST(ExplainLaws, TheTotalReplays) {
  Law("total", [](const Catalog& catalog) {
    const Case drawn = Draw(catalog);
    const auto tree = ExplainOrFail(catalog, drawn, Ask(v1::QUANTITY_TOTAL));
    RC_ASSERT(Replay(drawn.facts, tree) ==
              ToRational(drawn.scored.decision().total()));
    RC_ASSERT((tree.operation() == v1::OPERATION_CUMULATIVE_SUM) ==
              (drawn.scored.decision().accumulation() ==
               v1::ACCUMULATION_CUMULATIVE));
  });
}

TEST(ExplainLaws, EveryLevelReplays) {
  Law("levels", [](const Catalog& catalog) {
    const Case drawn = Draw(catalog);
    for (const auto& level : drawn.scored.decision().levels()) {
      const auto tree =
          ExplainOrFail(catalog, drawn, Ask(v1::QUANTITY_LEVEL, level.level()));
      RC_ASSERT(Replay(drawn.facts, tree) == ToRational(level.score()));
    }
  });
}

TEST(ExplainLaws, EveryNodeReplays) {
  Law("nodes", [](const Catalog& catalog) {
    const Case drawn = Draw(catalog);
    const auto& card = drawn.scored.scorecard();
    const auto check = [&](const auto& rows, v1::Tier tier) {
      const auto& row = rows[*rc::gen::inRange(0, rows.size())];
      const auto maturity = ExplainOrFail(
          catalog, drawn, Ask(v1::QUANTITY_MATURITY, 0, row.id(), tier));
      Replay(drawn.facts, maturity);
      RC_ASSERT(maturity.value().value() == row.maturity());
      for (const auto& level : row.levels()) {
        if (!level.has_score()) continue;
        const auto tree = ExplainOrFail(
            catalog, drawn,
            Ask(v1::QUANTITY_NODE, level.level(), row.id(), tier));
        Replay(drawn.facts, tree);
        RC_ASSERT(tree.value().value() == level.score());
      }
    };
    check(card.elements(), v1::TIER_ELEMENT);
    check(card.domains(), v1::TIER_DOMAIN);
    check(card.subdomains(), v1::TIER_SUBDOMAIN);
  });
}

TEST(ExplainLaws, EveryGainReplays) {
  Law("gains", [](const Catalog& catalog) {
    const Case drawn = Draw(catalog);
    for (const auto& level : drawn.scored.gaps().levels()) {
      if (level.requirements().empty()) continue;
      const auto& gap =
          level.requirements(*rc::gen::inRange(0, level.requirements_size()));
      const auto tree = ExplainOrFail(
          catalog, drawn, Ask(v1::QUANTITY_GAIN, 0, gap.requirement_id()));
      Replay(drawn.facts, tree);
      RC_ASSERT(tree.value().value() == gap.gain());
    }
  });
}

TEST(ExplainLaws, ACutTreeKeepsItsLimitsAndReplays) {
  Law("limits", [](const Catalog& catalog) {
    const Case drawn = Draw(catalog);
    const int depth = *rc::gen::inRange(1, 6);
    const int steps = *rc::gen::inRange(1, 200);
    const auto tree =
        ExplainOrFail(catalog, drawn, Ask(v1::QUANTITY_TOTAL), depth, steps);
    RC_ASSERT(Depth(tree) <= depth);
    RC_ASSERT(Count(tree) <= steps);
    RC_ASSERT(Replay(drawn.facts, tree) ==
              ToRational(drawn.scored.decision().total()));
  });
}

}  // namespace
}  // namespace cmmm::test
