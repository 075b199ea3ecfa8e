#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "report/sections.h"
#include "texts/open_text.h"

namespace cmmm::report {
namespace {

Markup Cell(const char* tag, const std::string& style, const Markup& content) {
  return Element(style.empty() ? tag : std::string(tag) + "." + style, content);
}

}  // namespace

Markup Paragraph(const std::string& text) { return Element("p", text); }

Markup ShareBar(double share, const std::string& style) {
  return RangeBar(share, share, style);
}

Markup RangeBar(double low, double high, const std::string& style) {
  Markup bar =
      Element("div.bar-fill",
              {{"style", absl::StrFormat("width:%.2f%%", low * 100)}}, {});
  if (high > low) {
    bar += Element("div.bar-open",
                   {{"style", absl::StrFormat("left:%.2f%%;width:%.2f%%",
                                              low * 100, (high - low) * 100)}},
                   {});
  }
  return Element("div.bar" + style, bar);
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
    const Column& column = columns[i];
    Attributes attributes;
    if (!column.style.empty()) attributes.emplace_back("class", column.style);
    // What a narrow screen shows in place of the head of the table.
    if (!column.title.empty()) attributes.emplace_back("data-is", column.title);
    row += Element("td", attributes, cells[i]);
  }
  return Element("tr", row);
}

Markup RequirementCell(const Words& words, const std::string& id) {
  return Element("div.what", words.names().Statement(id)) +
         Element("div.where", words.names().ShortName(id));
}

Markup RequirementWithEvidence(const Words& words, const std::string& id) {
  const std::string evidence = words.Evidence(id);
  Markup cell = RequirementCell(words, id);
  if (evidence.empty()) return cell;
  return cell + Element("div.evidence",
                        words.In("可作证据：", "Evidence: ") + evidence);
}

Markup Holds(const Words& words, int open) {
  if (open == 0) return {};
  return Element("p.holds", texts::SayListHolds(words.language(), open));
}

Markup Code(const std::string& text) { return Element("code", text); }

Markup FactsTable(const Facts& facts) {
  Markup rows;
  for (const auto& [name, value] : facts) {
    rows += Element(
        "tr", Element("th", {{"scope", "row"}}, name) + Element("td", value));
  }
  return Element("table.facts-table", Element("tbody", rows));
}

Facts FactsOfModel(texts::Language language, const v1::ModelRef& model) {
  Facts facts;
  const auto add = [&](const char* zh, const char* en,
                       const std::string& value) {
    facts.emplace_back(Say(language, zh, en), Code(value));
  };
  if (!model.id().empty()) {
    add("模型", "Model", absl::StrCat(model.id(), "@", model.version()));
  }
  if (!model.digest().empty()) {
    add("模型摘要 (SHA-256)", "Digest of the model (SHA-256)", model.digest());
  }
  if (!model.engine_version().empty()) {
    add("引擎版本", "Version of the engine",
        absl::StrCat("cmmm ", model.engine_version()));
  }
  return facts;
}

Markup Notices(const Words& words, const NoticeList& notices) {
  Markup items;
  for (const v1::Notice& notice : notices) {
    items += Element("li", words.In(notice.text()));
  }
  return items.empty() ? Markup() : Element("ul", items);
}

Markup GradeChange(const Words& words, v1::Grade from, v1::Grade to) {
  return Element("div", words.names().Grade(from) + " →") +
         Element("div", words.names().Grade(to));
}

}  // namespace cmmm::report
