// Enterprises among rows: a minimum is one of enterprises, so that rows which
// repeat an enterprise count once against it.
#ifndef CMMM_PORTFOLIO_DISTINCT_H_
#define CMMM_PORTFOLIO_DISTINCT_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_set.h"

namespace cmmm::portfolio {

// Counts the enterprises of the rows added to it.
class Distinct {
 public:
  // `enterprise` is that of ResultTable and outlives it; empty: every row is
  // an enterprise of its own.
  explicit Distinct(const std::vector<int32_t>& enterprise)
      : enterprise_(&enterprise) {}

  void Add(int32_t row) {
    if (enterprise_->empty()) {
      ++rows_;
    } else {
      seen_.insert((*enterprise_)[static_cast<size_t>(row)]);
    }
  }

  int32_t count() const {
    return enterprise_->empty() ? rows_ : static_cast<int32_t>(seen_.size());
  }

 private:
  const std::vector<int32_t>* enterprise_;
  int32_t rows_ = 0;
  absl::flat_hash_set<int32_t> seen_;
};

}  // namespace cmmm::portfolio

#endif  // CMMM_PORTFOLIO_DISTINCT_H_
