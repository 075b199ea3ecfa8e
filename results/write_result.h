// The table of results: what its columns are, and its rows as CSV, TSV or
// JSON lines.
//
// Decimals have four places, cut off, so that they never contradict a verdict;
// `total_exact` is the exact fraction.
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

  // What the file begins with.
  std::string Header() const;

  // Appends one row. `maturity` is [D], unless the table is without; `carried`
  // as many as named.
  void Append(absl::string_view enterprise_id, const RowResult& result,
              const Ratio* maturity, const Carried* carried,
              std::string* out) const;

 private:
  void AppendSqlTsv(absl::string_view enterprise_id, const RowResult& result,
                    const Ratio* maturity, const Carried* carried,
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

// Appends value cut off to four places, as FormatDown does.
void AppendDecimal(const Ratio& value, std::string* out);

// Appends cells to a record of an SQL engine: `\N` where there is nothing.
void AppendSqlCells(const Carried* cells, size_t count, std::string* out);

}  // namespace cmmm::results

#endif  // CMMM_RESULTS_WRITE_RESULT_H_
