#include "excel/model_sheets.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cmmm/v1/model.pb.h"
#include "excel/layout.h"

namespace cmmm::excel {
namespace {

constexpr ModelColumn kModelColumns[] = {
    {"项目", "Field", 22},
    {"含义", "Meaning", 34, false},
    {"值（中文）", "Value, or Chinese", 60},
    {"英文", "English", 60},
};
constexpr ModelColumn kSetColumns[] = {
    {"编号", "Id", 16},
    {"中文名称", "Name in Chinese", 30},
    {"英文名称", "Name in English", 36},
};
constexpr ModelColumn kWeightColumns[] = {
    {"层级", "Tier", 16},
    {"上级编号", "Id of the parent", 24},
    {"编号", "Id", 24},
    {"名称", "Name", 34, false},
};
constexpr ModelColumn kProvenanceColumns[] = {
    {"权重集", "Weight set", 14},         {"层级", "Tier", 16},
    {"上级编号", "Id of the parent", 24}, {"名称", "Name", 34, false},
    {"来源", "Provenance", 11},           {"核对人", "Checked by", 18},
    {"核对日期", "Checked on", 14},       {"备注", "Note", 44},
};
constexpr ModelColumn kStructureColumns[] = {
    {"层级", "Tier", 16},
    {"编号", "Id", 24},
    {"上级编号", "Id of the parent", 24},
    {"中文名称", "Name in Chinese", 24},
    {"英文名称", "Name in English", 36},
    {"可裁剪", "May be left out", 14},
};
constexpr ModelColumn kRequirementColumns[] = {
    {"编号", "Id", 14},
    {"能力子域编号", "Id of the sub-domain", 14},
    {"等级", "Level", 8},
    {"条款内容（中文）", "Statement in Chinese", 46},
    {"条款内容（英文）", "Statement in English", 46},
    {"证据（中文）", "Evidence in Chinese", 36},
    {"证据（英文）", "Evidence in English", 36},
    {"可不适用", "May be not applicable", 12},
    {"核对人", "Checked by", 14},
    {"核对日期", "Checked on", 13},
};
constexpr ModelColumn kGradeColumns[] = {
    {"档", "Grade", 10},
    {"得分", "Score", 9},
    {"中文名称", "Name in Chinese", 18},
    {"英文名称", "Name in English", 20},
    {"说明（中文）", "Definition in Chinese", 52},
    {"说明（英文）", "Definition in English", 52},
};
constexpr ModelColumn kLevelColumns[] = {
    {"等级", "Level", 9},
    {"中文名称", "Name in Chinese", 20},
    {"英文名称", "Name in English", 24},
    {"总分自", "Total from", 12},
    {"总分至", "Total to", 12},
};

struct SheetLayout {
  absl::string_view key;
  const char* zh;
  const char* en;
  absl::Span<const ModelColumn> columns;
  const char* help_zh;
  const char* help_en;
};

const SheetLayout& LayoutOf(ModelSheet sheet) {
  static constexpr std::array<SheetLayout, kModelSheetCount> kSheets = {{
      {"cmmm.model.read_me", "说明", "Read me", {}, "", ""},
      {"cmmm.model.model", "模型", "Model", kModelColumns,
       "改动后请换一个新的模型版本号。",
       "Whatever changes, the model needs a "
       "new version."},
      {"cmmm.model.sets", "权重集", "Weight sets", kSetColumns,
       "新增一行，还要在“权重”表新增同名的一列，在“来源”表新增各组的行。",
       "For a new row, add a column of that name to Weights, and rows for its "
       "groups to Provenance."},
      {"cmmm.model.weights", "权重", "Weights", kWeightColumns,
       "整数百分比，同一上级的各项合计 100；写 40 或 40%，不写 0.4。",
       "Whole percent; what has one parent sums to 100. Write 40 or 40%, not "
       "0.4."},
      {"cmmm.model.provenance", "来源", "Provenance", kProvenanceColumns,
       "A 两个以上独立来源一致，或已与标准原文核对；B 一个公开来源；C 未核对。"
       "核对过的组写 A、核对人和日期。",
       "A: two or more independent sources agree, or compared with the "
       "official "
       "text; B: one public source; C: not checked. Where you have compared, "
       "write A, who, and the day."},
      {"cmmm.model.structure", "结构", "Structure", kStructureColumns,
       "要素、能力域、能力子域；行的先后就是模型中的先后。",
       "Elements, domains, sub-domains; the order of rows is that of the "
       "model."},
      {"cmmm.model.requirements", "条款", "Requirements", kRequirementColumns,
       "编号为“能力子域编号.等级.字母”；核对过的条款写上核对人和日期。",
       "An id is SUBDOMAIN.LEVEL.LETTER. Where you have compared an item, "
       "write "
       "who, and the day."},
      {"cmmm.model.grades", "档", "Grades", kGradeColumns,
       "得分 0 到 1，自低到高；说明告诉填写人何时选这一档。",
       "Scores from 0 to 1, ascending; the definition says when to choose the "
       "grade."},
      {"cmmm.model.levels", "等级", "Levels", kLevelColumns,
       "总分区间首尾相接；最后一级到等级数为止。",
       "The intervals of the total touch; the last one ends at the number of "
       "levels."},
  }};
  return kSheets[static_cast<size_t>(sheet)];
}

struct FieldLayout {
  absl::string_view key;
  const char* zh;
  const char* en;
};

constexpr std::array<FieldLayout, kModelFieldCount> kModelFields = {{
    {"id", "模型编号", "Name of the model"},
    {"version", "版本，如 2020.3", "Version, for example 2020.3"},
    {"title", "名称", "Title"},
    {"summary", "简介", "What it is, and what to check"},
    {"satisfied_at", "一级算达标的得分", "Score that satisfies a level"},
    {"accumulation", "总分如何累加", "How the total adds up"},
    {"empty_cell", "没有条款的单元", "A cell without items"},
    {"not_applicable", "不适用的条款", "An item that does not apply"},
    {"requirements_note", "关于条款的说明", "On the items as a whole"},
    {"made_from", "导出自（请勿改）", "Exported from (leave it)"},
    {"made_from_digest", "导出时的摘要（请勿改）",
     "Digest of what was exported (leave it)"},
}};

constexpr ModelWord kTierWords[] = {
    {v1::TIER_ELEMENT, "要素", "element"},
    {v1::TIER_DOMAIN, "能力域", "domain"},
    {v1::TIER_SUBDOMAIN, "能力子域", "sub-domain"},
};
constexpr ModelWord kYesNo[] = {{1, "是", "yes"}, {0, "否", "no"}};
constexpr ModelWord kProvenances[] = {
    {v1::PROVENANCE_A, "A", "A"},
    {v1::PROVENANCE_B, "B", "B"},
    {v1::PROVENANCE_C, "C", "C"},
};
constexpr ModelWord kAccumulations[] = {
    {v1::ACCUMULATION_PROGRESSIVE, "逐级判定", "progressive"},
    {v1::ACCUMULATION_CUMULATIVE, "各级累加", "cumulative"},
};
constexpr ModelWord kEmptyCells[] = {
    {v1::EMPTY_CELL_POLICY_RENORMALISE, "权重分给同级", "renormalise"},
    {v1::EMPTY_CELL_POLICY_MET, "算作满足", "met"},
};
constexpr ModelWord kNotApplicables[] = {
    {v1::NOT_APPLICABLE_POLICY_LEAVE_MEAN, "不计入平均", "leave the mean"},
    {v1::NOT_APPLICABLE_POLICY_REFUSE, "不允许", "refuse"},
};
// As in files and on the command line.
constexpr ModelWord kGradeWords[] = {
    {v1::GRADE_NOT, "not", "not"},
    {v1::GRADE_PARTLY, "partly", "partly"},
    {v1::GRADE_MOSTLY, "mostly", "mostly"},
    {v1::GRADE_FULLY, "fully", "fully"},
};

}  // namespace

absl::string_view SheetKey(ModelSheet sheet) { return LayoutOf(sheet).key; }

std::optional<ModelSheet> FindModelSheet(absl::string_view key) {
  const std::string word = Normalised(key);
  for (int i = 0; i < kModelSheetCount; ++i) {
    const auto sheet = static_cast<ModelSheet>(i);
    if (SheetKey(sheet) == word) return sheet;
  }
  return std::nullopt;
}

std::string SheetTab(ModelSheet sheet) {
  return absl::StrCat(LayoutOf(sheet).zh, " ", LayoutOf(sheet).en);
}

Text SheetHelp(ModelSheet sheet) {
  return {LayoutOf(sheet).help_zh, LayoutOf(sheet).help_en};
}

absl::Span<const ModelColumn> ColumnsOf(ModelSheet sheet) {
  return LayoutOf(sheet).columns;
}

absl::string_view ModelFieldKey(ModelField field) {
  return kModelFields[static_cast<size_t>(field)].key;
}

Text ModelFieldLabel(ModelField field) {
  const FieldLayout& layout = kModelFields[static_cast<size_t>(field)];
  return {layout.zh, layout.en};
}

absl::Span<const ModelWord> WordsOf(WordList list) {
  switch (list) {
    case WordList::kTier:
      return kTierWords;
    case WordList::kYesNo:
      return kYesNo;
    case WordList::kProvenance:
      return kProvenances;
    case WordList::kAccumulation:
      return kAccumulations;
    case WordList::kEmptyCell:
      return kEmptyCells;
    case WordList::kNotApplicable:
      return kNotApplicables;
    case WordList::kGrade:
      return kGradeWords;
  }
  return {};
}

std::string WordText(WordList list, int value) {
  for (const ModelWord& word : WordsOf(list)) {
    if (word.value != value) continue;
    if (absl::string_view(word.zh) == word.en) return word.zh;
    return absl::StrCat(word.zh, " ", word.en);
  }
  return "";
}

std::optional<int> FindWord(WordList list, absl::string_view text) {
  const std::string written = Normalised(text);
  for (const ModelWord& word : WordsOf(list)) {
    if (written == Normalised(word.zh) || written == Normalised(word.en) ||
        written == Normalised(WordText(list, word.value))) {
      return word.value;
    }
  }
  return std::nullopt;
}

}  // namespace cmmm::excel
