// `cmmm plan`: the cheapest way up.
#include <iostream>
#include <memory>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/commands/commands.h"
#include "cli/options/assessment_options.h"
#include "cli/options/plan_options.h"
#include "cli/options/profile_options.h"
#include "cli/scoring_engine.h"
#include "texts/open_text.h"
#include "texts/table.h"
#include "texts/text_names.h"

namespace cmmm::cli {
namespace {

constexpr int kPlanTextWidth = 44;

class PlanText {
 public:
  // `hold`: the downgrades that the plan was to survive.
  PlanText(const texts::TextNames& texts,
           const v1::PlanUpgradeResponse& response, int hold)
      : texts_(texts), response_(response), hold_(hold) {}

  void Print() const {
    const auto& before = response_.before();
    const bool open = response_.has_open();
    std::cout << Say(texts_.language(), "现在", "Now ")
              << (open ? Say(texts_.language(), "至少为", "at least ")
                       : Say(texts_.language(), "为", ""))
              << texts_.Level(before.level())
              << Say(texts_.language(), "，总分 S ", ", total S ")
              << (open ? Say(texts_.language(), "至少 ", "at least ") : "= ")
              << texts::ShowScore(before.total())
              << Say(texts_.language(), "；目标", "; target ")
              << texts_.Level(response_.target_level()) << "\n";
    if (open) {
      texts::PrintParagraph(
          "",
          texts::SayListHolds(texts_.language(), response_.open().questions()),
          std::cout);
    }
    std::cout << "\n";
    PrintVerdict();
    PrintRaises(response_.raises());
    if (hold_ > 0 && response_.reachable() && !response_.already_reached()) {
      std::cout << "\n"
                << Say(texts_.language(), "此后", "Then ")
                << texts_.Level(response_.target_level())
                << Say(texts_.language(), "经得起任意 ", " survives any ")
                << hold_
                << Say(texts_.language(), " 档下调。",
                       hold_ == 1 ? " downgrade. " : " downgrades. ");
      PrintMargin();
    }
    for (int i = 0; i < response_.alternatives_size(); ++i) {
      const auto& plan = response_.alternatives(i);
      std::cout << "\n"
                << Say(texts_.language(), "备选方案 ", "Alternative ") << i + 1
                << Say(texts_.language(), "，共需投入 ", ", cost ")
                << plan.total_cost() << "\n";
      PrintRaises(plan.raises());
    }
  }

 private:
  void PrintVerdict() const {
    if (response_.already_reached()) {
      std::cout << (hold_ > 0
                        ? Say(texts_.language(),
                              "目标等级已经守得住，不需要任何提升。",
                              "The target is safe already; nothing to raise.")
                        : Say(texts_.language(),
                              "目标等级已经达到，不需要任何提升。",
                              "The target is reached already; nothing to "
                              "raise."))
                << "\n";
      PrintMargin();
      return;
    }
    if (response_.reachable()) {
      std::cout << Say(texts_.language(), "最省的办法共需投入 ",
                       "The cheapest way costs ")
                << texts::ShowPlanCost(response_)
                << Say(texts_.language(), "，提升 ", ", and raises ")
                << (texts_.language() == texts::Language::kZh
                        ? absl::StrCat(response_.raises_size(),
                                       " 条，按此顺序：")
                        : texts::Counted(response_.raises_size(),
                                         "answer:", "answers, in this order:"))
                << "\n";
      return;
    }
    std::cout << Say(texts_.language(), "目标达不到。",
                     "The target is out of reach. ");
    if (response_.has_cheapest_cost()) {
      std::cout << Say(texts_.language(), "最省也需投入 ", "It costs at least ")
                << response_.cheapest_cost()
                << Say(texts_.language(), "，超出预算。预算内最好的做法（投入 ",
                       ", above the budget. The best within it (cost ")
                << response_.total_cost()
                << Say(texts_.language(), "）：", "):") << "\n";
    } else {
      std::cout << HighestInWords()
                << texts_.Level(response_.highest_reachable_level()) << "\n";
    }
  }

  // The beginning of the sentence about the highest level that there is.
  std::string HighestInWords() const {
    if (hold_ == 0) {
      return Say(texts_.language(), "把允许提升的都补满，最高到 ",
                 "With everything raised that may be: ");
    }
    return texts_.language() == texts::Language::kZh
               ? absl::StrCat("把允许提升的都补满，经得起下调 ", hold_,
                              " 档的最高等级：")
               : absl::StrCat(
                     "With everything raised that may be, the highest "
                     "level that survives ",
                     texts::Counted(hold_, "downgrade", "downgrades"), ": ");
  }

  void PrintMargin() const {
    const auto& margin = response_.margin();
    if (margin.cannot_be_lost()) {  // nor with any other open answers
      std::cout << Say(texts_.language(), "怎样下调都不会失去它。",
                       "No downgrade at all loses it.")
                << "\n";
      return;
    }
    std::cout << Say(texts_.language(), "最少下调几档就会失去它：",
                     "Fewest downgrades that lose it: ")
              << texts::ShowMarginSize(margin) << "\n";
  }

