#include "texts/ready_reason.h"

#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "texts/text_names.h"

namespace cmmm::texts {
namespace {

std::string LevelRangeText(Language language, const v1::Bounds& bounds) {
  const auto name = [&](int level) {
    return level == 0 ? std::string(Say(language, "未达级", "no level"))
                      : LevelName(language, level);
  };
  const int worst = bounds.worst().level();
  const int best = bounds.best().level();
  if (worst == best) {
    return absl::StrCat(Say(language, "现为", "now "), name(worst));
  }
  return absl::StrCat(Say(language, "现为", "now "), name(worst),
                      Say(language, "到", " to "), name(best),
                      Say(language, "之间", ""));
}

std::string LevelText(Language language,
                      const v1::CheckReadinessResponse& response,
                      const v1::ConditionVerdict& row) {
  return absl::StrCat(LevelRangeText(language, response.bounds()),
                      Say(language, "，要求", ", needs "),
                      LevelName(language, row.level()));
}

std::string DeadlineText(Language language, const v1::ConditionVerdict& row) {
  const int days = row.days_left();
  if (days < 0) {
    return absl::StrCat(
        Say(language, "", "ended "), row.last_day(),
        Say(language, " 截止，已过 ", ", "), -days,
        Say(language, " 天", days == -1 ? " day ago" : " days ago"));
  }
  return absl::StrCat(
      Say(language, "待办，还有 ", "to do, "), days,
      Say(language, " 天（", days == 1 ? " day left (" : " days left ("),
      Say(language, "", "until "), row.last_day(),
      Say(language, " 截止）", ")"));
}

std::string LengthText(Language language, const v1::ConditionVerdict& row) {
  return absl::StrCat(Say(language, "最长 ", "longest "), row.characters(),
                      Say(language, " 字，上限 ", " of "),
                      row.characters_allowed(),
                      Say(language, " 字", " characters"));
}

// Reasons that need no numbers.
const char* FixedText(Language language, const std::string& reason) {
  struct Words {
    const char* zh;
    const char* en;
  };
  static const auto* const kWords = new std::map<std::string, Words>{
      {"declared_yes", {"声明：是", "declared yes"}},
      {"declared_no", {"声明：否", "declared no"}},
      {"not_declared", {"未声明", "not declared"}},
      {"exception_possible",
       {"声明：否；只是原则上要求",
        "declared no; asked for in principle only"}},
      {"declared_kept", {"声明：已办妥", "declared kept"}},
      {"date_missing", {"没有给出日期", "no date given"}},
      {"text_missing", {"没有给出文本", "no text given"}}};
  const auto found = kWords->find(reason);
  if (found == kWords->end()) return nullptr;
  return Say(language, found->second.zh, found->second.en);
}

using Rows = std::vector<const v1::ConditionVerdict*>;

// Rows with the reason. An alternative is left out where what it stands in for
// is met, and where it was declined.
Rows RowsWith(const v1::CheckReadinessResponse& response,
              const std::string& reason) {
  std::set<std::string> met;
  for (const v1::ConditionVerdict& row : response.conditions()) {
    if (row.verdict() == v1::VERDICT_MET) met.insert(row.condition_id());
  }
  Rows rows;
  for (const v1::ConditionVerdict& row : response.conditions()) {
    const bool idle =
        !row.alternative_to().empty() && (met.count(row.alternative_to()) > 0 ||
                                          row.verdict() == v1::VERDICT_NOT_MET);
    if (row.reason() == reason && !idle) rows.push_back(&row);
  }
  return rows;
}

std::string Ids(Language language, const Rows& rows) {
  return absl::StrJoin(rows, Say(language, "、", ", "),
                       [](std::string* out, const v1::ConditionVerdict* row) {
                         absl::StrAppend(out, row->condition_id());
                       });
}

// The other conditions, besides a level that is told.
std::string Others(Language language, const std::vector<std::string>& ids,
                   bool are_not_met, TellConditions conditions) {
  if (conditions == TellConditions::kById) {
    return absl::StrJoin(ids, Say(language, "、", ", "));
  }
  const bool one = ids.size() == 1;
  return absl::StrCat(
      ids.size(), are_not_met ? Say(language, " 项条件没有满足",
                                    one ? " condition" : " conditions")
                              : Say(language, " 项条件尚未确定",
                                    one ? " condition is not settled yet"
                                        : " conditions are not settled yet"));
}

// What makes the verdict, the level that is missing first, in words; then the
// other conditions.
std::vector<std::string> Binding(Language language,
                                 const v1::CheckReadinessResponse& response,
                                 TellConditions conditions) {
  std::map<std::string, const v1::ConditionVerdict*> rows;
  for (const v1::ConditionVerdict& row : response.conditions()) {
    rows.try_emplace(row.condition_id(), &row);
  }
  std::vector<std::string> why;
  std::vector<std::string> others;
  for (const std::string& id : response.binding_condition_ids()) {
    const auto row = rows.find(id);
    if (row != rows.end() && row->second->level() > 0) {
      why.push_back(ReasonText(language, response, *row->second));
    } else {
      others.push_back(id);
    }
  }
  if (!others.empty()) {
    why.push_back(absl::StrCat(
        why.empty() ? "" : Say(language, "另有 ", "besides "),
        Others(language, others, response.verdict() == v1::VERDICT_NOT_MET,
               conditions)));
  }
  return why;
}

// Collects the steps.
class Steps {
 public:
  Steps(Language language, const v1::CheckReadinessResponse& response)
      : language_(language), response_(response) {}

