#include "cli/printing/score_text.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/printing/bounds_text.h"
#include "texts/table.h"

namespace cmmm::cli {
namespace {

constexpr int kNoticeWidth = 90;

class ScoreText {
 public:
  ScoreText(const v1::ModelDefinition& model, const v1::ScoreResponse& response,
            const ScoreTextOptions& options, std::ostream& out)
      : model_(model), response_(response), options_(options), out_(out) {
    for (const auto& element : model.elements()) {
      for (const auto& domain : element.domains()) {
        for (const auto& subdomain : domain.subdomains()) {
          subdomain_name_[subdomain.id()] = In(subdomain.name());
        }
      }
    }
    for (const auto& item : model.requirements()) {
      requirement_[item.id()] = &item;
    }
    for (const auto& grade : model.grades()) {
      grade_name_[grade.grade()] = In(grade.name());
    }
    grade_name_[v1::GRADE_UNSPECIFIED] = In("未作答", "unanswered");
  }

  void PrintVerdict(const std::string& title, const std::string& weight_set) {
    const auto& decision = response_.decision();
    out_ << title << "\n";
    out_ << "  " << In("模型", "Model") << "  " << response_.model().id() << "@"
         << response_.model().version() << "  " << In("摘要", "digest") << " "
         << response_.model().digest().substr(0, 12) << "\n";
    for (const auto& set : model_.weight_sets()) {
      if (set.id() != weight_set && model_.weight_sets_size() > 1) continue;
      out_ << "  " << In("权重", "Weights") << "  " << In(set.name()) << " ("
           << set.id() << ")\n";
    }
    out_ << "\n  " << VerdictTitle(decision.level()) << "    "
         << In("总分", "total") << " S = " << texts::ShowScore(decision.total())
         << "\n\n";
  }

  void PrintLevels() {
    std::vector<texts::Table::Column> columns = {
        {In("等级", "Level")},
        {OpenEnded() ? In("最低", "at worst") : In("得分", "score"),
         texts::Align::kRight}};
    if (OpenEnded())
      columns.push_back({In("最高", "at best"), texts::Align::kRight});
    columns.push_back({In("达标线", "needed"), texts::Align::kRight});
    columns.push_back({In("结果", "result")});
    texts::Table table(columns);
    for (int k = 0; k < response_.decision().levels_size(); ++k) {
      table.AddRow(LevelCells(k));
    }
    table.Print(out_);
  }

  // Which levels the open questions leave possible; for the policy BOUNDS.
  void PrintPossible() {
    if (!OpenEnded()) return;
    const v1::Bounds& bounds = response_.bounds();
    out_ << "\n"
         << In("还可能的等级：", "Still possible: ")
         << NamePossibleLevels(options_.language, model_, bounds)
         << In("，总分 S 为 ", ", total S = ")
         << texts::ShowScore(bounds.worst().total()) << In(" 到 ", " to ")
         << texts::ShowScore(bounds.best().total()) << "\n  "
         << SaySettled(options_.language, bounds) << "\n";
  }

  void PrintWeakest() {
    const auto rows = texts::WeakestFirst(response_.scorecard());
    if (rows.empty()) return;
    out_ << "\n" << In("最薄弱的能力子域", "Weakest sub-domains") << "\n";
    std::vector<texts::Table::Column> columns = {
        {In("能力子域", "Sub-domain")},
        {In("成熟度", "maturity"), texts::Align::kRight},
        {In("权重", "weight"), texts::Align::kRight}};
    for (const auto& level : response_.decision().levels()) {
      columns.push_back(
          {absl::StrCat(In("", "L"), level.level(), In(" 级", "")),
           texts::Align::kRight});
    }
    texts::Table table(columns);
    const int shown = std::min(options_.weakest, static_cast<int>(rows.size()));
    for (int i = 0; i < shown; ++i) table.AddRow(SubdomainCells(*rows[i]));
    table.Print(out_);
  }

  void PrintGaps() {
    const v1::LevelGap* gap = FirstGap();
    if (gap == nullptr) return;
    out_ << "\n"
         << In("距第 ", "To level ") << gap->level()
         << In(" 级还差 ", ": short by ")
         << texts::ShowShortfall(gap->shortfall())
         << In("，先看这些条款（补到“全部满足”可加的分）",
               "; look at these first (gain if fully satisfied)")
         << "\n";
    texts::Table table({{"#", texts::Align::kRight},
                        {In("条款", "requirement")},
                        {In("现状", "now")},
                        {In("可加分", "gain"), texts::Align::kRight},
                        {In("内容", "what it asks"), texts::Align::kLeft,
                         texts::kStatementWidth}});
    const int shown = std::min(options_.gaps, gap->requirements_size());
    for (int i = 0; i < shown; ++i) {
      const auto& item = gap->requirements(i);
      const auto found = requirement_.find(item.requirement_id());
      table.AddRow(
          {absl::StrCat(item.rank()), item.requirement_id(),
           grade_name_[item.grade()],
           absl::StrCat("+", texts::ShowDown(item.gain(), 4)),
           found == requirement_.end() ? "" : In(found->second->statement())});
    }
    table.Print(out_);
    if (gap->requirements_size() > shown) {
      out_ << "  … " << In("还有 ", "") << gap->requirements_size() - shown
           << In(" 条", " more") << "\n";
    }
  }

