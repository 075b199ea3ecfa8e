// What `cmmm portfolio` reads: results of `cmmm batch`, or assessments.
//
//   cmmm portfolio results.csv              results: levels, totals, maturities
//   cmmm portfolio a.json b.xlsx c.csv      assessments, scored here: gaps, too
//
// Both give one table of results; the two kinds are not mixed. Everything must
// have been scored by one edition of one model.
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

// As the options of the command have them; `min_group` is the fewest that a
// group may have to be shown.
struct PortfolioOptions {
  std::vector<std::string> files;
  // --by: columns of the table whose values make groups.
  std::vector<std::string> by;
  int min_group = 5;
  // --bring N of them --to a level: both or neither; 0: not asked.
  int bring = 0;
  int to = 0;
  // --names: the enterprises that --bring chooses are named.
  bool names = false;
  // How tables write grades (docs/batch.md).
  std::string grades = "auto";
  std::string cohort;         // a file to write; may be empty
  std::string page;           // the same
  std::string date = kToday;  // of the page
  // Outputs that exist are replaced.
  bool force = false;
  AssessmentOptions assessment;
};

// The manifest that is read beside results in `file`, where there is one. A
// workbook of results is made from the CSV of its name, and has its manifest.
std::string ManifestBeside(const std::string& file);

// A file or a row that cannot be read is left out, told, and the others follow;
// results that are the only file end the reading.
class PortfolioReader {
 public:
  // Both outlive the reader.
  PortfolioReader(const PortfolioOptions& options, ScoringEngine* engine)
      : options_(options), engine_(engine), lift_(options.to, options.bring) {}

  // What the files are, and whether the options fit. kUsage: results and
  // assessments mixed (one of each is named), --bring without --to, --bring
  // with results, --by with files that are no tables; all at once.
  MaybeFailure CheckOptions();
  // A failure names the file it is about. kData: another edition than the
  // others. REQUIRES: the options were checked, and fit.
  MaybeFailure Read();

  // The rows that were left out, which are printed.
  const LeftOutList& left_out() const { return left_out_; }
  // Then there are neither gaps nor lifts: results do not have the answers.
  bool from_results() const { return from_results_; }
  // That everything was scored with, as far as it is known.
  // Of results by their manifests, of assessments by the first that was scored.
  const v1::ModelRef& model() const { return model_; }
  // The names of the weight sets, when there are several; of results nobody
  // knows.
  std::string WeightSets(texts::Language language) const;
  // For the names; empty when it is not here.
  const v1::ModelDefinition& definition() const { return named_.definition(); }
  // One row for each result; columns are those of --by.
  const results::ResultTable& table() const { return table_; }
  // Of assessments: which requirements are missing how often.
  const portfolio::GapCounter& gaps() const { return gaps_; }
  // Of --bring and --to: who is cheapest to lift.
  const portfolio::LiftPlanner& lift() const { return lift_; }

 private:
  // Those of the files that can be opened.
  void FindFiles();
  MaybeFailure ReadResultFiles();
  // Which model results are of, and what became of open questions; one without
  // a manifest does not say.
  MaybeFailure ReadManifests();
  MaybeFailure ReadAssessments();
  // One assessment, named by its file; a table, row by row.
  MaybeFailure AddFile(const std::string& file);
  MaybeFailure AddTable(const std::string& file);
  // `id` is equal for what is about the same enterprise.
  MaybeFailure Add(const std::string& enterprise, const std::string& id,
                   v1::ScoreRequest request);
  // Of the model, for texts; ids have to do where it is not here.
  void LoadNames();
  void ExpectSubdomains();

  const PortfolioOptions& options_;
  ScoringEngine* engine_;
  bool from_results_ = false;
  std::vector<std::string> files_;
  // By the name of the file as it was given.
  std::map<std::string, FileKind> kinds_;
  LeftOutList left_out_;
  v1::ModelRef model_;
  v1::GetModelResponse named_;
  results::ResultTable table_;
  // As manifests of results say: how many rows they have, and in how many open
  // questions counted as not satisfied; nothing: one does not say.
  int64_t scored_rows_ = 0;
  std::optional<int64_t> open_rows_ = 0;
  std::map<std::string, int32_t> ids_;
  std::set<std::string> weight_sets_;
  portfolio::GapCounter gaps_;
  portfolio::LiftPlanner lift_;
};

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_PORTFOLIO_READER_H_
