#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "report/sections.h"
#include "texts/open_text.h"

namespace cmmm::report {
namespace {

Markup Levels(const Words& words) {
  const std::vector<Column> columns = {
      {words.In("等级", "Level"), ""},
      {words.In("得分超出达标线", "Score above what is needed"), "num"},
      {words.In("最少下调几档就会失去", "Fewest steps down that lose it"),
       "num"}};
  Markup rows;
  for (const v1::LevelMargin& level : words.input().margin->levels()) {
    rows += Row(columns,
                {words.names().Level(level.level()), texts::ShowReserve(level),
                 level.cannot_be_lost() ? words.In("不会失去", "cannot be lost")
                                        : texts::ShowMarginSize(level)});
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
      words.In("例如，评审若这样下调，结果就成了",
               "For example, if an assessor lowers these, the result is "),
      words.Level(margin.after().level()),
      words.In("。这些条款的证据最值得先备齐：",
               ". Their evidence is worth having first:"));
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
    group->second.push_back(words.names().ShortNameWithin(id));
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
    return Paragraph(
        words.In("任何一条单独下调一档，等级都能保住。",
                 "The level is kept if any one answer goes one step down."));
  }
  const std::string about = absl::StrCat(
      words.In("只要其中一条下调一档就会失去等级的条款，共 ",
               "Answers that lose the level when any one of them goes one step "
               "down: "),
      ids.size(),
      words.In(" 条。现场评审前应逐条备齐证据：",
               ". Have the evidence for every one of them ready before an "
               "assessor comes:"));
  return Paragraph(about) + Element("ul.short", BySubdomain(words, ids));
}

// What makes a level safe that one step down loses.
Markup Safer(const Words& words) {
  const v1::PlanUpgradeResponse* safer = words.input().safer;
  if (safer == nullptr || !safer->reachable() || safer->raises().empty()) {
    return {};
  }
  const std::vector<Column> columns = {
      {words.In("做什么", "What to do"), ""},
      {words.In("现状 → 提升到", "Now → raise to"), "grade"}};
  Markup rows;
  for (const v1::Raise& raise : safer->raises()) {
    rows +=
        Row(columns, {RequirementWithEvidence(words, raise.requirement_id()),
                      GradeChange(words, raise.from(), raise.to())});
  }
  return Element("h3", words.In("把等级守住", "To make the level safe")) +
         Paragraph(words.In("做到下面几条，评审下调任何一档，等级都能保住：",
                            "With these, the level is kept whichever single "
                            "step down an assessor takes:")) +
         Element("table", HeadRow(columns) + Element("tbody", rows));
}

}  // namespace

Part MarginSection(const Words& words) {
  const v1::AnalyzeMarginResponse& margin = *words.input().margin;
  const std::string title = words.In("等级余量", "How safe the level is");
  if (margin.level() == 0) {
    return {"margin", title,
            Paragraph(margin.open() > 0
                          ? words.In("等级尚未确定；答完未作答的条款，才能看出"
                                     "等级稳不稳。",
                                     "No level is certain yet. How safe it is "
                                     "can be said once the open questions are "
                                     "answered.")
                          : words.In("企业尚未达级；达到等级以后，这里会说明它"
                                     "稳不稳。",
                                     "The enterprise has no level yet. Once it "
                                     "has one, this part says how safe it "
                                     "is.")),
            ""};
  }
  const std::string about = words.In(
      "现场评审往往比自评严格。下面说明评审最少下调多少档，等级就会失去；"
      "下调一档，就是把一条的满足程度降到相邻的较低档。",
      "An assessor is often stricter than the enterprise itself. This is how "
      "few steps down lose a level; one step down lowers one answer to the "
      "next lower grade.");
  return {"margin", title,
          Paragraph(about) + Holds(words, margin.open()) + Levels(words) +
              Downgrades(words) + Critical(words) + Safer(words),
          ""};
}

}  // namespace cmmm::report
