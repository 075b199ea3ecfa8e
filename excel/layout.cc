#include "excel/layout.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/base/plain_text.h"

namespace cmmm::excel {
namespace {

struct FieldName {
  Field field;
  absl::string_view key;
  const char* zh;
  const char* en;
  absl::string_view path;
};

constexpr std::array<FieldName, kFieldCount> kFields = {{
    {Field::kEnterprise, "cmmm.enterprise", "企业名称", "Enterprise",
     "info.enterprise_name"},
    {Field::kEnterpriseId, "cmmm.enterprise_id", "统一社会信用代码",
     "Unified social credit code", "info.unified_social_credit_code"},
    {Field::kDate, "cmmm.date", "评价日期", "Assessed on", "info.assessed_on"},
    {Field::kAssessor, "cmmm.assessor", "填写人", "Filled in by",
     "info.assessor"},
    {Field::kContact, "cmmm.contact", "联系方式", "Contact", "info.contact"},
    {Field::kIndustry, "cmmm.industry", "所属行业", "Industry",
     "info.industry"},
    {Field::kRegion, "cmmm.region", "所在地区", "Region", "info.region"},
    {Field::kRemarks, "cmmm.remarks", "备注", "Remarks", "info.remarks"},
    {Field::kModel, "cmmm.model", "模型", "Model", "model.id"},
    {Field::kVersion, "cmmm.version", "模型版本", "Version", "model.version"},
    {Field::kDigest, "cmmm.digest", "模型摘要", "Digest", "model.digest"},
    {Field::kWeights, "cmmm.weights", "权重集", "Weight set",
     "profile.weight_set"},
    {Field::kExcluded, "cmmm.excluded", "裁剪的能力域", "Domains left out",
     "profile.excluded_domain_ids"},
    {Field::kUpTo, "cmmm.up_to", "评到第几级", "Highest level",
     "profile.assess_up_to_level"},
}};

bool IsOneOf(absl::string_view word,
             std::initializer_list<absl::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Without the blanks beside Chinese characters, where a line break in a narrow
// column is none of the word: `评 价` is `评价`, `requirement id` stays.
std::string WithoutChineseBlanks(absl::string_view text) {
  const auto is_chinese = [&](size_t at) {
    return at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80;
  };
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool is_blank = text[i] == ' ';
    if (is_blank && ((i > 0 && is_chinese(i - 1)) || is_chinese(i + 1))) {
      continue;
    }
    out.push_back(text[i]);
  }
  return out;
}

// Neither titles nor keys are longer.
constexpr size_t kMaxWordBytes = 200;

// Without the stars, colons and blanks at its ends.
absl::string_view WithoutMarks(absl::string_view text) {
  for (size_t before = text.size() + 1; text.size() < before;) {
    before = text.size();
    for (const char* mark : {" ", "*", ":", "★", "☆", "※"}) {
      absl::ConsumePrefix(&text, mark);
      absl::ConsumeSuffix(&text, mark);
    }
  }
  return text;
}

// A title without what people add to it: `*【评价】：（必填）` is `评价`. What
// stands in brackets is a remark, unless there is nothing else.
std::string WithoutRemark(absl::string_view title) {
  if (title.size() > kMaxWordBytes) return "";
  const std::string text = absl::StrReplaceAll(
      WithoutChineseBlanks(Normalised(title)), {{"[", "("},
                                                {"]", ")"},
                                                {"{", "("},
                                                {"}", ")"},
                                                {"【", "("},
                                                {"】", ")"},
                                                {"〔", "("},
                                                {"〕", ")"},
                                                {"〖", "("},
                                                {"〗", ")"},
                                                {"「", "("},
                                                {"」", ")"},
                                                {"『", "("},
                                                {"』", ")"},
                                                {"〈", "("},
                                                {"〉", ")"},
                                                {"《", "("},
                                                {"》", ")"}});
  std::string outside;
  std::string first;  // in brackets
  int depth = 0;
  int brackets = 0;
  for (const char c : text) {
    if (c == '(') {
      if (depth++ == 0) ++brackets;
    } else if (c == ')' && depth > 0) {
      --depth;
    } else if (depth == 0) {
      outside.push_back(c);
    } else if (brackets == 1) {
      first.push_back(c);
    }
  }
  const absl::string_view word = WithoutMarks(outside);
  return std::string(word.empty() ? WithoutMarks(first) : word);
}

// Names of one column beside each other: `评价 / Grade`.
std::vector<std::string> NamesIn(absl::string_view title) {
  const std::string whole = WithoutRemark(title);
  std::vector<std::string> names;
  for (const absl::string_view name : absl::StrSplit(whole, '/')) {
    names.emplace_back(WithoutMarks(name));
  }
  return names;
}

std::optional<Column> ColumnOfName(absl::string_view name) {
  if (IsOneOf(name, {"条款编号", "编号", "条款id", "id", "requirement id",
                     "requirement_id"})) {
    return Column::kId;
  }
  if (IsOneOf(name, {"条款内容", "条款要求", "requirement", "statement"})) {
    return Column::kStatement;
  }
  if (IsOneOf(name, {"评价", "自评", "评价结果", "自评结果", "评分", "得分",
                     "判定", "判定等级", "判定结果", "满足程度", "grade",
                     "score", "answer"})) {
    return Column::kGrade;
  }
  if (IsOneOf(name, {"说明", "备注", "原因", "不适用原因", "note", "notes",
                     "reason", "remark", "remarks"})) {
    return Column::kNote;
  }
  if (IsOneOf(name, {"证据材料", "证据", "佐证材料", "支撑材料",
                     "evidence seen", "evidence"})) {
    return Column::kEvidence;
  }
  return std::nullopt;
}

bool IsHelpName(absl::string_view name) {
  return IsOneOf(name, {"能力子域", "sub-domain", "subdomain", "等级", "level",
                        "证据提示", "what counts as evidence", "hint"});
}

}  // namespace

Text ColumnTitle(Column column) {
  switch (column) {
    case Column::kId:
      return {"条款编号", "Requirement id"};
    case Column::kSubdomain:
      return {"能力子域", "Sub-domain"};
    case Column::kLevel:
      return {"等级", "Level"};
    case Column::kStatement:
      return {"条款内容", "Requirement"};
    case Column::kHint:
      return {"证据提示", "What counts as evidence"};
    case Column::kGrade:
      return {"评价（下拉选择）", "Grade (choose)"};
    case Column::kNote:
      return {"说明（不适用时必填原因）", "Note (why, if not applicable)"};
    case Column::kEvidence:
      return {"证据材料（一行一份，可附链接）",
              "Evidence seen (one a line, a link if any)"};
  }
  return {};
}

std::optional<Column> FindColumn(absl::string_view title) {
  const std::vector<std::string> names = NamesIn(title);
  const std::optional<Column> column = ColumnOfName(names[0]);
  const bool is_one = std::all_of(
      names.begin(), names.end(),
      [&](const std::string& name) { return ColumnOfName(name) == column; });
  return is_one ? column : std::nullopt;
}

bool IsHelpTitle(absl::string_view title) {
  const std::vector<std::string> names = NamesIn(title);
  return std::all_of(names.begin(), names.end(), IsHelpName);
}

absl::string_view FieldKey(Field field) {
  return kFields[static_cast<size_t>(field)].key;
}

Text FieldLabel(Field field) {
  const FieldName& name = kFields[static_cast<size_t>(field)];
  return {name.zh, name.en};
}

absl::string_view FieldPath(Field field) {
  return kFields[static_cast<size_t>(field)].path;
}

std::optional<Field> FindField(absl::string_view key) {
  if (key.size() > kMaxWordBytes) return std::nullopt;
  const std::string word = ComparedKey(key);
  if (!absl::StartsWith(word, "cmmm.")) return std::nullopt;
  for (const FieldName& name : kFields) {
    if (name.key == word) return name.field;
  }
  return std::nullopt;
}

std::optional<Field> FindFieldLabel(absl::string_view label) {
  const std::string word = WithoutRemark(label);
  if (word.empty()) return std::nullopt;
  for (const FieldName& name : kFields) {
    if (word == name.zh || word == absl::AsciiStrToLower(name.en)) {
      return name.field;
    }
  }
  return std::nullopt;
}

Text NoDomainLeftOutWord() { return {"没有裁剪", "none"}; }

Text NotApplicableWord() { return {"不适用", "not applicable"}; }

std::string ShowTenths(int tenths) {
  if (tenths % 10 == 0) return absl::StrCat(tenths / 10);
  return absl::StrCat(tenths / 10, ".", tenths % 10);
}

std::string Normalised(absl::string_view text) {
  return absl::AsciiStrToLower(PlainText(text));
}

std::string ComparedKey(absl::string_view text) {
  return absl::StrReplaceAll(Normalised(text), {{" ", ""}});
}

}  // namespace cmmm::excel
