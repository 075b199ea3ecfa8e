#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "report/sections.h"
#include "texts/node_text.h"

namespace cmmm::report {
namespace {

class Matrix {
 public:
  explicit Matrix(const Words& words)
      : words_(words),
        score_(*words.input().score),
        threshold_(words.input().model->satisfied_at_percent() / 100.0) {
    columns_ = {{words.In("能力要素与子域", "Element and sub-domain"), ""},
                {words.In("权重", "Weight"), "num"},
                {words.In("成熟度", "Maturity"), "num"}};
    for (const auto& level : score_.decision().levels()) {
      columns_.push_back({words.names().LevelColumn(level.level()), "cell"});
    }
  }

  Markup Draw() const {
    std::map<std::string, const v1::NodeScore*> domains;
    for (const auto& row : score_.scorecard().domains()) {
      domains[row.id()] = &row;
    }
    Markup body;
    for (const auto& element : score_.scorecard().elements()) {
      body += NodeRow(v1::TIER_ELEMENT, element);
      for (const auto& row : score_.scorecard().subdomains()) {
        const auto domain = domains.find(row.parent_id());
        if (domain != domains.end() &&
            domain->second->parent_id() == element.id()) {
          body += NodeRow(v1::TIER_SUBDOMAIN, row);
        }
      }
    }
    return Element("table.matrix", HeadRow(columns_) + Element("tbody", body) +
                                       Element("tfoot", TotalRow()));
  }

 private:
  // A sign, so that the colour says nothing that is not there without it.
  // `high` is what open questions can still make of `low`.
  Markup Cell(double low, double high, const std::string& shown) const {
    const char* style = "td.cell open";
    const char* sign = "?";
    if (low >= threshold_) {
      style = "td.cell met";
      sign = "✓";
    } else if (high < threshold_) {
      style = high > 0 ? "td.cell part" : "td.cell none";
      sign = high > 0 ? "△" : "✗";
    }
    return Element(style, Element("span.sign", sign) + shown);
  }

  Markup ScoreCell(const v1::NodeLevelScore& level) const {
    if (!level.has_score()) return Element("td.cell", "–");
    if (level.open() == level.items()) {
      return Element("td.cell open", words_.In("未作答", "open"));
    }
    return Cell(level.score(),
                level.open() > 0 ? level.best_score() : level.score(),
                texts::ShowNodeScore(level));
  }

  Markup NodeRow(v1::Tier tier, const v1::NodeScore& row) const {
    Markup cells = Element("td", words_.names().Node(tier, row.id()));
    cells += Element("td.num", texts::ShowPercent(row.weight()));
    cells += Element("td.num", texts::ShowMaturity(words_.language(), row));
    for (const auto& level : row.levels()) cells += ScoreCell(level);
    return Element(tier == v1::TIER_ELEMENT ? "tr.group" : "tr", cells);
  }

  Markup TotalRow() const {
    const v1::LevelDecision& best = AtBest(words_.input());
    std::string name = words_.In("企业", "The enterprise");
    if (const int open = CountedAsNot(words_.input()); open > 0) {
      absl::StrAppend(&name, words_.In("（有 ", " ("), open,
                      words_.In(" 条未作答，按“不满足”计）",
                                " open, counted as not satisfied)"));
    }
    Markup cells = Element("td", name);
    cells += Element("td.num", "100.0 %");
    cells += Element("td.num",
                     texts::ShowRange(ShowCut(score_.decision().total(), 2),
                                      ShowCut(best.total(), 2)));
    for (int k = 0; k < best.levels_size(); ++k) {
      const v1::Score& low = score_.decision().levels(k).score();
      const v1::Score& high = best.levels(k).score();
      // Were the open ones answered, it may be anything from `low` on.
      const bool worst = CountedAsNot(words_.input(), k + 1) > 0;
      cells += Cell(low.value(), worst ? 1 : high.value(),
                    texts::ShowRange(ShowCut(low, 2), ShowCut(high, 2)));
    }
    return Element("tr", cells);
  }

  const Words& words_;
  const v1::ScoreResponse& score_;
  double threshold_;
  std::vector<Column> columns_;
};

}  // namespace

Part MatrixSection(const Words& words) {
  if (words.input().score->scorecard().subdomains().empty()) return {};
  std::string key = absl::StrCat(
      words.In("✓ 不低于达标线 ", "✓ at or above "), words.Threshold(),
      words.In(
          "；△ 低于达标线；✗ 为零；– 该级没有适用的条款。小数一律截断，不进"
          "位。",
          "; △ below it; ✗ zero; – nothing asked at that level. Decimals "
          "are cut off, never rounded up."));
  if (words.input().score->coverage().unanswered() > 0) {
    absl::StrAppend(&key, words.In("? 还取决于未作答的条款。",
                                   " ? depends on questions not answered "
                                   "yet; open: none is answered."));
  }
  return {"matrix", words.In("各级得分矩阵", "Score by sub-domain and level"),
          Element("p.key", key) + Matrix(words).Draw(), "keep"};
}

}  // namespace cmmm::report
