#include "cli/printing/compare_text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "texts/table.h"
#include "texts/text_names.h"

namespace cmmm::cli {
namespace {

constexpr int kChangeTextWidth = 48;
constexpr int kIdsListed = 6;

// A sub-domain or an answer that changed, at its level.
template <typename Row>
struct AtLevel {
  int level;
  const Row* row;
  double change;
};

// The `most` that moved most, ties in order.
template <typename Row>
std::vector<AtLevel<Row>> MovedMost(std::vector<AtLevel<Row>> rows, int most) {
  std::stable_sort(rows.begin(), rows.end(), [](const auto& x, const auto& y) {
    return std::abs(x.change) > std::abs(y.change);
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
    PrintSide("A", report_.title_a, model_a_, names_a_, response_.a());
    PrintSide("B", report_.title_b, model_b_, names_b_, response_.b());
    const auto& from = response_.a().decision();
    const auto& to = response_.b().decision();
    out_ << "\n  " << names_a_.LevelTitle(from.level()) << " → "
         << names_b_.LevelTitle(to.level()) << "\n  " << In("总分", "total")
         << " S " << texts::ShowScore(from.total()) << " → "
         << texts::ShowScore(to.total()) << "  ("
         << texts::ShowChange(response_.comparison().total()) << ")\n";
  }

  void PrintLevels() {
    out_ << "\n"
         << In("各级得分的变化及原因", "How every level score changed, and why")
         << "\n";
    texts::Table table({{In("等级", "Level")},
                        {"A", texts::Align::kRight},
                        {"B", texts::Align::kRight},
                        {In("变化", "change"), texts::Align::kRight},
                        {In("答案", "answers"), texts::Align::kRight},
                        {In("权重", "weights"), texts::Align::kRight},
                        {In("结构", "structure"), texts::Align::kRight}});
    for (const auto& level : response_.comparison().levels()) {
      std::vector<std::string> cells = {names_b_.Level(level.level()),
                                        Verdict(response_.a(), level.level()),
                                        Verdict(response_.b(), level.level())};
      AddCauses(level.attribution(), &cells);
      table.AddRow(std::move(cells));
    }
    table.Print(out_);
    PrintNote(
        In("✓ 表示达标。答案：两边都计分的条款的等次变化，按 A "
           "的权重计。权重：百分比的变化。结构：只在一边计分的条款、"
           "空项和等次分值。各项之和恰为变化。",
           "✓ = satisfied. answers: other grades for what counts on both "
           "sides, at the weights of A. weights: other percentages. "
           "structure: what counts on one side only, empty cells, and "
           "what grades are worth. Together they are the change, "
           "exactly."));
  }

  void PrintSubdomains() {
    std::vector<AtLevel<v1::SubdomainChange>> rows;
    for (const auto& level : response_.comparison().levels()) {
      for (const auto& row : level.subdomains()) {
        if (!Moved(row.attribution())) continue;
        rows.push_back(
            {level.level(), &row, row.attribution().change().value()});
      }
    }
    if (rows.empty()) return;
    const size_t all = rows.size();
    out_ << "\n"
         << In("对等级得分影响最大的能力子域",
               "Sub-domains that moved a level score most")
         << "\n";
    texts::Table table({{In("等级", "Level"), texts::Align::kRight},
                        {In("能力子域", "Sub-domain")},
                        {In("变化", "change"), texts::Align::kRight},
                        {In("答案", "answers"), texts::Align::kRight},
                        {In("权重", "weights"), texts::Align::kRight},
                        {In("结构", "structure"), texts::Align::kRight}});
    rows = MovedMost(std::move(rows), report_.listed);
    for (const auto& [level, row, change] : rows) {
      std::vector<std::string> cells = {absl::StrCat(level),
                                        SubdomainName(row->subdomain_id())};
      AddCauses(row->attribution(), &cells);
      table.AddRow(std::move(cells));
    }
    table.Print(out_);
    PrintRest(all - rows.size());
  }

  void PrintAnswers() {
    std::vector<AtLevel<v1::RequirementChange>> rows;
    for (const auto& level : response_.comparison().levels()) {
      for (const auto& row : level.requirements()) {
        rows.push_back({level.level(), &row, row.contribution().value()});
      }
    }
    if (rows.empty()) {
      out_ << "\n"
           << In("两边都计分的条款，答案没有变化。",
                 "No answer changed where both sides count it.")
           << "\n";
      return;
    }
    const size_t all = rows.size();
    out_ << "\n"
         << In("影响最大的答案变化", "Changed answers with the greatest effect")
         << "\n";
    texts::Table table(
        {{In("等级", "Level"), texts::Align::kRight},
         {In("条款", "requirement")},
         {"A"},
         {"B"},
         {In("影响", "effect"), texts::Align::kRight},
         {In("内容", "what it asks"), texts::Align::kLeft, kChangeTextWidth}});
    rows = MovedMost(std::move(rows), report_.listed);
    for (const auto& [level, row, change] : rows) {
      table.AddRow({absl::StrCat(level), row->requirement_id(),
                    names_a_.Grade(row->from()), names_b_.Grade(row->to()),
                    texts::ShowChange(row->contribution()),
                    names_a_.Statement(row->requirement_id())});
    }
    table.Print(out_);
    PrintRest(all - rows.size());
  }

  void PrintOneSided() {
    PrintOnly("A", "B", response_.comparison().only_a());
    PrintOnly("B", "A", response_.comparison().only_b());
  }

 private:
  const char* In(const char* zh, const char* en) const {
    return Say(report_.language, zh, en);
  }

  void PrintSide(const char* name, const std::string& title,
                 const v1::ModelDefinition& model,
                 const texts::TextNames& names,
                 const v1::ComparedAssessment& side) {
    out_ << name << "  " << title << "\n     " << side.model().id() << "@"
         << side.model().version() << "  " << In("摘要", "digest") << " "
         << side.model().digest().substr(0, 12);
    for (const auto& set : model.weight_sets()) {
      if (set.id() != side.weight_set()) continue;
      out_ << "\n     " << In("权重", "weights") << " "
           << Say(report_.language, set.name());
    }
    out_ << "\n     " << In("计分条款 ", "requirements that count ")
         << side.coverage().answered() + side.coverage().unanswered();
    const auto count = [&](const char* text, int number) {
      if (number > 0) out_ << text << number;
    };
    count(In("，其中未作答 ", ", of them unanswered "),
          side.coverage().unanswered());
    count(In("；不适用 ", "; not applicable "),
          side.coverage().not_applicable());
    if (side.decision().levels_size() < model.levels_size()) {
      out_ << In("；只评估到", "; assessed up to ")
           << names.LevelNumber(side.decision().levels_size());
    }
    if (side.excluded_domain_ids_size() > 0) {
      out_ << In("；不开展的业务：", "; without ")
           << absl::StrJoin(side.excluded_domain_ids(), In("、", ", "),
                            [&](std::string* text, const std::string& id) {
                              text->append(names.Node(v1::TIER_DOMAIN, id));
                            });
    }
    out_ << "\n";
  }

  static bool Moved(const v1::Attribution& parts) {
    return parts.change().numerator() != 0 ||
           parts.answers().numerator() != 0 ||
           parts.weights().numerator() != 0 ||
           parts.structure().numerator() != 0;
  }

  static std::string Verdict(const v1::ComparedAssessment& side, int level) {
    const auto& score = side.decision().levels(level - 1);
    return absl::StrCat(score.satisfied() ? "✓ " : "",
                        texts::ShowScore(score.score()));
  }

  static void AddCauses(const v1::Attribution& parts,
                        std::vector<std::string>* cells) {
    for (const v1::Change* part : {&parts.change(), &parts.answers(),
                                   &parts.weights(), &parts.structure()}) {
      cells->push_back(texts::ShowChange(*part));
    }
  }

  std::string SubdomainName(const std::string& id) const {
    const std::string name = names_b_.Node(v1::TIER_SUBDOMAIN, id);
    return name == id ? names_a_.Node(v1::TIER_SUBDOMAIN, id) : name;
  }

  void PrintNote(const char* text) { texts::PrintParagraph("  ", text, out_); }

  void PrintRest(size_t rest) {
    if (rest == 0) return;
    out_ << "  … " << In("还有 ", "") << rest << In(" 项", " more") << "\n";
  }

  // Why requirements do not count in `other`.
  std::string Why(v1::Absence absence, const char* other) const {
    switch (absence) {
      case v1::ABSENCE_NOT_IN_MODEL:
        return Phrase(other, " 的模型没有", "not in the model of ");
      case v1::ABSENCE_NOT_APPLICABLE:
        return Phrase(other, " 中不适用", "not applicable in ");
      default:
        return Phrase(other, " 的问卷不问", "not asked in ");
    }
  }

  std::string Phrase(const char* side, const char* zh, const char* en) const {
    return report_.language == texts::Language::kZh ? absl::StrCat(side, zh)
                                                    : absl::StrCat(en, side);
  }

  void PrintOnly(
      const char* side, const char* other,
      const google::protobuf::RepeatedPtrField<v1::OneSidedRequirement>&
          items) {
    std::map<v1::Absence, std::vector<std::string>> ids;
    for (const auto& item : items) {
      ids[item.absence()].push_back(item.requirement_id());
    }
    if (ids.empty()) return;
    out_ << "\n"
         << In("只计入 ", "Counts in ") << side << In(" 的条款", " only")
         << "\n";
    for (auto& [absence, list] : ids) {
      const size_t all = list.size();
      if (all > kIdsListed) list.resize(kIdsListed);
      PrintItem(absl::StrCat(Why(absence, other), In("（", " ("), all,
                             In(" 条）：", "): "), absl::StrJoin(list, ", "),
                             all > list.size() ? " …" : ""));
    }
  }

  void PrintItem(const std::string& text) {
    texts::PrintParagraph("  · ", text, out_);
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
  text.PrintOneSided();
}

}  // namespace cmmm::cli
