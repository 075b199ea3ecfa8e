#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "report/sections.h"
#include "texts/open_text.h"

namespace cmmm::report {
namespace {

constexpr int kExactReserveColumn = 2;

Markup Levels(const Words& words) {
  const auto& levels = words.input().margin->levels();
  // A range has no exact value.
  const bool exact = !std::all_of(
      levels.begin(), levels.end(),
      [](const v1::LevelMargin& level) { return level.has_open(); });
  std::vector<Column> columns = {
      {words.In("等级", "Level"), ""},
      {words.In("得分余量", "Score in reserve"), "num"},
      {words.In("精确值", "Exactly"), "num exact"},
      {words.In("最少下调几档就失去", "Fewest steps down that lose it"),
       "num"}};
  if (!exact) columns.erase(columns.begin() + kExactReserveColumn);
  Markup rows;
  for (const v1::LevelMargin& level : levels) {
    std::vector<Markup> cells = {
        words.names().Level(level.level()), texts::ShowReserve(level),
        level.has_open() ? "–" : ShowExact(level.reserve()),
        level.cannot_be_lost() ? words.In("不会失去", "cannot be lost")
                               : texts::ShowMarginSize(level)};
    if (!exact) cells.erase(cells.begin() + kExactReserveColumn);
    rows += Row(columns, cells);
  }
  return Element("table", HeadRow(columns) + Element("tbody", rows));
}

Markup Downgrades(const Words& words) {
  const v1::AnalyzeMarginResponse& margin = *words.input().margin;
  if (margin.downgrades().empty()) return {};
  const std::vector<Column> columns = {
      {words.In("条款", "Requirement"), ""},
      {words.In("自评 → 下调为", "Now → downgraded to"), "grade"}};
  Markup rows;
  for (const v1::Downgrade& row : margin.downgrades()) {
    rows += Row(columns, {RequirementWithEvidence(words, row.requirement_id()),
                          GradeChange(words, row.from(), row.to())});
  }
  const std::string about = absl::StrCat(
      words.In("例如，评审若这样下调，就只剩",
               "For example, with these downgrades what is left is "),
      words.Level(margin.after().level()),
      words.In("。这些答案的证据最值得先备齐：",
               ". The evidence for these answers is worth having first:"));
  return Paragraph(about) +
         Element("table", HeadRow(columns) + Element("tbody", rows));
}

// One line per sub-domain. Ids are in model order, so those of a sub-domain
// may be apart.
Markup BySubdomain(const Words& words,
                   const google::protobuf::RepeatedPtrField<std::string>& ids) {
  std::vector<std::pair<std::string, std::vector<std::string>>> groups;
  for (const std::string& id : ids) {
    const std::string name = words.SubdomainOfRequirement(id);
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&](const auto& g) { return g.first == name; });
    if (group == groups.end()) group = groups.insert(group, {name, {}});
    group->second.push_back(id);
  }
  Markup items;
  for (const auto& [name, members] : groups) {
    items += Element("li", Element("b", name) + " " + words.List(members));
  }
  return items;
}

Markup Critical(const Words& words) {
  const auto& ids = words.input().margin->critical_requirement_ids();
  if (ids.empty()) {
    return Paragraph(words.In("没有哪一条单独下调一档就会失去等级。",
                              "No single answer loses the level by one step "
                              "down."));
  }
  const std::string about = absl::StrCat(
      words.In(
          "单独下调一档就会失去等级的条款共 ",
          "Answers that lose the level when they alone go one step down: "),
      ids.size(),
      words.In(" 条，现场评审前应逐条备齐证据：",
               ". Have the evidence for every one of them ready before an "
               "assessor comes:"));
  return Paragraph(about) + Element("ul.short", BySubdomain(words, ids));
}

}  // namespace

Part MarginSection(const Words& words) {
  const v1::AnalyzeMarginResponse& margin = *words.input().margin;
  const std::string title = words.In("等级余量", "How safe the level is");
  if (margin.level() == 0) {
    return {"margin", title,
            Paragraph(margin.open() > 0
                          ? words.In("等级尚未确定，谈不上失去。",
                                     "No level is certain yet that could be "
                                     "lost.")
                          : words.In("尚无等级，没有可失去的。",
                                     "There is no level to lose yet.")),
            ""};
  }
  const std::string about = words.In(
      "现场评审往往比自评严格。下面说明评审最少下调多少档，等级就会失去；"
      "下调一档即降到相邻的较低档。",
      "An assessor is often stricter than the enterprise itself. This is how "
      "few steps down, each to the next lower grade, lose a level.");
  return {"margin", title,
          Paragraph(about) + Holds(words, margin.open()) + Levels(words) +
              Downgrades(words) + Critical(words),
          ""};
}

}  // namespace cmmm::report
