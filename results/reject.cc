#include "results/reject.h"

#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "tables/csv.h"

namespace cmmm::results {
namespace {

struct RuleText {
  absl::string_view rule_id;
  absl::string_view zh;
};

constexpr std::array kRuleTexts = {
    RuleText{"row.cell_count", "本行的单元格数与表头不符"},
    RuleText{"row.quotes", "引号没有在单元格末尾结束"},
    RuleText{"row.encoding", "本行含有不是所用编码的字节"},
    RuleText{"row.enterprise_id_missing", "缺少企业编号"},
    RuleText{"row.enterprise_id_too_long", "企业编号过长"},
    RuleText{"row.duplicate_id", "企业编号在前面已出现过"},
    RuleText{"row.up_to_level", "评估等级上限不是整数"},
    RuleText{"row.conflict", "同一企业各行的设置互相矛盾"},
    RuleText{"row.other_model", "本条记录指定了另一个模型"},
    RuleText{"row.json", "本行不是有效的 JSON 记录"},
    RuleText{"row.json_twice", "同一个键出现了两次"},
    RuleText{"row.json_value", "既不是文字也不是数字"},
    RuleText{"row.too_long", "本行过长"},
    RuleText{"row.blank", "本条记录是空的"},
    RuleText{"grade.unknown", "不是任何判定等级的写法"},
    RuleText{"grade.digits_need_choice",
             "数字既可能是得分也可能是代码，须用 --grades 指明"},
    RuleText{"workbook.too_large", "工作簿文件过大"},
    RuleText{"workbook.inflates_too_much", "工作簿解压后过大"},
    RuleText{"workbook.too_many_entries", "工作簿内的文件过多"},
    RuleText{"workbook.too_much", "工作簿内容过多"},
    RuleText{"workbook.text_too_long", "单元格文字过长"},
    RuleText{"workbook.not_xlsx", "不是 .xlsx 工作簿"},
    RuleText{"workbook.password", "工作簿设有打开密码，请取消后另存"},
    RuleText{"workbook.old_xls", "旧格式（.xls、.et），请另存为 .xlsx"},
    RuleText{"workbook.binary", "二进制格式（.xlsb），请另存为 .xlsx"},
    RuleText{"workbook.opendocument", "OpenDocument 格式，请另存为 .xlsx"},
    RuleText{"workbook.broken_zip", "文件损坏或不完整"},
    RuleText{"workbook.broken_xml", "文件内容损坏"},
    RuleText{"workbook.has_dtd", "含有文档类型声明，工作簿不需要"},
    RuleText{"workbook.no_questions", "没有一张表同时有条款编号列和评价列"},
    RuleText{"workbook.no_grade_column", "表中有条款编号，但没有评价列的标题"},
    RuleText{"workbook.statement_mismatch",
             "条款内容与编号不符，可能排序时没有带上编号列"},
    RuleText{"workbook.duplicate_column", "同一张表有两列含义相同"},
    RuleText{"workbook.merged_cells", "合并单元格，请取消合并"},
    RuleText{"workbook.duplicate_field", "同一项填写了两次"},
    RuleText{"workbook.field_value", "填写的值无法识别"},
    RuleText{"workbook.id_missing", "有评价但没有条款编号"},
    RuleText{"workbook.unknown_requirement", "模型中没有这一条款"},
    RuleText{"workbook.duplicate_requirement", "该条款出现两次"},
    RuleText{"workbook.unknown_grade", "不是任何评价的写法"},
    RuleText{"workbook.date_as_grade", "评价单元格里是日期"},
    RuleText{"workbook.error_value", "单元格显示错误值"},
    RuleText{"workbook.formula_without_value",
             "公式没有保存计算结果，请打开后重新保存"},
    RuleText{"workbook.not_applicable_refused", "该条款不允许不适用"},
    RuleText{"workbook.reason_missing", "不适用须说明原因"},
    RuleText{"workbook.reason_too_long", "不适用的原因过长"},
    RuleText{"answer.missing", "该条款在评估范围内但未作答"},
    RuleText{"answer.unknown_requirement", "模型中没有这一条款"},
    RuleText{"answer.duplicate", "该条款重复作答"},
    RuleText{"answer.grade_range", "判定等级超出范围"},
    RuleText{"answer.not_applicable_refused", "该条款不允许不适用"},
    RuleText{"answer.reason_missing", "不适用须说明原因"},
    RuleText{"answer.reason_too_long", "不适用的原因过长"},
    RuleText{"answer.packed_size", "代码个数与条款数不符"},
    RuleText{"answer.level_without_items", "该等级没有任何适用条款，无法判定"},
    RuleText{"profile.unknown_domain", "模型中没有这一能力域"},
    RuleText{"profile.domain_not_excludable", "该能力域不可剔除"},
    RuleText{"profile.duplicate_domain", "该能力域重复剔除"},
    RuleText{"profile.level_range", "评估等级上限超出范围"},
    RuleText{"weight_set_not_found", "没有这一权重集"},
    RuleText{"model_not_found", "没有这一模型"},
    RuleText{"model_digest_mismatch", "答案所依据的模型与当前模型不一致"},
};

// `packed.grades[37]` names the requirement 37; anything else is shortened to
// the field's own name.
std::string ColumnOf(const Violation& violation,
                     const std::vector<std::string>& requirement_ids) {
  absl::string_view path = violation.field_path;
  if (violation.rule_id == "answer.missing") return violation.value;
  if (absl::ConsumePrefix(&path, "packed.grades[") &&
      absl::ConsumeSuffix(&path, "]")) {
    size_t index = 0;
    if (absl::SimpleAtoi(path, &index) && index < requirement_ids.size()) {
      return requirement_ids[index];
    }
  }
  absl::ConsumePrefix(&path, "profile.");
  return std::string(path.substr(0, path.find('[')));
}

}  // namespace

absl::string_view ChineseMessage(absl::string_view rule_id) {
  for (const RuleText& text : kRuleTexts) {
    if (text.rule_id == rule_id) return text.zh;
  }
  return rule_id;
}

std::string RejectHeader() {
  return "file,row,enterprise_id,column,rule,value,message,message_zh\r\n";
}

void AppendReject(const Reject& reject, absl::string_view file, int64_t row,
                  std::string* out) {
  const auto cell = [&](absl::string_view text) {
    tables::AppendCell(text, ',', out);
    out->push_back(',');
  };
  cell(file);
  cell(absl::StrCat(row));
  cell(Printable(reject.enterprise_id, 256));
  cell(reject.column);
  cell(reject.rule_id);
  cell(Printable(reject.value, 1000));
  cell(reject.message);
  tables::AppendCell(ChineseMessage(reject.rule_id), ',', out);
  out->append("\r\n");
}

std::vector<Reject> ToRejects(const Refusal& refusal,
                              const std::vector<std::string>& requirement_ids) {
  std::vector<Reject> rejects;
  for (const Violation& violation : refusal.violations.listed()) {
    Reject& reject = rejects.emplace_back();
    reject.column = ColumnOf(violation, requirement_ids);
    reject.rule_id = violation.rule_id;
    reject.value = violation.value;
    reject.message = violation.message;
  }
  if (rejects.empty()) {
    Reject& reject = rejects.emplace_back();
    reject.rule_id = absl::AsciiStrToLower(refusal.reason);
    absl::string_view column = reject.rule_id;
    if (absl::ConsumeSuffix(&column, "_not_found")) {
      reject.column = std::string(column);
    }
    reject.message = refusal.message;
  }
  return rejects;
}

}  // namespace cmmm::results