  void PrintCoverageAndNotices() {
    const auto& coverage = response_.coverage();
    out_ << "\n"
         << In("作答 ", "Answered ") << coverage.answered() << "/"
         << coverage.in_scope() << In("，未作答 ", ", unanswered ")
         << coverage.unanswered() << In("，不适用 ", ", not applicable ")
         << coverage.not_applicable() << "\n";
    for (const auto& notice : response_.notices()) {
      const std::vector<std::string> lines = texts::Wrap(
          notice.has_text() ? In(notice.text()) : notice.id(), kNoticeWidth);
      for (size_t i = 0; i < lines.size(); ++i) {
        out_ << (i == 0 ? "  · " : "    ") << lines[i] << "\n";
      }
    }
  }

 private:
  std::string In(const v1::LocalizedText& text) const {
    return texts::Say(options_.language, text);
  }
  std::string In(const char* zh, const char* en) const {
    return texts::Say(options_.language, zh, en);
  }

  std::string LevelTitle(int level) const {
    if (level == 0) return In("未达到任何等级", "No level reached");
    const std::string name = In(model_.levels(level - 1).name());
    return options_.language == texts::Language::kZh
               ? absl::StrCat("达到 ", level, " 级（", name, "）")
               : absl::StrCat("Level ", level, " (", name, ")");
  }

  // Open questions leave a range of results.
  bool OpenEnded() const { return response_.bounds().open() > 0; }

  std::vector<std::string> LevelCells(int k) const {
    const auto& level = response_.decision().levels(k);
    std::vector<std::string> cells = {
        absl::StrCat(level.level(), " ", In(model_.levels(k).name())),
        texts::ShowScore(level.score())};
    const bool possible =
        OpenEnded() && response_.bounds().best().levels(k).satisfied();
    if (OpenEnded()) {
      cells.push_back(
          texts::ShowScore(response_.bounds().best().levels(k).score()));
    }
    cells.push_back(texts::ShowDown(model_.satisfied_at_percent() / 100.0, 2));
    cells.emplace_back(level.satisfied() ? In("✓ 达标", "✓ satisfied")
                       : possible        ? In("? 未定", "? undecided")
                                  : In("✗ 未达标", "✗ not satisfied"));
    return cells;
  }

  // The level for sure, when open questions could still raise it.
  std::string VerdictTitle(int level) const {
    if (!response_.has_bounds() || response_.bounds().settled()) {
      return LevelTitle(level);
    }
    if (level == 0) {
      return In("尚不能确定达到任何等级", "No level for sure yet");
    }
    return options_.language == texts::Language::kZh
               ? absl::StrCat("至少", LevelTitle(level))
               : absl::StrCat(LevelTitle(level), " at least");
  }

  std::vector<std::string> SubdomainCells(const v1::NodeScore& row) const {
    std::vector<std::string> cells = {subdomain_name_.at(row.id()),
                                      texts::ShowDown(row.maturity(), 2),
                                      texts::ShowPercent(row.weight())};
    for (const auto& level : row.levels()) {
      cells.push_back(level.has_score() ? texts::ShowDown(level.score(), 2)
                                        : "–");
    }
    return cells;
  }

  // The lowest level up to the target that is not satisfied.
  const v1::LevelGap* FirstGap() const {
    for (const auto& gap : response_.gaps().levels()) {
      if (gap.shortfall().numerator() > 0) return &gap;
    }
    return nullptr;
  }

  const v1::ModelDefinition& model_;
  const v1::ScoreResponse& response_;
  const ScoreTextOptions& options_;
  std::ostream& out_;
  std::map<std::string, std::string> subdomain_name_;
  std::map<std::string, const v1::RequirementDefinition*> requirement_;
  std::map<int, std::string> grade_name_;
};

}  // namespace

void PrintScore(const std::string& title, const std::string& weight_set,
                const v1::ModelDefinition& model,
                const v1::ScoreResponse& response,
                const ScoreTextOptions& options, std::ostream& out) {
  ScoreText text(model, response, options, out);
  text.PrintVerdict(title, weight_set);
  text.PrintLevels();
  text.PrintPossible();
  text.PrintWeakest();
  text.PrintGaps();
  text.PrintCoverageAndNotices();
}

}  // namespace cmmm::cli
