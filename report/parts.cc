#include <string>

#include "absl/strings/str_format.h"
#include "report/sections.h"

namespace cmmm::report {
namespace {

Markup Cell(const char* tag, const std::string& style, const Markup& content) {
  return Element(style.empty() ? tag : std::string(tag) + "." + style, content);
}

}  // namespace

Markup Section(const std::string& title, const Markup& content) {
  return Element("section", Element("h2", title) + content);
}

Markup Paragraph(const std::string& text) { return Element("p", text); }

Markup ShareBar(double share, const std::string& style) {
  return Element(
      "div.bar" + style,
      Element("div.bar-fill",
              {{"style", absl::StrFormat("width:%.1f%%", share * 100)}}, {}));
}

Markup HeadRow(const std::vector<Column>& columns) {
  Markup cells;
  for (const Column& column : columns) {
    cells += Cell("th", column.style, column.title);
  }
  return Element("thead", Element("tr", cells));
}

Markup Row(const std::vector<Column>& columns,
           const std::vector<Markup>& cells) {
  Markup row;
  for (size_t i = 0; i < cells.size(); ++i) {
    row += Cell("td", columns[i].style, cells[i]);
  }
  return Element("tr", row);
}

Markup RequirementCell(const Words& words, const std::string& id) {
  return Element("div.what", words.names().Statement(id)) +
         Element("div.where", words.SubdomainOfRequirement(id) + " · " + id);
}

Markup RequirementWithEvidence(const Words& words, const std::string& id) {
  const std::string evidence = words.Evidence(id);
  Markup cell = RequirementCell(words, id);
  if (evidence.empty()) return cell;
  return cell + Element("div.evidence",
                        words.In("可作证据：", "Evidence: ") + evidence);
}

Markup GradeChange(const Words& words, v1::Grade from, v1::Grade to) {
  return Element("div", words.names().Grade(from) + " →") +
         Element("div", words.names().Grade(to));
}

}  // namespace cmmm::report
