#include "cli/printing/ready_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "texts/open_text.h"
#include "texts/ready_reason.h"
#include "texts/table.h"
#include "texts/text_names.h"

namespace cmmm::cli {
namespace {

constexpr int kAskedWidth = 44;
constexpr int kReasonWidth = 30;
// Raises listed of a repair; cmmm plan shows them all.
constexpr int kMostRaises = 8;

void PrintItem(const std::string& mark, const std::string& text,
               std::ostream& out) {
  texts::PrintParagraph(mark, text, out);
}

class ReadinessPrinter {
 public:
  ReadinessPrinter(const ReadyReport& report, std::ostream& out)
      : report_(report),
        response_(*report.response),
        language_(report.language),
        texts_(report.language, *report.model),
        out_(out) {}

  void Print() {
    PrintHead();
    PrintVerdict();
    PrintConditions();
    PrintNext();
    PrintRepair();
    PrintNotices();
  }

 private:
  const v1::Track& TrackOf() const {
    for (const v1::Track& track : report_.programme->tracks()) {
      if (track.id() == response_.track_id()) return track;
    }
    return v1::Track::default_instance();
  }

  const v1::LocalizedText& TextOf(const std::string& id) const {
    for (const v1::Condition& condition : report_.programme->conditions()) {
      if (condition.id() == id) return condition.text();
    }
    return v1::LocalizedText::default_instance();
  }

  std::string LevelName(const v1::LevelDecision& decision) const {
    return absl::StrCat(texts_.Level(decision.level()),
                        " (S = ", texts::ShowScore(decision.total()), ")");
  }

  void PrintHead() {
    PrintItem("",
              absl::StrCat(Say(language_, report_.programme->title()),
                           Say(language_, "：", ": "),
                           Say(language_, TrackOf().name())),
              out_);
    out_ << "  " << Say(language_, "项目  ", "Programme  ")
         << response_.programme().id() << "/" << response_.track_id() << "  "
         << Say(language_, "摘要 ", "digest ")
         << response_.programme().digest().substr(0, 12) << "\n";
    out_ << "  " << Say(language_, "日期  ", "Date  ")
         << (response_.date().empty() ? Say(language_, "未给出", "none given")
                                      : response_.date())
         << (report_.date_is_today
                 ? Say(language_, "（今天，北京时间）", " (today in China)")
                 : "")
         << "\n";
    const v1::Bounds& bounds = response_.bounds();
    out_ << "  " << Say(language_, "等级  ", "Level  ")
         << LevelName(bounds.worst());
    if (bounds.open() > 0) {
      out_ << Say(language_, " 至 ", " to ") << LevelName(bounds.best())
           << Say(language_, "，", ", ") << bounds.open()
           << Say(language_, " 条未作答", " questions open");
    }
    out_ << "\n";
    if (TrackOf().has_note()) {
      PrintItem(Say(language_, "  说明  ", "  Note  "),
                Say(language_, TrackOf().note()), out_);
    }
  }

  // Rows of conditions, not of alternatives.
  template <typename Is>
  int Count(Is is) const {
    return static_cast<int>(std::count_if(
        response_.conditions().begin(), response_.conditions().end(),
        [&](const v1::ConditionVerdict& row) {
          return row.alternative_to().empty() && is(row);
        }));
  }

  int Count(v1::Verdict verdict) const {
    return Count([&](const v1::ConditionVerdict& row) {
      return !texts::IsToDo(row) && row.verdict() == verdict;
    });
  }

  void PrintVerdict() {
    out_ << "\n";
    PrintItem(absl::StrCat("  ", texts::VerdictMark(response_.verdict()), " "),
              texts::VerdictSentence(language_, report_.programme->incomplete(),
                                     response_),
              out_);
    out_ << "    " << Say(language_, "满足 ", "Met ") << Count(v1::VERDICT_MET)
         << Say(language_, "，不满足 ", ", not met ")
         << Count(v1::VERDICT_NOT_MET) << Say(language_, "，待办 ", ", to do ")
         << Count(texts::IsToDo) << Say(language_, "，待定 ", ", undecided ")
         << Count(v1::VERDICT_UNDECIDED);
    if (response_.has_days_left())
      out_ << Say(language_, "；", "; ") << DaysLeftText();
    out_ << "\n\n";
  }

  std::string DaysLeftText() const {
    const int days = response_.days_left();
    if (days < 0) {
      return absl::StrCat(
          Say(language_, "最早的期限已过 ", "the first deadline passed "),
          -days, Say(language_, " 天", days == -1 ? " day ago" : " days ago"));
    }
    return absl::StrCat(
        Say(language_, "距最早的期限还有 ", "days to the first deadline: "),
        days, Say(language_, " 天", ""),
        days == 0 ? Say(language_, "（就是今天）", " (this very day)") : "");
  }

