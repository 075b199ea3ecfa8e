#include "batch/book/gap_source.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/evaluate.h"

namespace cmmm::batch {
namespace {

// What the row does not say is as `common` says.
v1::ScoreRequest Complete(const v1::ScoreRequest& common,
                          const tables::TableRow& row) {
  v1::ScoreRequest request = common;
  const v1::Profile& own = row.request.profile();
  v1::Profile* profile = request.mutable_profile();
  if (!own.weight_set().empty()) profile->set_weight_set(own.weight_set());
  if (!own.excluded_domain_ids().empty()) {
    *profile->mutable_excluded_domain_ids() = own.excluded_domain_ids();
  }
  if (own.assess_up_to_level() != 0) {
    profile->set_assess_up_to_level(own.assess_up_to_level());
  }
  *request.mutable_packed() = row.request.packed();
  request.set_view(v1::VIEW_FULL);
  return request;
}

}  // namespace

GapSource::GapSource(const Catalog& catalog, const CompiledModel& model,
                     const RunOptions& options)
    : catalog_(catalog),
      model_(model),
      options_(options),
      readable_(std::find(options.inputs.begin(), options.inputs.end(), "-") ==
                options.inputs.end()) {}

MaybeFailure GapSource::Open() {
  tables::InputOptions input = options_.input;
  if (auto failure = tables::DescribeForWorkbooks(
          catalog_, options_.common.model(), &described_)) {
    return failure;
  }
  input.described = &described_;
  rows_ =
      std::make_unique<tables::TableRequests>(options_.inputs, input, model_);
  return rows_->Open();
}

bool GapSource::Score(const tables::TableRow& row,
                      v1::GapAnalysis* gaps) const {
  if (!row.problems.empty()) return false;
  v1::ScoreResponse response;
  if (Evaluate(catalog_, Complete(options_.common, row), &response)) {
    return false;
  }
  *gaps = std::move(*response.mutable_gaps());
  return true;
}

MaybeFailure GapSource::Next(const std::string& enterprise_id,
                             v1::GapAnalysis* gaps) {
  tables::TableRow row;
  bool more = true;
  while (true) {
    if (auto failure = rows_->Next(&row, &more)) return failure;
    if (more && !Score(row, gaps)) continue;
    if (more && row.enterprise_id == enterprise_id) return std::nullopt;
    return Failure{FailureKind::kData,
                   absl::StrCat("the inputs have changed while they were "
                                "read: no answers of ",
                                Printable(enterprise_id))};
  }
}

}  // namespace cmmm::batch
