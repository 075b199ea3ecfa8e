// `cmmm margin`: how safe a level is.
#include <iostream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/commands/commands.h"
#include "cli/options/assessment_options.h"
#include "cli/scoring_engine.h"
#include "texts/open_text.h"
#include "texts/table.h"
#include "texts/text_names.h"

namespace cmmm::cli {
namespace {

constexpr int kMarginTextWidth = 60;

class MarginText {
 public:
  MarginText(const texts::TextNames& texts,
             const v1::AnalyzeMarginResponse& response, bool counts_steps)
      : texts_(texts), response_(response), counts_steps_(counts_steps) {}

  void Print() const {
    const bool open = response_.open() > 0;
    std::cout << Say(texts_.language(), "现在", "Now ")
              << (open ? Say(texts_.language(), "至少为", "at least ")
                       : Say(texts_.language(), "为", ""))
              << texts_.Level(response_.level())
              << Say(texts_.language(), "，总分 S ", ", total S ")
              << (open ? Say(texts_.language(), "至少 ", "at least ") : "= ")
              << texts::ShowScore(response_.decision().total()) << "\n";
    if (open) {
      texts::PrintParagraph(
          "", texts::SayListHolds(texts_.language(), response_.open()),
          std::cout);
    }
    if (response_.level() == 0) {
      std::cout << (response_.open() > 0
                        ? Say(texts_.language(), "尚无确定的等级可失去。",
                              "No level is certain yet that could be lost.")
                        : Say(texts_.language(), "没有等级可失去。",
                              "There is no level to lose."))
                << "\n";
      return;
    }
    PrintLevels();
    PrintDowngrades();
    PrintCritical();
  }

 private:
  void PrintLevels() const {
    std::cout << "\n";
    texts::Table table(
        {{Say(texts_.language(), "等级", "level")},
         {Say(texts_.language(), "得分余量", "score in reserve"),
          texts::Align::kRight},
         {counts_steps_ ? Say(texts_.language(), "最少下调几档就失去",
                              "fewest steps down to lose it")
                        : Say(texts_.language(), "最少改判几条就失去",
                              "fewest answers to lose it"),
          texts::Align::kRight}});
    for (const auto& level : response_.levels()) {
      table.AddRow({texts_.Level(level.level()), texts::ShowReserve(level),
                    level.cannot_be_lost()
                        ? Say(texts_.language(), "不会失去", "cannot be lost")
                        : texts::ShowMarginSize(level)});
    }
    table.Print(std::cout);
  }

  void PrintDowngrades() const {
    if (response_.downgrades().empty()) return;
    std::cout << "\n"
              << Say(texts_.language(), "例如这样下调，就只剩 ",
                     "For example, with these downgrades what is left is: ")
              << texts_.Level(response_.after().level()) << "\n";
    texts::Table table(
        {{Say(texts_.language(), "条款", "requirement")},
         {Say(texts_.language(), "自评 → 下调为", "now → downgraded to")},
         {Say(texts_.language(), "内容", "what it asks"), texts::Align::kLeft,
          kMarginTextWidth}});
    for (const auto& downgrade : response_.downgrades()) {
      table.AddRow({downgrade.requirement_id(),
                    absl::StrCat(texts_.Grade(downgrade.from()), " → ",
                                 texts_.Grade(downgrade.to())),
                    texts_.Statement(downgrade.requirement_id())});
    }
    table.Print(std::cout);
  }

  void PrintCritical() const {
    const auto& ids = response_.critical_requirement_ids();
    std::cout << "\n";
    if (ids.empty()) {
      std::cout << Say(texts_.language(),
                       "没有哪一条单独下调一档就会失去等级。",
                       "No single answer loses the level by one step down.")
                << "\n";
      return;
    }
    std::cout << Say(texts_.language(),
                     "下列每一条，单独下调一档就会失去等级：",
                     "Each of these alone, one step down, loses the level:")
              << "\n";
    texts::PrintParagraph("  ", absl::StrJoin(ids, " "), std::cout);
  }

  const texts::TextNames& texts_;
  const v1::AnalyzeMarginResponse& response_;
  const bool counts_steps_;
};

struct MarginOptions {
  std::string file;
  std::string measure = "steps";
  bool proof = false;
  AssessmentOptions assessment;
};

MaybeFailure ShowMargin(const MarginOptions& options, ScoringEngine* engine) {
  v1::AnalyzeMarginRequest request;
  v1::AnalyzeMarginResponse response;
  if (auto failure = ReadAssessment(options.file, options.assessment, engine,
                                    request.mutable_assessment())) {
    return failure;
  }
  const bool counts_steps = options.measure == "steps";
  request.set_measure(counts_steps ? v1::DOWNGRADE_MEASURE_STEPS
                                   : v1::DOWNGRADE_MEASURE_ANSWERS);
  request.set_with_proof(options.proof);
  if (auto failure = engine->Ask(request, &response)) return failure;
  return PrintAnswer(
      options.assessment, response, engine,
      [&](texts::Language language, const v1::ModelDefinition& model) {
        const texts::TextNames texts(language, model);
        MarginText(texts, response, counts_steps).Print();
      });
}

}  // namespace

void AddMarginCommand(Command app, Run* run) {
  auto options = std::make_shared<MarginOptions>();
  Command margin = app.AddSubcommand(
      "margin", "Show how few downgrades by a reviewer lose the level");
  AddFileOption(margin, &options->file).Required();
  margin
      .AddOption("--measure", &options->measure,
                 "Count single steps down, or answers changed")
      .OneOf({"steps", "answers"})
      .ShowDefault();
  margin.AddFlag("--proof", &options->proof,
                 "With the proofs that fewer do not do (json, textproto)");
  AddAssessmentOptions(margin, &options->assessment);
  margin.ShowExamples({"cmmm margin datasets/auto-parts-level-3.textproto"});
  margin.OnCall([options, run] {
    *run = [options] { return RunOnFile(*options, ShowMargin); };
  });
}

}  // namespace cmmm::cli
