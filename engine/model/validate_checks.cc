// Rules about what was compared with the official text: by whom, when, and that
// the provenance agrees.
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/base/civil_date.h"
#include "engine/model/check_text.h"
#include "engine/model/parts.h"
#include "engine/model/validate.h"

namespace cmmm {
namespace {

std::string LetterOf(v1::Provenance provenance) {
  return std::string(
      absl::StripPrefix(v1::Provenance_Name(provenance), "PROVENANCE_"));
}

void ValidateCheck(const v1::Check& check, const std::string& path,
                   Violations* violations) {
  if (check.by().find_first_not_of(' ') == std::string::npos) {
    violations->Add(path + ".by", "check.by_missing", "",
                    "does not say who compared it");
  } else {
    TextChecker(violations).CheckContent(path + ".by", check.by());
  }
  if (!ParseCivilDate(check.on()).has_value()) {
    violations->Add(path + ".on", "check.date", check.on(),
                    absl::StrCat("must be a day such as 2026-05-31, got `",
                                 Printable(check.on()), "`"));
  }
}

}  // namespace

void ValidateChecks(const v1::ModelDefinition& model, Violations* violations) {
  for (int i = 0; i < model.weight_sets_size(); ++i) {
    const std::string set = At("weight_sets", i);
    for (int g = 0; g < model.weight_sets(i).groups_size(); ++g) {
      const v1::WeightGroup& group = model.weight_sets(i).groups(g);
      if (!group.has_checked()) continue;
      const std::string path = At(set + ".groups", g);
      ValidateCheck(group.checked(), path + ".checked", violations);
      if (group.provenance() == v1::PROVENANCE_A) continue;
      violations->Add(path + ".provenance", "check.provenance",
                      LetterOf(group.provenance()),
                      "the weights were compared with the official text; the "
                      "provenance must be A");
    }
  }
  int checked = 0;
  for (int i = 0; i < model.requirements_size(); ++i) {
    if (!model.requirements(i).has_checked()) continue;
    ++checked;
    ValidateCheck(model.requirements(i).checked(),
                  At("requirements", i) + ".checked", violations);
  }
  if (checked > 0 && checked == model.requirements_size() &&
      model.requirements_provenance() != v1::PROVENANCE_A) {
    violations->Add("requirements_provenance", "check.provenance",
                    LetterOf(model.requirements_provenance()),
                    "every requirement was compared with the official text; "
                    "the provenance must be A");
  }
}

}  // namespace cmmm
