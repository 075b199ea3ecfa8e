#include "excel/questions.h"

#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "engine/model/read_names.h"
#include "excel/layout.h"

namespace cmmm::excel {
namespace {

// `there_are`: what there is instead, if the message does not list it.
Refusal Wrong(absl::string_view field, absl::string_view value,
              std::string message, const Text& there_are = {}) {
  Violations violations;
  const std::string rule = absl::StrCat("questions.", field);
  if (there_are.en.empty()) {
    violations.Add(std::string(field), rule, value, message);
  } else {
    violations.AddWithList(std::string(field), rule, value, message, there_are);
  }
  Refusal refusal = RefuseViolations("INVALID_QUESTIONS", "", violations);
  refusal.message = std::move(message);
  return refusal;
}

const v1::WeightSet* FindWeights(const v1::ModelDefinition& model,
                                 const std::string& id) {
  if (id.empty() && model.weight_sets_size() == 1) {
    return &model.weight_sets(0);
  }
  for (const v1::WeightSet& set : model.weight_sets()) {
    if (set.id() == id) return &set;
  }
  return nullptr;
}

std::string WeightIds(const v1::ModelDefinition& model) {
  return absl::StrJoin(model.weight_sets(), ", ",
                       [](std::string* out, const v1::WeightSet& set) {
                         absl::StrAppend(out, set.id());
                       });
}

std::set<std::string> ExcludableDomains(const v1::ModelDefinition& model) {
  std::set<std::string> ids;
  for (const auto& element : model.elements()) {
    for (const auto& domain : element.domains()) {
      if (domain.excludable()) ids.insert(domain.id());
    }
  }
  return ids;
}

// Sub-domains with a weight in a domain that is not left out.
std::set<std::string> SubdomainsInScope(const Questions& questions) {
  std::map<std::pair<int, std::string>, int> percent;
  for (const auto& group : questions.weights->groups()) {
    for (const auto& weight : group.weights()) {
      percent[{group.tier(), weight.child_id()}] = weight.percent();
    }
  }
  std::set<std::string> ids;
  for (const auto& element : questions.definition->elements()) {
    for (const auto& domain : element.domains()) {
      if (questions.excluded.count(domain.id()) > 0 ||
          percent[{v1::TIER_ELEMENT, element.id()}] == 0 ||
          percent[{v1::TIER_DOMAIN, domain.id()}] == 0) {
        continue;
      }
      for (const auto& subdomain : domain.subdomains()) {
        if (percent[{v1::TIER_SUBDOMAIN, subdomain.id()}] > 0) {
          ids.insert(subdomain.id());
        }
      }
    }
  }
  return ids;
}

// What KeepDomains knows of the domains that are asked, and what there is, for
// a message.
struct AskedDomains {
  std::map<std::string, std::string> domain_of;  // by sub-domain
  std::set<std::string> ids;
  Text known;
};

AskedDomains FindAskedDomains(const Questions& questions) {
  AskedDomains asked;
  for (const auto& element : questions.definition->elements()) {
    for (const auto& domain : element.domains()) {
      for (const auto& subdomain : domain.subdomains()) {
        asked.domain_of[subdomain.id()] = domain.id();
      }
      if (questions.excluded.count(domain.id()) > 0) continue;
      const char* between = asked.ids.empty() ? "" : ", ";
      absl::StrAppend(&asked.known.zh, between, domain.id(), " (",
                      domain.name().zh(), ")");
      absl::StrAppend(&asked.known.en, between, domain.id(), " (",
                      domain.name().en(), ")");
      asked.ids.insert(domain.id());
    }
  }
  return asked;
}

// Leaves the questions of the domains named. Gives the name that is none of a
// domain that is asked; empty when all are.
std::string KeepDomains(const std::string& named, const ModelNames& names,
                        const AskedDomains& asked, Questions* questions) {
  std::set<std::string> wanted;
  for (const std::string& name : SplitNames(named)) {
    const std::string id(names.Domain(name));
    if (asked.ids.count(id) == 0) return name;
    wanted.insert(id);
  }
  std::vector<const v1::RequirementDefinition*> kept;
  for (const auto* item : questions->items) {
    if (wanted.count(asked.domain_of.at(item->subdomain_id())) > 0) {
      kept.push_back(item);
    }
  }
  questions->items = std::move(kept);
  questions->domains = std::move(wanted);
  return "";
}

}  // namespace

Outcome<Questions> SelectQuestions(const v1::GetModelResponse& model,
                                   const QuestionChoice& choice) {
  Questions questions;
  questions.model = &model.model();
  questions.definition = &model.definition();
  questions.weights = FindWeights(model.definition(), choice.weights);
  if (questions.weights == nullptr) {
    return Wrong(
        "weights", choice.weights,
        absl::StrCat("name one of the weight sets of ", model.definition().id(),
                     ": ", WeightIds(model.definition())));
  }
  const std::set<std::string> excludable =
      ExcludableDomains(model.definition());
  const ModelNames names = ReadNames(model.definition());
  std::vector<std::string> excluded = SplitNames(choice.exclude);
  if (names.SayNoDomain(excluded)) excluded.clear();
  for (const std::string& name : excluded) {
    const std::string id(names.Domain(name));
    if (excludable.count(id) == 0) {
      return Wrong("exclude", name,
                   absl::StrCat("`", Printable(name),
                                "` is not one of the domains that may be left "
                                "out: ",
                                absl::StrJoin(excludable, ", ")));
    }
    questions.excluded.insert(id);
  }
  const int levels = model.definition().levels_size();
  if (choice.up_to < 0 || choice.up_to > levels) {
    return Wrong("up_to", absl::StrCat(choice.up_to),
                 absl::StrCat("must be 0 to ", levels, ", got ", choice.up_to));
  }
  questions.up_to = choice.up_to;
  const std::set<std::string> asked = SubdomainsInScope(questions);
  for (const auto& item : model.definition().requirements()) {
    if (asked.count(item.subdomain_id()) > 0 &&
        (choice.up_to == 0 || item.level() <= choice.up_to)) {
      questions.items.push_back(&item);
    }
  }
  if (!choice.domains.has_value()) return questions;
  const AskedDomains asked_for = FindAskedDomains(questions);
  if (SplitNames(*choice.domains).empty()) {
    return Wrong("domains", *choice.domains, "no domain is named",
                 asked_for.known);
  }
  const std::string unknown =
      KeepDomains(*choice.domains, names, asked_for, &questions);
  if (unknown.empty()) return questions;
  return Wrong("domains", unknown,
               absl::StrCat("`", Printable(unknown),
                            "` is not one of the domains that are asked"),
               asked_for.known);
}

Outcome<Questions> SelectFilledQuestions(const v1::GetModelResponse& model,
                                         const v1::ScoreRequest& filled) {
  const v1::Profile& profile = filled.profile();
  QuestionChoice choice;
  choice.weights = profile.weight_set();
  choice.exclude = absl::StrJoin(profile.excluded_domain_ids(), ",");
  choice.up_to = profile.assess_up_to_level();
  auto questions = SelectQuestions(model, choice);
  if (!questions.ok()) return questions;
  std::set<std::string> wanted;
  for (const auto* item : questions.value().items) wanted.insert(item->id());
  for (const v1::Answer& answer : filled.list().answers()) {
    wanted.insert(answer.requirement_id());
  }
  questions.value().items.clear();
  for (const auto& item : model.definition().requirements()) {
    if (wanted.count(item.id()) > 0) questions.value().items.push_back(&item);
  }
  questions.value().filled = &filled;
  return questions;
}

}  // namespace cmmm::excel
