// `cmmm next`: which open questions to answer first.
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/commands/commands.h"
#include "cli/options/assessment_options.h"
#include "cli/printing/bounds_text.h"
#include "cli/scoring_engine.h"
#include "texts/table.h"

namespace cmmm::cli {
namespace {

// Of the readable list, unless told otherwise.
constexpr int kShown = 10;

struct NextOptions {
  std::string file;
  std::optional<int> limit;  // else as many as suit the format
  bool all = false;
  AssessmentOptions assessment;
};

const char* SayReason(texts::Language language, v1::QuestionReason reason) {
  switch (reason) {
    case v1::QUESTION_REASON_NEXT_LEVEL:
      return Say(language, "决定下一级", "decides next level");
    case v1::QUESTION_REASON_HIGHER_LEVEL:
      return Say(language, "低一级达标后才有用", "once lower ones hold");
    case v1::QUESTION_REASON_TOTAL:
      return Say(language, "计入总分", "moves the total");
    default:
      return Say(language, "不再影响等级", "cannot change it");
  }
}

void PrintQuestions(texts::Language language, const v1::ModelDefinition& model,
                    const v1::NextQuestionsResponse& response) {
  std::map<std::string, const v1::RequirementDefinition*> requirement;
  for (const auto& item : model.requirements()) requirement[item.id()] = &item;
  texts::Table table({{"#", texts::Align::kRight},
                      {Say(language, "条款", "requirement")},
                      {Say(language, "等级", "level"), texts::Align::kRight},
                      {Say(language, "影响", "swing"), texts::Align::kRight},
                      {Say(language, "为何先答", "why")},
                      {Say(language, "内容", "what it asks"),
                       texts::Align::kLeft, texts::kStatementWidth}});
  int rank = 0;
  for (const auto& question : response.questions()) {
    const auto found = requirement.find(question.requirement_id());
    table.AddRow({absl::StrCat(++rank), question.requirement_id(),
                  absl::StrCat(question.level()),
                  texts::ShowScore(question.swing()),
                  SayReason(language, question.reason()),
                  found == requirement.end()
                      ? ""
                      : Say(language, found->second->statement())});
  }
  table.Print(std::cout);
}

void PrintText(texts::Language language, const v1::ModelDefinition& model,
               const v1::NextQuestionsResponse& response) {
  PrintBounds(language, model, response.bounds(), std::cout);
  if (response.matter() > 0) {
    std::cout
        << Say(language, "\n先答这些，最多再答 ",
               "\nAnswer these first; at most ")
        << response.matter()
        << Say(language,
               " 条等级就能确定\n  影响：从“不满足”到“全部满足”，"
               "本级得分的变化\n",
               response.matter() == 1
                   ? " answer settles the level\n  swing: what the "
                     "answer can move the score of its level by, from "
                     "not to fully\n"
                   : " answers settle the level\n  swing: what the answer can "
                     "move the score of its level by, from not to fully\n");
  } else if (response.questions_size() > 0) {
    std::cout << "\n"
              << Say(language, "未作答的条款", "Questions left open") << "\n";
  }
  if (response.questions_size() > 0) PrintQuestions(language, model, response);
  const int more = response.matter() - response.questions_size();
  if (more > 0) {
    std::cout << Say(language, "  … 还有 ", "  … ") << more
              << Say(language, " 条（--limit 0 全部列出）\n",
                     " more (--limit 0 lists all)\n");
  }
}

MaybeFailure ShowNext(const NextOptions& options, ScoringEngine* engine) {
  v1::NextQuestionsRequest request;
  v1::NextQuestionsResponse response;
  if (auto failure = ReadAssessment(options.file, options.assessment, engine,
                                    request.mutable_assessment())) {
    return failure;
  }
  const bool readable = options.assessment.format == "text" && !options.all;
  const int usual = readable ? kShown : 0;
  request.set_limit(options.limit.value_or(usual));
  request.set_include_others(options.all);
  if (auto failure = engine->Ask(request, &response)) return failure;
  return PrintAnswer(
      options.assessment, response, engine,
      [&](texts::Language language, const v1::ModelDefinition& model) {
        PrintText(language, model, response);
      });
}

}  // namespace

void AddNextCommand(Command app, Run* run) {
  auto options = std::make_shared<NextOptions>();
  Command next = app.AddSubcommand(
      "next", "Show which open questions to answer first to settle the level");
  AddFileOption(next, &options->file).Required();
  next.AddOption("--limit", &options->limit,
                 "Most questions to show; 0 = all; 10 in a report to read");
  next.AddFlag("--all", &options->all,
               "Also the open questions that cannot change the level");
  AddAssessmentOptions(next, &options->assessment);
  next.ShowExamples({"cmmm next datasets/half-filled-questionnaire.textproto"});
  next.OnCall([options, run] {
    *run = [options] { return RunOnFile(*options, ShowNext); };
  });
}

}  // namespace cmmm::cli
