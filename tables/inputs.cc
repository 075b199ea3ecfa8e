#include "tables/inputs.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/describe_model.h"
#include "tables/file_size.h"

namespace cmmm::tables {
namespace {

void WarnOfMissing(const Input& input, std::vector<std::string>* warnings) {
  const std::vector<int>& columns = input.layout().column_of;
  const auto missing = std::count(columns.begin(), columns.end(), kNoColumn);
  if (missing == 0 || input.format() == Format::kJsonl) return;
  warnings->push_back(absl::StrCat(
      input.path(), ": no column for ", missing,
      " of the model's requirements; rows that need them are rejected"));
}

}  // namespace

MaybeFailure DescribeForWorkbooks(const Catalog& catalog,
                                  const v1::ModelRef& model,
                                  v1::GetModelResponse* described) {
  v1::GetModelRequest request;
  *request.mutable_model() = model;
  if (const auto refusal = DescribeModel(catalog, request, described)) {
    return Failure{FailureKind::kUsage, refusal->message};
  }
  return std::nullopt;
}

Inputs::Inputs(const std::vector<std::string>& paths,
               const InputOptions& options, const CompiledModel& model)
    : words_(model) {
  for (const std::string& path : paths) {
    inputs_.push_back(std::make_unique<Input>(path, options, model, words_));
  }
}

// Workbooks that are one assessment carry what the tables beside them carry.
MaybeFailure Inputs::MatchWorkbooks() {
  std::vector<Input*> singles;
  std::optional<std::vector<std::string>> names;
  for (const auto& input : inputs_) {
    if (!IsWorkbookPath(input->path())) continue;
    if (auto failure = input->Open()) return failure;
    if (input->is_single()) singles.push_back(input.get());
    input->Release();
  }
  if (singles.empty() || singles.size() == inputs_.size()) return std::nullopt;
  for (const auto& input : inputs_) {
    if (input->is_single() || names.has_value()) continue;
    if (auto failure = input->Open()) return failure;
    names = input->CarriedNames();
  }
  for (Input* input : singles) input->SetCarried(*names);
  return std::nullopt;
}

MaybeFailure Inputs::Prepare(std::vector<std::string>* warnings) {
  if (inputs_.size() > 1) {
    if (auto failure = MatchWorkbooks()) return failure;
  }
  for (const auto& input : inputs_) {
    if (auto failure = input->Open()) return failure;
    if (auto failure = CheckCarried(input.get())) return failure;
    WarnOfMissing(*input, warnings);
    for (const std::string& notice : input->notices()) {
      warnings->push_back(absl::StrCat(input->path(), ": ", notice));
    }
    if (auto failure = input->SettleGrades()) return failure;
    if (auto failure = CheckCarried(input.get())) return failure;
    input->Release();
    const int64_t size = SizeOfFile(input->path());
    if (size > 0) bytes_total_ += size;
  }
  return inputs_[0]->Reopen();
}

MaybeFailure Inputs::Next(Block* block, bool* more) {
  *more = false;
  while (current_ < inputs_.size()) {
    if (auto failure = inputs_[current_]->Next(block, more)) return failure;
    if (*more) break;
    if (auto failure = FinishInput()) return failure;
  }
  block->input = static_cast<int>(current_);
  block->sequence = *more ? sequence_++ : sequence_;
  return std::nullopt;
}

int64_t Inputs::bytes_read() const {
  return bytes_before_ +
         (current_ < inputs_.size() ? inputs_[current_]->bytes_read() : 0);
}

MaybeFailure Inputs::FinishInput() {
  Input& input = *inputs_[current_];
  records_.push_back({{input.path(), input.bytes_read(), input.Sha256()},
                      texts::GradeStyleName(input.style())});
  bytes_before_ += input.bytes_read();
  input.Release();
  if (++current_ == inputs_.size()) return std::nullopt;
  return inputs_[current_]->Reopen();
}

// Every input carries the same columns through; here, in the same order.
MaybeFailure Inputs::CheckCarried(Input* input) {
  const std::vector<std::string> first = CarriedNames();
  const std::vector<std::string> own = input->CarriedNames();
  if (first == own) return std::nullopt;
  if (!std::is_permutation(first.begin(), first.end(), own.begin(),
                           own.end())) {
    return Failure{
        FailureKind::kData,
        absl::StrCat(input->path(), ":1: header.other_columns: carries [",
                     absl::StrJoin(own, ", "), "] through, but ",
                     inputs_[0]->path(), " [", absl::StrJoin(first, ", "),
                     "]")};
  }
  std::vector<int> ordered;
  for (const std::string& name : first) {
    const auto at = std::find(own.begin(), own.end(), name) - own.begin();
    ordered.push_back(input->layout().carried[static_cast<size_t>(at)]);
  }
  input->mutable_layout()->carried = ordered;
  return std::nullopt;
}

}  // namespace cmmm::tables
