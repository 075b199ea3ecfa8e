#include "report/portfolio_page.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "report/sections.h"
#include "texts/format_text.h"
#include "texts/open_text.h"

namespace cmmm::report {
namespace {

constexpr int kGapsListed = 30;

class PortfolioPage {
 public:
  explicit PortfolioPage(const PortfolioInput& input)
      : input_(input), portfolio_(*input.portfolio), names_(*input.names) {}

  std::string Write() const {
    const std::string title =
        Say(names_.language(), "企业群体的成熟度", "Maturity of a portfolio");
    const std::vector<Part> parts = {
        {"levels", Say(names_.language(), "等级分布", "Levels"), Levels(), ""},
        {"quantiles", Say(names_.language(), "分位数", "Quantiles"),
         Quantiles(), ""},
        {"groups", Say(names_.language(), "分组", "Groups"), Groups(), ""},
        {"gaps", Say(names_.language(), "最普遍的差距", "Most widespread gaps"),
         Gaps(), ""},
        {"lift", Say(names_.language(), "最省的提升", "The cheapest way up"),
         Lift(), ""},
        {"left-out",
         Say(names_.language(), "未能评分的", "What could not be scored"),
         LeftOutTable(names_.language(), input_.left_out), ""},
        {"checking", Say(names_.language(), "供核对", "For checking"),
         Checking(), "closing"}};
    return WriteDocument(names_.language(), title,
                         Front(title) + ContentsList(names_.language(), parts) +
                             DrawParts(parts));
  }

 private:
  Markup Front(const std::string& title) const {
    std::string about;
    if (portfolio_.withheld()) {
      about = absl::StrCat(Say(names_.language(), "企业不足 ", "Fewer than "),
                           portfolio_.min_group(),
                           Say(names_.language(), " 家，不显示任何统计。",
                               " enterprises: nothing is shown."));
    } else {
      const int repeated = portfolio_.repeated_ids();
      if (repeated > 0) {
        about = absl::StrCat(portfolio_.enterprises(),
                             Say(names_.language(), " 行结果，", " rows of "));
      }
      absl::StrAppend(
          &about, portfolio_.enterprises() - repeated,
          Say(names_.language(), " 家企业。少于 ", " enterprises. "),
          Say(names_.language(), "", "Numbers of fewer than "),
          portfolio_.min_group(),
          Say(names_.language(),
              " 家的数字不单独显示；“–”表示为此不显示，或由此可以推算出来。",
              " are not shown; – marks what is withheld for it, or would give "
              "it away."));
    }
    if (!input_.model.empty()) {
      absl::StrAppend(&about, Say(names_.language(), " 模型：", " Model: "),
                      input_.model, Say(names_.language(), "。", "."));
    }
    if (!input_.date.empty()) {
      absl::StrAppend(&about, Say(names_.language(), " 日期：", " Date: "),
                      input_.date, Say(names_.language(), "。", "."));
    }
    return Element("section.front", Element("h1", title) + Paragraph(about));
  }

  static std::string Count(const v1::LevelCount& row) {
    return row.withheld() ? "–" : absl::StrCat(row.enterprises());
  }
  std::string Share(const v1::LevelCount& row, int32_t whole) const {
    if (row.withheld()) return "–";
    return texts::ShowPercent(static_cast<double>(row.enterprises()) / whole);
  }

