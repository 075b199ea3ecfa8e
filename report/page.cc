#include "report/page.h"

#include <vector>

#include "report/sections.h"

namespace cmmm::report {

std::string WritePage(const Input& input) {
  const Words words(input);
  const std::vector<Part> parts = {
      ProfileSection(words),   MatrixSection(words),  CohortSection(words),
      GapSection(words),       RoadmapSection(words), MarginSection(words),
      ReadinessSection(words), ClosingPage(words),    AnnexSection(words),
      CheckingSection(words)};
  const std::string title =
      input.label + words.In(" · 智能制造能力成熟度自评估报告",
                             " · smart-manufacturing maturity report");
  return WriteDocument(words.language(), title,
                       FrontPage(words) +
                           ContentsList(words.language(), parts) +
                           DrawParts(parts));
}

}  // namespace cmmm::report
