#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "report/sections.h"

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
      columns_.push_back({words.In("", "L") + std::to_string(level.level()) +
                              words.In(" 级", ""),
                          "cell"});
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
  Markup Sign(double score) const {
    if (score >= threshold_) return Element("span.sign", "✓");
    return Element("span.sign", score > 0 ? "△" : "✗");
  }

  Markup ScoreCell(double score) const {
    const char* style = score >= threshold_ ? "td.cell met"
                        : score > 0         ? "td.cell part"
                                            : "td.cell none";
    return Element(style, Sign(score) + texts::ShowDown(score, 2));
  }

  Markup NodeRow(v1::Tier tier, const v1::NodeScore& row) const {
    Markup cells = Element("td", words_.names().Node(tier, row.id()));
    cells += Element("td.num", texts::ShowPercent(row.weight()));
    cells += Element("td.num", texts::ShowDown(row.maturity(), 2));
    for (const auto& level : row.levels()) {
      cells += level.has_score() ? ScoreCell(level.score())
                                 : Element("td.cell", "–");
    }
    return Element(tier == v1::TIER_ELEMENT ? "tr.group" : "tr", cells);
  }

  Markup TotalRow() const {
    Markup cells = Element("td", words_.In("企业", "The enterprise"));
    cells += Element("td.num", "100.0 %");
    cells += Element("td.num", ShowCut(score_.decision().total(), 2));
    for (const auto& level : score_.decision().levels()) {
      const bool nothing = level.score().numerator() == 0;
      cells += Element(
          level.satisfied() ? "td.cell met"
                            : (nothing ? "td.cell none" : "td.cell part"),
          Element("span.sign",
                  level.satisfied() ? "✓" : (nothing ? "✗" : "△")) +
              ShowCut(level.score(), 2));
    }
    return Element("tr", cells);
  }

  const Words& words_;
  const v1::ScoreResponse& score_;
  double threshold_;
  std::vector<Column> columns_;
};

}  // namespace

Markup MatrixSection(const Words& words) {
  if (words.input().score->scorecard().subdomains().empty()) return {};
  const std::string key = absl::StrCat(
      words.In("✓ 不低于达标线 ", "✓ at or above "), words.Threshold(),
      words.In(
          "；△ 低于达标线；✗ 为零；– 该级没有适用的要求。数字截断，不进位。",
          "; △ below it; ✗ zero; – nothing asked at that level. Decimals "
          "are cut off, never rounded up."));
  return Element(
      "div.keep",
      Section(words.In("各级得分矩阵", "Score by sub-domain and level"),
              Element("p.key", key) + Matrix(words).Draw()));
}

}  // namespace cmmm::report