  Markup Levels() const {
    if (!portfolio_.has_all()) return {};
    const std::vector<Column> columns = {
        {Say(names_.language(), "等级", "Level"), "level"},
        {Say(names_.language(), "分布", "Distribution"), "bars"},
        {Say(names_.language(), "企业数", "Enterprises"), "num"},
        {Say(names_.language(), "占比", "Share"), "num"}};
    const int32_t whole = portfolio_.enterprises();
    Markup rows;
    const auto add = [&](const std::string& name, const v1::LevelCount& row) {
      rows +=
          Row(columns,
              {name,
               ShareBar(static_cast<double>(row.enterprises()) / whole, " yes"),
               Count(row), Share(row, whole)});
    };
    for (const v1::LevelCount& row : portfolio_.all().levels()) {
      add(names_.Level(row.level()), row);
    }
    if (portfolio_.all().has_undecided()) {
      add(Say(names_.language(), "未定（有未作答的条款）",
              "undecided (open questions)"),
          portfolio_.all().undecided());
    }
    Markup content =
        Element("table.levels", HeadRow(columns) + Element("tbody", rows));
    const std::string counted =
        texts::SayCountedAsNot(names_.language(), portfolio_);
    if (!counted.empty()) content += Element("p.holds", counted);
    return content;
  }

  static std::string Show(bool there, double value) {
    return there ? texts::ShowDown(value, 2) : "–";
  }

  Markup QuantileRow(const std::vector<Column>& columns,
                     const std::string& name, const v1::Quantiles& row) const {
    return Row(
        columns,
        {name, Show(row.has_p10(), row.p10()), Show(true, row.p25()),
         Show(true, row.p50()), Show(true, row.p75()),
         Show(row.has_p90(), row.p90()),
         row.enterprises() == 0 ? "–" : absl::StrCat(row.enterprises())});
  }

  Markup Quantiles() const {
    if (!portfolio_.has_all()) return {};
    const std::vector<Column> columns = {
        {Say(names_.language(), "能力子域", "Sub-domain"), ""},
        {"10 %", "num"},
        {"25 %", "num"},
        {Say(names_.language(), "中位数", "median"), "num"},
        {"75 %", "num"},
        {"90 %", "num"},
        {Say(names_.language(), "企业数", "Enterprises"), "num"}};
    Markup rows;
    if (portfolio_.all().has_total()) {
      rows +=
          QuantileRow(columns, Say(names_.language(), "总分", "Total score"),
                      portfolio_.all().total());
    }
    for (const auto& row : portfolio_.all().subdomains()) {
      rows += QuantileRow(columns,
                          names_.Node(v1::TIER_SUBDOMAIN, row.subdomain_id()),
                          row.maturity());
    }
    return Paragraph(Say(
               names_.language(),
               "每一列是一个界限：“25 %”一列，至少四分之一的企业不高于这个数；"
               "“中位数”一列，至少一半的企业不高于它。",
               "Every column is a bound: at least a quarter of the enterprises "
               "are at or below the number under 25 %, at least half of them "
               "at or below the median.")) +
           Element("table", HeadRow(columns) + Element("tbody", rows));
  }

  std::string NameOf(const v1::PortfolioGroup& group) const {
    if (group.others())
      return Say(names_.language(), "（其余合计）", "(all others)");
    return group.value().empty() ? Say(names_.language(), "（空）", "(empty)")
                                 : group.value();
  }

  Markup Groups() const {
    Markup tables;
    for (const v1::PortfolioColumn& column : portfolio_.columns()) {
      std::vector<Column> columns = {
          {column.name(), ""},
          {Say(names_.language(), "企业数", "Enterprises"), "num"},
          {Say(names_.language(), "总分中位数", "Median total"), "num"}};
      for (const auto& level : portfolio_.all().levels()) {
        columns.push_back({names_.LevelColumn(level.level()), "num"});
      }
      const bool counted = texts::AnyCountedAsNot(column);
      if (counted) {
        columns.push_back(
            {Say(names_.language(), "有未作答的", "Left open"), "num"});
      }
      Markup rows;
      for (const v1::PortfolioGroup& group : column.groups()) {
        std::vector<Markup> cells = {
            Element("bdi", NameOf(group)), absl::StrCat(group.enterprises()),
            Show(group.has_total(), group.total().p50())};
        for (const auto& row : group.levels()) cells.push_back(Count(row));
        if (counted) cells.push_back(Count(group.counted_as_not()));
        rows += Row(columns, cells);
      }
      tables += Element("h3", Element("bdi", column.name())) +
                Element("table", HeadRow(columns) + Element("tbody", rows));
    }
    return tables;
  }