  void PrintConditions() {
    texts::Table table(
        {{""},
         {Say(language_, "条件", "condition")},
         {Say(language_, "结论", "verdict")},
         {Say(language_, "依据", "why"), texts::Align::kLeft, kReasonWidth},
         {Say(language_, "内容", "what it asks"), texts::Align::kLeft,
          kAskedWidth}});
    for (const v1::ConditionVerdict& row : response_.conditions()) {
      const bool alternative = !row.alternative_to().empty();
      // An alternative counts only when it holds.
      const bool counts = !alternative || row.verdict() == v1::VERDICT_MET;
      table.AddRow(
          {counts ? texts::VerdictMark(row) : "·",
           absl::StrCat(alternative ? Say(language_, "└ 或 ", "└ or ") : "",
                        row.condition_id()),
           texts::VerdictName(language_, row),
           texts::ReasonText(language_, response_, row),
           Say(language_, TextOf(row.condition_id()))});
    }
    table.Print(out_);
  }

  void PrintNext() {
    const std::vector<std::string> steps =
        texts::NextSteps(language_, response_);
    if (steps.empty()) return;
    out_ << "\n" << Say(language_, "下一步", "What to do next") << "\n";
    for (const std::string& step : steps) PrintItem("  → ", step, out_);
  }

  void PrintRepair() {
    const v1::UpgradePlan& repair = response_.repair();
    if (repair.raises().empty()) return;
    const int cost = repair.total_cost();
    out_ << "\n";
    if (response_.bounds().open() > 0) {
      PrintItem("", texts::SayListHolds(language_, response_.bounds().open()),
                out_);
    }
    PrintItem(
        "",
        absl::StrCat(Say(language_, "最省的提升：", "The cheapest way up: "),
                     texts_.Level(response_.bounds().worst().level()), " → ",
                     texts_.Level(repair.after().level()),
                     Say(language_, "，共提高 ", ", "), cost,
                     Say(language_, " 档", cost == 1 ? " grade" : " grades"),
                     Say(language_, "（按自定成本计算用 cmmm plan）",
                         " (with costs of your own: cmmm plan)")),
        out_);
    texts::Table table(
        {{"#", texts::Align::kRight},
         {Say(language_, "条款", "requirement")},
         {Say(language_, "现状 → 提升到", "now → raise to")},
         {Say(language_, "之后 S", "S then"), texts::Align::kRight},
         {Say(language_, "内容", "what it asks"), texts::Align::kLeft,
          kAskedWidth}});
    int number = 0;
    for (const v1::Raise& raise : repair.raises()) {
      if (number == kMostRaises) break;
      table.AddRow({absl::StrCat(++number), raise.requirement_id(),
                    absl::StrCat(texts_.Grade(raise.from()), " → ",
                                 texts_.Grade(raise.to())),
                    texts::ShowScore(raise.total()),
                    texts_.Statement(raise.requirement_id())});
    }
    table.Print(out_);
    if (repair.raises_size() > number) {
      out_ << Say(language_, "  … 还有 ", "  … and ")
           << repair.raises_size() - number
           << Say(language_, " 条\n", " more\n");
    }
  }

  void PrintNotices() {
    if (response_.notices_size() > 0) out_ << "\n";
    for (const v1::Notice& notice : response_.notices()) {
      PrintItem("  · ", Say(language_, notice.text()), out_);
    }
  }

  const ReadyReport& report_;
  const v1::CheckReadinessResponse& response_;
  texts::Language language_;
  texts::TextNames texts_;
  std::ostream& out_;
};

}  // namespace

void PrintReadiness(const ReadyReport& report, std::ostream& out) {
  ReadinessPrinter(report, out).Print();
}

void PrintProgrammes(const std::vector<v1::ProgrammeSummary>& programmes,
                     texts::Language language, std::ostream& out) {
  texts::Table table(
      {{texts::Say(language, "项目/方向", "programme/track")},
       {texts::Say(language, "年度", "edition")},
       {texts::Say(language, "等级", "level"), texts::Align::kRight},
       {texts::Say(language, "最早期限", "first deadline")},
       {texts::Say(language, "名称", "title"), texts::Align::kLeft,
        texts::kStatementWidth}});
  for (const v1::ProgrammeSummary& programme : programmes) {
    for (const v1::TrackSummary& track : programme.tracks()) {
      table.AddRow(
          {absl::StrCat(programme.programme().id(), "/", track.id()),
           programme.programme().edition(),
           track.level() == 0 ? "–" : absl::StrCat("≥ ", track.level()),
           track.last_day().empty() ? "–" : track.last_day(),
           absl::StrCat(texts::Say(language, programme.title()),
                        texts::Say(language, "：", ": "),
                        texts::Say(language, track.name()))});
    }
  }
  table.Print(out);
}

}  // namespace cmmm::cli
