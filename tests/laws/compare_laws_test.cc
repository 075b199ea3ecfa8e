// Laws of comparisons: the parts are the whole, in any arithmetic.
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/analyze.h"
#include "engine/evaluate.h"
#include "google/protobuf/util/message_differencer.h"
#include "tests/laws/rational.h"
#include "tests/laws/two_versions.h"

namespace cmmm::test {
namespace {

using google::protobuf::util::MessageDifferencer;

// Runs `property` on the real models and on the tiny ones.
void Law(const char* text,
         const std::function<void(const Catalog& catalog)>& property) {
  for (const Catalog* catalog : {&TwoVersions(), &TinyModels()}) {
    EXPECT_TRUE(rc::check(text, [&] { property(*catalog); }));
  }
}

v1::CompareResponse CompareOrFail(const Catalog& catalog,
                                  const v1::ScoreRequest& a,
                                  const v1::ScoreRequest& b) {
  v1::CompareRequest request;
  *request.mutable_a() = a;
  *request.mutable_b() = b;
  v1::CompareResponse response;
  const auto refusal = Compare(catalog, request, &response);
  RC_ASSERT(!refusal.has_value());
  return response;
}

// An assessment that is not refused; not applicable items may empty a level.
v1::ScoreRequest Draw(const Catalog& catalog) {
  const v1::ScoreRequest request = *AnyAssessment(catalog);
  v1::ScoreResponse response;
  RC_PRE(!Evaluate(catalog, request, &response).has_value());
  return request;
}

v1::ScoreResponse ScoreBy(const Catalog& catalog,
                          const v1::ScoreRequest& request) {
  v1::ScoreResponse response;
  RC_ASSERT(!Evaluate(catalog, request, &response).has_value());
  return response;
}

// Change, answers, weights, structure.
std::array<Rational, 4> PartsOf(const v1::Attribution& parts) {
  return {ToRational(parts.change()), ToRational(parts.answers()),
          ToRational(parts.weights()), ToRational(parts.structure())};
}

void CheckCausesAddUp(const v1::Attribution& attribution) {
  const auto parts = PartsOf(attribution);
  RC_ASSERT(parts[0] == parts[1] + parts[2] + parts[3]);
}

TEST(CompareLaws, ThePartsAreTheWhole) {
  Law("sums", [](const Catalog& catalog) {
    const auto response = CompareOrFail(catalog, Draw(catalog), Draw(catalog));
    const auto& comparison = response.comparison();
    for (int k = 0; k < comparison.levels_size(); ++k) {
      const auto& level = comparison.levels(k);
      RC_ASSERT(MessageDifferencer::Equals(
          level.a(), response.a().decision().levels(k).score()));
      RC_ASSERT(MessageDifferencer::Equals(
          level.b(), response.b().decision().levels(k).score()));
      RC_ASSERT(ToRational(level.attribution().change()) ==
                ToRational(level.b()) - ToRational(level.a()));
      CheckCausesAddUp(level.attribution());
      std::array<Rational, 4> sums;
      for (const auto& subdomain : level.subdomains()) {
        CheckCausesAddUp(subdomain.attribution());
        const auto parts = PartsOf(subdomain.attribution());
        for (int c = 0; c < 4; ++c) sums[c] = sums[c] + parts[c];
      }
      RC_ASSERT(sums == PartsOf(level.attribution()));
      Rational answers;
      for (const auto& item : level.requirements()) {
        answers = answers + ToRational(item.contribution());
      }
      RC_ASSERT(answers == sums[1]);
    }
    RC_ASSERT(ToRational(comparison.total()) ==
              ToRational(response.b().decision().total()) -
                  ToRational(response.a().decision().total()));
  });
}

TEST(CompareLaws, BothSidesAreWhatScoringGives) {
  Law("decisions", [](const Catalog& catalog) {
    const v1::ScoreRequest a = Draw(catalog);
    const v1::ScoreRequest b = Draw(catalog);
    const auto response = CompareOrFail(catalog, a, b);
    const auto check = [&](const v1::ComparedAssessment& side,
                           const v1::ScoreRequest& request) {
      const v1::ScoreResponse scored = ScoreBy(catalog, request);
      RC_ASSERT(MessageDifferencer::Equals(side.decision(), scored.decision()));
      RC_ASSERT(MessageDifferencer::Equals(side.coverage(), scored.coverage()));
      RC_ASSERT(MessageDifferencer::Equals(side.model(), scored.model()));
    };
    check(response.a(), a);
    check(response.b(), b);
  });
}

TEST(CompareLaws, AnAssessmentDoesNotDifferFromItself) {
  Law("self", [](const Catalog& catalog) {
    const v1::ScoreRequest a = Draw(catalog);
    const auto response = CompareOrFail(catalog, a, a);
    const auto& comparison = response.comparison();
    RC_ASSERT(comparison.total().numerator() == 0);
    RC_ASSERT(comparison.only_a().empty() && comparison.only_b().empty());
    for (const auto& level : comparison.levels()) {
      RC_ASSERT(level.requirements().empty());
      for (const auto& subdomain : level.subdomains()) {
        for (const Rational& part : PartsOf(subdomain.attribution())) {
          RC_ASSERT(part == Rational());
        }
      }
    }
  });
}

TEST(CompareLaws, TheOtherWayRoundIsTheOpposite) {
  Law("antisymmetry", [](const Catalog& catalog) {
    const v1::ScoreRequest a = Draw(catalog);
    const v1::ScoreRequest b = Draw(catalog);
    const auto there = CompareOrFail(catalog, a, b).comparison();
    const auto back = CompareOrFail(catalog, b, a).comparison();
    RC_ASSERT(there.levels_size() == back.levels_size());
    RC_ASSERT(ToRational(there.total()) + ToRational(back.total()) ==
              Rational());
    for (int k = 0; k < there.levels_size(); ++k) {
      const auto parts = PartsOf(there.levels(k).attribution());
      const auto opposite = PartsOf(back.levels(k).attribution());
      RC_ASSERT(parts[0] + opposite[0] == Rational());
    }
    RC_ASSERT(there.only_a_size() == back.only_b_size());
    RC_ASSERT(there.only_b_size() == back.only_a_size());
  });
}

TEST(CompareLaws, CausesThatAreNotThereHaveNoPart) {
  Law("no cause, no effect", [](const Catalog& catalog) {
    const v1::ScoreRequest a = Draw(catalog);
    v1::ScoreRequest b = Draw(catalog);
    const bool same_set = *rc::gen::arbitrary<bool>();
    if (same_set) {
      *b.mutable_model() = a.model();
      b.mutable_profile()->set_weight_set(a.profile().weight_set());
    }
    const bool same_answers = !same_set || *rc::gen::arbitrary<bool>();
    if (same_answers) b.clear_answers();
    b.set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
    v1::CompareRequest request;
    *request.mutable_a() = a;
    *request.mutable_b() = b;
    v1::CompareResponse response;
    RC_PRE(!Compare(catalog, request, &response).has_value());
    const auto& comparison = response.comparison();
    const bool same_items =
        comparison.only_a().empty() && comparison.only_b().empty() &&
        response.a().model().digest() == response.b().model().digest() &&
        response.a().excluded_domain_ids_size() ==
            response.b().excluded_domain_ids_size();
    for (const auto& level : comparison.levels()) {
      const auto parts = PartsOf(level.attribution());
      if (same_answers) RC_ASSERT(level.requirements().empty());
      if (same_set) RC_ASSERT(parts[2] == Rational());
      if (same_set && same_items) RC_ASSERT(parts[3] == Rational());
    }
  });
}

// The effect of an answer is what the score of `a` would gain by it.
TEST(CompareLaws, AContributionIsWhatTheAnswerDoes) {
  Law("contribution", [](const Catalog& catalog) {
    v1::ScoreRequest a = Draw(catalog);
    const auto response = CompareOrFail(catalog, a, Draw(catalog));
    const CompiledModel& model =
        *catalog.Find(a.model().id(), a.model().version()).value()->compiled;
    for (const auto& level : response.comparison().levels()) {
      if (level.requirements().empty()) continue;
      const int row = *rc::gen::inRange(0, level.requirements_size());
      const auto& item = level.requirements(row);
      v1::ScoreRequest changed = a;
      (*changed.mutable_packed()->mutable_grades())[model.requirement_index.at(
          item.requirement_id())] = static_cast<char>(item.to());
      const auto after = ScoreBy(catalog, changed).decision();
      RC_ASSERT(ToRational(after.levels(level.level() - 1).score()) -
                    ToRational(level.a()) ==
                ToRational(item.contribution()));
      if (row == 0) continue;
      RC_ASSERT(
          !(ToRational(level.requirements(row - 1).contribution()).Magnitude() <
            ToRational(item.contribution()).Magnitude()));
    }
  });
}

// Answers all that is open, but for `count` requirements.
void LeaveOpen(int count, v1::ScoreRequest* request) {
  std::string& codes = *request->mutable_packed()->mutable_grades();
  for (char& code : codes) {
    if (code == 0) code = 1;
  }
  for (int i = 0; i < count; ++i) {
    codes[*rc::gen::inRange<size_t>(0, codes.size())] = 0;
  }
  request->set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
}

// Calls `visit` with every way of answering what is open from `at` on.
void ForAllAnswers(v1::ScoreRequest* request, size_t at,
                   const std::function<void()>& visit) {
  const size_t open = request->packed().grades().find('\0', at);
  if (open == std::string::npos) return visit();
  for (char code = 1; code <= 4; ++code) {
    (*request->mutable_packed()->mutable_grades())[open] = code;
    ForAllAnswers(request, open + 1, visit);
  }
  (*request->mutable_packed()->mutable_grades())[open] = 0;
}

// The attributions of all levels and their sub-domains.
std::vector<v1::Attribution> AttributionsOf(const v1::Comparison& comparison) {
  std::vector<v1::Attribution> all;
  for (const auto& level : comparison.levels()) {
    all.push_back(level.attribution());
    for (const auto& subdomain : level.subdomains()) {
      all.push_back(subdomain.attribution());
    }
  }
  return all;
}

// Lowest and highest of the change and its causes.
using Ends = std::array<std::pair<Rational, Rational>, 4>;

Ends EndsOf(const v1::Attribution& parts) {
  Ends ends;
  const auto values = PartsOf(parts);
  for (int c = 0; c < 4; ++c) ends[c] = {values[c], values[c]};
  if (!parts.has_open()) return ends;
  const v1::OpenAttribution& open = parts.open();
  const std::array<const v1::OpenChange*, 4> ranges = {
      &open.change(), &open.answers(), &open.weights(), &open.structure()};
  for (int c = 0; c < 4; ++c) {
    ends[c] = {ToRational(ranges[c]->lowest()),
               ToRational(ranges[c]->highest())};
  }
  return ends;
}

// Every end of every range is the least, or the most, of all answers.
TEST(CompareLaws, TheEndsOfRangesAreThoseOfAllAnswers) {
  EXPECT_TRUE(rc::check("ranges", [] {
    v1::ScoreRequest a = Draw(TinyModels());
    v1::ScoreRequest b = Draw(TinyModels());
    const bool same_answers = *rc::gen::arbitrary<bool>();
    LeaveOpen(2, &a);
    LeaveOpen(1, &b);
    if (same_answers) b.clear_answers();
    // What does not apply under one model may have to under another.
    v1::CompareRequest asked;
    *asked.mutable_a() = a;
    *asked.mutable_b() = b;
    v1::CompareResponse response;
    RC_PRE(!Compare(TinyModels(), asked, &response).has_value());
    const auto expected = AttributionsOf(response.comparison());
    std::vector<Ends> found;
    const auto visit = [&] {
      const auto all =
          AttributionsOf(CompareOrFail(TinyModels(), a, b).comparison());
      RC_ASSERT(all.size() == expected.size());
      const bool first = found.empty();
      for (size_t i = 0; i < all.size(); ++i) {
        const auto values = PartsOf(all[i]);
        if (first) found.push_back(EndsOf(all[i]));
        for (int c = 0; c < 4; ++c) {
          auto& [lowest, highest] = found[i][c];
          if (values[c] < lowest) lowest = values[c];
          if (highest < values[c]) highest = values[c];
        }
      }
    };
    ForAllAnswers(&a, 0, [&] {
      if (same_answers) return visit();
      ForAllAnswers(&b, 0, visit);
    });
    for (size_t i = 0; i < expected.size(); ++i) {
      RC_ASSERT(EndsOf(expected[i]) == found[i]);
    }
  }));
}

}  // namespace
}  // namespace cmmm::test
