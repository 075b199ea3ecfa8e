#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "report/sections.h"

namespace cmmm::report {
namespace {

std::string Reached(const Words& words) {
  const Input& input = words.input();
  const int level = input.score->decision().level();
  const bool at_least =
      input.score->bounds().open() > 0 && !input.score->bounds().settled();
  if (level == 0) {
    return at_least ? words.In("尚不能确定达到任何等级。",
                               "No level is certain yet.")
                    : words.In("按自评答案，企业尚未达到任何等级。",
                               "By its own answers, the enterprise reaches no "
                               "level yet.");
  }
  if (at_least) {
    return absl::StrCat(
        words.In("按已有答案，企业至少达到 ",
                 "By the answers so far, the enterprise reaches at least "),
        words.Level(level), words.In("。", "."));
  }
  return absl::StrCat(words.In("按自评答案，企业达到 ",
                               "By its own answers, the enterprise reaches "),
                      words.Level(level), words.In("。", "."));
}

std::string Open(const Words& words) {
  const v1::Bounds& bounds = words.input().score->bounds();
  if (bounds.open() == 0) return "";
  const std::string count =
      words.Count(bounds.open(), "条要求", "requirement", "requirements");
  if (bounds.settled()) {
    return absl::StrCat(words.In("还有 ", ""), count,
                        words.In("未作答，但已不影响等级。",
                                 " not answered yet; they cannot change the "
                                 "level any more."));
  }
  return absl::StrCat(words.In("还有 ", ""), count,
                      words.In("未作答；视其答案，最高可达 ",
                               " not answered yet; at best the result "
                               "becomes "),
                      words.Level(bounds.best().level()), words.In("。", "."));
}

std::string Distance(const Words& words) {
  const Input& input = words.input();
  const NextLevel next = FindNextLevel(input);
  if (next.level == 0) {
    const bool all =
        input.score->decision().levels_size() == input.model->levels_size();
    return all ? words.In("这是最高等级。", "This is the highest level.")
               : words.In("这是本次所评的最高等级。",
                          "This is the highest level that was assessed.");
  }
  const std::string what =
      IsProgressive(input)
          ? absl::StrCat(words.In("", "The score of "),
                         words.LevelNumber(next.level), words.In("得分", ""))
          : std::string(words.In("总分", "The total"));
  return absl::StrCat(
      what, words.In("为 ", " is "), texts::ShowScore(next.actual),
      words.In("，达标需要 ", ", satisfied from "),
      texts::ShowScore(next.required), words.In("，还差 ", "; short by "),
      texts::ShowShortfall(next.shortfall), words.In("。", "."));
}

std::string WayUp(const Words& words) {
  const v1::PlanUpgradeResponse& plan = *words.input().plan;
  if (plan.already_reached() || !plan.reachable()) return "";
  return absl::StrCat(
      words.In("要达到 ", "The cheapest way to "),
      words.Level(plan.target_level()), words.In("，最少需把 ", " raises "),
      words.Count(plan.raises_size(), "条要求", "requirement", "requirements"),
      words.In("共提升 ", " by "),
      words.Count(plan.total_cost(), "档", "grade", "grades in all"),
      words.In("（见“提升路线”）。", " (see “The way up”)."));
}

std::string Thin(const Words& words) {
  const v1::AnalyzeMarginResponse& margin = *words.input().margin;
  if (margin.level() == 0 ||
      margin.levels(margin.level() - 1).cannot_be_lost()) {
    return "";
  }
  if (margin.size() == 1) {
    return words.In(
        "等级很薄：评审只要把某一条下调一档，等级就会失去（见“等级余量”）。",
        "The level is thin: an assessor who lowers a single answer by one "
        "grade takes it away (see “How safe the level is”).");
  }
  return absl::StrCat(
      words.In("评审最少要下调 ",
               "An assessor would have to go down by at "
               "least "),
      words.Count(margin.size(), "档", "grade", "grades"),
      words.In("，等级才会失去。", " before the level is lost."));
}

std::string Ready(const Words& words) {
  const Input& input = words.input();
  if (input.readiness == nullptr) return "";
  const std::string& title = words.In(input.programme->title());
  switch (input.readiness->verdict()) {
    case v1::VERDICT_MET:
      return absl::StrCat(words.In("申报“", "For “"), title,
                          words.In("”：已收录的条件均满足。",
                                   "”, every condition on record is met."));
    case v1::VERDICT_NOT_MET:
      return absl::StrCat(
          words.In("申报“", "For “"), title,
          words.In("”：目前不满足条件。", "”, the conditions are not met."));
    default:
      return absl::StrCat(words.In("申报“", "For “"), title,
                          words.In("”：尚有条件待确认。",
                                   "”, some conditions are still open."));
  }
}

}  // namespace

std::vector<std::string> VerdictSentences(const Words& words) {
  std::vector<std::string> sentences;
  for (const std::string& sentence :
       {Reached(words), Open(words), Distance(words), WayUp(words), Thin(words),
        Ready(words), PlaceSentence(words)}) {
    if (!sentence.empty()) sentences.push_back(sentence);
  }
  return sentences;
}

}  // namespace cmmm::report
