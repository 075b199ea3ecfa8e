#include "engine/model/lint.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "engine/model/validate.h"

namespace cmmm {
namespace {

std::string Join(const std::string& file, const std::string& position,
                 const std::string& field) {
  return absl::StrCat(file, position.empty() ? "" : ":", position,
                      field.empty() ? "" : ": ", field);
}

}  // namespace

ModelSource LintModelFile(const std::string& file, Violations* violations) {
  Violations syntax;
  ModelSource source = ReadModel(file, &syntax);
  for (const Violation& found : syntax.listed()) {
    violations->Add(Join(file, found.field_path, ""), found.rule_id,
                    found.value, found.message);
  }
  violations->AddUnlisted(syntax.total() - syntax.listed().size());
  if (!syntax.empty()) return source;
  Violations meaning;
  ValidateModel(source.definition, &meaning);
  for (const Violation& found : meaning.listed()) {
    violations->Add(
        Join(file, PositionOf(source, found.field_path), found.field_path),
        found.rule_id, found.value, found.message);
  }
  violations->AddUnlisted(meaning.total() - meaning.listed().size());
  return source;
}

}  // namespace cmmm
