#include "cli/printing/compare_text.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/printing/compare_causes.h"
#include "cli/printing/compare_range.h"
#include "cli/printing/compare_sides.h"
#include "texts/table.h"
#include "texts/text_names.h"

namespace cmmm::cli {
namespace {

constexpr int kChangeTextWidth = 48;

// A sub-domain or an answer that changed, at its level.
template <typename Row>
struct AtLevel {
  int level;
  const Row* row;
  double sure;  // how far it moved the score, whatever the open answers are
  double most;  // how far it may have
};

// The `most` that moved most, ties in order.
template <typename Row>
std::vector<AtLevel<Row>> MovedMost(std::vector<AtLevel<Row>> rows, int most) {
  std::stable_sort(rows.begin(), rows.end(), [](const auto& x, const auto& y) {
    return std::tie(x.sure, x.most) > std::tie(y.sure, y.most);
  });
  if (static_cast<int>(rows.size()) > most) rows.resize(most);
  return rows;
}

class ComparisonText {
 public:
  ComparisonText(const CompareReport& report,
                 const v1::ModelDefinition& model_a,
                 const v1::ModelDefinition& model_b,
                 const v1::CompareResponse& response, std::ostream& out)
      : report_(report),
        model_a_(model_a),
        model_b_(model_b),
        names_a_(report.language, model_a),
        names_b_(report.language, model_b),
        response_(response),
        out_(out) {}

  void PrintSides() {
    PrintSide({report_.language, "A", report_.title_a}, model_a_, response_.a(),
              out_);
    PrintSide({report_.language, "B", report_.title_b}, model_b_, response_.b(),
              out_);
    const auto& comparison = response_.comparison();
    out_ << "\n  " << NameLevels(report_.language, model_a_, response_.a())
         << " → " << NameLevels(report_.language, model_b_, response_.b())
         << "\n  " << Say(report_.language, "总分", "total") << " S "
         << ShowTotal(response_.a()) << " → " << ShowTotal(response_.b())
         << "  ("
         << ShowRangeOf(report_.language, comparison, comparison.total())
         << ")\n";
  }

  void PrintLevels() {
    if (HasOpen()) {
      PrintLevelRanges(report_.language, names_b_, response_, out_);
    }
    out_ << "\n"
         << Say(report_.language, "各级得分的变化及原因",
                "How every level score changed, and why")
         << "\n";
    std::vector<texts::Table::Column> first = {
        {Say(report_.language, "等级", "Level")}};
    if (!HasOpen()) {
      first.push_back({"A", texts::Align::kRight});
      first.push_back({"B", texts::Align::kRight});
    }
    CausesTable table(report_.language, HasOpen(), std::move(first));
    for (const auto& level : response_.comparison().levels()) {
      std::vector<std::string> cells = {names_b_.Level(level.level())};
      if (!HasOpen()) {
        cells.push_back(Verdict(response_.a(), level.level()));
        cells.push_back(Verdict(response_.b(), level.level()));
      }
      table.AddRow(std::move(cells), level.attribution());
    }
    table.Print(out_);
    PrintNote(HasOpen() ? NoteOfRanges() : NoteOfCauses());
  }

  void PrintSubdomains() {
    std::vector<AtLevel<v1::SubdomainChange>> rows;
    for (const auto& level : response_.comparison().levels()) {
      for (const auto& row : level.subdomains()) {
        if (!MayMove(row.attribution())) continue;
        rows.push_back({level.level(), &row, MovedForSure(row.attribution()),
                        MovedAtMost(row.attribution())});
      }
    }
    if (rows.empty()) return;
    const size_t all = rows.size();
    out_ << "\n"
         << (HasOpen()
                 ? Say(report_.language,
                       "对等级得分影响最大的能力子域（确定的影响大的在前）",
                       "Sub-domains that moved a level score most (first what "
                       "moved it for sure)")
                 : Say(report_.language, "对等级得分影响最大的能力子域",
                       "Sub-domains that moved a level score most"))
         << "\n";
    CausesTable table(
        report_.language, HasOpen(),
        {{Say(report_.language, "等级", "Level"), texts::Align::kRight},
         {Say(report_.language, "能力子域", "Sub-domain")}});
    rows = MovedMost(std::move(rows), report_.listed);
    for (const auto& [level, row, sure, most] : rows) {
      table.AddRow({absl::StrCat(level), SubdomainName(row->subdomain_id())},
                   row->attribution());
    }
    table.Print(out_);
    PrintRest(all - rows.size());
  }

