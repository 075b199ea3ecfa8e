#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "report/sections.h"
#include "texts/open_text.h"
#include "texts/reading_text.h"
#include "texts/ready_reason.h"

namespace cmmm::report {
namespace {

// The worst case, said as one.
std::string ReachedAtWorst(const Words& words) {
  const int open = CountedAsNot(words.input());
  const int level = words.input().score->decision().level();
  return absl::StrCat(
      words.In("有 ", ""),
      words.Count(open, "条", "requirement is", "requirements are"),
      words.In("未作答，这里按“不满足”计：企业",
               " not answered and counted as not satisfied here: so the "
               "enterprise reaches "),
      level == 0 ? words.In("未达级", "no level")
                 : absl::StrCat(words.In("达到", ""), words.Level(level)),
      words.In("，得分是最低的情形，不是已查明的结果。",
               ", and its scores are the worst case, not what was found."));
}

std::string Reached(const Words& words) {
  const Input& input = words.input();
  if (CountedAsNot(input) > 0) return ReachedAtWorst(words);
  const int level = input.score->decision().level();
  const bool at_least =
      input.score->bounds().open() > 0 && !input.score->bounds().settled();
  if (level == 0) {
    return at_least ? words.In("现在还不能确定企业达到哪一级。",
                               "No level is certain yet.")
                    : words.In("按自评答案，企业未达级。",
                               "By its own answers, the enterprise reaches no "
                               "level yet.");
  }
  if (at_least) {
    return absl::StrCat(
        words.In("按已有答案，企业至少达到",
                 "By the answers so far, the enterprise reaches at least "),
        words.Level(level), words.In("。", "."));
  }
  return absl::StrCat(words.In("按自评答案，企业达到",
                               "By its own answers, the enterprise reaches "),
                      words.Level(level), words.In("。", "."));
}

std::string Open(const Words& words) {
  const v1::Bounds& bounds = words.input().score->bounds();
  if (bounds.open() == 0) return "";
  const std::string count =
      words.Count(bounds.open(), "条", "requirement is", "requirements are");
  if (bounds.settled()) {
    return absl::StrCat(words.In("还有 ", ""), count,
                        words.In("未作答，但已不影响等级。",
                                 " not answered yet; that cannot change the "
                                 "level any more."));
  }
  return absl::StrCat(words.In("还有 ", ""), count,
                      words.In("未作答；视其答案，最高可达",
                               " not answered yet; at best the result "
                               "becomes "),
                      words.Level(bounds.best().level()), words.In("。", "."));
}

std::string Readings(const Words& words) {
  const Input& input = words.input();
  if (!texts::ReadingsDiffer(input.score->decision(), AtBest(input))) return "";
  return absl::StrCat(
      words.In("总分有两种读法：", "The total can be read in two ways: "),
      texts::ShowReadings(words.names(), input.score->decision(),
                          AtBest(input)),
      words.In("。", ". "), texts::WhyReadingsDiffer(words.language()));
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
      what, words.In("为 ", " is "),
      texts::ShowScoreRange(next.actual, next.best), words.In("，需要 ", "; "),
      texts::ShowScore(next.required),
      words.In(" 才达标，还差 ", " is needed, so it is short by "),
      ShowShortfall(next),
      IsOpen(input) ? words.In("，取决于未作答的条款。",
                               ", depending on what is not answered yet.")
      : CountedAsNot(input) > 0
          ? words.In("，未作答的按“不满足”计。",
                     ", with what is not answered counted as not "
                     "satisfied.")
          : words.In("。", "."));
}

std::string WayUp(const Words& words) {
  const v1::PlanUpgradeResponse& plan = *words.input().plan;
  if (plan.already_reached() || !plan.reachable()) return "";
  if (plan.has_open()) {
    return absl::StrCat(
        words.In("要达到", "The cheapest way to "),
        words.Level(plan.target_level()),
        words.In("，视未作答的条款而定，最少需提升 ", " takes "),
        texts::ShowPlanCost(plan),
        words.In(" 档（见“提升路线”）。",
                 " grades, depending on what is not answered yet (see “The "
                 "way up”)."));
  }
  return absl::StrCat(
      words.In("要达到", "The cheapest way to "),
      words.Level(plan.target_level()), words.In("，最少需把 ", " raises "),
      words.Count(plan.raises_size(), "条", "requirement", "requirements"),
      words.In("共提升 ", " by "),
      words.Count(plan.total_cost(), "档", "grade", "grades in all"),
      words.In("（见“提升路线”）。", " (see “The way up”)."));
}

// Whether what is not answered yet changes how few steps down lose the level.
bool Depends(const v1::LevelMargin& held) {
  return held.has_open() &&
         (held.open().cannot_be_lost() || held.open().size() != held.size());
}

std::string Thin(const Words& words) {
  const v1::AnalyzeMarginResponse& margin = *words.input().margin;
  if (margin.level() == 0 ||
      margin.levels(margin.level() - 1).cannot_be_lost()) {
    return "";
  }
  const v1::LevelMargin& held = margin.levels(margin.level() - 1);
  if (Depends(held)) {
    return absl::StrCat(
        words.In("视未作答的条款而定，评审最少下调 ",
                 "Depending on what is not answered yet, the fewest steps down "
                 "by an assessor that lose the level are "),
        texts::ShowMarginSize(held), words.In(" 档，等级就会失去。", "."));
  }
  if (margin.size() == 1) {
    return words.In(
        "等级余量很小：评审只要把某一条下调一档，等级就会失去（见“等级余"
        "量”）。",
        "The level is held by a hair: lowering a single answer by one grade "
        "can take it away (see “How safe the level is”).");
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
  std::string sentence =
      absl::StrCat(words.In("申报“", "For “"),
                   words.In(input.programme->title()), words.In("”：", "”: "),
                   texts::VerdictSentence(
                       words.language(), input.programme->incomplete(),
                       *input.readiness, texts::TellConditions::kCounted));
  // Conditions that are met are of no use when the call is over.
  for (const v1::Notice& notice : input.readiness->notices()) {
    if (notice.id() != "programme_past") continue;
    absl::StrAppend(&sentence, words.In("", " "), words.In(notice.text()));
  }
  return sentence;
}

}  // namespace

std::vector<std::string> VerdictSentences(const Words& words) {
  std::vector<std::string> sentences;
  for (const std::string& sentence :
       {Reached(words), Open(words), Distance(words), WayUp(words), Thin(words),
        Readings(words), Ready(words), PlaceSentence(words)}) {
    if (!sentence.empty()) sentences.push_back(sentence);
  }
  return sentences;
}

}  // namespace cmmm::report
