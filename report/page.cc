#include "report/page.h"

#include "report/sections.h"
#include "report/style.h"

namespace cmmm::report {
namespace {

// Nothing is loaded or run, whatever a name contains.
constexpr char kPolicy[] = "default-src 'none'; style-src 'unsafe-inline'";

Markup DocumentHead(const Words& words) {
  const std::string title =
      words.input().label + words.In(" · 智能制造能力成熟度自评估报告",
                                     " · smart-manufacturing maturity report");
  return Element(
      "head", Element("meta", {{"charset", "utf-8"}}, {}) +
                  Element("meta",
                          {{"http-equiv", "Content-Security-Policy"},
                           {"content", kPolicy}},
                          {}) +
                  Element("meta",
                          {{"name", "viewport"},
                           {"content", "width=device-width, initial-scale=1"}},
                          {}) +
                  Element("title", title) + Element("style", PageStyle()));
}

}  // namespace

std::string WritePage(const Input& input) {
  const Words words(input);
  const Markup sections =
      FrontPage(words) + ProfileSection(words) + MatrixSection(words) +
      CohortSection(words) + GapSection(words) + RoadmapSection(words) +
      MarginSection(words) + ReadinessSection(words) + ClosingPage(words);
  return Document(Element(
      "html", {{"lang", words.In("zh-CN", "en")}},
      DocumentHead(words) + Element("body", Element("main", sections))));
}

}  // namespace cmmm::report