  void PrintRaises(
      const google::protobuf::RepeatedPtrField<v1::Raise>& raises) const {
    if (raises.empty()) return;
    texts::Table table(
        {{"#", texts::Align::kRight},
         {Say(texts_.language(), "条款", "requirement")},
         {Say(texts_.language(), "现状 → 提升到", "now → raise to")},
         {Say(texts_.language(), "投入", "cost"), texts::Align::kRight},
         {Say(texts_.language(), "累计", "so far"), texts::Align::kRight},
         {Say(texts_.language(), "本级加分", "level gain"),
          texts::Align::kRight},
         {Say(texts_.language(), "总分 S", "total S"), texts::Align::kRight},
         {Say(texts_.language(), "等级", "level"), texts::Align::kRight},
         {Say(texts_.language(), "内容", "what it asks"), texts::Align::kLeft,
          kPlanTextWidth}});
    int number = 0;
    for (const v1::Raise& raise : raises) {
      table.AddRow(
          {absl::StrCat(++number), raise.requirement_id(),
           absl::StrCat(texts_.Grade(raise.from()), " → ",
                        texts_.Grade(raise.to())),
           absl::StrCat(raise.cost()), absl::StrCat(raise.cost_so_far()),
           absl::StrCat("+", texts::ShowScore(raise.gain())),
           texts::ShowScore(raise.total()), absl::StrCat(raise.level_reached()),
           texts_.Statement(raise.requirement_id())});
    }
    table.Print(std::cout);
  }

  const texts::TextNames& texts_;
  const v1::PlanUpgradeResponse& response_;
  const int hold_;
};

struct PlanCommandOptions {
  std::string file;
  PlanOptions plan;
  AssessmentOptions assessment;
};

// What the engine says of these fields of the request, which options set.
MaybeFailure OfFields(const std::set<std::string>& fields,
                      const MaybeFailure& failure) {
  if (!failure.has_value()) return std::nullopt;
  Failure ours = *failure;
  ours.kind = FailureKind::kUsage;
  ours.violations = {};
  for (const Violation& one : failure->violations.listed()) {
    if (fields.count(one.field_path) > 0) ours.violations.Add(one);
  }
  if (ours.violations.empty()) return std::nullopt;
  return ours;
}

MaybeFailure Plan(const PlanCommandOptions& options, ScoringEngine* engine) {
  v1::PlanUpgradeRequest request;
  v1::PlanUpgradeResponse response;
  WrongOptions wrong;
  for (const Text& text : TakeWrongValues()) wrong.Add(text.en, text.zh);
  ReadPlanOptions(options.plan, &request, &wrong);
  if (auto failure = ReadAssessment(options.file, options.assessment, engine,
                                    request.mutable_assessment())) {
    // What is wrong with a file is told once the options are right.
    if (failure->kind != FailureKind::kUsage) {
      return wrong.empty() ? failure : wrong.Take();
    }
    wrong.Add(failure);
    // Without its options, to look at those of the plan.
    AssessmentOptions bare = options.assessment;
    bare.weights.clear();
    bare.exclude.clear();
    bare.up_to = -1;
    request.clear_assessment();
    if (ReadAssessment(options.file, bare, engine,
                       request.mutable_assessment())) {
      return wrong.Take();
    }
  }
  std::set<std::string> options_said = {"hold", "alternatives", "budget"};
  if (options.plan.target > 0) options_said.insert("target_level");
  auto failure = BlameOptions(options_said, engine->Ask(request, &response));
  if (!wrong.empty()) {
    wrong.Add(OfFields(options_said, failure));
    return wrong.Take();
  }
  if (failure.has_value()) return failure;
  return PrintAnswer(
      options.assessment, response, engine,
      [&](texts::Language language, const v1::ModelDefinition& model) {
        const texts::TextNames texts(language, model);
        PlanText(texts, response, options.plan.hold).Print();
      });
}

void DeclareOptions(Command command, PlanOptions* options) {
  command.AddOption("--target", &options->target,
                    "Level to reach; 0 = the next one, or with a budget as "
                    "high as it goes");
  command.AddOption("--cost", &options->costs,
                    "What raises cost: ID=N or ID=N,N,N, ID a requirement, a "
                    "sub-domain or all; without one a step costs 1");
  command.AddOption("--costs", &options->cost_file,
                    "File with one such cost a line");
  command.AddOption("--freeze", &options->frozen,
                    "Requirement or sub-domain that stays as it is");
  command.AddOption("--requires", &options->prerequisites,
                    "ID:NEEDS or ID:NEEDS=GRADE: raise ID only when NEEDS "
                    "is that good");
  command.AddFlag("--lower-levels-first", &options->lower_levels_first,
                  "In a sub-domain, lower levels first");
  command.AddOption("--budget", &options->budget, "Most to spend");
  command.AddOption("--hold", &options->hold,
                    "Downgrades by a reviewer, each by one grade, that the "
                    "level must survive");
  command.AddOption("--alternatives", &options->alternatives,
                    "How many further plans, up to 20");
  command.AddFlag("--proof", &options->proof,
                  "With the proof that nothing is cheaper (json, textproto)");
}

}  // namespace

void AddPlanCommand(Command app, Run* run) {
  auto options = std::make_shared<PlanCommandOptions>();
  Command plan = app.AddSubcommand(
      "plan", "Show the cheapest set of improvements that reaches a level");
  AddFileOption(plan, &options->file).Required();
  DeclareOptions(plan, &options->plan);
  AddAssessmentOptions(plan, &options->assessment);
  plan.ShowExamples({"cmmm plan datasets/furniture-maker-level-1.textproto",
                     "cmmm plan datasets/furniture-maker-level-1.textproto "
                     "--target 2 --cost data=3 --freeze network",
                     "cmmm plan datasets/hunan-equipment-maker-just-level-2."
                     "textproto --target 2 --hold 3"});
  plan.TellWrongValues();
  plan.OnCall([options, run] {
    *run = [options] { return RunOnFile(*options, Plan); };
  });
}

}  // namespace cmmm::cli