  std::vector<std::string> Collect() {
    Lost();
    Level();
    Each("declared_no", "{}：按声明不满足，先办好再申报。",
         "{}: not met as declared; this comes before applying.");
    Each("text_too_long", "{}：文本超长，请压缩。",
         "{}: the text is too long; shorten it.");
    Each("exception_possible", "{}：原则上要求，请问主管部门能否例外。",
         "{}: asked for in principle; ask the authority for an exception.");
    Each("text_missing", "{}：用 --text ID=文件 给出文本，核对字数。",
         "{}: have the text checked with --text ID=FILE.");
    Each("date_missing", "{}：用 --date 给出日期。",
         "{}: say the day with --date.");
    Deadlines();
    Each("not_declared", "用 --declare ID=yes 或 ID=no 声明：{}。",
         "Declare with --declare ID=yes or ID=no: {}.");
    return std::move(steps_);
  }

 private:
  // One sentence about all rows with the reason; `{}` is their ids.
  void Each(const char* reason, const char* zh, const char* en) {
    const Rows rows = RowsWith(response_, reason);
    if (rows.empty()) return;
    const std::string words = Say(language_, zh, en);
    const size_t at = words.find("{}");
    steps_.push_back(absl::StrCat(words.substr(0, at), Ids(language_, rows),
                                  words.substr(at + 2)));
  }

  void Lost() {
    Each("too_late",
         "{}：期限已过。若当时已按期办妥，用 --declare ID=yes 声明；否则等下"
         "一批。",
         "{}: the last day has passed. If it was kept, declare ID=yes; if not, "
         "wait for the next round.");
  }

  void Deadlines() {
    for (const v1::ConditionVerdict* row : RowsWith(response_, "in_time")) {
      steps_.push_back(absl::StrCat(
          Say(language_, "在 ", "By "), row->last_day(),
          Say(language_, "（含当日）前办妥：", " (that day included): "),
          row->condition_id(), Say(language_, "。", ".")));
    }
  }

  void Level() {
    Each("level_open", "{}：先答完未作答的条款，等级才能定下来。",
         "{}: answer the open questions first; the level depends on them.");
    Each("level_not_assessed", "{}：评估要做到所要求的等级。",
         "{}: assess up to the level that is asked for.");
    Each("level_not_reached", "{}：等级不够，需要提升。",
         "{}: the level is too low; raise it.");
    Each("alternative_open", "{}：等级不够；请提升等级，或声明替代条件成立。",
         "{}: the level is too low; raise it, or declare that an alternative "
         "holds.");
  }

  Language language_;
  const v1::CheckReadinessResponse& response_;
  std::vector<std::string> steps_;
};

}  // namespace

const char* VerdictMark(v1::Verdict verdict) {
  if (verdict == v1::VERDICT_MET) return "✓";
  return verdict == v1::VERDICT_NOT_MET ? "✗" : "?";
}

const char* VerdictMark(const v1::ConditionVerdict& row) {
  return IsToDo(row) ? "○" : VerdictMark(row.verdict());
}

const char* VerdictName(Language language, const v1::ConditionVerdict& row) {
  if (IsToDo(row)) return Say(language, "待办", "to do");
  if (row.verdict() == v1::VERDICT_MET) return Say(language, "满足", "met");
  return row.verdict() == v1::VERDICT_NOT_MET
             ? Say(language, "不满足", "not met")
             : Say(language, "待定", "undecided");
}

bool IsToDo(const v1::ConditionVerdict& row) {
  return row.reason() == "in_time";
}

std::string VerdictSentence(Language language, bool incomplete,
                            const v1::CheckReadinessResponse& response,
                            TellConditions conditions) {
  if (response.verdict() == v1::VERDICT_MET) {
    return incomplete
               ? Say(language, "满足：已收录的条件都已满足，另有未收录的条件。",
                     "Met: every condition recorded here is met; there are "
                     "others.")
               : Say(language, "满足：全部条件都已满足。",
                     "Met: every condition is met.");
  }
  const std::vector<std::string> why = Binding(language, response, conditions);
  return absl::StrCat(response.verdict() == v1::VERDICT_NOT_MET
                          ? Say(language, "不满足：", "Not met: ")
                          : Say(language, "待定：", "Undecided: "),
                      absl::StrJoin(why, Say(language, "；", "; ")),
                      Say(language, "。", "."));
}

std::string ReasonText(Language language,
                       const v1::CheckReadinessResponse& response,
                       const v1::ConditionVerdict& row) {
  if (const char* fixed = FixedText(language, row.reason())) return fixed;
  if (row.level() > 0) {
    std::string level = LevelText(language, response, row);
    if (row.reason() == "alternative_met") {
      return level + Say(language, "；有替代条件", "; an alternative holds");
    }
    if (row.reason() == "alternative_open") {
      return level +
             Say(language, "；替代条件未声明", "; an alternative is open");
    }
    if (row.reason() == "level_not_assessed") {
      return absl::StrCat(
          level, Say(language, "；只评到", "; assessed up to "),
          LevelName(language, response.coverage().assessed_up_to_level()),
          Say(language, "", " only"));
    }
    return level;
  }
  if (row.has_days_left()) return DeadlineText(language, row);
  if (row.characters_allowed() > 0) return LengthText(language, row);
  return row.reason();
}

std::vector<std::string> NextSteps(Language language,
                                   const v1::CheckReadinessResponse& response) {
  return Steps(language, response).Collect();
}

}  // namespace cmmm::texts
