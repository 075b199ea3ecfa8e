#include "tests/conformance/expand_case.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"

namespace cmmm::test {
namespace {

using ::cmmm::testing::v1::AnalysisCase;
using ::cmmm::testing::v1::ConformanceCase;
using ::cmmm::testing::v1::Fill;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void Clear(const std::string& path, Message* message) {
  const std::vector<std::string> names = absl::StrSplit(path, '.');
  for (const std::string& name : names) {
    const auto* field = message->GetDescriptor()->FindFieldByName(name);
    ASSERT_NE(field, nullptr) << path;
    const auto* reflection = message->GetReflection();
    if (&name == &names.back()) {
      reflection->ClearField(message, field);
    } else {
      message = reflection->MutableMessage(message, field);
    }
  }
}

// Clears what `over` says otherwise, so that MergeFrom then replaces it; fills
// stay, to be added to.
void MakeRoom(const Message& over, Message* base) {
  const auto* reflection = over.GetReflection();
  std::vector<const FieldDescriptor*> set;
  reflection->ListFields(over, &set);
  for (const FieldDescriptor* field : set) {
    if (field->is_repeated()) {
      if (absl::EndsWith(field->name(), "fills")) continue;
      reflection->ClearField(base, field);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
               reflection->HasField(*base, field)) {
      MakeRoom(reflection->GetMessage(over, field),
               reflection->MutableMessage(base, field));
    }
  }
}

template <typename Case>
Case Over(const Case& defaults, const Case& test) {
  Case whole = defaults;
  for (const std::string& path : test.without()) Clear(path, &whole);
  MakeRoom(test, &whole);
  whole.MergeFrom(test);
  whole.clear_without();
  return whole;
}

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

// A grade's code in packed answers; open, 0, is no answer.
constexpr int kOpen = 0;
constexpr int kNotApplicable = 5;
int CodeOf(const std::string& grade) {
  static const std::map<std::string, int> kCodes = {
      {"open", kOpen},
      {"not", v1::GRADE_NOT},
      {"partly", v1::GRADE_PARTLY},
      {"mostly", v1::GRADE_MOSTLY},
      {"fully", v1::GRADE_FULLY},
      {"n/a", kNotApplicable}};
  EXPECT_EQ(kCodes.count(grade), 1u) << grade;
  return kCodes.at(grade);
}

// What the fills say of every requirement, one code each.
std::string CodesOf(const v1::ModelDefinition& model, const Fills& fills,
                    const v1::Profile& profile) {
  const std::set<std::string> asked = AskedFor(model, profile);
  const int up_to = profile.assess_up_to_level();
  std::string codes;
  for (const auto& item : model.requirements()) {
    const bool in_scope = asked.count(item.subdomain_id()) > 0 &&
                          (up_to == 0 || item.level() <= up_to);
    int code = kOpen;
    for (const Fill& fill : fills) {
      if (Matches(fill, item) && (!fill.in_scope() || in_scope)) {
        code = CodeOf(fill.grade());
      }
    }
    codes.push_back(static_cast<char>(code));
  }
  return codes;
}

}  // namespace

ConformanceCase WithDefaults(const ConformanceCase& defaults,
                             const ConformanceCase& test) {
  return Over(defaults, test);
}

AnalysisCase WithDefaults(const AnalysisCase& defaults,
                          const AnalysisCase& test) {
  return Over(defaults, test);
}

void ExpandRequest(const Catalog& catalog, const Fills& fills, bool packed,
                   v1::ScoreRequest* request) {
  const auto entry =
      catalog.Find(request->model().id(), request->model().version());
  if (!entry.ok()) return;
  const v1::ModelDefinition& model = *entry.value()->definition;
  if (request->packed().model_digest() == "${DIGEST}") {
    request->mutable_packed()->set_model_digest(
        entry.value()->compiled->digest);
  }
  const std::string codes = CodesOf(model, fills, request->profile());
  if (packed) {
    request->mutable_packed()->set_grades(codes);
    request->mutable_packed()->set_model_digest(
        entry.value()->compiled->digest);
    return;
  }
  for (int i = 0; i < model.requirements_size(); ++i) {
    if (codes[i] == kOpen) continue;
    v1::Answer* answer = request->mutable_list()->add_answers();
    answer->set_requirement_id(model.requirements(i).id());
    if (codes[i] == kNotApplicable) {
      answer->mutable_not_applicable()->set_reason("conformance");
    } else {
      answer->set_grade(static_cast<v1::Grade>(codes[i]));
    }
  }
}

v1::ScoreRequest ExpandCase(const Catalog& catalog,
                            const ConformanceCase& test) {
  v1::ScoreRequest request = test.request();
  ExpandRequest(catalog, test.fills(), test.packed(), &request);
  return request;
}

}  // namespace cmmm::test
