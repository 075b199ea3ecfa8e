// Finds enterprise ids that stand in more than one row.
//
// Memory stays flat: the first 229,376 different ids are kept, as hashes of 64
// bits, and rows behind them are compared with those only. Rows that another
// shard scores, or that were written before a run was resumed, are not seen.
#ifndef CMMM_BATCH_REPEATED_IDS_H_
#define CMMM_BATCH_REPEATED_IDS_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/base/row_finding.h"

namespace cmmm::batch {

// Never 0, which stands for a row without an id.
inline uint64_t HashOfId(absl::string_view id) {
  return std::max<uint64_t>(absl::Hash<absl::string_view>()(id), 1);
}

class RepeatedIds {
 public:
  // What 2^18 places hold before they become twice as many.
  static constexpr size_t kMostIds = size_t{7} << 15;

  // Notes the id of a row; `hash` 0 stands for none.
  void Add(uint64_t hash, int64_t row) {
    if (hash == 0) return;
    const bool is_new = seen_.size() < kMostIds ? seen_.insert(hash).second
                                                : !seen_.contains(hash);
    if (!is_new && count_++ == 0) first_row_ = row;
  }

  // Notes the ids of many rows; `row_of(i)` is the row that hashes[i] is of.
  // Asks for them some time before: they are all over memory, and to fetch one
  // after the other takes a twentieth of `batch --view level`.
  template <typename RowOf>
  void AddAll(const std::vector<uint64_t>& hashes, RowOf row_of) {
    constexpr size_t kAhead = 16;
    for (size_t i = 0; i < hashes.size(); ++i) {
      if (i + kAhead < hashes.size()) seen_.prefetch(hashes[i + kAhead]);
      Add(hashes[i], row_of(i));
    }
  }

  // What a person should know, if anything: input.ids_repeated.
  std::optional<RowFinding> Notice() const {
    if (count_ == 0) return std::nullopt;
    const char* const what =
        count_ == 1 ? " row has the enterprise_id of a row before it, row "
                    : " rows have the enterprise_id of a row before them, "
                      "first row ";
    return RowFinding{
        "", "input.ids_repeated", absl::StrCat(count_),
        absl::StrCat(count_, what, first_row_,
                     "; each is scored as a row of its own"),
        absl::StrCat("有 ", count_, " 行的企业编号与前面的行重复，最先是第 ",
                     first_row_, " 行；各行分别评分")};
  }

 private:
  struct AsItIs {
    size_t operator()(uint64_t hash) const { return hash; }
  };
  absl::flat_hash_set<uint64_t, AsItIs> seen_;
  int64_t count_ = 0;
  int64_t first_row_ = 0;
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_REPEATED_IDS_H_
