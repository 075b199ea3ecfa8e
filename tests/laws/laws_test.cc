// Laws that hold of every assessment. RapidCheck prints the seed and a
// shrunken counterexample when one does not.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "engine/base/fraction.h"
#include "google/protobuf/util/message_differencer.h"
#include "tests/laws/arbitrary_assessment.h"

namespace cmmm::test {
namespace {

using google::protobuf::util::MessageDifferencer;

Fraction Exact(const v1::Score& score) {
  return Fraction::Of(score.numerator(), score.denominator());
}

// Runs `property`, which draws its own input with `*gen`.
template <typename Property>
void Law(const char* text, Property property) {
  EXPECT_TRUE(rc::check(text, property));
}

TEST(Laws, RaisingAGradeNeverLowersAnything) {
  Law("raising one grade", [] {
    v1::ScoreRequest request = *ArbitraryAssessment();
    const v1::ScoreResponse before = ScoreOrFail(request);
    auto* answer = request.mutable_list()->mutable_answers(AnyAnswer(request));
    answer->set_grade(static_cast<v1::Grade>(
        std::min<int>(v1::GRADE_FULLY, answer->grade() + 1)));
    const v1::ScoreResponse after = ScoreOrFail(request);
    RC_ASSERT(after.decision().level() >= before.decision().level());
    RC_ASSERT(
        !(Exact(after.decision().total()) < Exact(before.decision().total())));
    for (int k = 0; k < before.decision().levels_size(); ++k) {
      RC_ASSERT(!(Exact(after.decision().levels(k).score()) <
                  Exact(before.decision().levels(k).score())));
    }
    for (int n = 0; n < before.scorecard().subdomains_size(); ++n) {
      RC_ASSERT(after.scorecard().subdomains(n).maturity() >=
                before.scorecard().subdomains(n).maturity());
    }
  });
}

TEST(Laws, OneGradeMovesItsOwnLevelOnly) {
  Law("locality", [] {
    v1::ScoreRequest request = *ArbitraryAssessment();
    const v1::ScoreResponse before = ScoreOrFail(request);
    const int index = AnyAnswer(request);
    request.mutable_list()->mutable_answers(index)->set_grade(v1::GRADE_FULLY);
    const v1::ScoreResponse after = ScoreOrFail(request);
    const int level = RealDefinition().requirements(index).level();
    for (int k = 0; k < before.decision().levels_size(); ++k) {
      if (k + 1 == level) continue;
      RC_ASSERT(MessageDifferencer::Equals(before.decision().levels(k),
                                           after.decision().levels(k)));
    }
  });
}

TEST(Laws, TheOrderOfAnswersChangesNothing) {
  Law("permutation", [] {
    v1::ScoreRequest request = *ArbitraryAssessment();
    const v1::ScoreResponse before = ScoreOrFail(request);
    auto* answers = request.mutable_list()->mutable_answers();
    for (int i = answers->size() - 1; i > 0; --i) {
      answers->SwapElements(i, *rc::gen::inRange(0, i + 1));
    }
    RC_ASSERT(MessageDifferencer::Equals(before, ScoreOrFail(request)));
  });
}

TEST(Laws, TheOrderOfExcludedDomainsChangesNothing) {
  Law("exclusions", [] {
    v1::ScoreRequest request = *ArbitraryAssessment();
    const v1::ScoreResponse before = ScoreOrFail(request);
    auto* ids = request.mutable_profile()->mutable_excluded_domain_ids();
    std::reverse(ids->begin(), ids->end());
    RC_ASSERT(MessageDifferencer::Equals(before, ScoreOrFail(request)));
  });
}

TEST(Laws, PackedAndListedAnswersAreTheSame) {
  Law("packed", [] {
    v1::ScoreRequest request = *ArbitraryAssessment();
    const v1::ScoreResponse listed = ScoreOrFail(request);
    std::string packed;
    for (const auto& answer : request.list().answers()) {
      packed.push_back(static_cast<char>(answer.grade()));
    }
    request.mutable_packed()->set_grades(packed);
    request.mutable_packed()->set_model_digest(listed.model().digest());
    RC_ASSERT(MessageDifferencer::Equals(listed, ScoreOrFail(request)));
  });
}

TEST(Laws, ScoringTwiceGivesTheSameBytes) {
  Law("determinism", [] {
    const v1::ScoreRequest request = *ArbitraryAssessment();
    RC_ASSERT(ScoreOrFail(request).SerializeAsString() ==
              ScoreOrFail(request).SerializeAsString());
  });
}

TEST(Laws, ClosingTheGapListReachesTheTarget) {
  Law("closing gaps", [] {
    v1::ScoreRequest request = *ArbitraryAssessment();
    request.set_target_level(*rc::gen::inRange(1, 6));
    const v1::ScoreResponse before = ScoreOrFail(request);
    std::set<std::string> open;
    for (const auto& level : before.gaps().levels()) {
      for (const auto& gap : level.requirements()) {
        open.insert(gap.requirement_id());
      }
    }
    for (auto& answer : *request.mutable_list()->mutable_answers()) {
      if (open.count(answer.requirement_id()) > 0) {
        answer.set_grade(v1::GRADE_FULLY);
      }
    }
    const v1::ScoreResponse after = ScoreOrFail(request);
    RC_ASSERT(after.decision().level() >= request.target_level());
    for (const auto& level : after.gaps().levels()) {
      RC_ASSERT(level.requirements_size() == 0);
    }
  });
}

TEST(Laws, AGapIsWorthExactlyItsGain) {
  Law("gain", [] {
    v1::ScoreRequest request = *ArbitraryAssessment();
    request.set_target_level(5);
    const v1::ScoreResponse before = ScoreOrFail(request);
    const int k = *rc::gen::inRange(0, 5);
    const auto& gaps = before.gaps().levels(k).requirements();
    if (gaps.empty()) return;  // nothing is missing at this level
    const auto& gap = gaps[*rc::gen::inRange(0, gaps.size())];
    for (auto& answer : *request.mutable_list()->mutable_answers()) {
      if (answer.requirement_id() == gap.requirement_id()) {
        answer.set_grade(v1::GRADE_FULLY);
      }
    }
    const v1::ScoreResponse after = ScoreOrFail(request);
    const Fraction gain = Shortfall(Exact(after.decision().levels(k).score()),
                                    Exact(before.decision().levels(k).score()));
    RC_ASSERT(gain.NearestDouble() == gap.gain());
  });
}

TEST(Laws, GainsAndSharesAddUp) {
  Law("sums", [] {
    v1::ScoreRequest request = *ArbitraryAssessment();
    request.set_target_level(5);
    const v1::ScoreResponse response = ScoreOrFail(request);
    for (const auto& level : response.gaps().levels()) {
      double gains = 0;
      double shares = 0;
      for (const auto& gap : level.requirements()) gains += gap.gain();
      for (const auto& gap : level.subdomains()) shares += gap.share();
      RC_ASSERT(std::abs(gains - (1 - level.actual().value())) < 1e-12);
      RC_ASSERT(level.requirements_size() == 0 || std::abs(shares - 1) < 1e-12);
    }
  });
}

TEST(Laws, GapsAreRankedByGainThenModelOrder) {
  Law("ranking", [] {
    v1::ScoreRequest request = *ArbitraryAssessment();
    request.set_target_level(5);
    const CompiledModel& model = *RealCatalog().entries().front().compiled;
    const v1::ScoreResponse response = ScoreOrFail(request);
    for (const auto& level : response.gaps().levels()) {
      for (int i = 1; i < level.requirements_size(); ++i) {
        const auto& a = level.requirements(i - 1);
        const auto& b = level.requirements(i);
        RC_ASSERT(b.rank() == a.rank() + 1);
        RC_ASSERT(a.gain() > b.gain() ||
                  (a.gain() == b.gain() &&
                   model.requirement_index.at(a.requirement_id()) <
                       model.requirement_index.at(b.requirement_id())));
      }
    }
  });
}

TEST(Laws, TheLadderTheBandAndTheTotalAgree) {
  Law("progressive total", [] {
    const v1::ScoreResponse response = ScoreOrFail(*ArbitraryAssessment());
    const auto& decision = response.decision();
    int ladder = 0;
    while (ladder < decision.levels_size() &&
           decision.levels(ladder).satisfied()) {
      ++ladder;
    }
    RC_ASSERT(decision.level() == ladder);
    Fraction next = Fraction::Of(0, 1);
    if (ladder < decision.levels_size()) {
      next = Exact(decision.levels(ladder).score());
    }
    RC_ASSERT(Exact(decision.total()) ==
              Fraction::Of(ladder * next.denominator + next.numerator,
                           next.denominator));
  });
}

TEST(Laws, TheCumulativeReadingIsNeverLower) {
  Law("readings", [] {
    const auto decision = ScoreOrFail(*ArbitraryAssessment()).decision();
    RC_ASSERT(decision.other_reading().level() >= decision.level());
    RC_ASSERT(
        !(Exact(decision.other_reading().total()) < Exact(decision.total())));
  });
}

TEST(Laws, SatisfiedMeansAtLeastTheThreshold) {
  Law("threshold", [] {
    const v1::ScoreResponse response = ScoreOrFail(*ArbitraryAssessment());
    for (const auto& level : response.decision().levels()) {
      RC_ASSERT(level.satisfied() == (level.score().numerator() * 5 >=
                                      level.score().denominator() * 4));
      // The decimal beside the verdict never contradicts it.
      RC_ASSERT(level.satisfied() ==
                (FormatDown(Exact(level.score()), 4) >= "0.8000"));
    }
  });
}

TEST(Laws, WeightsOfATierAddUpToOne) {
  Law("weights", [] {
    const v1::ScoreResponse response = ScoreOrFail(*ArbitraryAssessment());
    const auto& card = response.scorecard();
    for (const auto* rows :
         {&card.elements(), &card.domains(), &card.subdomains()}) {
      double whole = 0;
      std::vector<double> level(5, 0);
      for (const auto& row : *rows) {
        whole += row.weight();
        for (int k = 0; k < 5; ++k) level[k] += row.levels(k).weight();
      }
      RC_ASSERT(std::abs(whole - 1) < 1e-12);
      for (const double sum : level) RC_ASSERT(std::abs(sum - 1) < 1e-12);
    }
  });
}

TEST(Laws, EveryTierExplainsTheLevelScore) {
  Law("tiers", [] {
    const v1::ScoreResponse response = ScoreOrFail(*ArbitraryAssessment());
    const auto& card = response.scorecard();
    for (const auto* rows :
         {&card.elements(), &card.domains(), &card.subdomains()}) {
      for (int k = 0; k < 5; ++k) {
        double sum = 0;
        for (const auto& row : *rows) {
          sum += row.levels(k).weight() * row.levels(k).score();
        }
        RC_ASSERT(
            std::abs(sum - response.decision().levels(k).score().value()) <
            1e-12);
      }
    }
  });
}

TEST(Laws, AnswersOutsideTheScopeDoNotCount) {
  Law("scope", [] {
    v1::ScoreRequest request = *ArbitraryAssessment();
    request.mutable_profile()->set_weight_set("process");
    const v1::ScoreResponse before = ScoreOrFail(request);
    for (auto& answer : *request.mutable_list()->mutable_answers()) {
      const std::string subdomain =
          answer.requirement_id().substr(0, answer.requirement_id().find('.'));
      const auto& rows = before.scorecard().subdomains();
      if (std::none_of(rows.begin(), rows.end(), [&](const auto& row) {
            return row.id() == subdomain;
          })) {
        answer.set_grade(v1::GRADE_NOT);
      }
    }
    RC_ASSERT(MessageDifferencer::Equals(before, ScoreOrFail(request)));
  });
}

TEST(Laws, AssessingFewerLevelsKeepsTheScoresBelow) {
  Law("assess up to", [] {
    v1::ScoreRequest request = *ArbitraryAssessment();
    const v1::ScoreResponse all = ScoreOrFail(request);
    const int up_to = *rc::gen::inRange(1, 6);
    request.mutable_profile()->set_assess_up_to_level(up_to);
    const v1::ScoreResponse some = ScoreOrFail(request);
    RC_ASSERT(some.decision().levels_size() == up_to);
    for (int k = 0; k < up_to; ++k) {
      RC_ASSERT(MessageDifferencer::Equals(all.decision().levels(k),
                                           some.decision().levels(k)));
    }
    RC_ASSERT(some.decision().level() ==
              std::min(up_to, all.decision().level()));
  });
}

TEST(Laws, AnOpenAnswerIsRefusedOrCountsAsNot) {
  Law("unanswered", [] {
    v1::ScoreRequest request = *ArbitraryAssessment();
    request.mutable_profile()->clear_excluded_domain_ids();
    request.mutable_profile()->set_weight_set("discrete");
    auto* answer = request.mutable_list()->mutable_answers(AnyAnswer(request));
    answer->set_grade(v1::GRADE_NOT);
    const v1::ScoreResponse answered = ScoreOrFail(request);
    answer->clear_value();
    v1::ScoreResponse refused;
    const auto refusal = Evaluate(RealCatalog(), request, &refused);
    RC_ASSERT(refusal.has_value());
    RC_ASSERT(refusal->violations.total() == 1u);
    RC_ASSERT(refusal->violations.listed()[0].value ==
              answer->requirement_id());
    RC_ASSERT(refused.ByteSizeLong() == 0u);
    request.set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
    v1::ScoreResponse open = ScoreOrFail(request);
    // Beside the same numbers it says what the open one leaves of them.
    for (auto* nodes : {open.mutable_scorecard()->mutable_elements(),
                        open.mutable_scorecard()->mutable_domains(),
                        open.mutable_scorecard()->mutable_subdomains()}) {
      for (v1::NodeScore& node : *nodes) {
        node.clear_open();
        for (auto& level : *node.mutable_levels()) {
          level.clear_open();
          level.clear_best_score();
        }
      }
    }
    RC_ASSERT(MessageDifferencer::Equals(answered.decision(), open.decision()));
    RC_ASSERT(
        MessageDifferencer::Equals(answered.scorecard(), open.scorecard()));
    RC_ASSERT(open.coverage().unanswered() == 1);
  });
}

TEST(Laws, AFullyAnsweredItemMayBecomeNotApplicableWithoutGain) {
  Law("not applicable", [] {
    v1::ScoreRequest request = *ArbitraryAssessment();
    const auto& model = RealDefinition();
    std::vector<int> allowed;
    for (int i = 0; i < model.requirements_size(); ++i) {
      if (model.requirements(i).may_be_not_applicable()) allowed.push_back(i);
    }
    const int index = allowed[*rc::gen::inRange<size_t>(0, allowed.size())];
    auto* answer = request.mutable_list()->mutable_answers(index);
    answer->set_grade(v1::GRADE_FULLY);
    const v1::ScoreResponse fully = ScoreOrFail(request);
    answer->mutable_not_applicable()->set_reason("law");
    const v1::ScoreResponse without = ScoreOrFail(request);
    const int k = model.requirements(index).level() - 1;
    RC_ASSERT(!(Exact(fully.decision().levels(k).score()) <
                Exact(without.decision().levels(k).score())));
  });
}

}  // namespace
}  // namespace cmmm::test
