// The table of results: what its columns are, and its rows as CSV, TSV, JSON
// lines, or the TSV of SQL engines.
//
// Decimals have four places, cut off, so that they never contradict a verdict;
// `total_exact` is the exact fraction. What does not apply (levels above the
// highest assessed, sub-domains out of scope) is an empty cell.
//
//   enterprise_id,level,total,total_exact,score_1,score_2,…,maturity_data,…
//   E1,2,2.4061,385/160,0.9812,0.8000,…,1.7500,…
//
//   const ResultWriter writer(model, format, inputs.CarriedNames());
//   std::string out = writer.Header();
//   writer.AppendRow("E1", result, maturity, carried, &out);
//
// A writer does not change once it is made: threads share one.
#ifndef CMMM_RESULTS_WRITE_RESULT_H_
#define CMMM_RESULTS_WRITE_RESULT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/model/compiled_model.h"
#include "engine/score_rows.h"
#include "tables/format.h"

namespace cmmm::results {

// A cell carried through: text, or JSON as it stood. Of SQL engines, `\N` is a
// text without data.
struct Carried {
  absl::string_view text;
  bool is_json = false;
};

class ResultWriter {
 public:
  // `carried` names the columns carried through.
  ResultWriter(const CompiledModel& model, tables::Format format,
               const std::vector<std::string>& carried,
               bool with_maturity = true);

  // Without the maturities of sub-domains results take half the space.
  bool with_maturity() const { return with_maturity_; }

  // The columns of a result, without those carried through.
  std::vector<std::string> Names() const;

  // Those carried through; one that has the name of ours is `input_NAME`.
  std::vector<std::string> CarriedNames() const;

  // What the file begins with: nothing for JSON lines.
  std::string Header() const;

  // Appends one row. `maturity` is [D], unless the table is without; `carried`
  // as many as named.
  void AppendRow(absl::string_view enterprise_id, const RowResult& result,
                 const Ratio* maturity, const Carried* carried,
                 std::string* out) const;

 private:
  void AppendNumbers(const RowResult& result, const Ratio* maturity,
                     char delimiter, absl::string_view nothing,
                     std::string* out) const;
  void AppendCells(absl::string_view enterprise_id, const RowResult& result,
                   const Ratio* maturity, const Carried* carried,
                   std::string* out) const;
  void AppendJson(absl::string_view enterprise_id, const RowResult& result,
                  const Ratio* maturity, const Carried* carried,
                  std::string* out) const;

  int levels_;
  std::vector<std::string> subdomain_ids_;
  std::vector<std::string> carried_;
  tables::Format format_;
  bool with_maturity_;
};

// Appends cells to a record of an SQL engine: `\N` where there is nothing.
void AppendSqlCells(const Carried* cells, size_t count, std::string* out);

}  // namespace cmmm::results

#endif  // CMMM_RESULTS_WRITE_RESULT_H_
