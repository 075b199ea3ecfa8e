#include "tables/table_layout.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/base/plain_text.h"
#include "excel/layout.h"
#include "tables/column_names.h"

namespace cmmm::tables {
namespace {

class HeaderReader {
 public:
  HeaderReader(const CompiledModel& model, Violations* problems)
      : model_(model), problems_(problems) {
    layout_.column_of.assign(model.requirements.size(), kNoColumn);
  }

  void Read(absl::string_view cell) {
    const size_t column = layout_.columns();
    layout_.names.push_back(PlainText(cell));
    layout_.requirement.push_back(kNoColumn);
    const std::string name = layout_.names.back();
    const auto [first, is_new] = seen_.try_emplace(name, column);
    if (!is_new && !name.empty()) {
      if (said_.insert(name).second) {
        Add("header.duplicate_column", name, "stands in two columns");
      }
    } else if (!ReadRole(name, column) && !ReadRequirement(name, column)) {
      ReadOther(name, column);
    }
  }

  TableLayout Finish() {
    SettleGrades();
    if (layout_.is_long()) {
      ForgetHelp();
    } else {
      layout_.note = kNoColumn;
    }
    if (layout_.enterprise_id == kNoColumn) {
      Add("header.no_enterprise_id", "",
          "there is no column `enterprise_id` (企业编号)");
    }
    if (!layout_.is_long() && requirements_ == 0) {
      Add("header.no_requirement", "",
          "no column is a requirement of the model");
    }
    if (layout_.is_long() && layout_.grade == kNoColumn) {
      Add("header.no_grade", "", "a table of answers needs a column `grade`");
    }
    if (mixed_ || (marked_ != 0 && marked_ != requirements_)) {
      Add("header.mixed_styles", "",
          "either every requirement's column says #code, or every one #score, "
          "or none says anything");
    }
    return std::move(layout_);
  }

 private:
  // What a template says beside each question is no fact of the enterprise.
  void ForgetHelp() {
    const auto is_statement = [this](size_t column) {
      return excel::FindColumn(layout_.names[column]) ==
             excel::Column::kStatement;
    };
    std::copy_if(layout_.carried.begin(), layout_.carried.end(),
                 std::back_inserter(layout_.statements), is_statement);
    const auto is_help = [&](size_t column) {
      const std::string& name = layout_.names[column];
      const ColumnRole* role = FindRole(name);
      return is_statement(column) || excel::IsHelpTitle(name) ||
             (role != nullptr && role->column == &TableLayout::note);
    };
    std::vector<size_t>& carried = layout_.carried;
    carried.erase(std::remove_if(carried.begin(), carried.end(), is_help),
                  carried.end());
  }

  void Add(absl::string_view rule, absl::string_view name,
           const std::string& words) {
    problems_->Add(
        "", rule, name,
        name.empty() ? words : absl::StrCat("`", Printable(name), "` ", words));
  }

  bool ReadRole(absl::string_view name, size_t column) {
    const ColumnName said = SplitStyle(name);
    const ColumnRole* role = FindRole(said.name);
    if (role == nullptr) return false;
    if (role->column == &TableLayout::grade) {
      grades_.push_back(column);
      return true;
    }
    if (said.style != texts::GradeStyle::kAuto) return false;
    size_t& place = layout_.*role->column;
    if (role->column == &TableLayout::note) {
      // Of long tables only; others carry it through.
      layout_.carried.push_back(column);
    } else if (place != kNoColumn) {
      AddTwice(place, column, role->names[0]);
    }
    if (place == kNoColumn) place = column;
    return true;
  }

  void AddTwice(size_t first, size_t second, absl::string_view meaning) {
    Add("header.duplicate_column",
        absl::StrCat(layout_.names[first], ", ", layout_.names[second]),
        absl::StrCat("both mean ", meaning, "; leave one of them"));
  }

  // Grades of answers are those of a long table; a wide one carries a column of
  // that name through.
  void SettleGrades() {
    std::vector<size_t>& carried = layout_.carried;
    if (!layout_.is_long()) {
      carried.insert(carried.end(), grades_.begin(), grades_.end());
      std::sort(carried.begin(), carried.end());
      return;
    }
    for (const size_t column : grades_) {
      if (layout_.grade != kNoColumn) AddTwice(layout_.grade, column, "grade");
      layout_.grade = column;
      const auto style = SplitStyle(layout_.names[column]).style;
      if (style != texts::GradeStyle::kAuto) layout_.style = style;
    }
  }

