// Results of many enterprises, as columns of integers.
#ifndef CMMM_RESULTS_RESULT_TABLE_H_
#define CMMM_RESULTS_RESULT_TABLE_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/base/fraction.h"

namespace cmmm::results {

// Totals and maturities are whole ten-thousandths, cut off, as results show
// them.
inline constexpr int kDecimalPlaces = 4;
inline constexpr int32_t kUnits = 10000;
inline constexpr int32_t kNoValue = -1;

// A column of texts, each distinct text kept once.
class TextColumn {
 public:
  explicit TextColumn(std::string name) : name_(std::move(name)) {}

  void Add(absl::string_view text);

  const std::string& name() const { return name_; }
  // Index into texts(), per row.
  const std::vector<int32_t>& rows() const { return rows_; }
  const std::vector<std::string>& texts() const { return texts_; }

 private:
  std::string name_;
  std::vector<int32_t> rows_;
  std::vector<std::string> texts_;
  std::map<std::string, int32_t> index_;
};

struct ResultTable {
  std::vector<std::string> subdomain_ids;
  std::map<std::string, std::string> subdomain_of_name;  // in any language
  // [rows], or kNoValue where open questions can still change it.
  std::vector<int32_t> levels;
  std::vector<int32_t> totals;
  std::vector<std::vector<int32_t>> maturity;  // [D][rows], or kNoValue
  std::vector<TextColumn> columns;
  // [rows], equal for rows about the same enterprise; empty: none are.
  std::vector<int32_t> enterprise;
  // [rows], whether open questions of the row counted as not satisfied; empty:
  // of none, or it is not known row by row.
  std::vector<bool> counted_as_not;
  // In how many rows that is so; kNoValue: not known.
  int32_t rows_counted_as_not = 0;
  int highest_level = 0;  // of the model
  int32_t repeated_ids = 0;

  // Gives the sub-domains an order before the first row. Those that no row
  // has do no harm.
  void Expect(const std::vector<std::string>& ids) {
    subdomain_ids = ids;
    maturity.resize(ids.size());
  }

  int32_t rows() const { return static_cast<int32_t>(levels.size()); }
};

// A decimal in ten-thousandths, further places cut off; kNoValue when it is
// none, or above 200,000.
int32_t ParseUnits(absl::string_view text);
// The same of an exact value, and of a double that is nearest to one.
inline int32_t ToUnits(const Ratio& value) {
  return static_cast<int32_t>(UnitsDown(value, kDecimalPlaces));
}
inline int32_t ToUnits(double nearest) {
  return static_cast<int32_t>(UnitsDown(nearest, kDecimalPlaces));
}

}  // namespace cmmm::results

#endif  // CMMM_RESULTS_RESULT_TABLE_H_