  Markup RequirementCell(const std::string& id) const {
    return Element("div.what", names_.Statement(id)) +
           Element("div.where", names_.ShortName(id));
  }

  // What only those need who check the numbers.
  Markup Checking() const {
    Markup ids;
    for (int i = 0; i < std::min(kGapsListed, portfolio_.gaps_size()); ++i) {
      const std::string& id = portfolio_.gaps(i).requirement_id();
      ids += Element("li", names_.ShortName(id) + " " + Code(id));
    }
    const Facts facts = FactsOfModel(names_.language(), input_.basis);
    Markup content = facts.empty() ? Markup() : FactsTable(facts);
    if (!ids.empty()) {
      content += Element("h3", Say(names_.language(), "条款编号",
                                   "Ids of the requirements")) +
                 Element("ul.short", ids);
    }
    return content;
  }

  Markup Gaps() const {
    if (portfolio_.gaps().empty()) return {};
    const std::vector<Column> columns = {
        {Say(names_.language(), "条款", "Requirement"), ""},
        {Say(names_.language(), "企业数", "Enterprises"), "num"},
        {Say(names_.language(), "平均可加分", "Mean gain"), "num"}};
    Markup rows;
    for (int i = 0; i < std::min(kGapsListed, portfolio_.gaps_size()); ++i) {
      const v1::CommonGap& gap = portfolio_.gaps(i);
      rows += Row(columns,
                  {RequirementCell(gap.requirement_id()),
                   absl::StrCat(gap.enterprises()),
                   absl::StrCat("+", texts::ShowDown(gap.mean_gain(), 4))});
    }
    return Element("table", HeadRow(columns) + Element("tbody", rows));
  }

  Markup Lift() const {
    if (!portfolio_.has_lift()) return {};
    const v1::Lift& lift = portfolio_.lift();
    std::string about = absl::StrCat(
        Say(names_.language(), "目标：", "Target: "), lift.wanted(),
        Say(names_.language(), " 家达到", " enterprises at "),
        names_.LevelNumber(lift.level()),
        Say(names_.language(), "。已达到的有 ", ". It is held by "),
        lift.holding(),
        Say(names_.language(), " 家，另有 ", " and within reach of "),
        lift.reachable(), Say(names_.language(), " 家可以达到。", " more."));
    if (lift.undecided() > 0) {
      absl::StrAppend(
          &about,
          Say(names_.language(), "未计入（取决于未作答的条款）的企业：",
              " Left out, as it depends on questions not answered: "),
          lift.undecided(), Say(names_.language(), " 家。", "."));
    }
    if (!lift.possible()) {
      absl::StrAppend(&about, Say(names_.language(), "", " "),
                      texts::SayNotReached(names_.language(), lift));
    } else if (!lift.withheld()) {
      absl::StrAppend(
          &about,
          Say(names_.language(), "最省的办法：提升其中 ",
              " The cheapest way: raise "),
          lift.raised(),
          Say(names_.language(), " 家，共 ", " of them, grades in all: "),
          lift.total_cost(), Say(names_.language(), " 档。", "."));
    }
    const std::vector<Column> columns = {
        {Say(names_.language(), "企业", "Enterprise"), ""},
        {Say(names_.language(), "提升的档数", "Grades to raise"), "num"}};
    Markup rows;
    for (const auto& row : lift.chosen()) {
      rows += Row(columns,
                  {Element("bdi", row.enterprise()), absl::StrCat(row.cost())});
    }
    Markup content = Paragraph(about);
    if (!rows.empty()) {
      content += Element("table", HeadRow(columns) + Element("tbody", rows));
    }
    return content;
  }

  const PortfolioInput& input_;
  const v1::Portfolio& portfolio_;
  const texts::TextNames& names_;
};

}  // namespace

std::string WritePortfolioPage(const PortfolioInput& input) {
  return PortfolioPage(input).Write();
}

}  // namespace cmmm::report
