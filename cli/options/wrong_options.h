// What is wrong with the options of a command, told all at once.
//
//   WrongOptions wrong;
//   if (hold < 0) wrong.Add("--hold: too small", "--hold：太小");
//   wrong.Add(ReadDate(options.date, &date));
//   if (auto failure = wrong.Take()) return failure;
#ifndef CMMM_CLI_OPTIONS_WRONG_OPTIONS_H_
#define CMMM_CLI_OPTIONS_WRONG_OPTIONS_H_

#include <string>

#include "engine/base/failure.h"

namespace cmmm::cli {

// Keeps their order; a line each.
class WrongOptions {
 public:
  // `OPTION `VALUE`: what`.
  void Add(const std::string& option, const std::string& value,
           const std::string& en, const std::string& zh);
  // A sentence that names the option itself.
  void Add(const std::string& en, const std::string& zh);
  // Its sentence and its violations; nothing where there is none.
  void Add(const MaybeFailure& failure);

  bool empty() const { return !failure_.has_value(); }

  // All of them, kUsage where one is, else of the kind of the first; nothing:
  // none was added.
  MaybeFailure Take() const { return failure_; }

 private:
  MaybeFailure failure_;
};

}  // namespace cmmm::cli

#endif  // CMMM_CLI_OPTIONS_WRONG_OPTIONS_H_
