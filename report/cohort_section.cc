#include <string>
#include <vector>

#include "portfolio/place_text.h"
#include "report/sections.h"
#include "texts/node_text.h"
#include "texts/open_text.h"

namespace cmmm::report {
namespace {

Markup Subdomains(const Words& words, const v1::Cohort& cohort) {
  const std::vector<Column> columns = {
      {words.In("能力子域", "Sub-domain"), ""},
      {words.In("成熟度", "Maturity"), "num"},
      {words.In("低于本企业的企业", "Enterprises below this one"), "bars"},
      {words.In("占比", "share"), "num"},
      {words.In("与本企业相同", "equal to it"), "num"},
      {words.In("参加比较", "compared"), "num"}};
  Markup rows;
  for (const auto& row : words.input().score->scorecard().subdomains()) {
    if (!texts::IsAnswered(row) || texts::AssessedTo(row) == 0) continue;
    const double best =
        row.has_open() ? row.open().best_maturity() : row.maturity();
    const auto place = portfolio::PlaceSubdomain(
        cohort, row.id(), results::ToUnits(row.maturity()),
        results::ToUnits(best));
    if (!place.has_value()) continue;
    const double all = place->enterprises;
    rows += Row(
        columns,
        {words.Subdomain(row.id()), texts::ShowMaturity(words.language(), row),
         RangeBar(place->below_least / all, place->below_most / all, " yes"),
         portfolio::ShowBelow(*place), portfolio::ShowEqual(*place),
         std::to_string(place->enterprises)});
  }
  return Element("table.shares", HeadRow(columns) + Element("tbody", rows));
}

}  // namespace

std::string PlaceSentence(const Words& words) {
  if (words.input().cohort == nullptr) return "";
  return portfolio::SayPlace(
      words.language(),
      portfolio::PlaceTotal(*words.input().cohort, *words.input().score));
}

Part CohortSection(const Words& words) {
  const v1::Cohort* cohort = words.input().cohort;
  if (cohort == nullptr) return {};
  Markup content = Paragraph(PlaceSentence(words)) + Subdomains(words, *cohort);
  const std::string counted = texts::SayCountedAsNot(words.language(), *cohort);
  if (!counted.empty()) content += Paragraph(counted);
  const std::string& digest = cohort->model().digest();
  if (!digest.empty() && digest != words.input().score->model().digest()) {
    content += Paragraph(
        words.In("这批企业是按另一个模型或版本计算的，比较仅供参考。",
                 "These enterprises were scored with another model or version; "
                 "compare with care."));
  }
  content += Element(
      "p.key",
      words.In("比较所用的数据只有各区间的企业数，不含任何一家企业的情况。",
               "What is compared with says how many enterprises lie in which "
               "range, and nothing about any one of them."));
  return {"cohort", words.In("与同类企业比较", "Compared with others"), content,
          ""};
}

}  // namespace cmmm::report
