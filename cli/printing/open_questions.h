// The open questions of a workbook, for whoever has to answer them.
//
//   answer.missing: 5 条未作答
//   制造：3 条未作答
//     物流 二级：F45 a、F46 b
//     物流 三级：F48 a
//   这份工作簿里没有的：2 条未作答（sales.2.a、sales.2.b）
#ifndef CMMM_CLI_PRINTING_OPEN_QUESTIONS_H_
#define CMMM_CLI_PRINTING_OPEN_QUESTIONS_H_

#include <map>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/printing/failure_text.h"

namespace cmmm::cli {

// What is said of an open question where none may be.
inline constexpr char kOpenRule[] = "answer.missing";

// By the ids of requirements.
using QuestionPlaces = std::map<std::string, QuestionPlace>;

// What RememberQuestions was given for the file; empty without.
const QuestionPlaces& QuestionsOf(const std::string& file);
const std::vector<std::string>& OpenIn(const std::string& file);

// The question that a violation says is open; empty for other rules.
std::string OpenIdOf(const Violation& violation);

// `83 条未作答（人员!F15、人员!F16、技术!F10 …）`: how many, and the first ones
// by their cells, or ids without; for one line.
std::string SayOpenInShort(texts::Language language,
                           const QuestionPlaces& places,
                           const std::vector<std::string>& ids);

// Gathers open questions, then prints them.
class OpenQuestions {
 public:
  // Adds the question that the violation is about. False, and nothing added,
  // for violations of other rules and of questions without a place.
  bool Add(const QuestionPlaces& places, const Violation& violation);
  // The same of a question by its id.
  bool Add(const QuestionPlaces& places, const std::string& id);

  // Prints all of them, sheet by sheet; nothing without any. `heading` stands
  // before how many there are.
  void Print(texts::Language language, const std::string& heading,
             std::ostream& out) const;

 private:
  // Its groups are in the order of the questions.
  struct Sheet {
    std::string name;
    size_t count = 0;
    // Sub-domain and level; what is open there, `F45 a`.
    std::vector<std::pair<std::string, std::vector<std::string>>> groups;
  };

  Sheet* SheetOf(const std::string& name);
  void PrintAbsent(texts::Language language, std::ostream& out) const;

  std::vector<Sheet> sheets_;        // in the order of the questions
  std::vector<std::string> absent_;  // ids that the workbook does not ask
};

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_OPEN_QUESTIONS_H_
