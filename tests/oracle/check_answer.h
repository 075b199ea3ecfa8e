// Whether a plan or a margin is what it says it is: that it may be done, that
// it does what it promises, and that every number of it is right. Whether
// something smaller would do is another question (check_proof.h).
#ifndef CMMM_TESTS_ORACLE_CHECK_ANSWER_H_
#define CMMM_TESTS_ORACLE_CHECK_ANSWER_H_

#include <string>

#include "tests/oracle/question.h"

namespace cmmm::oracle {

// The first thing that is wrong; empty when nothing is.
std::string CheckPlan(const Question& question,
                      const v1::PlanUpgradeResponse& response);
std::string CheckMargin(const Question& question,
                        const v1::AnalyzeMarginResponse& response);

// The answers after the raises or downgrades of a message.
template <typename Changes>
std::string CodesAfter(const Question& question, const Changes& changes) {
  std::string codes = question.codes;
  for (const auto& change : changes) {
    const int item = FindItem(question, change.requirement_id());
    Require(item >= 0, "change of an unknown item");
    codes[question.items[item].index] = static_cast<char>(change.to());
  }
  return codes;
}

}  // namespace cmmm::oracle

#endif  // CMMM_TESTS_ORACLE_CHECK_ANSWER_H_
