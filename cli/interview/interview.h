// An assessment as an interview: question by question, the one that says most
// about the level first, until the level is settled.
//
//   Interview interview(engine, &file, request, options, std::cin, std::cout);
//   if (auto failure = interview.Run()) return failure;
//
//   logistics.2.a  2 standardised · Logistics
//     A transport management system handles transport orders, plans and …
//     1 not satisfied  2 partly satisfied  3 mostly satisfied  …  ? help
//   > 3
//     ✓ Saved: mostly satisfied
//     Answered 126/208; still possible: 1 planning to 5 leading; …
//
// What is typed is read by interview_input.h: a grade; n REASON, ?, s, b, q.
#ifndef CMMM_CLI_INTERVIEW_INTERVIEW_H_
#define CMMM_CLI_INTERVIEW_INTERVIEW_H_

#include <istream>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "cli/files/answer_file.h"
#include "cli/interview/interview_input.h"
#include "cli/options/assessment_options.h"
#include "cli/scoring_engine.h"
#include "texts/format_text.h"

namespace cmmm::cli {

struct InterviewOptions {
  texts::Language language = texts::Language::kEn;
  bool all = false;   // go on when the level is settled
  bool echo = false;  // print what was typed: input is not a terminal
};

// Questions go to `out`, answers come from `in`. The file is saved after every
// answer, before the next question is shown; the end of input is the same as
// quitting. All must outlive the interview.
// The order is NextQuestions', asked anew after every answer; questions that
// were skipped are asked again only by going back. An answer that the engine
// refuses is told and not recorded. A note and evidence beside an answer stay.
class Interview {
 public:
  Interview(ScoringEngine* engine, AnswerFile* file, v1::ScoreRequest request,
            const InterviewOptions& options, std::istream& in,
            std::ostream& out);

  // Until the level is settled, nothing is left to ask, or the person quits.
  // A failure of the assessment, the engine or the file ends it; whatever was
  // answered before is saved.
  MaybeFailure Run();

 private:
  // What became of a question.
  enum class Step { kNext, kStop };

  // Names model and version in the request, so that the file keeps its meaning.
  MaybeFailure Start();
  // As the file's own form (cli/files/answer_file.h).
  MaybeFailure Save();
  // Which questions are open, and what they may still change.
  MaybeFailure LookAhead(v1::NextQuestionsResponse* response);

  // The question to ask now; empty when there is none.
  std::string Pick() const;
  MaybeFailure AskOne(const std::string& id, Step* step);
  // Puts it in place of an earlier one, saves, and looks ahead.
  MaybeFailure Record(const v1::Answer& answer);
  MaybeFailure RecordGrade(const std::string& id, v1::Grade grade);
  // Asks for the reason when none was typed; without one nothing is recorded.
  MaybeFailure RecordNotApplicable(const std::string& id, std::string reason,
                                   Step* step);
  // Leaves a question for the next one.
  // It counts as asked, for `back`.
  void MoveOn(const std::string& id);
  // To the question before, which is asked again; false when there is none.
  bool GoBack();
  // False at the end of input.
  bool ReadLine(const std::string& prompt, std::string* line);

  // What a person sees, in the language of the options.
  void PrintOpening();
  void PrintQuestion(const std::string& id);
  void PrintHelp(const std::string& id);
  void PrintProgress(const std::string& answered);
  void PrintEnd(bool stopped);
  void PrintWrapped(const std::string& first, const std::string& text);

  const v1::ModelDefinition& model() const { return models_.last(); }
  // nullptr: it is open.
  const v1::Answer* AnswerTo(const std::string& id) const;
  std::string NameAnswer(const v1::Answer& answer) const;
  std::string NameGrade(v1::Grade grade) const;
  ScoringEngine* engine_;
  AnswerFile* file_;
  v1::ScoreRequest request_;
  InterviewOptions options_;
  std::istream& in_;
  std::ostream& out_;
  ModelReader models_;
  // By id, from the model.
  std::map<std::string, const v1::RequirementDefinition*> requirement_;
  std::map<std::string, std::string> subdomain_name_;
  // What is open now, the most telling first.
  v1::NextQuestionsResponse next_;
  std::vector<std::string> asked_;  // answered, oldest first; for `back`
  std::set<std::string> skipped_;
  std::string again_;  // asked once more, after `back`
};

}  // namespace cmmm::cli

#endif  // CMMM_CLI_INTERVIEW_INTERVIEW_H_
