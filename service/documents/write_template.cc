#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/describe_model.h"
#include "excel/questions.h"
#include "excel/write_template.h"
#include "service/documents/documents.h"

namespace cmmm::service {
namespace {

// The same findings, by the fields of the request.
Refusal WithFields(Refusal refusal) {
  Violations violations;
  for (const Violation& one : refusal.violations.listed()) {
    const absl::string_view field = one.field_path == "weights" ? "weight_set"
                                    : one.field_path == "exclude"
                                        ? "excluded_domain_ids"
                                        : "assess_up_to_level";
    violations.Add(absl::StrCat("profile.", field), one.rule_id, one.value,
                   one.message);
  }
  refusal.violations = std::move(violations);
  return refusal;
}

// The sub-domains of the domains asked for; a domain that is none of the
// model's, or has no question here, is a violation.
std::set<std::string> SubdomainsOf(const v1::WriteTemplateRequest& request,
                                   const excel::Questions& questions,
                                   Violations* violations) {
  std::set<std::string> wanted;
  for (int i = 0; i < request.domain_ids_size(); ++i) {
    const std::string& id = request.domain_ids(i);
    std::set<std::string> mine;
    for (const auto& element : questions.definition->elements()) {
      for (const auto& domain : element.domains()) {
        if (domain.id() != id) continue;
        for (const auto& part : domain.subdomains()) mine.insert(part.id());
      }
    }
    const bool asked = absl::c_any_of(questions.items, [&](const auto* item) {
      return mine.count(item->subdomain_id()) > 0;
    });
    if (!asked) {
      violations->Add(absl::StrCat("domain_ids[", i, "]"), "questions.domain",
                      id, "no domain with questions in this profile");
    }
    wanted.merge(mine);
  }
  return wanted;
}

}  // namespace

std::optional<Refusal> WriteTemplate(const Catalog& catalog,
                                     const v1::WriteTemplateRequest& request,
                                     v1::WriteTemplateResponse* response) {
  v1::GetModelRequest get;
  *get.mutable_model() = request.model();
  v1::GetModelResponse model;
  if (auto refusal = DescribeModel(catalog, get, &model)) return refusal;
  const v1::Profile& profile = request.profile();
  auto chosen = excel::SelectQuestions(
      model,
      {profile.weight_set(), absl::StrJoin(profile.excluded_domain_ids(), ","),
       profile.assess_up_to_level()});
  if (!chosen.ok()) return WithFields(std::move(chosen.refusal()));
  excel::Questions& questions = chosen.value();
  if (request.domain_ids_size() > 0) {
    Violations violations;
    const auto wanted = SubdomainsOf(request, questions, &violations);
    if (!violations.empty()) {
      return RefuseViolations("INVALID_QUESTIONS",
                              "there are no such questions", violations);
    }
    auto& items = questions.items;
    items.erase(std::remove_if(items.begin(), items.end(),
                               [&](const auto* item) {
                                 return wanted.count(item->subdomain_id()) == 0;
                               }),
                items.end());
  }
  const auto language = request.language() == v1::LANGUAGE_EN
                            ? texts::Language::kEn
                            : texts::Language::kZh;
  std::string bytes;
  if (auto error = excel::WriteTemplate(questions, language, &bytes)) {
    return Refuse(absl::StatusCode::kInternal, "DOCUMENT_NOT_WRITTEN",
                  absl::StrCat("the workbook cannot be written: ", *error));
  }
  response->set_workbook(std::move(bytes));
  *response->mutable_model() = model.model();
  return std::nullopt;
}

}  // namespace cmmm::service
