// Rules `text.*` of models: every text in both languages.
#include <string>

#include "engine/model/check_text.h"
#include "engine/model/parts.h"
#include "engine/model/validate.h"

namespace cmmm {

void ValidateTexts(const v1::ModelDefinition& model, Violations* violations) {
  TextChecker checker(violations);
  checker.Check("title", model.title());
  checker.Check("summary", model.summary());
  for (int i = 0; i < model.grades_size(); ++i) {
    const auto& grade = model.grades(i);
    checker.Check(At("grades", i) + ".name", grade.name());
    if (!grade.has_definition()) continue;
    checker.Check(At("grades", i) + ".definition", grade.definition());
  }
  for (int i = 0; i < model.levels_size(); ++i) {
    checker.Check(At("levels", i) + ".name", model.levels(i).name());
  }
  for (int e = 0; e < model.elements_size(); ++e) {
    const std::string element = At("elements", e);
    checker.Check(element + ".name", model.elements(e).name());
    for (int d = 0; d < model.elements(e).domains_size(); ++d) {
      const auto& domain = model.elements(e).domains(d);
      const std::string path = At(element + ".domains", d);
      checker.Check(path + ".name", domain.name());
      for (int s = 0; s < domain.subdomains_size(); ++s) {
        checker.Check(At(path + ".subdomains", s) + ".name",
                      domain.subdomains(s).name());
      }
    }
  }
  for (int i = 0; i < model.weight_sets_size(); ++i) {
    const std::string set = At("weight_sets", i);
    checker.Check(set + ".name", model.weight_sets(i).name());
    for (int g = 0; g < model.weight_sets(i).groups_size(); ++g) {
      checker.CheckContent(At(set + ".groups", g) + ".note",
                           model.weight_sets(i).groups(g).note());
    }
  }
  for (int i = 0; i < model.requirements_size(); ++i) {
    const std::string path = At("requirements", i);
    checker.Check(path + ".statement", model.requirements(i).statement());
    checker.Check(path + ".evidence", model.requirements(i).evidence());
  }
  checker.Check("requirements_note", model.requirements_note());
}

}  // namespace cmmm
