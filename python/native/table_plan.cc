#include "python/native/table_plan.h"

#include <array>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "python/native/arrow_export.h"
#include "python/native/errors.h"

namespace cmmm::python {
namespace {

using tables::kNoColumn;
using texts::GradeKind;
using texts::GradeStyle;

[[noreturn]] void RefuseTable(Violations findings) {
  Raise(RefuseViolations("INVALID_TABLE", "the table cannot be scored",
                         std::move(findings)));
}

// `rule: words`, as problems of a header are told.
std::string NameOf(const ArrowSchema& column) {
  return column.name == nullptr ? "" : column.name;
}

}  // namespace

TablePlan::TablePlan(std::shared_ptr<const NativeModel> model,
                     const ArrowSchema& schema, const Asked& asked,
                     TableOptions options)
    : model_(std::move(model)),
      options_(std::move(options)),
      schema_(new ArrowSchema(CopySchema(schema, "")),
              [](ArrowSchema* copy) {
                copy->release(copy);
                delete copy;
              }),
      words_(model_->compiled()) {
  Violations findings;
  if (absl::string_view(schema.format) != "+s") {
    findings.Add("", "table.no_columns", schema.format,
                 "a table is a struct of columns");
    RefuseTable(std::move(findings));
  }
  std::vector<std::string> names;
  std::map<std::string, std::string> unused = options_.columns;
  for (int64_t c = 0; c < schema.n_children; ++c) {
    std::string name = NameOf(*schema.children[c]);
    const auto meant = options_.columns.find(name);
    names.push_back(meant == options_.columns.end() ? name : meant->second);
    unused.erase(name);
    types_.push_back(TypeOf(*schema_->children[c]));
  }
  layout_ = tables::ReadLayout(model_->compiled(), {names.begin(), names.end()},
                               &findings);
  if (layout_.is_long()) {
    findings.Add("", "table.long", "",
                 "a row an answer is not read here; pivot it to a row an "
                 "enterprise, or give the file to `cmmm batch`");
  }
  for (const auto& [name, meaning] : unused) {
    findings.Add(name, "column.missing", meaning,
                 "columns= gives it another name, and the table has none of "
                 "that name");
  }
  CheckTypes(&findings);
  if (!findings.empty()) RefuseTable(std::move(findings));
  if (layout_.style != GradeStyle::kAuto) options_.grades = layout_.style;
  grades_ = std::make_unique<GradeCodes>(words_, options_.grades);
  names_ = std::make_unique<results::ResultWriter>(
      model_->compiled(), tables::Format::kCsv, layout_.CarriedNames(),
      options_.with_maturity);
  const Assessment none = model_->FromMessage("", asked);
  common_ = none.request;
}

void TablePlan::CheckTypes(Violations* findings) const {
  const auto refuse = [&](size_t column, const char* words) {
    findings->Add(layout_.names[column], "column.type", types_[column].format,
                  words);
  };
  for (size_t column = 0; column < layout_.columns(); ++column) {
    const ColumnType& type = types_[column];
    if (layout_.requirement[column] != kNoColumn) {
      if (type.form == CellForm::kOther) {
        refuse(column, "holds neither texts nor numbers, which grades are");
      }
    }
  }
  for (const size_t column :
       {layout_.enterprise_id, layout_.weight_set, layout_.excluded}) {
    const bool is_id = column == layout_.enterprise_id;
    if (column == kNoColumn || types_[column].is_text() ||
        types_[column].form == CellForm::kNull ||
        (is_id && types_[column].form == CellForm::kInteger)) {
      continue;
    }
    refuse(column, is_id ? "ids are texts or whole numbers" : "holds no texts");
  }
  const size_t level = layout_.up_to_level;
  if (level != kNoColumn && types_[level].form == CellForm::kOther) {
    refuse(level, "levels are whole numbers");
  }
  for (const size_t column : layout_.carried) {
    if (CanBeTaken(schema(column))) continue;
    refuse(column, "a column of this type cannot be carried through: drop it");
  }
}

const char* TablePlan::FaultOf(const ArrowArray& array) const {
  if (array.n_children != static_cast<int64_t>(layout_.columns())) {
    return "a batch has other columns than its table";
  }
  for (int64_t c = 0; c < array.n_children; ++c) {
    if (array.children[c]->length < array.offset + array.length) {
      return "a batch has columns that are shorter than itself";
    }
  }
  if (array.n_buffers == 0 || array.buffers[0] == nullptr) return nullptr;
  const auto* there = static_cast<const uint8_t*>(array.buffers[0]);
  for (int64_t at = array.offset; at < array.offset + array.length; ++at) {
    if (((there[at >> 3] >> (at & 7)) & 1) == 0) {
      return "a row is null as a whole, and no enterprise: leave such rows out";
    }
  }
  return nullptr;
}

std::shared_ptr<Batch> TablePlan::Read(ArrowArray array) const {
  auto batch = std::make_shared<Batch>();
  batch->array = array;
  batch->columns.resize(layout_.columns());
  for (size_t column = 0; column < layout_.columns(); ++column) {
    if (types_[column].form == CellForm::kOther) continue;
    batch->columns[column] = std::make_unique<ColumnReader>(
        types_[column], *array.children[column], *grades_);
  }
  return batch;
}

ArrowSchema TablePlan::ResultSchema() const {
  std::vector<ArrowSchema> children;
  for (const std::string& name : names_->Names()) {
    const bool is_text = name == "enterprise_id" || name == "total_exact";
    const bool is_level = name == "level";
    const bool nullable = !is_text && !is_level && name != "total";
    children.push_back(MakeSchema(is_text    ? "u"
                                  : is_level ? "i"
                                             : "g",
                                  name, nullable));
  }
  const std::vector<std::string> carried = names_->CarriedNames();
  for (size_t i = 0; i < carried.size(); ++i) {
    children.push_back(CopySchema(schema(layout_.carried[i]), carried[i]));
  }
  return MakeSchema("+s", "", false, std::move(children));
}

void DigitSurvey::AddCell(size_t column, absl::string_view text) {
  if (text.empty()) return;
  const GradeKind kind = plan_.words().KindOf(text);
  std::string* example = kind == GradeKind::kScoreOnly     ? &score_
                         : kind == GradeKind::kCodeOnly    ? &code_
                         : kind == GradeKind::kScoreOrCode ? &either_
                                                           : nullptr;
  if (example == nullptr || !example->empty()) return;
  *example = absl::StrCat("`", Printable(text), "` in column ",
                          plan_.layout().names[column]);
}

void DigitSurvey::Add(const Batch& batch) {
  const tables::TableLayout& layout = plan_.layout();
  std::string scratch;
  std::string last;
  for (size_t column = 0; column < layout.columns(); ++column) {
    if (layout.requirement[column] == kNoColumn) continue;
    const ColumnReader& reader = *batch.columns[column];
    std::array<bool, 256> seen{};
    last.clear();
    for (int64_t row = 0; row < batch.array.length; ++row) {
      const absl::string_view text =
          reader.ViewOf(row + batch.array.offset, &scratch);
      if (text.size() == 1) {
        bool& was_seen = seen[static_cast<uint8_t>(text[0])];
        if (!std::exchange(was_seen, true)) AddCell(column, text);
      } else if (text != last) {
        AddCell(column, text);
        last.assign(text.data(), text.size());
      }
    }
  }
}

GradeStyle DigitSurvey::Settle() const {
  Violations findings;
  if (!score_.empty() && !code_.empty()) {
    findings.Add("", "grades.mixed", "",
                 absl::StrCat(score_, " can only be a score, ", code_,
                              " only a code; say grades=\"scores\" or "
                              "\"codes\", and the others are rejected"));
  } else if (score_.empty() && code_.empty() && !either_.empty()) {
    findings.Add("", "grades.ambiguous", "",
                 absl::StrCat(either_,
                              " and all other digits can be scores or codes; "
                              "say grades=\"scores\" or \"codes\""));
  }
  if (!findings.empty()) RefuseTable(std::move(findings));
  if (!score_.empty()) return GradeStyle::kScores;
  return code_.empty() ? GradeStyle::kWords : GradeStyle::kCodes;
}

}  // namespace cmmm::python
