#include "cli/printing/score_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/printing/bounds_text.h"
#include "texts/node_text.h"
#include "texts/reading_text.h"
#include "texts/table.h"
#include "texts/text_names.h"

namespace cmmm::cli {
namespace {

class ScoreText {
 public:
  ScoreText(const v1::ModelDefinition& model, const v1::ScoreResponse& response,
            const ScoreTextOptions& options, std::ostream& out)
      : model_(model),
        response_(response),
        options_(options),
        names_(options.language, model),
        out_(out) {}

  void PrintVerdict(const std::string& title, const std::string& weight_set) {
    out_ << title << "\n";
    out_ << "  " << Say(options_.language, "模型", "Model") << "  "
         << response_.model().id() << "@" << response_.model().version() << "  "
         << Say(options_.language, "摘要", "digest") << " "
         << response_.model().digest().substr(0, 12) << "\n";
    for (const auto& set : model_.weight_sets()) {
      if (set.id() != weight_set && model_.weight_sets_size() > 1) continue;
      out_ << "  " << Say(options_.language, "权重", "Weights") << "  "
           << Say(options_.language, set.name()) << " (" << set.id() << ")\n";
    }
    const v1::LevelDecision& decision = response_.decision();
    out_ << "\n  " << VerdictTitle(decision.level()) << "    "
         << Say(options_.language, "总分", "total")
         << " S = " << texts::ShowScoreRange(decision.total(), Best().total())
         << "\n";
    PrintReadings();
    PrintCountedAsNot();
    out_ << "\n";
  }

  void PrintLevels() {
    std::vector<texts::Table::Column> columns = {
        {Say(options_.language, "等级", "Level")},
        {OpenEnded() ? Say(options_.language, "最低", "at worst")
                     : Say(options_.language, "得分", "score"),
         texts::Align::kRight}};
    if (OpenEnded())
      columns.push_back(
          {Say(options_.language, "最高", "at best"), texts::Align::kRight});
    columns.push_back(
        {Say(options_.language, "达标线", "needed"), texts::Align::kRight});
    columns.push_back({Say(options_.language, "结果", "result")});
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
         << Say(options_.language, "还可能的等级：", "Still possible: ")
         << NamePossibleLevels(options_.language, model_, bounds) << "\n  "
         << SaySettled(options_.language, bounds) << "\n";
  }

  void PrintWeakest() {
    const auto rows = texts::WeakestFirst(response_.scorecard());
    if (rows.empty()) return;
    const bool open = response_.coverage().unanswered() > 0;
    out_ << "\n"
         << (open ? Say(options_.language,
                        "最薄弱的能力子域（只看已作答的条款）",
                        "Weakest sub-domains, of what was answered")
                  : Say(options_.language, "最薄弱的能力子域",
                        "Weakest sub-domains"))
         << "\n";
    std::vector<texts::Table::Column> columns = {
        {Say(options_.language, "能力子域", "Sub-domain")},
        {Say(options_.language, "成熟度", "maturity"), texts::Align::kRight},
        {Say(options_.language, "权重", "weight"), texts::Align::kRight}};
    for (const auto& level : response_.decision().levels()) {
      columns.push_back(
          {names_.LevelColumn(level.level()), texts::Align::kRight});
    }
    texts::Table table(columns);
    const int shown = std::min(options_.weakest, static_cast<int>(rows.size()));
    for (int i = 0; i < shown; ++i) table.AddRow(SubdomainCells(*rows[i]));
    table.Print(out_);
    if (open) {
      PrintItem(
          "  · ",
          Say(options_.language,
              "“低–高”和“≥”：取决于未作答的条款；?：全部未作答；–：没有条款。",
              "low–high and ≥: depends on questions not answered; ?: none of "
              "them is answered; –: nothing is asked."));
    }
  }

  void PrintGaps() {
    const v1::LevelGap* gap = FirstGap();
    if (gap == nullptr) return;
    PrintShortfall(*gap);
    texts::Table table(
        {{"#", texts::Align::kRight},
         {Say(options_.language, "条款", "requirement")},
         {Say(options_.language, "现状", "now")},
         {Say(options_.language, "可加分", "gain"), texts::Align::kRight},
         {Say(options_.language, "内容", "what it asks"), texts::Align::kLeft,
          texts::kStatementWidth}});
    int answered = 0;
    for (const v1::RequirementGap& item : gap->requirements()) {
      if (item.grade() == v1::GRADE_UNSPECIFIED) continue;
      if (++answered > options_.gaps) continue;
      table.AddRow({absl::StrCat(answered), item.requirement_id(),
                    names_.Grade(item.grade()),
                    absl::StrCat("+", texts::ShowDown(item.gain(), 4)),
                    names_.Statement(item.requirement_id())});
    }
    if (answered > 0) table.Print(out_);
    if (answered > options_.gaps) {
      out_ << "  … " << Say(options_.language, "还有 ", "")
           << answered - options_.gaps << Say(options_.language, " 条", " more")
           << "\n";
    }
    if (const int open = gap->requirements_size() - answered; open > 0) {
      out_ << "  · "
           << Say(options_.language, "本级另有 ",
                  "Not answered yet at this level: ")
           << open
           << Say(options_.language, " 条未作答（cmmm next）", " (cmmm next)")
           << "\n";
    }
  }

