#include "excel/interpret_profile.h"

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "excel/layout.h"

namespace cmmm::excel {
namespace {

bool IsNamed(const std::string& id, const v1::LocalizedText& name,
             const std::string& text) {
  return text == Normalised(id) || text == Normalised(name.zh()) ||
         text == Normalised(name.en());
}

std::string Named(const std::string& id, const v1::LocalizedText& name) {
  return absl::StrCat(id, " (", name.zh(), ")");
}

void RefuseField(const WrittenCell& cell, std::string message,
                 Violations* violations) {
  violations->Add(cell.place, "workbook.field_value", TextOf(cell),
                  std::move(message));
}

void ReadWeights(const WrittenAssessment& written,
                 const v1::ModelDefinition& model, v1::Profile* profile,
                 Violations* violations) {
  const std::string text = Normalised(FieldText(written, Field::kWeights));
  if (text.empty()) return;
  std::vector<std::string> known;
  for (const auto& set : model.weight_sets()) {
    if (IsNamed(set.id(), set.name(), text)) {
      profile->set_weight_set(set.id());
      return;
    }
    known.push_back(Named(set.id(), set.name()));
  }
  RefuseField(written.fields.at(Field::kWeights),
              absl::StrCat("`", Printable(text),
                           "` is no weight set of the model; there are: ",
                           absl::StrJoin(known, ", ")),
              violations);
}

// The id of the domain that `text` names and that may be left out; else what
// there is, in `known`.
std::string ExcludableDomain(const v1::ModelDefinition& model,
                             const std::string& text,
                             std::vector<std::string>* known) {
  for (const auto& element : model.elements()) {
    for (const auto& domain : element.domains()) {
      if (!domain.excludable()) continue;
      if (IsNamed(domain.id(), domain.name(), text)) return domain.id();
      known->push_back(Named(domain.id(), domain.name()));
    }
  }
  return "";
}

void ReadExcluded(const WrittenAssessment& written,
                  const v1::ModelDefinition& model, v1::Profile* profile,
                  Violations* violations) {
  const std::string text = absl::StrReplaceAll(
      Normalised(FieldText(written, Field::kExcluded)), {{"、", ","}});
  for (const absl::string_view piece :
       absl::StrSplit(text, absl::ByAnyChar(",;"), absl::SkipWhitespace())) {
    const std::string name(absl::StripAsciiWhitespace(piece));
    std::vector<std::string> known;
    std::string id = ExcludableDomain(model, name, &known);
    if (!id.empty()) {
      profile->add_excluded_domain_ids(std::move(id));
      continue;
    }
    RefuseField(written.fields.at(Field::kExcluded),
                absl::StrCat("`", Printable(name),
                             "` is no domain that may be left out; there are: ",
                             absl::StrJoin(known, ", ")),
                violations);
  }
}

void ReadUpTo(const WrittenAssessment& written,
              const v1::ModelDefinition& model, v1::Profile* profile,
              Violations* violations) {
  const std::string text = Normalised(FieldText(written, Field::kUpTo));
  if (text.empty()) return;
  const int levels = model.levels_size();
  int level = 0;
  if (!absl::SimpleAtoi(text, &level) || level < 0 || level > levels) {
    RefuseField(written.fields.at(Field::kUpTo),
                absl::StrCat("`", Printable(text), "` is not a level: 1 to ",
                             levels, ", or 0 for all"),
                violations);
    return;
  }
  profile->set_assess_up_to_level(level);
}

}  // namespace

void ReadProfile(const WrittenAssessment& written,
                 const v1::ModelDefinition& model, v1::Profile* profile,
                 Violations* violations) {
  ReadWeights(written, model, profile, violations);
  ReadExcluded(written, model, profile, violations);
  ReadUpTo(written, model, profile, violations);
}

}  // namespace cmmm::excel
