// The rows of a block by profile: those of one profile are scored together.
#ifndef CMMM_BATCH_ROW_BUCKETS_H_
#define CMMM_BATCH_ROW_BUCKETS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "batch/scorer_cache.h"
#include "engine/score_rows.h"

namespace cmmm::batch {

// What a row says of how it is scored; the texts are cells of its record.
struct RowProfile {
  absl::string_view weight_set;
  absl::string_view excluded;
  int up_to_level = 0;

  bool operator==(const RowProfile&) const = default;
};

// Where a row is; bucket -1: nowhere.
struct RowPlace {
  int bucket = -1;
  int64_t row = 0;
};

class RowBuckets {
 public:
  // Rows of `requirements` codes. `maturities`: of a row wanted, D or none.
  // `one_by_one`: Score leaves every row to ScoreAlone.
  RowBuckets(ScorerCache* scorers, size_t requirements, size_t maturities,
             bool one_by_one)
      : scorers_(scorers),
        requirements_(requirements),
        maturities_(maturities),
        one_by_one_(one_by_one) {}

  void Clear();

  // A place for a row; its codes, still to be written, stay valid until the
  // next call. The texts of `profile` stay valid until Clear.
  RowPlace Add(const RowProfile& profile, uint8_t** codes);

  // Scores every row that can be scored with others.
  void Score();
  // Scores one row, or says why that cannot be. `gaps`: what it is missing, or
  // nullptr.
  std::optional<Refusal> ScoreAlone(RowPlace place, v1::GapAnalysis* gaps);

  // nullptr: the row is not scored.
  const RowResult* ResultOf(RowPlace place) const;
  // [D] of a row that is scored; nullptr: not wanted.
  const Ratio* MaturityOf(RowPlace place) const;

 private:
  struct Bucket {
    RowProfile profile;
    const Outcome<RowScorer>* scorer = nullptr;
    std::vector<uint8_t> codes;  // [rows × R] and more
    std::vector<RowResult> results;
    std::vector<Ratio> maturity;  // [rows × D], or nothing
    std::vector<uint8_t> scored;
    int64_t rows = 0;

    // Room for the results of `count` rows. Never less than before: buckets
    // change sizes with their profiles, block by block.
    void MakeRoom(size_t count, size_t maturities);
  };

  int Find(const RowProfile& profile);
  Ratio* Maturity(Bucket* bucket, int64_t row) const;

  ScorerCache* scorers_;
  size_t requirements_;
  size_t maturities_;
  bool one_by_one_;
  std::vector<Bucket> buckets_;
  size_t used_ = 0;
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_ROW_BUCKETS_H_
