#include "batch/row_buckets.h"

#include <algorithm>

namespace cmmm::batch {

void RowBuckets::Bucket::MakeRoom(size_t count, size_t maturities) {
  results.resize(std::max(results.size(), count));
  maturity.resize(std::max(maturity.size(), count * maturities));
}

void RowBuckets::Clear() {
  for (size_t b = 0; b < used_; ++b) buckets_[b].rows = 0;
  used_ = 0;
}

int RowBuckets::Find(const RowProfile& profile) {
  for (size_t b = used_; b-- > 0;) {
    if (buckets_[b].profile == profile) return static_cast<int>(b);
  }
  if (used_ == buckets_.size()) buckets_.emplace_back();
  Bucket& bucket = buckets_[used_];
  bucket.profile = profile;
  bucket.scorer =
      &scorers_->Get(profile.weight_set, profile.excluded, profile.up_to_level);
  return static_cast<int>(used_++);
}

RowPlace RowBuckets::Add(const RowProfile& profile, uint8_t** codes) {
  RowPlace place;
  place.bucket = Find(profile);
  Bucket& bucket = buckets_[static_cast<size_t>(place.bucket)];
  place.row = bucket.rows++;
  const size_t end = static_cast<size_t>(bucket.rows) * requirements_;
  if (bucket.codes.size() < end) bucket.codes.resize(2 * end);
  *codes = &bucket.codes[end - requirements_];
  return place;
}

Ratio* RowBuckets::Maturity(Bucket* bucket, int64_t row) const {
  if (maturities_ == 0 || bucket->maturity.empty()) return nullptr;
  return &bucket->maturity[static_cast<size_t>(row) * maturities_];
}

void RowBuckets::Score() {
  for (size_t b = 0; b < used_; ++b) {
    Bucket& bucket = buckets_[b];
    const auto rows = static_cast<size_t>(bucket.rows);
    bucket.MakeRoom(rows, maturities_);
    bucket.scored.assign(rows, 0);
    if (one_by_one_ || !bucket.scorer->ok()) continue;
    bucket.scorer->value().ScoreGraded(
        bucket.codes.data(), bucket.rows, bucket.results.data(),
        Maturity(&bucket, 0), bucket.scored.data());
  }
}

std::optional<Refusal> RowBuckets::ScoreAlone(RowPlace place,
                                              v1::GapAnalysis* gaps) {
  Bucket& bucket = buckets_[static_cast<size_t>(place.bucket)];
  if (!bucket.scorer->ok()) return bucket.scorer->refusal();
  const auto at = static_cast<size_t>(place.row);
  bucket.MakeRoom(at + 1, maturities_);
  bucket.scored.resize(std::max(bucket.scored.size(), at + 1));
  const absl::string_view codes(
      reinterpret_cast<const char*>(&bucket.codes[at * requirements_]),
      requirements_);
  auto refusal = bucket.scorer->value().ScoreOne(
      codes, &bucket.results[at], Maturity(&bucket, place.row), gaps);
  bucket.scored[at] = refusal.has_value() ? 0 : 1;
  return refusal;
}

const RowResult* RowBuckets::ResultOf(RowPlace place) const {
  const Bucket& bucket = buckets_[static_cast<size_t>(place.bucket)];
  const auto at = static_cast<size_t>(place.row);
  return bucket.scored[at] == 0 ? nullptr : &bucket.results[at];
}

const Ratio* RowBuckets::MaturityOf(RowPlace place) const {
  const Bucket& bucket = buckets_[static_cast<size_t>(place.bucket)];
  return maturities_ == 0
             ? nullptr
             : &bucket.maturity[static_cast<size_t>(place.row) * maturities_];
}

}  // namespace cmmm::batch
