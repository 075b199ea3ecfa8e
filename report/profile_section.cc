#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "report/radar.h"
#include "report/sections.h"

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
    radar.axes.push_back({words.Subdomain(row.id()),
                          texts::ShowDown(row.maturity(), 2), row.maturity()});
  }
  return radar;
}

Markup Ranking(const Words& words, const std::string& title, const Rows& rows) {
  const std::vector<Column> columns = {{title, ""},
                                       {words.In("成熟度", "Maturity"), "num"},
                                       {words.In("权重", "Weight"), "num"}};
  Markup body;
  for (const v1::NodeScore* row : rows) {
    body += Row(columns, {words.Subdomain(row->id()),
                          texts::ShowDown(row->maturity(), 2),
                          texts::ShowPercent(row->weight())});
  }
  return Element("table", HeadRow(columns) + Element("tbody", body));
}

Markup Rankings(const Words& words) {
  Rows rows = texts::WeakestFirst(words.input().score->scorecard());
  const size_t listed = std::min(kListed, rows.size());
  const auto count = static_cast<std::ptrdiff_t>(listed);
  const Rows weakest(rows.begin(), rows.begin() + count);
  std::reverse(rows.begin(), rows.end());
  const Rows strongest(rows.begin(), rows.begin() + count);
  return Element(
      "div.pair",
      Ranking(words, words.In("最强的子域", "Strongest"), strongest) +
          Ranking(words, words.In("最弱的子域", "Weakest"), weakest));
}

}  // namespace

Markup ProfileSection(const Words& words) {
  if (words.input().score->scorecard().subdomains().empty()) return {};
  std::string about = words.In(
      "成熟度从 0 到所评的最高等级：整数部分是逐级达标的级数，小数部分是下一级"
      "的得分。",
      "Maturity runs from 0 to the highest level assessed: whole levels that "
      "are satisfied one after the other, plus the score of the next one.");
  if (words.input().score->decision().level() > 0) {
    absl::StrAppend(&about, words.In("粗虚线是企业达到的等级。",
                                     " The heavy dashed ring is the level "
                                     "the enterprise reaches."));
  }
  return Section(
      words.In("能力画像", "The profile"),
      Paragraph(about) + DrawRadar(RadarOf(words)) + Rankings(words));
}

}  // namespace cmmm::report
