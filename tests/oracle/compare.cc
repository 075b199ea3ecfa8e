#include "tests/oracle/compare.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/fraction.h"
#include "engine/evaluate.h"
#include "tests/oracle/oracle.h"

namespace cmmm::test {
namespace {

using oracle::Rational;

constexpr char kNotApplicableCode = 5;

std::string Exact(const v1::Score& score) {
  return FormatExact({score.numerator(), score.denominator()});
}

// The nearest double of an oracle value, by the long way round: exact value
// to exact value, only then to double.
double Nearest(const Rational& value) {
  return Fraction::Of(static_cast<int64_t>(value.n),
                      static_cast<int64_t>(value.d))
      .NearestDouble();
}

oracle::Result AskOracle(const Catalog& catalog, const Sample& sample) {
  return oracle::Score(*catalog.entries().front().definition, sample.weight_set,
                       sample.excluded, sample.up_to, sample.codes, 0);
}

void ExpectNode(const oracle::Node& expected, const v1::NodeScore& node) {
  EXPECT_EQ(node.id(), expected.id);
  EXPECT_EQ(node.weight(), Nearest(expected.weight)) << node.id();
  EXPECT_EQ(node.maturity(), Nearest(expected.maturity)) << node.id();
  ASSERT_EQ(node.levels_size(), static_cast<int>(expected.levels.size()));
  for (int k = 0; k < node.levels_size(); ++k) {
    const auto& level = node.levels(k);
    EXPECT_EQ(level.items(), expected.levels[k].items) << node.id();
    EXPECT_EQ(level.has_score(), expected.levels[k].has_items) << node.id();
    EXPECT_EQ(level.weight(), Nearest(expected.levels[k].weight)) << node.id();
    if (level.has_score()) {
      EXPECT_EQ(level.score(), Nearest(expected.levels[k].score)) << node.id();
    }
  }
}

void ExpectScorecard(const oracle::Result& expected,
                     const v1::Scorecard& scorecard) {
  std::vector<const v1::NodeScore*> rows;
  for (const auto& row : scorecard.elements()) rows.push_back(&row);
  for (const auto& row : scorecard.domains()) rows.push_back(&row);
  for (const auto& row : scorecard.subdomains()) rows.push_back(&row);
  ASSERT_EQ(rows.size(), expected.nodes.size());
  for (size_t n = 0; n < rows.size(); ++n) {
    ExpectNode(expected.nodes[n], *rows[n]);
  }
}

void ExpectGaps(const oracle::Result& expected, const v1::GapAnalysis& gaps) {
  size_t next = 0;
  for (const auto& level : gaps.levels()) {
    int rank = 0;
    for (const auto& item : level.requirements()) {
      ASSERT_LT(next, expected.gaps.size());
      EXPECT_EQ(level.level(), expected.gaps[next].level);
      EXPECT_EQ(item.requirement_id(), expected.gaps[next].requirement_id);
      EXPECT_EQ(item.gain(), Nearest(expected.gaps[next].gain));
      EXPECT_EQ(item.rank(), ++rank);
      ++next;
    }
  }
  EXPECT_EQ(next, expected.gaps.size());
}

}  // namespace

std::string Describe(const Sample& sample) {
  std::string text =
      sample.weight_set + " up to " + std::to_string(sample.up_to) + " without";
  for (const std::string& id : sample.excluded) text += " " + id;
  text += ": ";
  for (const char code : sample.codes) {
    text.push_back(static_cast<char>('0' + code));
  }
  return text;
}

v1::ScoreRequest ToRequest(const Catalog& catalog, const Sample& sample,
                           v1::View view) {
  v1::ScoreRequest request;
  request.mutable_profile()->set_weight_set(sample.weight_set);
  request.mutable_profile()->set_assess_up_to_level(sample.up_to);
  for (const std::string& id : sample.excluded) {
    request.mutable_profile()->add_excluded_domain_ids(id);
  }
  request.mutable_packed()->set_grades(sample.codes);
  request.mutable_packed()->set_model_digest(
      catalog.entries().front().compiled->digest);
  request.set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
  request.set_view(view);
  return request;
}

v1::ScoreRequest Listed(const v1::ModelDefinition& model,
                        v1::ScoreRequest request) {
  const std::string codes = request.packed().grades();
  for (int i = 0; i < model.requirements_size(); ++i) {
    auto* answer = request.mutable_list()->add_answers();
    answer->set_requirement_id(model.requirements(i).id());
    if (codes[i] == kNotApplicableCode) {
      answer->mutable_not_applicable()->set_reason("none of it");
    } else {
      answer->set_grade(static_cast<v1::Grade>(codes[i]));
    }
  }
  return request;
}

void ExpectDecision(const oracle::Result& expected,
                    const v1::LevelDecision& decision) {
  EXPECT_EQ(decision.level(), expected.level);
  EXPECT_EQ(Exact(decision.total()), expected.total.ToString());
  EXPECT_EQ(decision.other_reading().level(), expected.other_level);
  EXPECT_EQ(Exact(decision.other_reading().total()),
            expected.other_total.ToString());
  ASSERT_EQ(decision.levels_size(),
            static_cast<int>(expected.level_scores.size()));
  for (int k = 0; k < decision.levels_size(); ++k) {
    EXPECT_EQ(Exact(decision.levels(k).score()),
              expected.level_scores[k].ToString());
    EXPECT_EQ(decision.levels(k).satisfied(), expected.satisfied[k]);
  }
}

Sample RandomSample(const v1::ModelDefinition& model, std::mt19937_64* random) {
  const auto below = [&](int n) {
    return static_cast<int>((*random)() % static_cast<uint64_t>(n));
  };
  Sample sample;
  sample.weight_set = model.weight_sets(below(model.weight_sets_size())).id();
  sample.up_to = below(2) == 0 ? 0 : below(model.levels_size() + 1);
  for (const auto& element : model.elements()) {
    for (const auto& domain : element.domains()) {
      if (domain.excludable() && below(3) == 0) {
        sample.excluded.insert(domain.id());
      }
    }
  }
  // How good this enterprise is at each level, from hopeless to flawless.
  std::vector<int> skill;
  for (int k = 0; k < model.levels_size(); ++k) skill.push_back(below(101));
  const int open_percent = below(4) == 0 ? below(30) : 0;
  const bool uses_not_applicable = below(2) == 0;
  for (const auto& item : model.requirements()) {
    int code = 1 + below(4);
    if (below(100) < skill[item.level() - 1]) code = 3 + below(2);
    if (below(100) < open_percent) code = 0;
    if (uses_not_applicable && item.may_be_not_applicable() && below(2) == 0) {
      code = kNotApplicableCode;
    }
    sample.codes.push_back(static_cast<char>(code));
  }
  return sample;
}

void ExpectSameDecision(const Catalog& catalog, const Sample& sample) {
  v1::ScoreResponse response;
  const auto refusal =
      Evaluate(catalog, ToRequest(catalog, sample, v1::VIEW_LEVEL), &response);
  if (refusal.has_value()) {
    // The only refusal a sample can earn; the oracle scores such a level 1.
    ASSERT_EQ(refusal->violations.listed().front().rule_id,
              "answer.level_without_items");
    return;
  }
  const oracle::Result expected =
      oracle::Decide(*catalog.entries().front().definition, sample.weight_set,
                     sample.excluded, sample.up_to, sample.codes);
  ExpectDecision(expected, response.decision());
  if (::testing::Test::HasFailure()) ADD_FAILURE() << Describe(sample);
}

void ExpectSameResult(const Catalog& catalog, const Sample& sample) {
  v1::ScoreResponse response;
  const auto refusal =
      Evaluate(catalog, ToRequest(catalog, sample, v1::VIEW_FULL), &response);
  if (refusal.has_value()) {
    ASSERT_EQ(refusal->violations.listed().front().rule_id,
              "answer.level_without_items");
    return;
  }
  const oracle::Result expected = AskOracle(catalog, sample);
  ExpectDecision(expected, response.decision());
  ExpectScorecard(expected, response.scorecard());
  ExpectGaps(expected, response.gaps());
  EXPECT_EQ(response.coverage().answered(), expected.answered);
  EXPECT_EQ(response.coverage().unanswered(), expected.unanswered);
  EXPECT_EQ(response.coverage().not_applicable(), expected.not_applicable);
  EXPECT_EQ(response.coverage().out_of_scope(), expected.out_of_scope);
  if (::testing::Test::HasFailure()) ADD_FAILURE() << Describe(sample);
}

}  // namespace cmmm::test
