#include "service/documents/corrections.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/base/utf8.h"

namespace cmmm::service {
namespace {

// Further ones are other words, no slips.
constexpr size_t kMostSlips = 2;
constexpr size_t kMostIds = 3;

std::vector<absl::string_view> LettersOf(absl::string_view text) {
  std::vector<absl::string_view> letters;
  while (!text.empty()) {
    const size_t length = std::max<size_t>(1, Utf8Length(text));
    letters.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return letters;
}

// Letters to be changed, added or left out. Values are short
// (kMaxValueBytes), and so are names and ids.
size_t DistanceOf(absl::string_view one, absl::string_view other) {
  const auto a = LettersOf(one);
  const auto b = LettersOf(other);
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

using Ranked = std::pair<size_t, v1::LocalizedText>;

void AddInOrder(std::vector<Ranked> ranked, size_t most,
                v1::WorkbookFinding* finding) {
  std::stable_sort(
      ranked.begin(), ranked.end(),
      [](const Ranked& a, const Ranked& b) { return a.first < b.first; });
  for (size_t i = 0; i < ranked.size() && i < most; ++i) {
    *finding->add_corrections() = ranked[i].second;
  }
}

void AddGrades(const v1::ModelDefinition& model, v1::WorkbookFinding* finding) {
  std::vector<Ranked> ranked;
  for (const v1::GradeDefinition& grade : model.grades()) {
    ranked.emplace_back(
        std::min(DistanceOf(finding->value(), grade.name().zh()),
                 DistanceOf(finding->value(), grade.name().en())),
        grade.name());
  }
  AddInOrder(std::move(ranked), model.grades_size(), finding);
}

void AddIds(const v1::ModelDefinition& model, v1::WorkbookFinding* finding) {
  std::vector<Ranked> ranked;
  for (const v1::RequirementDefinition& item : model.requirements()) {
    const size_t distance = DistanceOf(finding->value(), item.id());
    if (distance > kMostSlips) continue;
    v1::LocalizedText text;
    text.set_zh(item.id());
    text.set_en(item.id());
    ranked.emplace_back(distance, text);
  }
  AddInOrder(std::move(ranked), kMostIds, finding);
}

bool IsAboutGrade(absl::string_view rule) {
  return rule == "workbook.unknown_grade" || rule == "workbook.date_as_grade" ||
         rule == "workbook.not_applicable_refused";
}

}  // namespace

void AddCorrections(const v1::ModelDefinition& model,
                    v1::ReadWorkbookResponse* response) {
  for (v1::WorkbookFinding& finding : *response->mutable_findings()) {
    if (IsAboutGrade(finding.rule_id())) {
      AddGrades(model, &finding);
    } else if (finding.rule_id() == "workbook.unknown_requirement") {
      AddIds(model, &finding);
    }
  }
}

}  // namespace cmmm::service
