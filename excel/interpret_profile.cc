#include "excel/interpret_profile.h"

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/plain_text.h"
#include "engine/model/read_names.h"
#include "excel/layout.h"

namespace cmmm::excel {
namespace {

void RefuseField(const WrittenCell& cell, std::string message,
                 Violations* violations) {
  violations->Add(cell.place, "workbook.field_value", TextOf(cell),
                  std::move(message));
}

void RefuseName(const WrittenCell& cell, const std::string& message,
                const Text& there_are, Violations* violations) {
  violations->AddWithList(cell.place, "workbook.field_value", TextOf(cell),
                          message, there_are);
}

void ReadWeights(const WrittenAssessment& written, const ModelNames& names,
                 v1::Profile* profile, Violations* violations) {
  const std::string text = FieldText(written, Field::kWeights);
  if (TrimBlanks(text).empty()) return;
  const absl::string_view id = names.WeightSet(text);
  if (id.empty()) {
    return RefuseName(
        written.fields.at(Field::kWeights),
        absl::StrCat("`", Printable(text), "` is no weight set of the model"),
        names.weight_sets(), violations);
  }
  profile->set_weight_set(std::string(id));
}

bool IsExcludable(const v1::ModelDefinition& model, absl::string_view id) {
  for (const auto& element : model.elements()) {
    for (const auto& domain : element.domains()) {
      if (domain.id() == id) return domain.excludable();
    }
  }
  return false;
}

void ReadExcluded(const WrittenAssessment& written,
                  const v1::ModelDefinition& model, const ModelNames& names,
                  v1::Profile* profile, Violations* violations) {
  const std::vector<std::string> said =
      SplitNames(FieldText(written, Field::kExcluded));
  if (names.SayNoDomain(said)) return;
  std::set<absl::string_view> excluded;
  for (const std::string& name : said) {
    const absl::string_view id = names.Domain(name);
    if (IsExcludable(model, id)) {
      if (!excluded.insert(id).second) {
        RefuseField(written.fields.at(Field::kExcluded),
                    absl::StrCat("`", Printable(name), "` is named twice"),
                    violations);
        continue;
      }
      profile->add_excluded_domain_ids(std::string(id));
      continue;
    }
    RefuseName(written.fields.at(Field::kExcluded),
               absl::StrCat("`", Printable(name),
                            "` is no domain that may be left out"),
               names.excludable_domains(), violations);
  }
}

void ReadUpTo(const WrittenAssessment& written, const ModelNames& names,
              int levels, v1::Profile* profile, Violations* violations) {
  const std::string text = FieldText(written, Field::kUpTo);
  if (TrimBlanks(text).empty()) return;
  const int level = names.Level(text).value_or(-1);
  if (level < 0 || level > levels) {
    return RefuseField(
        written.fields.at(Field::kUpTo),
        absl::StrCat("`", Printable(text), "` is not a level: 1 to ", levels,
                     ", or 0 for all"),
        violations);
  }
  profile->set_assess_up_to_level(level);
}

}  // namespace

void ReadProfile(const WrittenAssessment& written,
                 const v1::ModelDefinition& model, v1::Profile* profile,
                 Violations* violations) {
  const ModelNames names = ReadNames(model);
  ReadWeights(written, names, profile, violations);
  ReadExcluded(written, model, names, profile, violations);
  ReadUpTo(written, names, model.levels_size(), profile, violations);
}

}  // namespace cmmm::excel
