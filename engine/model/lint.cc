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

// Adds findings about the text of a file, whose paths are positions.
void AddSyntax(const std::string& file, const Violations& syntax,
               Violations* violations) {
  for (const Violation& found : syntax.listed()) {
    violations->Add(Join(file, found.field_path, ""), found.rule_id,
                    found.value, found.message);
  }
  violations->AddUnlisted(syntax.total() - syntax.listed().size());
}

// Adds findings about fields, with their positions.
template <typename Source>
void AddMeaning(const std::string& file, const Source& source,
                const Violations& meaning, Violations* violations) {
  for (const Violation& found : meaning.listed()) {
    violations->Add(
        Join(file, PositionOf(source, found.field_path), found.field_path),
        found.rule_id, found.value, found.message);
  }
  violations->AddUnlisted(meaning.total() - meaning.listed().size());
}

}  // namespace

ModelSource LintModelFile(const std::string& file, Violations* violations) {
  Violations syntax;
  ModelSource source = ReadModel(file, &syntax);
  AddSyntax(file, syntax, violations);
  if (!syntax.empty()) return source;
  Violations meaning;
  ValidateModel(source.definition, &meaning);
  AddMeaning(file, source, meaning, violations);
  return source;
}

ProgrammeSource LintProgrammeFile(const std::string& file,
                                  const ModelLevels& models,
                                  Violations* violations) {
  Violations syntax;
  ProgrammeSource source = ReadProgramme(file, &syntax);
  AddSyntax(file, syntax, violations);
  if (!syntax.empty()) return source;
  Violations meaning;
  ValidateProgramme(source.definition, models, &meaning);
  AddMeaning(file, source, meaning, violations);
  return source;
}

void LintModel(const v1::ModelDefinition& model, Violations* violations) {
  ValidateModel(model, violations);
}

}  // namespace cmmm
