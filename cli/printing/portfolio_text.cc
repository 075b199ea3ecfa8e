#include "cli/printing/portfolio_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "texts/open_text.h"
#include "texts/table.h"

namespace cmmm::cli {
namespace {

constexpr int kBarWidth = 30;
constexpr int kValueWidth = 28;
constexpr int kGapsShown = 12;
constexpr int kGroupsShown = 40;

std::string Bar(int32_t part, int32_t whole) {
  std::string bar;
  for (int i = 0; i < int64_t{part} * kBarWidth / whole; ++i) bar += "█";
  return bar;
}

class PortfolioPrinter {
 public:
  PortfolioPrinter(const texts::TextNames& texts,
                   const v1::Portfolio& portfolio, std::ostream& out)
      : texts_(texts), portfolio_(portfolio), out_(out) {}

  void Print() {
    if (portfolio_.withheld()) {
      out_ << In("企业不足 ", "Fewer than ") << portfolio_.min_group()
           << In(" 家，不显示任何统计。", " enterprises: nothing is shown.")
           << "\n";
      return;
    }
    const int repeated = portfolio_.repeated_ids();
    if (repeated > 0) {
      out_ << portfolio_.enterprises() << In(" 行结果，", " rows of ");
    }
    out_ << Enterprises(portfolio_.enterprises() - repeated) << "\n";
    PrintLevels();
    PrintQuantiles();
    for (const auto& column : portfolio_.columns()) PrintColumn(column);
    PrintGaps();
    if (portfolio_.has_lift()) PrintLift(portfolio_.lift());
    PrintFootnotes();
  }

 private:
  std::string In(const char* zh, const char* en) const {
    return Say(texts_.language(), zh, en);
  }

  void PrintLevels() {
    out_ << "\n" << In("等级分布", "Levels") << "\n";
    texts::Table table({{In("等级", "level")},
                        {In("企业数", "enterprises"), texts::Align::kRight},
                        {In("占比", "share"), texts::Align::kRight},
                        {""}});
    const auto add = [&](const std::string& name, const v1::LevelCount& row) {
      const int32_t whole = portfolio_.enterprises();
      table.AddRow({name, CountOf(row), ShareOf(row, whole),
                    Bar(row.enterprises(), whole)});
    };
    for (const v1::LevelCount& row : portfolio_.all().levels()) {
      add(texts_.Level(row.level()), row);
    }
    if (portfolio_.all().has_undecided()) {
      add(In("未定（有未作答的条款）", "undecided (open questions)"),
          portfolio_.all().undecided());
    }
    table.Print(out_);
    const std::string counted =
        texts::SayCountedAsNot(texts_.language(), portfolio_);
    if (!counted.empty()) texts::PrintParagraph("  ", counted, out_);
  }

  static std::string CountOf(const v1::LevelCount& row) {
    return row.withheld() ? "–" : absl::StrCat(row.enterprises());
  }

  static std::string ShareOf(const v1::LevelCount& row, int32_t whole) {
    if (row.withheld()) return "–";
    return texts::ShowPercent(static_cast<double>(row.enterprises()) / whole);
  }

  static std::string Show(bool there, double value) {
    return there ? texts::ShowDown(value, 2) : "–";
  }

  static void AddQuantiles(const v1::Quantiles& row,
                           std::vector<std::string>* cells) {
    cells->push_back(Show(row.has_p10(), row.p10()));
    cells->push_back(Show(true, row.p25()));
    cells->push_back(Show(true, row.p50()));
    cells->push_back(Show(true, row.p75()));
    cells->push_back(Show(row.has_p90(), row.p90()));
    cells->push_back(row.enterprises() == 0 ? "–"
                                            : absl::StrCat(row.enterprises()));
  }

