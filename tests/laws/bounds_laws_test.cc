// Laws of partial assessments: what the bounds promise and what an interview
// may leave out.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "engine/analyze.h"
#include "engine/base/fraction.h"
#include "tests/laws/arbitrary_assessment.h"

namespace cmmm::test {
namespace {

Fraction Exact(const v1::Score& score) {
  return Fraction::Of(score.numerator(), score.denominator());
}

v1::NextQuestionsResponse Ask(const Catalog& catalog,
                              const v1::ScoreRequest& assessment,
                              int limit = 0) {
  v1::NextQuestionsRequest request;
  *request.mutable_assessment() = assessment;
  request.set_limit(limit);
  v1::NextQuestionsResponse response;
  const auto refusal = NextQuestions(catalog, request, &response);
  RC_ASSERT(!refusal.has_value());
  return response;
}

v1::LevelDecision Decide(const Catalog& catalog, v1::ScoreRequest request) {
  request.set_unanswered(v1::UNANSWERED_POLICY_REFUSE);
  v1::ScoreResponse response;
  const auto refusal = Evaluate(catalog, request, &response);
  RC_ASSERT(!refusal.has_value());
  return response.decision();
}

// Each level has a mood of its own, so that every level is reached now and
// then; evenly spread grades would never pass level 1.
v1::ScoreRequest MoodyAssessment(const v1::ModelDefinition& model,
                                 const std::string& weight_set,
                                 bool not_applicable) {
  v1::ScoreRequest request;
  request.mutable_profile()->set_weight_set(weight_set);
  const auto mood = *rc::gen::container<std::vector<int>>(
      model.levels_size(), rc::gen::inRange(1, 9));
  const auto draws = *rc::gen::container<std::vector<int>>(
      model.requirements_size(), rc::gen::inRange(0, 36));
  for (int i = 0; i < model.requirements_size(); ++i) {
    const auto& item = model.requirements(i);
    auto* answer = request.mutable_list()->add_answers();
    answer->set_requirement_id(item.id());
    if (not_applicable && item.may_be_not_applicable() && draws[i] % 3 == 0) {
      answer->mutable_not_applicable()->set_reason("law");
      continue;
    }
    const int grade = draws[i] % 4 + 1;
    const bool good = draws[i] / 4 < mood[item.level() - 1];
    answer->set_grade(good ? v1::GRADE_FULLY : static_cast<v1::Grade>(grade));
  }
  return request;
}

const Catalog& MetCatalog() {
  static const auto* catalog =
      new Catalog(LoadCatalogOrDie("tests/conformance/models/tiny-met"));
  return *catalog;
}

// The tiny models, one for each reading of the total.
const Catalog& AnyTinyCatalog() {
  return *rc::gen::inRange(0, 2) == 0 ? TinyCatalog() : MetCatalog();
}

// Every value the answer may take.
std::vector<v1::Answer> Values(const v1::RequirementDefinition& item) {
  std::vector<v1::Answer> values;
  for (int grade = v1::GRADE_NOT; grade <= v1::GRADE_FULLY; ++grade) {
    values.emplace_back().set_grade(static_cast<v1::Grade>(grade));
  }
  if (item.may_be_not_applicable()) {
    values.emplace_back().mutable_not_applicable()->set_reason("law");
  }
  for (v1::Answer& value : values) value.set_requirement_id(item.id());
  return values;
}

// Calls `visit` with every completion of the answers at `open`. Completions
// that leave a level without items are refused, not scored.
template <typename Visit>
void EveryCompletion(const Catalog& catalog, v1::ScoreRequest* request,
                     const std::vector<int>& open, size_t done,
                     const Visit& visit) {
  if (done == open.size()) {
    v1::ScoreResponse response;
    if (!Evaluate(catalog, *request, &response).has_value()) {
      visit(*request, response.decision());
    }
    return;
  }
  const auto& model = *catalog.entries().front().definition;
  v1::Answer* answer = request->mutable_list()->mutable_answers(open[done]);
  for (const v1::Answer& value : Values(model.requirements(open[done]))) {
    *answer = value;
    EveryCompletion(catalog, request, open, done + 1, visit);
  }
  answer->clear_value();
}

// A full assessment of a tiny model and up to `most` answers to open again.
struct Partial {
  v1::ScoreRequest request;
  std::vector<int> open;  // indices of answers, their values cleared
};

Partial AnyPartial(const Catalog& catalog, int most) {
  Partial partial;
  partial.request =
      MoodyAssessment(*catalog.entries().front().definition, "bakery", false);
  auto* answers = partial.request.mutable_list();
  std::set<int> open;
  const int count = *rc::gen::inRange(0, most + 1);
  for (int i = 0; i < count; ++i) open.insert(AnyAnswer(partial.request));
  partial.open.assign(open.begin(), open.end());
  for (const int i : partial.open) answers->mutable_answers(i)->clear_value();
  return partial;
}

TEST(BoundsLaws, TheyAreTheExtremesOfEveryCompletion) {
  EXPECT_TRUE(rc::check("brute force", [] {
    const Catalog& catalog = AnyTinyCatalog();
    Partial partial = AnyPartial(catalog, 4);
    const v1::Bounds bounds = Ask(catalog, partial.request).bounds();
    bool worst_reached = false;
    bool best_reached = false;
    EveryCompletion(
        catalog, &partial.request, partial.open, 0,
        [&](const v1::ScoreRequest&, const v1::LevelDecision& decision) {
          const Fraction total = Exact(decision.total());
          const Fraction worst = Exact(bounds.worst().total());
          const Fraction best = Exact(bounds.best().total());
          RC_ASSERT(!(total < worst) && !(best < total));
          RC_ASSERT(decision.level() >= bounds.worst().level());
          RC_ASSERT(decision.level() <= bounds.best().level());
          worst_reached |= total == worst;
          best_reached |= total == best;
        });
    RC_ASSERT(worst_reached);
    RC_ASSERT(best_reached);
  }));
}

// What is not listed cannot change the level, whatever the other answers are;
// and in a progressive model the first question listed can.
TEST(BoundsLaws, NoQuestionLeftOutCanChangeTheLevel) {
  EXPECT_TRUE(rc::check("pivots", [] {
    const Catalog& catalog = AnyTinyCatalog();
    Partial partial = AnyPartial(catalog, 4);
    const auto next = Ask(catalog, partial.request);
    std::set<std::string> listed;
    for (const auto& question : next.questions()) {
      listed.insert(question.requirement_id());
    }
    bool first_matters = false;
    for (const int pivot : partial.open) {
      std::vector<int> others;
      for (const int i : partial.open) {
        if (i != pivot) others.push_back(i);
      }
      const auto& item =
          catalog.entries().front().definition->requirements(pivot);
      auto* answer = partial.request.mutable_list()->mutable_answers(pivot);
      answer->set_grade(v1::GRADE_NOT);
      EveryCompletion(
          catalog, &partial.request, others, 0,
          [&](v1::ScoreRequest request, const v1::LevelDecision& low) {
            request.mutable_list()->mutable_answers(pivot)->set_grade(
                v1::GRADE_FULLY);
            if (Decide(catalog, request).level() == low.level()) return;
            RC_ASSERT(listed.count(item.id()) == 1u);
            first_matters |= next.questions(0).requirement_id() == item.id();
          });
      answer->clear_value();
    }
    const bool progressive = &catalog == &TinyCatalog();
    RC_ASSERT(first_matters || listed.empty() || !progressive);
  }));
}

// Answers `id` as the person would.
void Answer(const v1::ScoreRequest& hidden, const std::string& id,
            v1::ScoreRequest* shown) {
  for (const auto& answer : hidden.list().answers()) {
    if (answer.requirement_id() == id) {
      *shown->mutable_list()->add_answers() = answer;
    }
  }
}

// Interviews a person who has `hidden` in mind; checks on the way that no
// answer widens the bounds, and returns how many were needed.
int Interview(const Catalog& catalog, const v1::ScoreRequest& hidden) {
  const v1::LevelDecision truth = Decide(catalog, hidden);
  v1::ScoreRequest shown = hidden;
  shown.clear_answers();
  auto next = Ask(catalog, shown, 1);
  int asked = 0;
  while (!next.bounds().settled()) {
    RC_ASSERT(next.questions_size() == 1);
    Answer(hidden, next.questions(0).requirement_id(), &shown);
    ++asked;
    const auto after = Ask(catalog, shown, 1);
    const v1::Bounds& was = next.bounds();
    const v1::Bounds& is = after.bounds();
    RC_ASSERT(is.open() == was.open() - 1);
    RC_ASSERT(after.matter() < next.matter());
    RC_ASSERT(!(Exact(is.worst().total()) < Exact(was.worst().total())));
    RC_ASSERT(!(Exact(was.best().total()) < Exact(is.best().total())));
    RC_ASSERT(is.worst().level() <= truth.level());
    RC_ASSERT(is.best().level() >= truth.level());
    next = after;
  }
  RC_ASSERT(next.questions_size() == 0 && next.matter() == 0);
  RC_ASSERT(next.bounds().worst().level() == truth.level());
  return asked;
}

TEST(InterviewLaws, StoppingEarlyNeverChangesTheLevel) {
  EXPECT_TRUE(rc::check("interview", [] {
    const bool discrete = *rc::gen::inRange(0, 2) == 0;
    Interview(RealCatalog(),
              MoodyAssessment(RealDefinition(),
                              discrete ? "discrete" : "process", true));
  }));
}

TEST(InterviewLaws, NorInAModelThatAddsUpEveryLevel) {
  EXPECT_TRUE(rc::check("interview, tiny models", [] {
    const Catalog& catalog = AnyTinyCatalog();
    const auto hidden =
        MoodyAssessment(*catalog.entries().front().definition, "bakery", false);
    Interview(catalog, hidden);
  }));
}

TEST(BoundsLaws, ACompleteAssessmentIsAPoint) {
  EXPECT_TRUE(rc::check("point", [] {
    v1::ScoreRequest request = *ArbitraryAssessment();
    request.set_unanswered(v1::UNANSWERED_POLICY_BOUNDS);
    const v1::ScoreResponse response = ScoreOrFail(request);
    const std::string decision = response.decision().SerializeAsString();
    RC_ASSERT(response.bounds().worst().SerializeAsString() == decision);
    RC_ASSERT(response.bounds().best().SerializeAsString() == decision);
    RC_ASSERT(response.bounds().settled());
    RC_ASSERT(response.bounds().open() == 0);
  }));
}

// The interview asks at most as many questions as it says at the start.
TEST(InterviewLaws, AtMostAsManyAsPromised) {
  EXPECT_TRUE(rc::check("promise", [] {
    const auto hidden = MoodyAssessment(RealDefinition(), "discrete", false);
    v1::ScoreRequest nothing = hidden;
    nothing.clear_answers();
    const int promised = Ask(RealCatalog(), nothing, 1).matter();
    RC_ASSERT(Interview(RealCatalog(), hidden) <= promised);
  }));
}

}  // namespace
}  // namespace cmmm::test
