// From a request to the page of a report, which WriteReport writes.
//
//   ReportWriter writer(content, engine);
//   if (auto failure = writer.Prepare()) return failure;   // once
//   if (auto failure = writer.Write("甲公司", false, request, &written)) …
#ifndef CMMM_CLI_FILES_REPORT_WRITER_H_
#define CMMM_CLI_FILES_REPORT_WRITER_H_

#include <map>
#include <optional>
#include <string>

#include "cli/options/assessment_options.h"
#include "cli/options/china_date.h"
#include "cli/printing/failure_text.h"
#include "cli/scoring_engine.h"
#include "cmmm/v1/model.pb.h"
#include "cmmm/v1/portfolio.pb.h"
#include "report/index_page.h"

namespace cmmm::cli {

// What all reports of a call have in common.
// As the options of the command have them; -1 of `target` is the file's.
struct ReportContent {
  // Text below the name: who prepared it, for whom.
  std::string details;
  std::string programme;      // PROGRAMME or PROGRAMME/TRACK; may be empty
  std::string declarations;   // a file; may be empty
  std::string date = kToday;  // YYYY-MM-DD, none, or today in China
  std::string cohort;         // a file; may be empty
  // 0: the next level; 1 and above: that.
  int target = -1;
  AssessmentOptions assessment;
};

// A page, and its line in an index of many (without the file's name).
// The entry has label, level, total, and by which model and weights.
struct WrittenReport {
  std::string page;
  report::IndexEntry entry;
};

class ReportWriter {
 public:
  // Both outlive the writer.
  ReportWriter(const ReportContent& content, ScoringEngine* engine);

  // Checks the content and reads its files.
  // kUsage for a date that is none, kNoInput and kData for files that cannot be
  // read; each names its file. As the engine refuses for a programme that there
  // is not.
  MaybeFailure Prepare();
  // `request` is as it was read, with the options applied. The page has the
  // name of the enterprise in it, unless the label was given by the caller;
  // without a name, the label.
  // Fails as the engine refuses, by the fields of the assessment's file; a
  // target that an option gave is blamed on the option.
  MaybeFailure Write(const std::string& label, bool label_given,
                     v1::ScoreRequest request, WrittenReport* written);

 private:
  MaybeFailure CheckProgramme();
  // In words, by which model and weights; the ids where the model cannot be
  // asked.
  std::string BasisInWords(const v1::ModelRef& model,
                           const std::string& weight_set);

  const ReportContent& content_;
  ScoringEngine* engine_;
  std::string date_;
  // Of the models of the reports, by `ID@VERSION`.
  std::map<std::string, v1::ModelDefinition> models_;
  v1::Cohort cohort_;
  v1::Declarations declarations_;
};

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_REPORT_WRITER_H_
