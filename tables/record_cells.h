// The cells of a record, whatever they came from.
//
// Tables of grades are long runs of cells of one byte: `E1,discrete,4,2,1,…,3`.
// Such a run, where it goes to the end of a record, is kept as what it is, and
// a view of one of its cells is made when somebody asks for it. To write down
// two hundred views a row and to look at each again costs a third of `batch
// --view level`, whose floor is eight times DuckDB
// (docs/decisions/0046-runs-of-single-bytes.md); the cells are the same ones
// (tests/tables/csv_test.cc).
//
//   RecordCells cells;
//   cells.push_back("E1");
//   cells.SetRun("4,2,1", 3);
//   cells[2];  // "2"
#ifndef CMMM_TABLES_RECORD_CELLS_H_
#define CMMM_TABLES_RECORD_CELLS_H_

#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace cmmm::tables {

// Views of texts that stay valid as long as the record's.
class RecordCells {
 public:
  RecordCells() = default;
  explicit RecordCells(std::vector<absl::string_view> views)
      : views_(std::move(views)) {}

  size_t size() const { return views_.size() + run_cells_; }
  bool empty() const { return size() == 0; }
  // REQUIRES: i < size().
  absl::string_view operator[](size_t i) const {
    return i < views_.size()
               ? views_[i]
               : absl::string_view(run_ + 2 * (i - views_.size()), 1);
  }
  std::vector<absl::string_view> ToVector() const {
    std::vector<absl::string_view> all = views_;
    for (size_t i = all.size(); i < size(); ++i) all.push_back((*this)[i]);
    return all;
  }

  // Forgets all cells, not the memory they were in.
  void clear() {
    views_.clear();
    run_cells_ = 0;
  }
  // REQUIRES: there is no run.
  void push_back(absl::string_view cell) { views_.push_back(cell); }
  // The last cells of the record: `cells` bytes from `run` on, a byte between
  // each two. REQUIRES: there is no run yet.
  void SetRun(const char* run, size_t cells) {
    run_ = run;
    run_cells_ = cells;
  }

  // The first cell of the run, size() where there is none, and its byte; that
  // of the next one stands two behind it.
  size_t run_begin() const { return views_.size(); }
  const char* run() const { return run_; }

 private:
  std::vector<absl::string_view> views_;
  const char* run_ = nullptr;
  size_t run_cells_ = 0;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_RECORD_CELLS_H_
