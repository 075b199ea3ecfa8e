// `cmmm questionnaire`: an empty assessment to fill in.
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "cli/commands.h"
#include "cli/format_text.h"
#include "cli/scoring_engine.h"

namespace cmmm {
namespace {

struct QuestionnaireOptions {
  std::string models;
  std::string model;
  std::string weights;
  std::string exclude;
  int up_to = 0;
  std::string language = DefaultLanguage();
};

Problem UsageProblem(std::string message) {
  Problem problem;
  problem.exit_code = kExitUsage;
  problem.message = std::move(message);
  return problem;
}

// Checks the options against the model and prints the questionnaire.
class Questionnaire {
 public:
  Questionnaire(const QuestionnaireOptions& options,
                const v1::GetModelResponse& model)
      : options_(options),
        ref_(model.model()),
        model_(model.definition()),
        language_(options.language == "zh" ? Language::kZh : Language::kEn) {}

  std::optional<Problem> Print(std::ostream& out) {
    if (auto problem = ReadWeights()) return problem;
    if (auto problem = ReadExclusions()) return problem;
    if (options_.up_to < 0 || options_.up_to > model_.levels_size()) {
      return UsageProblem(absl::StrCat("--up-to must be 0 to ",
                                       model_.levels_size(), ", got ",
                                       options_.up_to));
    }
    PrintHead(out);
    PrintQuestions(out);
    return std::nullopt;
  }

 private:
  std::optional<Problem> ReadWeights() {
    for (const auto& set : model_.weight_sets()) {
      if (set.id() == options_.weights ||
          (options_.weights.empty() && model_.weight_sets_size() == 1)) {
        weights_ = &set;
      }
    }
    if (weights_ == nullptr) {
      return UsageProblem(absl::StrCat(
          "--weights: name one of the weight sets of ", model_.id(), ": ",
          absl::StrJoin(model_.weight_sets(), ", ",
                        [](std::string* out, const v1::WeightSet& set) {
                          absl::StrAppend(out, set.id());
                        })));
    }
    for (const auto& group : weights_->groups()) {
      for (const auto& weight : group.weights()) {
        percent_[{group.tier(), weight.child_id()}] = weight.percent();
      }
    }
    return std::nullopt;
  }

  std::optional<Problem> ReadExclusions() {
    std::set<std::string> excludable;
    for (const auto& element : model_.elements()) {
      for (const auto& domain : element.domains()) {
        if (domain.excludable()) excludable.insert(domain.id());
      }
    }
    for (const auto id :
         absl::StrSplit(options_.exclude, ',', absl::SkipWhitespace())) {
      if (excludable.count(std::string(id)) == 0) {
        return UsageProblem(absl::StrCat("--exclude: `", Printable(id),
                                         "` is not one of the domains that "
                                         "may be left out: ",
                                         absl::StrJoin(excludable, ", ")));
      }
      excluded_.insert(std::string(id));
    }
    return std::nullopt;
  }

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
    }
    out << Say(language_,
               "# 标“可不适用”的条款，可写 not_applicable { reason: \"原因\" } "
               "代替 grade。\n",
               "# Where it says so, not_applicable { reason: \"why\" } may "
               "stand instead of a grade.\n");
    out << "\nmodel { id: \"" << ref_.id() << "\" version: \"" << ref_.version()
        << "\" }\nprofile {\n  weight_set: \"" << weights_->id() << "\"\n";
    for (const std::string& id : excluded_) {
      out << "  excluded_domain_ids: \"" << id << "\"\n";
    }
    if (options_.up_to > 0) {
      out << "  assess_up_to_level: " << options_.up_to << "\n";
    }
    out << "}\n";
  }

  void PrintQuestions(std::ostream& out) {
    std::map<std::string, std::string> name;  // sub-domains in scope
    for (const auto& element : model_.elements()) {
      for (const auto& domain : element.domains()) {
        for (const auto& subdomain : domain.subdomains()) {
          if (excluded_.count(domain.id()) == 0 &&
              percent_[{v1::TIER_ELEMENT, element.id()}] > 0 &&
              percent_[{v1::TIER_DOMAIN, domain.id()}] > 0 &&
              percent_[{v1::TIER_SUBDOMAIN, subdomain.id()}] > 0) {
            name[subdomain.id()] = Say(language_, subdomain.name());
          }
        }
      }
    }
    out << "list {\n";
    std::string current;
    for (const auto& item : model_.requirements()) {
      if (name.count(item.subdomain_id()) == 0) continue;
      if (options_.up_to > 0 && item.level() > options_.up_to) continue;
      if (item.subdomain_id() != current) {
        current = item.subdomain_id();
        out << "\n  # ==== " << name[current] << " ====\n";
      }
      PrintQuestion(item, out);
    }
    out << "}\n";
  }

  void PrintQuestion(const v1::RequirementDefinition& item, std::ostream& out) {
    const auto& level = model_.levels(item.level() - 1);
    out << "\n  # " << item.level() << " " << Say(language_, level.name())
        << Say(language_, "：", ": ") << Say(language_, item.statement())
        << "\n  # " << Say(language_, "依据：", "Evidence: ")
        << Say(language_, item.evidence()) << "\n";
    if (item.may_be_not_applicable()) {
      out << Say(language_, "  # 可不适用\n", "  # May be not applicable\n");
    }
    out << "  answers { requirement_id: \"" << item.id()
        << "\" grade: GRADE_UNSPECIFIED }\n";
  }

  const QuestionnaireOptions& options_;
  const v1::ModelRef& ref_;
  const v1::ModelDefinition& model_;
  Language language_;
  const v1::WeightSet* weights_ = nullptr;
  std::map<std::pair<int, std::string>, int> percent_;
  std::set<std::string> excluded_;
};

ExitCode RunQuestionnaire(const QuestionnaireOptions& options) {
  const auto engine = MakeLocalEngine(options.models);
  if (engine == nullptr) return kExitConfig;
  v1::GetModelRequest request;
  const std::pair<std::string, std::string> name =
      absl::StrSplit(options.model, absl::MaxSplits('@', 1));
  request.mutable_model()->set_id(name.first);
  request.mutable_model()->set_version(name.second);
  v1::GetModelResponse model;
  std::optional<Problem> problem = engine->GetModel(request, &model);
  if (!problem.has_value()) {
    problem = Questionnaire(options, model).Print(std::cout);
  }
  if (!problem.has_value()) return kExitOk;
  PrintProblem("", *problem, std::cerr);
  return problem->exit_code;
}

}  // namespace

void AddQuestionnaireCommand(Command app, Run* run) {
  auto options = std::make_shared<QuestionnaireOptions>();
  Command questionnaire = app.AddSubcommand(
      "questionnaire", "Print an empty assessment to fill in and score");
  questionnaire.AddOption("--model", &options->model, "Model ID or ID@VERSION");
  questionnaire.AddOption("--weights", &options->weights,
                          "Weight set: discrete or process, for example");
  questionnaire.AddOption("--exclude", &options->exclude,
                          "Domains without business, comma-separated");
  questionnaire.AddOption("--up-to", &options->up_to,
                          "Only levels 1 to N; 0 = all");
  questionnaire
      .AddOption("--lang", &options->language, "Language of the questions")
      .OneOf({"zh", "en"})
      .ShowDefault();
  questionnaire.AddOption("--models", &options->models,
                          "Folder or file of models");
  questionnaire.OnCall([options, run] {
    *run = [options] { return RunQuestionnaire(*options); };
  });
}

}  // namespace cmmm