  void PrintQuantiles() {
    out_ << "\n"
         << In("总分与各能力子域成熟度的分位数",
               "Quantiles of the total and of every sub-domain")
         << "\n";
    texts::Table table({{""},
                        {"10 %", texts::Align::kRight},
                        {"25 %", texts::Align::kRight},
                        {In("中位数", "median"), texts::Align::kRight},
                        {"75 %", texts::Align::kRight},
                        {"90 %", texts::Align::kRight},
                        {In("企业数", "enterprises"), texts::Align::kRight}});
    std::vector<std::string> cells = {In("总分 S", "total S")};
    if (portfolio_.all().has_total()) {
      AddQuantiles(portfolio_.all().total(), &cells);
      table.AddRow(cells);
    }
    for (const auto& row : portfolio_.all().subdomains()) {
      cells = {texts_.Node(v1::TIER_SUBDOMAIN, row.subdomain_id())};
      AddQuantiles(row.maturity(), &cells);
      table.AddRow(cells);
    }
    table.Print(out_);
  }

  std::string NameOf(const v1::PortfolioGroup& group) const {
    if (group.others()) return In("（其余合计）", "(all others)");
    return group.value().empty() ? In("（空）", "(empty)") : group.value();
  }

  void PrintColumn(const v1::PortfolioColumn& column) {
    out_ << "\n" << In("按“", "By ") << column.name() << In("”", "") << "\n";
    std::vector<texts::Table::Column> columns = {
        {column.name(), texts::Align::kLeft, kValueWidth},
        {In("企业数", "number"), texts::Align::kRight},
        {In("S 中位数", "S median"), texts::Align::kRight}};
    for (const auto& level : portfolio_.all().levels()) {
      columns.push_back({absl::StrCat(texts_.LevelColumn(level.level()), " %"),
                         texts::Align::kRight});
    }
    const bool counted = texts::AnyCountedAsNot(column);
    if (counted) {
      columns.push_back({In("有未作答的", "left open"), texts::Align::kRight});
    }
    texts::Table table(columns);
    int shown = 0;
    for (const v1::PortfolioGroup& group : column.groups()) {
      if (shown++ == kGroupsShown) break;
      std::vector<std::string> cells = {
          NameOf(group), absl::StrCat(group.enterprises()),
          Show(group.has_total(), group.total().p50())};
      // The quartiles are in --format json: names need the room more.
      for (const v1::LevelCount& row : group.levels()) {
        const std::string share = ShareOf(row, group.enterprises());
        cells.emplace_back(absl::StripSuffix(share, " %"));
      }
      if (counted) cells.push_back(CountOf(group.counted_as_not()));
      table.AddRow(cells);
    }
    table.Print(out_);
    if (column.groups_size() > kGroupsShown) {
      out_ << "  … " << In("还有 ", "") << column.groups_size() - kGroupsShown
           << In(" 组，见 --format json", " more: --format json") << "\n";
    }
  }

  void PrintGaps() {
    if (portfolio_.gaps().empty()) return;
    out_ << "\n"
         << In("最普遍的差距（所在等级未达标、且未全部满足的企业）",
               "Most widespread gaps (enterprises below the level that do not "
               "fully satisfy it)")
         << "\n";
    texts::Table table({{In("条款", "requirement")},
                        {In("企业数", "enterprises"), texts::Align::kRight},
                        {In("平均可加分", "mean gain"), texts::Align::kRight},
                        {In("内容", "what it asks"), texts::Align::kLeft,
                         texts::kStatementWidth}});
    const int shown = std::min(kGapsShown, portfolio_.gaps_size());
    for (int i = 0; i < shown; ++i) {
      const v1::CommonGap& gap = portfolio_.gaps(i);
      table.AddRow({gap.requirement_id(), absl::StrCat(gap.enterprises()),
                    absl::StrCat("+", texts::ShowDown(gap.mean_gain(), 4)),
                    texts_.Statement(gap.requirement_id())});
    }
    table.Print(out_);
  }

  std::string Enterprises(int count) const {
    return texts_.language() == texts::Language::kZh
               ? absl::StrCat(count, " 家企业")
               : texts::Counted(count, "enterprise", "enterprises");
  }

