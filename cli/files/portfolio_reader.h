// What `cmmm portfolio` reads: results of `cmmm batch`, or assessments.
#ifndef CMMM_CLI_FILES_PORTFOLIO_READER_H_
#define CMMM_CLI_FILES_PORTFOLIO_READER_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/files/table_rows.h"
#include "cli/options/assessment_options.h"
#include "cli/options/china_date.h"
#include "cli/printing/failure_text.h"
#include "cli/scoring_engine.h"
#include "portfolio/assessments.h"
#include "results/result_table.h"

namespace cmmm::cli {

struct PortfolioOptions {
  std::vector<std::string> files;
  std::vector<std::string> by;
  int min_group = 5;
  int bring = 0;
  int to = 0;
  bool names = false;
  std::string grades = "auto";
  std::string cohort;         // a file to write; may be empty
  std::string page;           // the same
  std::string date = kToday;  // of the page
  bool force = false;
  AssessmentOptions assessment;
};

class PortfolioReader {
 public:
  // Both outlive the reader.
  PortfolioReader(const PortfolioOptions& options, ScoringEngine* engine)
      : options_(options), engine_(engine), lift_(options.to, options.bring) {}

  // A failure names the file it is about.
  MaybeFailure Read();

  // The rows that were left out, which are printed.
  const LeftOutList& left_out() const { return left_out_; }
  bool from_results() const { return from_results_; }
  // That everything was scored with, as far as it is known.
  const v1::ModelRef& model() const { return model_; }
  // The names of the weight sets, when there are several; of results nobody
  // knows.
  std::string WeightSets(texts::Language language) const;
  // For the names; empty when it is not here.
  const v1::ModelDefinition& definition() const { return named_.definition(); }
  const results::ResultTable& table() const { return table_; }
  const portfolio::GapCounter& gaps() const { return gaps_; }
  const portfolio::LiftPlanner& lift() const { return lift_; }

 private:
  MaybeFailure CheckOptions();
  MaybeFailure ReadResultFiles();
  MaybeFailure ReadManifests();
  MaybeFailure ReadAssessments();
  MaybeFailure AddFile(const std::string& file);
  MaybeFailure AddTable(const std::string& file);
  // `id` is equal for what is about the same enterprise.
  MaybeFailure Add(const std::string& enterprise, const std::string& id,
                   v1::ScoreRequest request);
  void LoadNames();
  void ExpectSubdomains();

  const PortfolioOptions& options_;
  ScoringEngine* engine_;
  bool from_results_ = false;
  std::map<std::string, FileKind> kinds_;
  LeftOutList left_out_;
  v1::ModelRef model_;
  v1::GetModelResponse named_;
  results::ResultTable table_;
  std::map<std::string, int32_t> ids_;
  std::set<std::string> weight_sets_;
  portfolio::GapCounter gaps_;
  portfolio::LiftPlanner lift_;
};

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_PORTFOLIO_READER_H_
