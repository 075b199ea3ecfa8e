#include "portfolio/cohort.h"

#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "report/sections.h"

namespace cmmm::report {
namespace {

std::string Whole(double share) {
  return absl::StrCat(std::lround(share * 100), " %");
}

std::string About(const Words& words, const portfolio::Place& place) {
  return words.language() == texts::Language::kZh
             ? absl::StrCat("与 ", place.enterprises,
                            " 家企业相比，总分高于其中约 ", Whole(place.about),
                            "（", Whole(place.least), " 到 ", Whole(place.most),
                            " 之间）。")
             : absl::StrCat("The total is above that of about ",
                            Whole(place.about), " of ", place.enterprises,
                            " enterprises (between ", Whole(place.least),
                            " and ", Whole(place.most), ").");
}

Markup Subdomains(const Words& words, const v1::Cohort& cohort) {
  const std::vector<Column> columns = {
      {words.In("能力子域", "Sub-domain"), ""},
      {words.In("成熟度", "Maturity"), "num"},
      {words.In("低于本企业的企业", "Enterprises below this one"), "bars"},
      {words.In("约", "about"), "num"},
      {words.In("参加比较", "compared"), "num"}};
  Markup rows;
  for (const auto& row : words.input().score->scorecard().subdomains()) {
    const auto place = portfolio::PlaceSubdomain(
        cohort, row.id(), results::ToUnits(row.maturity()));
    if (!place.has_value()) continue;
    rows += Row(columns,
                {words.Subdomain(row.id()), texts::ShowDown(row.maturity(), 2),
                 ShareBar(place->about, " yes"), Whole(place->about),
                 std::to_string(place->enterprises)});
  }
  return Element("table.shares", HeadRow(columns) + Element("tbody", rows));
}

}  // namespace

std::string PlaceSentence(const Words& words) {
  if (words.input().cohort == nullptr) return "";
  return About(
      words,
      portfolio::PlaceIn(
          words.input().cohort->total(),
          results::ToUnits(words.input().score->decision().total().value())));
}

Markup CohortSection(const Words& words) {
  const v1::Cohort* cohort = words.input().cohort;
  if (cohort == nullptr) return {};
  Markup content = Paragraph(PlaceSentence(words)) + Subdomains(words, *cohort);
  const std::string& digest = cohort->model().digest();
  if (!digest.empty() && digest != words.input().score->model().digest()) {
    content += Paragraph(
        words.In("这批企业按另一个模型或版本计算，比较仅供参考。",
                 "These were scored with another model or version; compare "
                 "with care."));
  }
  content += Element(
      "p.key",
      words.In("比较用的文件只有各区间的企业数，没有任何一家企业的数据。",
               "The file compared with holds how many enterprises lie in which "
               "range, and nothing about any one of them."));
  return Section(words.In("与同类企业比较", "Compared with others"), content);
}

}  // namespace cmmm::report
