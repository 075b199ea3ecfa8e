#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "report/radar.h"
#include "report/sections.h"
#include "texts/node_text.h"

namespace cmmm::report {
namespace {

constexpr size_t kListed = 5;

using Rows = std::vector<const v1::NodeScore*>;

Radar RadarOf(const Words& words) {
  const v1::ScoreResponse& score = *words.input().score;
  Radar radar;
  radar.rings = score.coverage().assessed_up_to_level();
  radar.marked = score.decision().level();
  radar.title = words.In("各能力子域的成熟度", "Maturity of the sub-domains");
  for (const auto& row : score.scorecard().subdomains()) {
    RadarAxis axis;
    axis.name = words.Subdomain(row.id());
    axis.shown = texts::ShowMaturity(words.language(), row);
    axis.known = texts::IsAnswered(row) && texts::AssessedTo(row) > 0;
    axis.low = row.maturity();
    axis.high = row.has_open() ? row.open().best_maturity() : row.maturity();
    axis.end = texts::AssessedTo(row);
    radar.axes.push_back(std::move(axis));
  }
  return radar;
}

Markup Ranking(const Words& words, const std::string& title, const Rows& rows) {
  if (rows.empty()) return {};
  const std::vector<Column> columns = {{title, ""},
                                       {words.In("成熟度", "Maturity"), "num"},
                                       {words.In("权重", "Weight"), "num"}};
  Markup body;
  for (size_t i = 0; i < std::min(kListed, rows.size()); ++i) {
    body += Row(columns, {words.Subdomain(rows[i]->id()),
                          texts::ShowMaturity(words.language(), *rows[i]),
                          texts::ShowPercent(rows[i]->weight())});
  }
  return Element("table", HeadRow(columns) + Element("tbody", body));
}

Markup Rankings(const Words& words) {
  const v1::Scorecard& scorecard = words.input().score->scorecard();
  const bool open = words.input().score->coverage().unanswered() > 0;
  return Element("div.pair",
                 Ranking(words, words.In("最强的子域", "Strongest"),
                         texts::StrongestFirst(scorecard)) +
                     Ranking(words,
                             open ? words.In("最弱的子域（只看已作答的条款）",
                                             "Weakest, of what was answered")
                                  : words.In("最弱的子域", "Weakest"),
                             texts::WeakestFirst(scorecard)));
}

// The same as the radar, for a screen too narrow for one.
Markup Bars(const Words& words) {
  const v1::ScoreResponse& score = *words.input().score;
  const double rings = score.coverage().assessed_up_to_level();
  Markup rows;
  for (const auto& row : score.scorecard().subdomains()) {
    const bool known = texts::IsAnswered(row) && texts::AssessedTo(row) > 0;
    const double high =
        row.has_open() ? row.open().best_maturity() : row.maturity();
    rows += Element(
        "li",
        Element("span", words.Subdomain(row.id())) +
            Element("span.num", texts::ShowMaturity(words.language(), row)) +
            (known ? RangeBar(row.maturity() / rings, high / rings, " yes")
                   : RangeBar(0, 0)));
  }
  return Element("ul.profile-bars", rows);
}

std::string AboutTheProfile(const Words& words) {
  std::string about = words.In(
      "成熟度最低为 0，最高为该子域有条款的最高等级：整数部分是从一级起连续"
      "达标的级数，小数部分是下一级的得分。",
      "Maturity runs from 0 to the highest level at which the sub-domain is "
      "asked anything: the levels satisfied one after the other from level 1, "
      "plus the score of the next one.");
  if (words.input().score->decision().level() > 0) {
    absl::StrAppend(&about, words.In("粗虚线是企业达到的等级。",
                                     " The heavy dashed ring is the level "
                                     "the enterprise reaches."));
  }
  if (words.input().score->coverage().unanswered() > 0) {
    absl::StrAppend(
        &about,
        words.In("线段（窄屏上是斜线部分）是成熟度的范围，取决于未作答的条款；"
                 "没有线段的轴全部未作答。",
                 " A stroke (hatched, on a narrow screen) is the range of a "
                 "maturity, which depends on questions not answered yet; on "
                 "an axis without one nothing is answered."));
  }
  return about;
}

}  // namespace

Markup ProfileRadar(const Words& words) {
  return DrawRadar(RadarOf(words)) + Bars(words);
}

Part ProfileSection(const Words& words) {
  if (words.input().score->scorecard().subdomains().empty()) return {};
  return {
      "profile", words.In("能力画像", "The profile"),
      Paragraph(AboutTheProfile(words)) + ProfileRadar(words) + Rankings(words),
      ""};
}

}  // namespace cmmm::report
