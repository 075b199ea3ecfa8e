#include "tables/statement_check.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/plain_text.h"
#include "engine/base/utf8.h"
#include "engine/base/violations.h"
#include "excel/same_statement.h"

namespace cmmm::tables {
namespace {

std::string NameOf(const CompiledModel& model) {
  return absl::StrCat(model.id, "@", model.version);
}

// The requirement `id` of an edition; nullptr: it has none.
const ModelRequirement* Find(const CompiledModel& model, absl::string_view id) {
  const auto found =
      std::find_if(model.requirements.begin(), model.requirements.end(),
                   [&](const ModelRequirement& item) { return item.id == id; });
  return found == model.requirements.end() ? nullptr : &*found;
}

}  // namespace

StatementCheck::StatementCheck(const CompiledModel& model,
                               const std::vector<const CompiledModel*>& others)
    : model_(model), right_(model.requirements.size()) {
  others_.reserve(others.size());
  for (const CompiledModel* other : others) {
    others_.push_back({other, 0});
  }
}

std::string StatementCheck::Check(size_t item, absl::string_view text) {
  text = TrimBlanks(text);
  if (text.empty() || text == right_[item]) return "";
  if (excel::IsStatement(text, model_.requirements[item].statement)) {
    right_[item] = std::string(text);
    return "";
  }
  return Judge(item, text);
}

// Of a statement that is not that of the id in this edition.
std::string StatementCheck::Judge(size_t item, absl::string_view text) {
  const ModelRequirement& own = model_.requirements[item];
  bool of_other_edition = false;
  for (OtherEdition& other : others_) {
    const ModelRequirement* same = Find(*other.model, own.id);
    if (same != nullptr && excel::IsStatement(text, same->statement)) {
      ++other.rows;
      of_other_edition = true;
    }
  }
  if (of_other_edition) return "";
  absl::string_view owner = model_.names.Requirement(text);
  for (const OtherEdition& other : others_) {
    if (owner.empty()) owner = other.model->names.Requirement(text);
  }
  if (owner.empty() || owner == own.id) return "";
  const bool chinese = !IsAscii(text);
  return absl::StrCat("beside `", own.id, "` stands `",
                      Printable(text, excel::kShownStatement), "`, which is `",
                      owner, "`; the model says `",
                      Printable(chinese ? own.statement.zh : own.statement.en,
                                excel::kShownStatement),
                      "`. Were the rows sorted without the column of ids?");
}

RowFindings StatementCheck::Notices() const {
  const auto most =
      std::max_element(others_.begin(), others_.end(),
                       [](const OtherEdition& a, const OtherEdition& b) {
                         return a.rows < b.rows;
                       });
  if (most == others_.end() || most->rows == 0) return {};
  const std::string name = NameOf(*most->model);
  return {{"", "input.other_edition", name,
           absl::StrCat("the statements of ", most->rows, " rows are those of ",
                        name, "; all rows are scored by ", NameOf(model_),
                        "; --model ", name, " scores by that one"),
           absl::StrCat("有 ", most->rows, " 行的条款内容是 ", name,
                        " 的；各行都按 ", NameOf(model_),
                        " 评分；要按那一版评分，请用 --model ", name)}};
}

}  // namespace cmmm::tables
