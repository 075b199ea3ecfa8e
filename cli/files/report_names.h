// File names for the reports of a call: distinct, and harmless on any system.
#ifndef CMMM_CLI_FILES_REPORT_NAMES_H_
#define CMMM_CLI_FILES_REPORT_NAMES_H_

#include <set>
#include <string>

namespace cmmm::cli {

// The names given so far.
//
//   names.Take("甲公司")  → 甲公司.html
//   names.Take("甲公司")  → 甲公司-2.html
//   names.Take("a/b")     → a_b.html
//   names.Take("CON")     → CON_.html
class ReportNames {
 public:
  // A name that says `id`, as near as it can: what could mean something to a
  // file system or a shell becomes `_`, what Windows reserves gets one more,
  // and a name that was taken, in upper or lower case, gets a number. Ids are
  // UTF-8, and are cut at whole characters.
  std::string Take(const std::string& id);

  // The same for the report about a file, whose `stem` is a file name already.
  std::string TakeStem(const std::string& stem);

 private:
  std::set<std::string> taken_;  // in lower case
};

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_REPORT_NAMES_H_
