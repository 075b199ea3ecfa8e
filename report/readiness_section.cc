#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "report/sections.h"
#include "texts/ready_reason.h"

namespace cmmm::report {
namespace {

class Readiness {
 public:
  explicit Readiness(const Words& words)
      : words_(words), response_(*words.input().readiness) {
    for (const auto& condition : words.input().programme->conditions()) {
      conditions_[condition.id()] = &condition;
    }
  }

  Markup Draw() const {
    return Element("p.lead", Verdict()) + Notices(words_, response_.notices()) +
           About() + Table() + Sources();
  }

 private:
  const v1::Track& TrackOf() const {
    for (const v1::Track& track : words_.input().programme->tracks()) {
      if (track.id() == response_.track_id()) return track;
    }
    return v1::Track::default_instance();
  }

  std::string Verdict() const {
    return absl::StrCat(
        texts::VerdictMark(response_.verdict()), " ",
        texts::VerdictSentence(words_.language(),
                               words_.input().programme->incomplete(),
                               response_, texts::TellConditions::kCounted));
  }

  std::string DaysLeft() const {
    if (!response_.has_days_left()) return "";
    const int days = response_.days_left();
    if (days < 0) {
      return absl::StrCat(
          words_.In("最早的期限已过 ", " The first deadline passed "),
          words_.Count(-days, "天", "day", "days"), words_.In("。", " ago."));
    }
    return absl::StrCat(
        words_.In("距最早的期限还有 ", " The first deadline is in "),
        words_.Count(days, "天", "day", "days"), words_.In("。", "."));
  }

  Markup About() const {
    const v1::ProgrammeDefinition& programme = *words_.input().programme;
    std::string about =
        absl::StrCat(words_.In(programme.title()), words_.In("：", ": "),
                     words_.In(TrackOf().name()), words_.In("。", "."));
    if (!response_.date().empty()) {
      absl::StrAppend(&about, words_.In("按 ", " As of "), response_.date(),
                      words_.In(" 判断。", "."));
    }
    absl::StrAppend(&about, DaysLeft());
    if (TrackOf().has_note()) {
      absl::StrAppend(&about, words_.In("", " "), words_.In(TrackOf().note()));
    }
    return Paragraph(about);
  }

  Markup Table() const {
    const std::vector<Column> columns = {
        {"#", "num"},
        {words_.In("结论", "Verdict"), "verdict-cell"},
        {words_.In("条件", "Condition"), ""},
        {words_.In("依据", "Why"), "why"}};
    Markup rows;
    for (const v1::ConditionVerdict& row : response_.conditions()) {
      rows +=
          Row(columns, {std::to_string(NumberOf(row.condition_id())),
                        VerdictCell(row), ConditionCell(row),
                        texts::ReasonText(words_.language(), response_, row)});
    }
    return Element("table", HeadRow(columns) + Element("tbody", rows));
  }

  Markup VerdictCell(const v1::ConditionVerdict& row) const {
    const char* style = row.verdict() == v1::VERDICT_MET       ? "span.yes"
                        : row.verdict() == v1::VERDICT_NOT_MET ? "span.no"
                                                               : "span.open";
    return Element(style,
                   absl::StrCat(texts::VerdictMark(row), " ",
                                texts::VerdictName(words_.language(), row)));
  }

  Markup ConditionCell(const v1::ConditionVerdict& row) const {
    const auto found = conditions_.find(row.condition_id());
    const std::string text = found == conditions_.end()
                                 ? row.condition_id()
                                 : words_.In(found->second->text());
    if (row.alternative_to().empty()) return Element("div.what", text);
    return Element(
        "div.alternative",
        Element("div.what", absl::StrCat(words_.In("或：", "Or: "), text)) +
            Element("div.where",
                    absl::StrCat(words_.In("可代替第 ", "stands in for no. "),
                                 NumberOf(row.alternative_to()),
                                 words_.In(" 项", ""))));
  }

  // Its place in the table.
  int NumberOf(const std::string& condition_id) const {
    const auto& rows = response_.conditions();
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const v1::ConditionVerdict& row) {
                                      return row.condition_id() == condition_id;
                                    });
    return static_cast<int>(found - rows.begin()) + 1;
  }

  Markup Sources() const {
    Markup items;
    for (const auto& source : words_.input().programme->sources()) {
      const bool english = !source.document_en().empty();
      const std::string& name =
          english ? source.document_en() : source.document();
      items +=
          Element("li", words_.In(source.document().c_str(), name.c_str()));
    }
    return Paragraph(words_.In(words_.input().programme->summary())) +
           Element("h4",
                   words_.In("条件的出处", "Where the conditions come from")) +
           Element("ul", items);
  }

  const Words& words_;
  const v1::CheckReadinessResponse& response_;
  std::map<std::string, const v1::Condition*> conditions_;
};

}  // namespace

Part ReadinessSection(const Words& words) {
  if (words.input().readiness == nullptr) return {};
  return {"readiness", words.In("申报条件", "Ready to apply?"),
          Readiness(words).Draw(), ""};
}

}  // namespace cmmm::report