  void PrintAnswers() {
    std::vector<AtLevel<v1::RequirementChange>> rows;
    std::vector<AtLevel<v1::RequirementChange>> open;
    for (const auto& level : response_.comparison().levels()) {
      for (const auto& row : level.requirements()) {
        if (row.has_open()) {
          const double low = row.open().lowest().value();
          const double high = row.open().highest().value();
          open.push_back({level.level(), &row, std::max({low, -high, 0.0}),
                          std::max(-low, high)});
        } else {
          const double moved = std::abs(row.contribution().value());
          rows.push_back({level.level(), &row, moved, moved});
        }
      }
    }
    if (rows.empty()) {
      out_ << "\n"
           << (HasOpen()
                   ? Say(report_.language, "两边都作答的条款，答案没有变化。",
                         "No answer changed where both sides gave one.")
                   : Say(report_.language, "两边都计分的条款，答案没有变化。",
                         "No answer changed where both sides count it."))
           << "\n";
    } else {
      PrintChanged(Say(report_.language, "影响最大的答案变化",
                       "Changed answers with the greatest effect"),
                   std::move(rows));
    }
    if (open.empty()) return;
    PrintChanged(
        Say(report_.language, "只在一边作答的条款：变化取决于未作答的一边",
            "Answered on one side only: the change depends on the "
            "other"),
        std::move(open));
  }

 private:
  bool HasOpen() const { return response_.comparison().has_open(); }

  const char* NoteOfCauses() const {
    return Say(report_.language,
               "✓ 表示达标。答案：两边都计分的条款的等次变化，按 A "
               "的权重计。权重：百分比的变化。结构：只在一边计分的条款、"
               "空项和等次分值。各项之和恰为变化。",
               "✓ = satisfied. answers: other grades for what counts on both "
               "sides, at the weights of A. weights: other percentages. "
               "structure: what counts on one side only, empty cells, and "
               "what grades are worth. Together they are the change, "
               "exactly.");
  }

  const char* NoteOfRanges() const {
    return Say(
        report_.language,
        "答案：两边都计分的条款的等次变化，按 A 的权重计。权重：百分比的变化。"
        "结构：只在一边计分的条款、空项和等次分值。没有列出的原因没有影响。"
        "尚有条款未作答，每项都是范围；两端各由不同的答案得出，不能相加。",
        "answers: other grades for what counts on both sides, at the "
        "weights of A. weights: other percentages. structure: what counts "
        "on one side only, empty cells, and what grades are worth. A cause "
        "that is not listed has no part in it. Questions are open, so each "
        "is a range; not all ends come from the same answers, so ranges do "
        "not add up.");
  }

  void PrintChanged(const char* title,
                    std::vector<AtLevel<v1::RequirementChange>> rows) {
    const size_t all = rows.size();
    out_ << "\n" << title << "\n";
    texts::Table table(
        {{Say(report_.language, "等级", "Level"), texts::Align::kRight},
         {Say(report_.language, "条款", "requirement")},
         {"A"},
         {"B"},
         {Say(report_.language, "影响", "effect"), texts::Align::kRight},
         {Say(report_.language, "内容", "what it asks"), texts::Align::kLeft,
          kChangeTextWidth}});
    rows = MovedMost(std::move(rows), report_.listed);
    for (const auto& [level, row, sure, most] : rows) {
      table.AddRow({absl::StrCat(level), row->requirement_id(),
                    names_a_.Grade(row->from()), names_b_.Grade(row->to()),
                    ShowRangeOf(report_.language, *row, row->contribution()),
                    names_a_.Statement(row->requirement_id())});
    }
    table.Print(out_);
    PrintRest(all - rows.size());
  }

  static std::string Verdict(const v1::ComparedAssessment& side, int level) {
    const auto& score = side.decision().levels(level - 1);
    return absl::StrCat(score.satisfied() ? "✓ " : "",
                        texts::ShowScore(score.score()));
  }

  std::string SubdomainName(const std::string& id) const {
    const std::string name = names_b_.Node(v1::TIER_SUBDOMAIN, id);
    return name == id ? names_a_.Node(v1::TIER_SUBDOMAIN, id) : name;
  }

  void PrintNote(const char* text) { texts::PrintParagraph("  ", text, out_); }

  void PrintRest(size_t rest) {
    if (rest == 0) return;
    out_ << "  … " << Say(report_.language, "还有 ", "") << rest
         << Say(report_.language, " 项", " more") << "\n";
  }

  const CompareReport& report_;
  const v1::ModelDefinition& model_a_;
  const v1::ModelDefinition& model_b_;
  texts::TextNames names_a_;
  texts::TextNames names_b_;
  const v1::CompareResponse& response_;
  std::ostream& out_;
};

}  // namespace

void PrintComparison(const CompareReport& report,
                     const v1::ModelDefinition& model_a,
                     const v1::ModelDefinition& model_b,
                     const v1::CompareResponse& response, std::ostream& out) {
  ComparisonText text(report, model_a, model_b, response, out);
  text.PrintSides();
  text.PrintLevels();
  text.PrintSubdomains();
  text.PrintAnswers();
  PrintOneSided(report.language, response.comparison(), out);
}

}  // namespace cmmm::cli
