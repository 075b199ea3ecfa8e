#include "texts/open_text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "texts/format_text.h"

namespace cmmm::texts {
namespace {

std::string CountEnterprises(Language language, const v1::LevelCount& row) {
  return language == Language::kZh
             ? absl::StrCat("有 ", row.enterprises(), " 家企业")
             : Counted(row.enterprises(), "enterprise", "enterprises");
}

// Behind who it was.
std::string LeftOpen(Language language) {
  return Say(language,
             "留有未作答的条款，按“不满足”计：这些企业的等级和得分是最低值，"
             "作答后可能更高。",
             " left questions open, which count as not satisfied: their "
             "levels and scores are the least they can be.");
}

}  // namespace

std::string ShowPlanCost(const v1::PlanUpgradeResponse& plan) {
  std::string most = absl::StrCat(plan.total_cost());
  if (!plan.has_open() || !plan.open().has_cheapest_cost()) return most;
  return ShowRange(absl::StrCat(plan.open().cheapest_cost()), most);
}

std::string ShowMarginSize(const v1::LevelMargin& margin) {
  const auto show = [](bool cannot_be_lost, int size) {
    return cannot_be_lost ? std::string("∞") : absl::StrCat(size);
  };
  std::string least = show(margin.cannot_be_lost(), margin.size());
  if (!margin.has_open()) return least;
  return ShowRange(least,
                   show(margin.open().cannot_be_lost(), margin.open().size()));
}

std::string ShowReserve(const v1::LevelMargin& margin) {
  return ShowScoreRange(margin.reserve(), margin.has_open()
                                              ? margin.open().reserve()
                                              : margin.reserve());
}

bool IsHeldByAHair(const v1::AnalyzeMarginResponse& margin) {
  return margin.level() > 0 && margin.open() == 0 && margin.size() == 1 &&
         !margin.levels(margin.level() - 1).cannot_be_lost();
}

std::string SayListHolds(Language language, int open) {
  if (open == 0) return "";
  return language == Language::kZh
             ? absl::StrCat("尚有 ", open,
                            " 条未作答：下面按它们都“不满足”列出；范围的另一端"
                            "是它们都“全部满足”。")
             : absl::StrCat(open, open == 1 ? " question is" : " questions are",
                            " not answered yet: what is listed holds if all of "
                            "them are not satisfied; the other end of a range "
                            "if all are fully satisfied.");
}

std::string SayNotReached(Language language, const v1::Lift& lift) {
  const int sure = lift.holding() + lift.reachable();
  if (lift.undecided() > 0 && lift.wanted() <= sure + lift.undecided()) {
    return Say(language,
               "能否达到这个数目尚未确定：取决于未计入的企业未作答的条款。",
               "Whether that many can be reached is not settled: it depends on "
               "what the enterprises left out have not answered.");
  }
  return Say(language, "达不到这个数目。", "That many cannot be reached.");
}

std::string SayCountedAsNot(Language language, const v1::Portfolio& portfolio) {
  if (portfolio.counted_as_not_unknown()) {
    return Say(
        language,
        "有几家企业的未作答条款按“不满足”计，看不出来：没有与这些评分结果"
        "相符的清单（.manifest.json）。",
        "Whether open answers counted as not satisfied is not known: "
        "there is no manifest (.manifest.json) of just these results.");
  }
  if (!portfolio.all().has_counted_as_not()) return "";
  const v1::LevelCount& row = portfolio.all().counted_as_not();
  return absl::StrCat(row.withheld()
                          ? Say(language, "有企业（家数不显示）",
                                "Some enterprises (how many is withheld)")
                          : CountEnterprises(language, row),
                      LeftOpen(language));
}

std::string SayCountedAsNot(Language language, const v1::Cohort& cohort) {
  if (cohort.counted_as_not_unknown()) {
    return Say(language, "这批企业中有几家的未作答条款按“不满足”计，看不出来。",
               "Whether open answers of these enterprises counted as not "
               "satisfied is not known.");
  }
  if (!cohort.has_counted_as_not()) return "";
  const v1::LevelCount& row = cohort.counted_as_not();
  return absl::StrCat(Say(language, "这批企业中", "Of these, "),
                      row.withheld()
                          ? Say(language, "有一些（家数不显示）",
                                "some enterprises (how many is withheld)")
                          : CountEnterprises(language, row),
                      LeftOpen(language));
}

bool AnyCountedAsNot(const v1::PortfolioColumn& column) {
  return std::any_of(column.groups().begin(), column.groups().end(),
                     [](const v1::PortfolioGroup& group) {
                       return group.has_counted_as_not();
                     });
}

}  // namespace cmmm::texts
