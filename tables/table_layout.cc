#include "tables/table_layout.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/base/violations.h"

namespace cmmm::tables {
namespace {

// The names a column may have: the id first.
struct Role {
  size_t TableLayout::*column;
  std::array<absl::string_view, 4> names;
};

const std::array<Role, 6> kRoles = {{
    {&TableLayout::enterprise_id,
     {"enterprise_id", "企业编号", "企业id", "企业代码"}},
    {&TableLayout::weight_set, {"weight_set", "权重集", "企业类型"}},
    {&TableLayout::excluded,
     {"excluded_domain_ids", "剔除能力域", "裁剪能力域"}},
    {&TableLayout::up_to_level, {"assess_up_to_level", "评估等级上限"}},
    {&TableLayout::requirement_id,
     {"requirement_id", "item", "条款编号", "条款"}},
    {&TableLayout::grade, {"grade", "判定", "判定等级", "评分"}},
}};

// Columns of the template of `cmmm template` that only help to fill it in.
constexpr std::array<absl::string_view, 10> kHelp = {
    "能力子域",  "等级",  "条款内容",  "证据提示", "说明",
    "subdomain", "level", "statement", "hint",     "note"};

const Role* FindRole(const std::string& name) {
  for (const Role& role : kRoles) {
    for (const absl::string_view known : role.names) {
      if (!known.empty() && known == name) return &role;
    }
  }
  return nullptr;
}

class HeaderReader {
 public:
  HeaderReader(const CompiledModel& model, std::vector<std::string>* problems)
      : model_(model), problems_(problems) {
    layout_.column_of.assign(model.requirements.size(), kNoColumn);
  }

  void Read(absl::string_view cell) {
    const size_t column = layout_.columns();
    layout_.names.push_back(texts::Normalised(cell));
    layout_.requirement.push_back(kNoColumn);
    const std::string name = layout_.names.back();
    const auto [first, is_new] = seen_.try_emplace(name, column);
    if (!is_new && !name.empty()) {
      Add("header.duplicate_column", name, "stands in two columns");
    } else if (const Role* role = FindRole(absl::AsciiStrToLower(name))) {
      layout_.*role->column = column;
    } else if (!ReadRequirement(name, column)) {
      layout_.carried.push_back(column);
    }
  }

  TableLayout Finish() {
    if (layout_.is_long()) ForgetHelp();
    if (layout_.enterprise_id == kNoColumn) {
      problems_->push_back(
          "header.no_enterprise_id: there is no column `enterprise_id`");
    }
    const bool any = layout_.is_long() || requirements_ > 0;
    if (!any) {
      problems_->push_back(
          "header.no_requirement: no column is a requirement of the model");
    }
    if (layout_.is_long() && layout_.grade == kNoColumn) {
      problems_->push_back(
          "header.no_grade: a table of answers needs a column `grade`");
    }
    if (marked_ != 0 && marked_ != requirements_) {
      problems_->push_back(
          "header.mixed_styles: either every requirement's column says #code, "
          "or every one #score, or none says anything");
    }
    return std::move(layout_);
  }

 private:
  // What a template says beside each question is no fact of the enterprise.
  void ForgetHelp() {
    const auto is_help = [this](size_t column) {
      const std::string& name = layout_.names[column];
      return std::find(kHelp.begin(), kHelp.end(), name) != kHelp.end();
    };
    std::vector<size_t>& carried = layout_.carried;
    carried.erase(std::remove_if(carried.begin(), carried.end(), is_help),
                  carried.end());
  }

  void Add(absl::string_view rule, absl::string_view name,
           absl::string_view words) {
    problems_->push_back(
        absl::StrCat(rule, ": `", Printable(name), "` ", words));
  }

  bool ReadRequirement(absl::string_view name, size_t column) {
    texts::GradeStyle style = texts::GradeStyle::kAuto;
    if (absl::ConsumeSuffix(&name, "#code")) style = texts::GradeStyle::kCodes;
    if (absl::ConsumeSuffix(&name, "#score"))
      style = texts::GradeStyle::kScores;
    const auto found = model_.requirement_index.find(name);
    if (found == model_.requirement_index.end()) {
      if (!LooksLikeRequirement(name)) return false;
      Add("header.unknown_requirement", name, "is no requirement of the model");
      return true;
    }
    const auto item = static_cast<size_t>(found->second);
    if (layout_.column_of[item] != kNoColumn) {
      Add("header.duplicate_column", name, "stands in two columns");
    }
    layout_.requirement[column] = item;
    layout_.column_of[item] = column;
    Mark(style);
    return true;
  }

  void Mark(texts::GradeStyle style) {
    ++requirements_;
    if (style == texts::GradeStyle::kAuto) return;
    if (marked_++ > 0 && layout_.style != style) marked_ = -1 - requirements_;
    layout_.style = style;
  }

  // `SUBDOMAIN.…` with a sub-domain of the model.
  bool LooksLikeRequirement(absl::string_view name) const {
    const size_t dot = name.find('.');
    if (dot == absl::string_view::npos) return false;
    for (int s = 0; s < model_.subdomain_count; ++s) {
      if (model_.subdomain(s).id == name.substr(0, dot)) return true;
    }
    return false;
  }

  const CompiledModel& model_;
  std::vector<std::string>* problems_;
  TableLayout layout_;
  absl::flat_hash_map<std::string, size_t> seen_;
  int requirements_ = 0;
  int marked_ = 0;
};

}  // namespace

std::vector<std::string> TableLayout::CarriedNames() const {
  std::vector<std::string> all;
  for (const size_t column : carried) all.push_back(names[column]);
  return all;
}

TableLayout ReadLayout(const CompiledModel& model,
                       const std::vector<absl::string_view>& names,
                       std::vector<std::string>* problems) {
  HeaderReader reader(model, problems);
  for (const absl::string_view name : names) reader.Read(name);
  return reader.Finish();
}

bool MayBeHeader(absl::string_view line) {
  const std::string lower = absl::AsciiStrToLower(line);
  for (const absl::string_view name : kRoles[0].names) {
    if (!name.empty() && absl::StrContains(lower, name)) return true;
  }
  return false;
}

bool MayNameAnswers(const std::vector<std::string>& header) {
  return std::any_of(
      header.begin(), header.end(), [](const std::string& title) {
        std::string name = absl::AsciiStrToLower(texts::Normalised(title));
        const Role* role = FindRole(name);
        if (role != nullptr) {
          return role->column == &TableLayout::requirement_id;
        }
        name.resize(std::min(name.size(), name.find('#')));
        // A level, a sign and a letter end the names of requirements.
        const size_t end = name.size();
        return end >= 3 && absl::ascii_islower(name[end - 1]) &&
               absl::ascii_ispunct(name[end - 2]) &&
               absl::ascii_isdigit(name[end - 3]);
      });
}

bool IsEnterpriseIdTitle(absl::string_view cell) {
  const Role* role = FindRole(absl::AsciiStrToLower(texts::Normalised(cell)));
  return role != nullptr && role->column == &TableLayout::enterprise_id;
}

}  // namespace cmmm::tables