  void PrintLift(const v1::Lift& lift) {
    out_ << "\n"
         << In("让 ", "Bringing ") << Enterprises(lift.wanted())
         << In("达到 ", " to ") << texts_.Level(lift.level()) << In("：", ": ")
         << lift.holding() << In(" 家已达到，另有 ", " hold it, ")
         << lift.reachable() << In(" 家可以达到。", " more can reach it.")
         << "\n";
    if (lift.undecided() > 0) {
      out_ << "  "
           << In("未计入（取决于未作答的条款）的企业数：",
                 "Left out, as it depends on questions not answered: ")
           << lift.undecided() << "\n";
    }
    if (!lift.possible()) {
      out_ << "  " << texts::SayNotReached(texts_.language(), lift) << "\n";
      return;
    }
    if (lift.withheld()) {
      out_ << "  "
           << In("需提升的企业太少，不显示投入；--names 列出企业。",
                 "Too few are to be raised to say what it costs; --names "
                 "lists them.")
           << "\n";
      return;
    }
    out_ << "  "
         << In("最省的办法：需提升的企业 ",
               "The cheapest way: enterprises to raise ")
         << lift.raised() << In(" 家，共 ", ", grades in all ")
         << lift.total_cost() << In(" 档。", ".") << "\n";
    PrintChosen(lift);
    PrintRaises(lift);
  }

  void PrintChosen(const v1::Lift& lift) {
    if (lift.chosen().empty()) return;
    texts::Table table({{In("企业", "enterprise")},
                        {In("档数", "grades"), texts::Align::kRight}});
    for (const auto& row : lift.chosen()) {
      table.AddRow({row.enterprise(), absl::StrCat(row.cost())});
    }
    table.Print(out_);
  }

  void PrintRaises(const v1::Lift& lift) {
    if (lift.raises().empty()) return;
    out_ << "  " << In("其中共同要提升的条款", "What several of them raise")
         << "\n";
    texts::Table table({{In("条款", "requirement")},
                        {In("企业数", "enterprises"), texts::Align::kRight},
                        {In("内容", "what it asks"), texts::Align::kLeft,
                         texts::kStatementWidth}});
    const int shown = std::min(kGapsShown, lift.raises_size());
    for (int i = 0; i < shown; ++i) {
      table.AddRow({lift.raises(i).requirement_id(),
                    absl::StrCat(lift.raises(i).enterprises()),
                    texts_.Statement(lift.raises(i).requirement_id())});
    }
    table.Print(out_);
  }

  void PrintFootnotes() {
    out_ << "\n";
    texts::PrintParagraph(
        "  · ",
        absl::StrCat(
            In("少于 ", "Groups of fewer than "), portfolio_.min_group(),
            In(" 家的组并入“其余合计”，不单独显示；– 表示为此不显示的数字"
               "（--min-group）。",
               " are not shown but joined to all others; – marks numbers that "
               "are withheld for it (--min-group).")),
        out_);
    if (portfolio_.repeated_ids() > 0) {
      out_
          << "  · "
          << (texts_.language() == texts::Language::kZh
                  ? absl::StrCat(
                        portfolio_.repeated_ids(),
                        " 行的企业编号前面已经出现过：计入统计，但按最少家数"
                        "只算一家。")
                  : texts::Counted(
                        portfolio_.repeated_ids(),
                        "row repeats an enterprise_id: it counts, but against "
                        "the minimum only once.",
                        "rows repeat an enterprise_id: they count, but against "
                        "the minimum only once."))
          << "\n";
    }
  }

  const texts::TextNames& texts_;
  const v1::Portfolio& portfolio_;
  std::ostream& out_;
};

}  // namespace

void PrintPortfolio(const texts::TextNames& texts,
                    const v1::Portfolio& portfolio, std::ostream& out) {
  PortfolioPrinter(texts, portfolio, out).Print();
}

}  // namespace cmmm::cli
