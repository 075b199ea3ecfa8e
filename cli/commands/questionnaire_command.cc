// `cmmm questionnaire`: an empty assessment to fill in.
#include <iostream>
#include <map>
#include <memory>
#include <string>

#include "cli/commands/commands.h"
#include "cli/options/question_options.h"
#include "texts/format_text.h"
#include "texts/table.h"
#include "texts/text_names.h"

namespace cmmm::cli {
namespace {

constexpr int kDefinitionWidth = 72;  // columns of a terminal

class Questionnaire {
 public:
  Questionnaire(const excel::Questions& questions, texts::Language language)
      : questions_(questions),
        model_(*questions.definition),
        language_(language) {}

  void Print(std::ostream& out) {
    PrintHead(out);
    PrintQuestions(out);
  }

 private:
  void PrintHead(std::ostream& out) {
    out << "# proto-file: proto/cmmm/v1/scoring_service.proto\n"
           "# proto-message: cmmm.v1.ScoreRequest\n#\n# "
        << Say(language_, model_.title()) << "\n# "
        << Say(language_, model_.summary()) << "\n#\n";
    out << Say(language_,
               "# 填法：把每条的 GRADE_UNSPECIFIED 换成下面四个之一，"
               "留着不改即为“未作答”。\n",
               "# To fill in: replace GRADE_UNSPECIFIED by one of the four "
               "grades; left as it is,\n# the question is open.\n");
    for (const auto& grade : model_.grades()) {
      out << "#   " << v1::Grade_Name(grade.grade()) << "  "
          << Say(language_, grade.name()) << "\n";
      if (!grade.has_definition()) continue;
      for (const std::string& line :
           texts::Wrap(Say(language_, grade.definition()), kDefinitionWidth)) {
        out << "#     " << line << "\n";
      }
    }
    out << Say(language_,
               "# 标“可不适用”的条款，可写 not_applicable { reason: \"原因\" } "
               "代替 grade。\n",
               "# Where it says so, not_applicable { reason: \"why\" } may "
               "stand instead of a grade.\n");
    out << "\nmodel { id: \"" << questions_.model->id() << "\" version: \""
        << questions_.model->version() << "\" }\nprofile {\n  weight_set: \""
        << questions_.weights->id() << "\"\n";
    for (const std::string& id : questions_.excluded) {
      out << "  excluded_domain_ids: \"" << id << "\"\n";
    }
    if (questions_.up_to > 0) {
      out << "  assess_up_to_level: " << questions_.up_to << "\n";
    }
    out << "}\n";
  }

  void PrintQuestions(std::ostream& out) {
    std::map<std::string, std::string> name;  // of sub-domains
    for (const auto& element : model_.elements()) {
      for (const auto& domain : element.domains()) {
        for (const auto& subdomain : domain.subdomains()) {
          name[subdomain.id()] = Say(language_, subdomain.name());
        }
      }
    }
    out << "list {\n";
    std::string current;
    for (const v1::RequirementDefinition* item : questions_.items) {
      if (item->subdomain_id() != current) {
        current = item->subdomain_id();
        out << "\n  # ==== " << name[current] << " ====\n";
      }
      PrintQuestion(*item, out);
    }
    out << "}\n";
  }

  void PrintQuestion(const v1::RequirementDefinition& item, std::ostream& out) {
    out << "\n  # " << texts::LevelOfModel(language_, model_, item.level())
        << Say(language_, "：", ": ") << Say(language_, item.statement())
        << "\n  # " << Say(language_, "证据：", "Evidence: ")
        << Say(language_, item.evidence()) << "\n";
    if (item.may_be_not_applicable()) {
      out << Say(language_, "  # 可不适用\n", "  # May be not applicable\n");
    }
    out << "  answers { requirement_id: \"" << item.id()
        << "\" grade: GRADE_UNSPECIFIED }\n";
  }

  const excel::Questions& questions_;
  const v1::ModelDefinition& model_;
  texts::Language language_;
};

ExitCode RunQuestionnaire(const QuestionOptions& options) {
  ChosenQuestions chosen;
  const auto engine = MakeLocalEngine(options.models);
  if (engine == nullptr) return kExitConfig;
  if (auto failure = ChooseQuestions(options, engine.get(), &chosen)) {
    return PrintIfFailed("", failure);
  }
  Questionnaire(chosen.questions, ReadLanguage(options)).Print(std::cout);
  return kExitOk;
}

}  // namespace

void AddQuestionnaireCommand(Command app, Run* run) {
  auto options = std::make_shared<QuestionOptions>();
  Command questionnaire = app.AddSubcommand(
      "questionnaire", "Print an empty assessment to fill in and score");
  AddQuestionOptions(questionnaire, options.get());
  questionnaire.ShowExamples(
      {"cmmm questionnaire --weights discrete --up-to 2 --lang zh > "
       "my.textproto"});
  questionnaire.OnCall([options, run] {
    *run = [options] { return RunQuestionnaire(*options); };
  });
}

}  // namespace cmmm::cli
