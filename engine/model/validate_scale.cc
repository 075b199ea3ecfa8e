// Rules about grades, levels, bands, the threshold and the policies.
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/model/validate.h"

namespace cmmm {
namespace {

using v1::ModelDefinition;

void CheckGrades(const ModelDefinition& model, Violations* violations) {
  bool defined[5] = {};
  int tenths[5] = {};  // by grade
  for (int i = 0; i < model.grades_size(); ++i) {
    const auto& grade = model.grades(i);
    const std::string path = absl::StrCat("grades[", i, "]");
    if (!v1::Grade_IsValid(grade.grade()) ||
        grade.grade() == v1::GRADE_UNSPECIFIED) {
      violations->Add(path + ".grade", "grade.unspecified",
                      absl::StrCat(grade.grade()), "names no grade");
      continue;
    }
    if (grade.tenths() < 0 || grade.tenths() > 10) {
      violations->Add(path + ".tenths", "grade.range",
                      absl::StrCat(grade.tenths()),
                      absl::StrCat("must be 0 to 10, got ", grade.tenths()));
    }
    if (defined[grade.grade()]) {
      violations->Add(path + ".grade", "grade.duplicate",
                      v1::Grade_Name(grade.grade()), "is defined twice");
    }
    defined[grade.grade()] = true;
    tenths[grade.grade()] = grade.tenths();
  }
  bool all_defined = true;
  for (int g = v1::GRADE_NOT; g <= v1::GRADE_FULLY; ++g) {
    if (defined[g]) continue;
    violations->Add("grades", "grade.missing",
                    v1::Grade_Name(static_cast<v1::Grade>(g)),
                    absl::StrCat(v1::Grade_Name(static_cast<v1::Grade>(g)),
                                 " is not defined"));
    all_defined = false;
  }
  if (!all_defined) return;
  const bool ends = tenths[v1::GRADE_NOT] == 0 && tenths[v1::GRADE_FULLY] == 10;
  const bool ascending =
      tenths[1] < tenths[2] && tenths[2] < tenths[3] && tenths[3] < tenths[4];
  if (!ends || !ascending) {
    violations->Add("grades", "grade.order", "",
                    "tenths must ascend from GRADE_NOT = 0 to "
                    "GRADE_FULLY = 10");
  }
}

void CheckLevels(const ModelDefinition& model, Violations* violations) {
  if (model.levels_size() == 0) {
    violations->Add("levels", "level.missing", "", "there is no level");
  }
  for (int i = 0; i < model.levels_size(); ++i) {
    if (model.levels(i).level() == i + 1) continue;
    violations->Add(
        absl::StrCat("levels[", i, "].level"), "level.sequence",
        absl::StrCat(model.levels(i).level()),
        absl::StrCat("must be ", i + 1, ", got ", model.levels(i).level()));
  }
  const int threshold = model.satisfied_at_percent();
  if (threshold < 1 || threshold > 100) {
    violations->Add("satisfied_at_percent", "level.threshold",
                    absl::StrCat(threshold),
                    absl::StrCat("must be 1 to 100, got ", threshold));
  }
}

// One band per level, touching, from the threshold to 100 * levels.
void CheckBands(const ModelDefinition& model, Violations* violations) {
  const int levels = model.levels_size();
  if (model.bands_size() != levels) {
    violations->Add("bands", "band.count", absl::StrCat(model.bands_size()),
                    absl::StrCat("there must be one band per level, ", levels,
                                 ", got ", model.bands_size()));
    return;
  }
  for (int i = 0; i < levels; ++i) {
    const auto& band = model.bands(i);
    const std::string path = absl::StrCat("bands[", i, "]");
    const auto expect = [&](const char* field, const char* rule, int64_t actual,
                            int64_t expected, const char* why) {
      if (actual == expected) return;
      violations->Add(
          absl::StrCat(path, ".", field), rule, absl::StrCat(actual),
          absl::StrCat("must be ", expected, " (", why, "), got ", actual));
    };
    expect("level", "band.sequence", band.level(), i + 1, "in level order");
    if (i > 0) {
      const int end = model.bands(i - 1).to_percent();
      expect("from_percent",
             band.from_percent() > end ? "band.hole" : "band.overlap",
             band.from_percent(), end, "where the band before ends");
    }
    // The ladder of satisfied levels and the bands must agree: with m levels
    // satisfied and the next one not, S lies in [m, m + threshold).
    expect("from_percent", "band.threshold", band.from_percent(),
           int64_t{model.satisfied_at_percent()} + int64_t{i} * 100,
           "the threshold of the level");
    // The last band includes its end: at a threshold of 100 it is that point.
    if (band.to_percent() < band.from_percent() ||
        (band.to_percent() == band.from_percent() && i < levels - 1)) {
      violations->Add(path + ".to_percent", "band.empty",
                      absl::StrCat(band.to_percent()),
                      "the band ends before it begins");
    }
    if (i == levels - 1) {
      expect("to_percent", "band.end", band.to_percent(), int64_t{levels} * 100,
             "the highest total");
    }
  }
}

void CheckPolicies(const ModelDefinition& model, Violations* violations) {
  const auto& policies = model.policies();
  const auto check = [&](bool valid, const char* field, int value) {
    if (valid && value != 0) return;
    violations->Add(absl::StrCat("policies.", field), "policy.unspecified",
                    absl::StrCat(value), "must be one of the named policies");
  };
  check(v1::Accumulation_IsValid(policies.accumulation()), "accumulation",
        policies.accumulation());
  check(v1::EmptyCellPolicy_IsValid(policies.empty_cell()), "empty_cell",
        policies.empty_cell());
  check(v1::NotApplicablePolicy_IsValid(policies.not_applicable()),
        "not_applicable", policies.not_applicable());
}

}  // namespace

void ValidateScale(const ModelDefinition& model, Violations* violations) {
  CheckGrades(model, violations);
  CheckLevels(model, violations);
  CheckBands(model, violations);
  CheckPolicies(model, violations);
}

}  // namespace cmmm
