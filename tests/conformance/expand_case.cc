#include "tests/conformance/expand_case.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "absl/strings/match.h"

namespace cmmm::test {
namespace {

using ::cmmm::testing::v1::ConformanceCase;
using ::cmmm::testing::v1::Fill;

// Sub-domains of the definition that the request's profile asks for, straight
// from the definition.
std::set<std::string> AskedFor(const v1::ModelDefinition& model,
                               const v1::Profile& profile) {
  std::map<std::pair<int, std::string>, int> percent;
  for (const auto& set : model.weight_sets()) {
    if (set.id() != profile.weight_set() && model.weight_sets_size() > 1) {
      continue;
    }
    for (const auto& group : set.groups()) {
      for (const auto& weight : group.weights()) {
        percent[{group.tier(), weight.child_id()}] = weight.percent();
      }
    }
  }
  const std::set<std::string> excluded(profile.excluded_domain_ids().begin(),
                                       profile.excluded_domain_ids().end());
  std::set<std::string> asked;
  for (const auto& element : model.elements()) {
    for (const auto& domain : element.domains()) {
      for (const auto& subdomain : domain.subdomains()) {
        if (excluded.count(domain.id()) == 0 &&
            percent[{v1::TIER_ELEMENT, element.id()}] > 0 &&
            percent[{v1::TIER_DOMAIN, domain.id()}] > 0 &&
            percent[{v1::TIER_SUBDOMAIN, subdomain.id()}] > 0) {
          asked.insert(subdomain.id());
        }
      }
    }
  }
  return asked;
}

bool Matches(const Fill& fill, const v1::RequirementDefinition& item) {
  if (fill.level() != 0 && fill.level() != item.level()) return false;
  return fill.prefix().empty() || item.id() == fill.prefix() ||
         absl::StartsWith(item.id(), fill.prefix() + ".");
}

void SetValue(const std::string& grade, v1::Answer* answer) {
  static const std::map<std::string, v1::Grade> kGrades = {
      {"not", v1::GRADE_NOT},
      {"partly", v1::GRADE_PARTLY},
      {"mostly", v1::GRADE_MOSTLY},
      {"fully", v1::GRADE_FULLY}};
  if (grade == "n/a") {
    answer->mutable_not_applicable()->set_reason("conformance");
  } else {
    ASSERT_EQ(kGrades.count(grade), 1u) << grade;
    answer->set_grade(kGrades.at(grade));
  }
}

}  // namespace

void ExpandRequest(const Catalog& catalog, const Fills& fills,
                   v1::ScoreRequest* request) {
  const auto entry =
      catalog.Find(request->model().id(), request->model().version());
  if (!entry.ok()) return;
  const v1::ModelDefinition& model = *entry.value()->definition;
  if (request->packed().model_digest() == "${DIGEST}") {
    request->mutable_packed()->set_model_digest(
        entry.value()->compiled->digest);
  }
  const std::set<std::string> asked = AskedFor(model, request->profile());
  const int up_to = request->profile().assess_up_to_level();
  for (const auto& item : model.requirements()) {
    const Fill* last = nullptr;
    for (const Fill& fill : fills) {
      const bool in_scope = asked.count(item.subdomain_id()) > 0 &&
                            (up_to == 0 || item.level() <= up_to);
      if (Matches(fill, item) && (!fill.in_scope() || in_scope)) last = &fill;
    }
    if (last == nullptr || last->grade() == "open") continue;
    v1::Answer* answer = request->mutable_list()->add_answers();
    answer->set_requirement_id(item.id());
    SetValue(last->grade(), answer);
  }
}

v1::ScoreRequest ExpandCase(const Catalog& catalog,
                            const ConformanceCase& test) {
  v1::ScoreRequest request = test.request();
  ExpandRequest(catalog, test.fills(), &request);
  return request;
}

}  // namespace cmmm::test