  bool ReadRequirement(absl::string_view name, size_t column) {
    const ColumnName said = SplitStyle(name);
    const int found = FindRequirement(model_, said.name);
    if (found < 0) {
      if (!model_.names.LooksLikeRequirement(said.name)) return false;
      Add("header.unknown_requirement", name, "is no requirement of the model");
      return true;
    }
    const auto item = static_cast<size_t>(found);
    if (layout_.column_of[item] != kNoColumn) {
      AddTwice(layout_.column_of[item], column, model_.requirements[item].id);
    }
    layout_.requirement[column] = item;
    layout_.column_of[item] = column;
    Mark(said.style);
    return true;
  }

  void ReadOther(absl::string_view name, size_t column) {
    layout_.carried.push_back(column);
    if (const ColumnRole* meant = FindSlip(name)) {
      Add("header.unknown_setting", name,
          absl::StrCat("is no column with a meaning: is it ", meant->names[0],
                       "? Else give it another name"));
    }
  }

  void Mark(texts::GradeStyle style) {
    ++requirements_;
    if (style == texts::GradeStyle::kAuto) return;
    mixed_ |= marked_++ > 0 && layout_.style != style;
    layout_.style = style;
  }

  const CompiledModel& model_;
  Violations* problems_;
  TableLayout layout_;
  absl::flat_hash_map<std::string, size_t> seen_;
  std::vector<size_t> grades_;             // columns called as grades are
  absl::flat_hash_set<std::string> said_;  // names that stand there twice
  int requirements_ = 0;
  int marked_ = 0;
  bool mixed_ = false;
};

}  // namespace

std::vector<std::string> TableLayout::CarriedNames() const {
  std::vector<std::string> all;
  for (const size_t column : carried) all.push_back(names[column]);
  return all;
}

TableLayout ReadLayout(const CompiledModel& model,
                       const std::vector<absl::string_view>& names,
                       Violations* problems) {
  HeaderReader reader(model, problems);
  for (const absl::string_view name : names) reader.Read(name);
  return reader.Finish();
}

ColumnName SplitStyle(absl::string_view name) {
  const std::string lower = absl::AsciiStrToLower(name);
  for (const auto& [ending, style] :
       {std::pair<absl::string_view, texts::GradeStyle>(
            "#code", texts::GradeStyle::kCodes),
        {"#score", texts::GradeStyle::kScores}}) {
    if (!absl::EndsWith(lower, ending)) continue;
    return {name.substr(0, name.size() - ending.size()), style};
  }
  return {name, texts::GradeStyle::kAuto};
}

std::string SettingMeant(absl::string_view name) {
  const ColumnRole* role = FindRole(name);
  if (role == nullptr || role->column == &TableLayout::note) return "";
  return std::string(role->names[0]);
}

std::string SettingMistaken(absl::string_view name) {
  const ColumnRole* role = FindSlip(name);
  return role == nullptr ? "" : std::string(role->names[0]);
}

std::string KeyMistaken(absl::string_view key) {
  const std::string setting = SettingMistaken(key);
  return setting.empty() && IsNearlyAnswers(key) ? "answers" : setting;
}

bool MayBeHeader(absl::string_view line) {
  return HasEnterpriseIdTitle(absl::AsciiStrToLower(line));
}

bool MayNameAnswers(const std::vector<std::string>& header) {
  return std::any_of(
      header.begin(), header.end(), [](const std::string& title) {
        const std::string plain = absl::AsciiStrToLower(PlainText(title));
        const absl::string_view name = SplitStyle(plain).name;
        if (const ColumnRole* role = FindRole(name)) {
          return role->column == &TableLayout::requirement_id;
        }
        // A level, a sign and a letter end the names of requirements.
        const size_t end = name.size();
        return end >= 3 && absl::ascii_islower(name[end - 1]) &&
               absl::ascii_ispunct(name[end - 2]) &&
               absl::ascii_isdigit(name[end - 3]);
      });
}

bool IsEnterpriseIdTitle(absl::string_view cell) {
  const ColumnRole* role = FindRole(cell);
  return role != nullptr && role->column == &TableLayout::enterprise_id;
}

}  // namespace cmmm::tables
