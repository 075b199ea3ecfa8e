#include "report/index_page.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "report/sections.h"

namespace cmmm::report {
namespace {

// A file name as a relative link.
std::string LinkTo(const std::string& file) {
  std::string link = "./";
  for (const char c : file) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(byte) || c == '-' || c == '_' || c == '.') {
      link.push_back(c);
    } else {
      absl::StrAppendFormat(&link, "%%%02X", byte);
    }
  }
  return link;
}

// Which model and weights, as programs name them.
Markup IdsTable(texts::Language language,
                const std::vector<IndexEntry>& entries) {
  const std::vector<Column> columns = {
      {Say(language, "企业", "Enterprise"), "which"},
      {Say(language, "模型与权重的编号", "Ids of model and weights"), ""}};
  Markup rows;
  for (const IndexEntry& entry : entries) {
    rows += Row(columns, {Element("bdi", entry.label), Code(entry.ids)});
  }
  return Element("table.small", HeadRow(columns) + Element("tbody", rows));
}

}  // namespace

Markup LeftOutTable(texts::Language language,
                    const std::vector<LeftOut>& left_out) {
  if (left_out.empty()) return {};
  const std::vector<Column> columns = {
      {Say(language, "哪一份", "Which"), "which"},
      {Say(language, "原因", "Why"), ""}};
  Markup rows;
  for (const LeftOut& row : left_out) {
    rows += Row(columns, {Element("bdi", row.what), row.why});
  }
  return Element("table", HeadRow(columns) + Element("tbody", rows));
}

std::string WriteIndexPage(texts::Language language,
                           const std::vector<IndexEntry>& entries,
                           const std::vector<LeftOut>& left_out) {
  const char* title = Say(language, "自评估报告目录", "Index of the reports");
  std::vector<Column> columns = {{"#", "num"},
                                 {Say(language, "企业", "Enterprise"), ""},
                                 {Say(language, "等级", "Level"), ""},
                                 {Say(language, "总分", "Total score"), "num"}};
  const bool several =
      std::any_of(entries.begin(), entries.end(), [&](const IndexEntry& entry) {
        return entry.ids != entries.front().ids;
      });
  if (several) {
    columns.push_back({Say(language, "模型与权重", "Model and weights"), ""});
  }
  Markup rows;
  for (size_t i = 0; i < entries.size(); ++i) {
    const IndexEntry& entry = entries[i];
    std::vector<Markup> cells = {std::to_string(i + 1),
                                 Element("a", {{"href", LinkTo(entry.file)}},
                                         Element("bdi", entry.label)),
                                 entry.level, entry.total};
    if (several) cells.emplace_back(entry.basis);
    rows += Row(columns, cells);
  }
  Markup page = Element(
      "section", {{"class", "front"}, {"id", kIndexMark}},
      Element("h1", title) +
          (entries.empty()
               ? Markup()
               : Element("table", HeadRow(columns) + Element("tbody", rows))));
  page += DrawParts(
      {{"left-out", Say(language, "未能评分的", "What could not be scored"),
        LeftOutTable(language, left_out), ""},
       {"checking", Say(language, "供核对", "For checking"),
        several ? IdsTable(language, entries) : Markup(), ""}});
  return WriteDocument(language, title, page);
}

}  // namespace cmmm::report
