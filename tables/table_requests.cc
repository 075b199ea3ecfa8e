#include "tables/table_requests.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/utf8.h"
#include "engine/evaluate.h"
#include "tables/findings.h"

namespace cmmm::tables {

TableRequests::TableRequests(const std::vector<std::string>& paths,
                             const InputOptions& options,
                             const CompiledModel& model)
    : model_(model), inputs_(paths, options, model) {}

MaybeFailure TableRequests::Open() {
  std::vector<std::string> warnings;
  return inputs_.Prepare(&warnings);
}

void TableRequests::BeginBlock() {
  at_ = 0;
  record_ = 0;
  if (block_.input == input_) return;
  input_ = block_.input;
  reader_ = inputs_.at(input_).MakeReader();
  next_row_ = inputs_.at(input_).first_row();
}

MaybeFailure TableRequests::Next(TableRow* row, bool* more) {
  *more = true;
  while (true) {
    while (at_ >= block_.text.size()) {
      if (auto failure = inputs_.Next(&block_, more)) return failure;
      if (!*more) return std::nullopt;
      BeginBlock();
    }
    const absl::string_view text = block_.text;
    const size_t end = reader_->End(text, at_);
    const absl::string_view record =
        WithoutLineEnd(text.substr(at_, end - at_));
    at_ = end;
    const int64_t number =
        block_.rows.empty() ? next_row_ : block_.rows[record_];
    ++next_row_;
    ++record_;
    if (record.empty()) continue;
    *row = TableRow();
    row->file = inputs_.at(input_).path();
    row->number = number;
    ReadRow(record, row);
    reader_->Forget();
    return std::nullopt;
  }
}

absl::string_view TableRequests::Cell(int column) const {
  return column == kNoColumn
             ? absl::string_view()
             : absl::StripAsciiWhitespace(
                   reader_->cells()[static_cast<size_t>(column)]);
}

void TableRequests::ReadRow(absl::string_view record, TableRow* row) {
  RecordProblem problem;
  if (!IsUtf8(record)) {
    row->problems.emplace_back("row.encoding: bytes that are no UTF-8");
    return;
  }
  if (!reader_->Read(record, &problem)) {
    row->problems.push_back(
        absl::StrCat(problem.rule_id, ": ", problem.message));
    return;
  }
  const size_t count = reader_->cells().size();
  if (count != static_cast<size_t>(layout().columns())) {
    row->problems.push_back(absl::StrCat("row.cell_count: the header has ",
                                         layout().columns(),
                                         " columns, the row ", count));
    return;
  }
  row->enterprise_id = std::string(Cell(layout().enterprise_id));
  if (row->enterprise_id.empty()) {
    row->problems.emplace_back("row.enterprise_id_missing");
  } else if (row->enterprise_id.size() > kMaxKeyBytes) {
    row->problems.emplace_back("row.enterprise_id_too_long");
  }
  for (const Finding& finding : ReadFindings(Cell(layout().findings))) {
    row->problems.push_back(absl::StrCat(finding.column, ": ", finding.rule_id,
                                         ": ", finding.value));
  }
  for (const int column : layout().carried) {
    row->carried.emplace_back(layout().names[static_cast<size_t>(column)],
                              Cell(column));
  }
  ReadProfile(row);
  ReadGrades(row);
}

void TableRequests::ReadProfile(TableRow* row) {
  row->request.mutable_model()->set_id(model_.id);
  row->request.mutable_model()->set_version(model_.version);
  v1::Profile* profile = row->request.mutable_profile();
  profile->set_weight_set(std::string(Cell(layout().weight_set)));
  for (const absl::string_view id :
       absl::StrSplit(Cell(layout().excluded), ';', absl::SkipWhitespace())) {
    profile->add_excluded_domain_ids(
        std::string(absl::StripAsciiWhitespace(id)));
  }
  const std::string up_to = texts::Normalised(Cell(layout().up_to_level));
  int level = 0;
  if (!up_to.empty() && !absl::SimpleAtoi(up_to, &level)) {
    row->problems.push_back(absl::StrCat("row.up_to_level: ", up_to));
  }
  profile->set_assess_up_to_level(level);
}

void TableRequests::ReadGrades(TableRow* row) {
  std::string codes(model_.requirements.size(), '\0');
  for (int column = 0; column < layout().columns(); ++column) {
    const int item = layout().requirement[static_cast<size_t>(column)];
    if (item == kNoColumn) continue;
    const absl::string_view cell =
        reader_->cells()[static_cast<size_t>(column)];
    const std::optional<GradeCode> code =
        inputs_.words().Read(cell, inputs_.at(input_).style());
    if (code.has_value()) {
      codes[static_cast<size_t>(item)] = static_cast<char>(*code);
    } else {
      row->problems.push_back(
          absl::StrCat(layout().names[static_cast<size_t>(column)],
                       ": grade.unknown: ", cell));
    }
  }
  v1::PackedGrades* packed = row->request.mutable_packed();
  packed->set_grades(std::move(codes));
  packed->set_model_digest(model_.digest);
}

}  // namespace cmmm::tables
