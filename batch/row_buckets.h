// The rows of a block by profile: those of one profile are scored together, by
// the kernel for blocks, and the few that it leaves out one by one.
//
//   RowPlace place = buckets.AddRow(reading.profile, reading.codes);  // each
//   buckets.Score();
//   if (buckets.ResultOf(place) == nullptr) refusal =
//   buckets.ScoreAlone(…);
#ifndef CMMM_BATCH_ROW_BUCKETS_H_
#define CMMM_BATCH_ROW_BUCKETS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "batch/scorer_cache.h"
#include "engine/score_rows.h"
#include "tables/row_reader.h"

namespace cmmm::batch {

// Where a row is, until Clear.
struct RowPlace {
  size_t bucket = 0;
  size_t row = 0;
};

class RowBuckets {
 public:
  // For rows of `requirements` codes, R. `maturities` of a row are wanted: D or
  // none. `one_by_one`: Score leaves every row to ScoreAlone.
  RowBuckets(ScorerCache* scorers, size_t requirements, size_t maturities,
             bool one_by_one)
      : scorers_(scorers),
        requirements_(requirements),
        maturities_(maturities),
        one_by_one_(one_by_one) {}

  // Forgets all rows, not the memory they were in.
  void Clear();

  // Gives a row of R codes its place. The texts of `profile` stay valid until
  // Clear.
  RowPlace AddRow(const tables::RowProfile& profile,
                  absl::Span<const GradeCode> codes);

  // Gives `count` rows of one profile their places, 0 to `count` - 1 of the
  // bucket that it returns, and takes their codes [count × R] without a copy:
  // what *codes holds then means nothing. REQUIRES: no rows since Clear.
  size_t TakeRows(const tables::RowProfile& profile, size_t count,
                  std::vector<uint8_t>* codes);

  // Scores every row that can be scored with others: those whose grades are all
  // there. To be called once all rows are added.
  void Score();

  // Scores one row after Score, with open and not applicable questions, or
  // says why that cannot be. `gaps`: what it is missing, or nullptr.
  std::optional<Refusal> ScoreAlone(RowPlace place, v1::GapAnalysis* gaps);

  // The result of a row; nullptr while it is not scored.
  const RowResult* ResultOf(RowPlace place) const;
  // [D] of a row that is scored; nullptr where they are not wanted.
  const Ratio* MaturityOf(RowPlace place) const;

 private:
  struct Bucket {
    tables::RowProfile profile;
    const Outcome<RowScorer>* scorer = nullptr;
    size_t rows = 0;
    std::vector<uint8_t> codes;  // [rows × R] and more
    std::vector<RowResult> results;
    std::vector<Ratio> maturity;  // [rows × D], or nothing
    std::vector<uint8_t> scored;

    // Makes room for the results of `rows`. Never less than before: buckets
    // change sizes with their profiles, block by block.
    void MakeRoom(size_t maturities);
  };

  size_t Find(const tables::RowProfile& profile);
  Ratio* Maturity(Bucket* bucket, size_t row) const;

  ScorerCache* scorers_;
  size_t requirements_;
  size_t maturities_;
  bool one_by_one_;
  std::vector<Bucket> buckets_;
  size_t used_ = 0;  // buckets in front that have rows
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_ROW_BUCKETS_H_
