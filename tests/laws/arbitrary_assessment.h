// Random assessments of the shipped model for RapidCheck, and shorthands.
#ifndef CMMM_TESTS_LAWS_ARBITRARY_ASSESSMENT_H_
#define CMMM_TESTS_LAWS_ARBITRARY_ASSESSMENT_H_

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "cmmm/v1/scoring_service.pb.h"
#include "engine/evaluate.h"
#include "tests/support/test_files.h"

namespace cmmm::test {

// A complete assessment as a readable list, every policy at its default.
inline rc::Gen<v1::ScoreRequest> ArbitraryAssessment() {
  return rc::gen::exec([] {
    const v1::ModelDefinition& model = RealDefinition();
    v1::ScoreRequest request;
    request.mutable_profile()->set_weight_set(
        *rc::gen::element<std::string>("discrete", "process"));
    for (const auto& element : model.elements()) {
      for (const auto& domain : element.domains()) {
        if (domain.excludable() && *rc::gen::inRange(0, 4) == 0) {
          request.mutable_profile()->add_excluded_domain_ids(domain.id());
        }
      }
    }
    const auto grades = *rc::gen::container<std::vector<int>>(
        model.requirements_size(), rc::gen::inRange(1, 5));
    for (int i = 0; i < model.requirements_size(); ++i) {
      auto* answer = request.mutable_list()->add_answers();
      answer->set_requirement_id(model.requirements(i).id());
      answer->set_grade(static_cast<v1::Grade>(grades[i]));
    }
    request.set_view(v1::VIEW_FULL);
    return request;
  });
}

// Scores; a refusal fails the property.
inline v1::ScoreResponse ScoreOrFail(const v1::ScoreRequest& request) {
  v1::ScoreResponse response;
  const auto refusal = Evaluate(RealCatalog(), request, &response);
  RC_ASSERT(!refusal.has_value());
  return response;
}

// Index of some answer.
inline int AnyAnswer(const v1::ScoreRequest& request) {
  return *rc::gen::inRange(0, request.list().answers_size());
}

}  // namespace cmmm::test

#endif  // CMMM_TESTS_LAWS_ARBITRARY_ASSESSMENT_H_
