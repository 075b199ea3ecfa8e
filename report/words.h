// The report's language, and the names and facts that several sections share.
#ifndef CMMM_REPORT_WORDS_H_
#define CMMM_REPORT_WORDS_H_

#include <map>
#include <string>
#include <vector>

#include "report/input.h"
#include "report/markup.h"
#include "texts/text_names.h"

namespace cmmm::report {

class Words {
 public:
  explicit Words(const Input& input);

  const Input& input() const { return input_; }
  const texts::TextNames& names() const { return names_; }
  texts::Language language() const { return input_.language; }

  const char* In(const char* zh, const char* en) const;
  const std::string& In(const v1::LocalizedText& text) const;

  // `二级（规范级）`, `level 2 (standardised)`; 0: `未达级`, `no level`.
  std::string Level(int level) const;
  // `二级`, `level 2`.
  std::string LevelNumber(int level) const;
  // `1 条`, `3 requirements`; in Chinese without a plural.
  std::string Count(int64_t number, const char* zh, const char* one,
                    const char* many) const;

  std::string Subdomain(const std::string& id) const;
  std::string SubdomainOfRequirement(const std::string& requirement_id) const;
  // What counts as evidence for it.
  std::string Evidence(const std::string& requirement_id) const;

  // The score at which a level is satisfied, `0.80`.
  std::string Threshold() const;
  // The name of the weight set the assessment used.
  std::string WeightSet() const;
  // Joined with `、` or commas.
  std::string List(const std::vector<std::string>& items) const;

 private:
  const Input& input_;
  texts::TextNames names_;
  std::map<std::string, const v1::RequirementDefinition*> requirements_;
};

// The level above the one reached, as far as it was assessed.
struct NextLevel {
  int level = 0;  // 0: there is none
  // With a progressive total, of that level's score; else of the total.
  v1::Score actual;
  v1::Score required;
  v1::Score shortfall;
  // The same were all open questions fully satisfied; equal without any.
  v1::Score best;
  v1::Score best_shortfall;
};
NextLevel FindNextLevel(const Input& input);
// `0.0123`, or a range while questions are open.
std::string ShowShortfall(const NextLevel& next);

// Whether questions are open, so that the results are ranges.
bool IsOpen(const Input& input);
// How many open questions count as not satisfied, as the policy
// AS_NOT_SATISFIED has it: what they make the results is the worst case. 0
// where the results are ranges.
int CountedAsNot(const Input& input);
// Of them, those of `level`, 1 to K.
int CountedAsNot(const Input& input, int level);
// The most the score of `level` can be, in [0, 1]: were all that is open fully
// satisfied, whether it makes the results ranges or counts as not satisfied.
double BestScore(const Input& input, int level);
// The decision were all of them fully satisfied; without any, the decision.
const v1::LevelDecision& AtBest(const Input& input);

// Whether the total is a progressive one.
bool IsProgressive(const Input& input);

// `n/d`, or `n`.
std::string ShowExact(const v1::Score& score);

// Cut off to `places` decimals, as ShowScore.
std::string ShowCut(const v1::Score& score, int places);

}  // namespace cmmm::report

#endif  // CMMM_REPORT_WORDS_H_