  void PrintCoverageAndNotices() {
    const auto& coverage = response_.coverage();
    out_ << "\n"
         << Say(options_.language, "作答 ", "Answered ") << coverage.answered()
         << "/" << coverage.in_scope()
         << Say(options_.language, "，未作答 ", ", unanswered ")
         << coverage.unanswered()
         << Say(options_.language, "，不适用 ", ", not applicable ")
         << coverage.not_applicable() << "\n";
    for (const auto& notice : response_.notices()) {
      PrintItem("  · ", notice.has_text()
                            ? Say(options_.language, notice.text())
                            : notice.id());
    }
  }

 private:
  void PrintItem(const char* mark, const std::string& text) {
    texts::PrintParagraph(mark, text, out_);
  }

  // Open questions leave a range of results.
  bool OpenEnded() const { return response_.bounds().open() > 0; }

  // What the result becomes when every open answer is the best one.
  const v1::LevelDecision& Best() const {
    return OpenEnded() ? response_.bounds().best() : response_.decision();
  }

  void PrintReadings() {
    if (!texts::ReadingsDiffer(response_.decision(), Best())) return;
    PrintItem("  ", absl::StrCat(Say(options_.language, "总分的两种读法：S = ",
                                     "The total read in two ways: S = "),
                                 texts::ShowReadings(
                                     names_, response_.decision(), Best()),
                                 Say(options_.language, "。", ". "),
                                 texts::WhyReadingsDiffer(options_.language)));
  }

  // Beside the verdict, so that nobody takes the least for the fact.
  void PrintCountedAsNot() {
    const int open = response_.coverage().unanswered();
    if (open == 0 || OpenEnded()) return;
    PrintItem("  ",
              options_.language == texts::Language::kZh
                  ? absl::StrCat("有 ", open,
                                 " 条未作答，按“不满足”计：等级和得分是最低值，"
                                 "作答后可能更高。")
                  : absl::StrCat(texts::Counted(open,
                                                "question is open and "
                                                "counts",
                                                "questions are open and count"),
                                 " as not satisfied: level and scores are the "
                                 "least they can be."));
  }

  std::vector<std::string> LevelCells(int k) const {
    const auto& level = response_.decision().levels(k);
    std::vector<std::string> cells = {names_.Level(level.level()),
                                      texts::ShowScore(level.score())};
    const bool possible = Best().levels(k).satisfied();
    if (OpenEnded()) {
      cells.push_back(texts::ShowScore(Best().levels(k).score()));
    }
    cells.push_back(texts::ShowDown(model_.satisfied_at_percent() / 100.0, 2));
    cells.emplace_back(
        level.satisfied() ? Say(options_.language, "✓ 达标", "✓ satisfied")
        : possible        ? Say(options_.language, "? 未定", "? undecided")
                   : Say(options_.language, "✗ 未达标", "✗ not satisfied"));
    return cells;
  }

  // The level for sure, when open questions could still raise it.
  std::string VerdictTitle(int level) const {
    if (!OpenEnded() || response_.bounds().settled()) {
      return names_.LevelTitle(level);
    }
    if (level == 0) {
      return Say(options_.language, "尚不能确定达到任何等级",
                 "No level for sure yet");
    }
    return absl::StrCat(Say(options_.language, "至少", ""),
                        names_.LevelTitle(level),
                        Say(options_.language, "", " at least"));
  }

  std::vector<std::string> SubdomainCells(const v1::NodeScore& row) const {
    std::vector<std::string> cells = {
        names_.Node(v1::TIER_SUBDOMAIN, row.id()),
        texts::ShowMaturity(options_.language, row),
        texts::ShowPercent(row.weight())};
    for (const auto& level : row.levels()) {
      cells.push_back(texts::ShowNodeScore(level, texts::Room::kNarrow));
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

  void PrintShortfall(const v1::LevelGap& gap) {
    const v1::LevelScore& best = Best().levels(gap.level() - 1);
    std::string least = "0";
    if (!best.satisfied()) {
      least = texts::ShowShortfall(
          texts::ShortfallOf(best.score(), gap.required()));
    }
    const std::string most = texts::ShowShortfall(gap.shortfall());
    out_ << "\n"
         << Say(options_.language, "距", "To ")
         << names_.LevelNumber(gap.level())
         << Say(options_.language, "还差 ", ": short by ")
         << texts::ShowRange(OpenEnded() ? least : most, most)
         << Say(options_.language, "，先看这些条款（补到“全部满足”可加的分）",
                "; look at these first (gain if fully satisfied)")
         << "\n";
  }

  const v1::ModelDefinition& model_;
  const v1::ScoreResponse& response_;
  const ScoreTextOptions& options_;
  texts::TextNames names_;
  std::ostream& out_;
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
