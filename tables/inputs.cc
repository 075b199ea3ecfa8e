#include "tables/inputs.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/describe_model.h"
#include "tables/file_size.h"
#include "tables/survey.h"
#include "texts/refusal_text.h"

namespace cmmm::tables {
namespace {

void WarnOfMissing(const TableDescription& table, RowFindings* notices) {
  const std::vector<size_t>& columns = table.layout.column_of;
  const auto missing = std::count(columns.begin(), columns.end(), kNoColumn);
  if (missing == 0 || table.format == Format::kJsonl) return;
  notices->push_back(
      {table.path, "input.columns_missing", absl::StrCat(missing),
       absl::StrCat("no column for ", missing,
                    " of the model's requirements; rows that need them are "
                    "rejected"),
       absl::StrCat("有 ", missing,
                    " 个条款没有对应的列；需要这些条款的行无法评分")});
}

// What is wrong with a workbook that is one of many, as the findings of its
// only record.
RowFindings FindingsOf(const Failure& failure) {
  RowFindings findings;
  for (const Violation& violation : failure.violations.listed()) {
    findings.push_back({violation.field_path, violation.rule_id,
                        violation.value, violation.message, "",
                        violation.there_are_zh});
  }
  return findings;
}

// Reads a table to its end.
MaybeFailure ReadThrough(RecordSource* source) {
  Block block;
  for (bool more = true; more;) {
    if (auto failure = source->Next(&block, &more)) return failure;
  }
  return std::nullopt;
}

// Whether the failure is of the workbook's data, each fault with its rule.
bool IsFaultOfData(const MaybeFailure& failure) {
  return failure.has_value() && failure->kind == FailureKind::kData &&
         !failure->violations.empty();
}

}  // namespace

MaybeFailure FindEditions(const Catalog& catalog, const v1::ModelRef& model,
                          std::unique_ptr<Editions>* editions) {
  const auto found = catalog.Find(model.id(), model.version());
  if (!found.ok()) {
    return texts::FailureOf(FailureKind::kUsage, found.refusal());
  }
  const CatalogEntry& of_run = *found.value();
  const auto describe = [&](const CatalogEntry& entry) {
    Edition edition{entry, {}};
    v1::GetModelRequest request;
    request.mutable_model()->set_id(entry.compiled->id);
    request.mutable_model()->set_version(entry.compiled->version);
    (void)DescribeModel(catalog, request, &edition.described);
    return edition;
  };
  *editions = std::make_unique<Editions>(describe(of_run));
  if (!model.version().empty()) (*editions)->ScoreAllByRun();
  for (const CatalogEntry& entry : catalog.entries()) {
    if (entry.compiled->id == of_run.compiled->id &&
        entry.compiled != of_run.compiled) {
      (*editions)->Add(describe(entry));
    }
  }
  return std::nullopt;
}

std::vector<const CompiledModel*> OtherEditions(const Catalog& catalog,
                                                const CompiledModel& model) {
  std::vector<const CompiledModel*> others;
  for (const CatalogEntry& entry : catalog.entries()) {
    const CompiledModel* other = entry.compiled.get();
    if (other->id == model.id && other != &model) others.push_back(other);
  }
  return others;
}

Inputs::Inputs(const std::vector<std::string>& paths,
               const InputOptions& options, const CompiledModel& model)
    : model_(model), options_(options), words_(model), inputs_(paths.size()) {
  for (size_t i = 0; i < paths.size(); ++i) {
    inputs_[i].needs.model = &model;
    inputs_[i].table.path = paths[i];
  }
}

// Opens an input unless it is open, at its beginning.
MaybeFailure Inputs::Open(Input* input) {
  if (input->source != nullptr) return std::nullopt;
  return OpenTable(input->table.path, options_, &input->needs, &input->source);
}

// Finds the workbooks among the inputs whose tables cannot be read, before a
// row of them is scored: from now on each is one record that says why.
MaybeFailure Inputs::RefuseBroken() {
  for (Input& input : inputs_) {
    if (!MayBeWorkbook(input.table.path)) continue;
    auto failure = Open(&input);
    if (!failure.has_value() && !input.source->table().is_single) {
      input.needs.merged.wanted = false;
      failure = ReadThrough(input.source.get());
      input.needs.merged.wanted = true;
    }
    input.source.reset();
    if (IsFaultOfData(failure)) {
      input.needs.refused = FindingsOf(*failure);
    } else if (failure.has_value()) {
      return failure;
    }
  }
  return std::nullopt;
}

// Workbooks that are one assessment carry what the tables beside them carry.
MaybeFailure Inputs::MatchWorkbooks() {
  std::vector<Input*> singles;
  for (Input& input : inputs_) {
    if (!MayBeWorkbook(input.table.path)) continue;
    if (auto failure = Open(&input)) return failure;
    if (input.source->table().is_single) singles.push_back(&input);
    input.source.reset();
  }
  if (singles.empty() || singles.size() == inputs_.size()) return std::nullopt;
  const auto first =
      std::find_if(inputs_.begin(), inputs_.end(), [&](const Input& input) {
        return std::find(singles.begin(), singles.end(), &input) ==
               singles.end();
      });
  if (auto failure = Open(&*first)) return failure;
  for (Input* input : singles) {
    input->needs.single_carried = first->source->table().layout.CarriedNames();
  }
  return std::nullopt;
}

MaybeFailure Inputs::Prepare(RowFindings* notices) {
  if (inputs_.size() > 1) {
    if (auto failure = RefuseBroken()) return failure;
    if (auto failure = MatchWorkbooks()) return failure;
  }
  for (Input& input : inputs_) {
    if (auto failure = Open(&input)) return failure;
    input.table = input.source->table();
    if (auto failure = MatchCarried(&input)) return failure;
    WarnOfMissing(input.table, notices);
    for (RowFinding notice : input.table.notices) {
      notice.column = absl::StrCat(input.table.path, ": ", notice.column);
      notices->push_back(std::move(notice));
    }
    if (auto failure = SettleGrades(&input, notices)) return failure;
    // Standard input and pipes cannot be begun anew.
    if (!IsReadOnce(input.table.path)) input.source.reset();
    const int64_t size = SizeOfFile(input.table.path);
    if (size > 0) bytes_total_ += size;
  }
  return Open(&inputs_[0]);
}

// Settles how digits are read: as the options or the header say, else by all
// values of the file, which is read for that. Digits of standard input, and of
// a pipe, must be settled by options or header.
MaybeFailure Inputs::SettleGrades(Input* input, RowFindings* notices) {
  TableDescription& table = input->table;
  if (table.style != texts::GradeStyle::kAuto) return std::nullopt;
  if (IsReadOnce(table.path)) {
    table.style = texts::GradeStyle::kWords;
    return std::nullopt;
  }
  Survey survey(words_, table.layout, MakeRecordReader(table, model_));
  Block block;
  int64_t row = table.first_row();
  input->needs.merged.wanted = false;
  for (bool more = true; more;) {
    if (auto failure = input->source->Next(&block, &more)) return failure;
    if (more) row += survey.AddBlock(block, row);
  }
  input->needs.merged.wanted = true;
  const auto settled = survey.Settle();
  if (!settled.has_value()) {
    Violations why;
    why.Add("", survey.Rule(), "", survey.Why());
    return Failure{FailureKind::kData,
                   absl::StrCat(table.path, ": its digits cannot be read"),
                   absl::StrCat(table.path, "：数字的含义无法确定"), why};
  }
  table.style = *settled;
  if (auto notice = survey.Notice()) {
    notice->column = table.path;
    notices->push_back(*std::move(notice));
  }
  return std::nullopt;
}

MaybeFailure Inputs::Next(Block* block, bool* more) {
  *more = false;
  while (current_ < inputs_.size()) {
    if (auto failure = inputs_[current_].source->Next(block, more)) {
      return failure;
    }
    if (*more) break;
    if (auto failure = FinishInput()) return failure;
  }
  block->input = current_;
  block->sequence = *more ? sequence_++ : sequence_;
  return std::nullopt;
}

int64_t Inputs::bytes_read() const {
  return bytes_before_ + (current_ < inputs_.size()
                              ? inputs_[current_].source->bytes_read()
                              : 0);
}

MaybeFailure Inputs::FinishInput() {
  Input& input = inputs_[current_];
  const int64_t bytes = input.source->bytes_read();
  records_.push_back(
      {{input.table.path, bytes, input.source->Sha256()},
       texts::GradeStyleName(input.table.style),
       input.table.edition == nullptr ? "" : input.table.edition->Name()});
  bytes_before_ += bytes;
  const RowFindings notices = input.source->Notices();
  notices_.insert(notices_.end(), notices.begin(), notices.end());
  input.source.reset();
  if (++current_ == inputs_.size()) return std::nullopt;
  return Open(&inputs_[current_]);
}

// Every input carries the same columns through; here, in the same order.
MaybeFailure Inputs::MatchCarried(Input* input) const {
  const std::vector<std::string> first = CarriedNames();
  const std::vector<std::string> own = input->table.layout.CarriedNames();
  if (first == own) return std::nullopt;
  if (!std::is_permutation(first.begin(), first.end(), own.begin(),
                           own.end())) {
    return Failure{
        FailureKind::kData,
        absl::StrCat(input->table.path, ":1: header.other_columns: carries [",
                     absl::StrJoin(own, ", "), "] through, but ", at(0).path,
                     " [", absl::StrJoin(first, ", "), "]"),
        absl::StrCat(input->table.path, ":1: header.other_columns: 附带的列为“",
                     absl::StrJoin(own, "、"), "”，而 ", at(0).path, " 为“",
                     absl::StrJoin(first, "、"), "”")};
  }
  std::vector<size_t> ordered;
  for (const std::string& name : first) {
    const auto found = std::find(own.begin(), own.end(), name);
    ordered.push_back(
        input->table.layout.carried[static_cast<size_t>(found - own.begin())]);
  }
  input->table.layout.carried = std::move(ordered);
  return std::nullopt;
}

}  // namespace cmmm::tables
