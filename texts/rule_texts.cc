#include "texts/rule_texts.h"

#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "texts/list_in_text.h"
#include "texts/message_forms.h"
#include "texts/server_refusals.h"
#include "texts/server_rules.h"
#include "texts/table_rules.h"
#include "texts/workbook_rules.h"

namespace cmmm::texts {
namespace {

// By rule id.
constexpr std::array kRules = {
    ChineseText{"alternative.duplicate", "同一备选条件写了两次"},
    ChineseText{"alternative.kind", "备选条件不是由申报方声明的条件"},
    ChineseText{"alternative.unknown", "没有这一备选条件"},
    ChineseText{"answer.duplicate", "该条款重复作答"},
    ChineseText{"answer.evidence_too_long", "证据文字过长"},
    ChineseText{"answer.grade_range", "判定等级超出范围"},
    ChineseText{"answer.level_without_items",
                "该等级没有任何适用条款，无法判定"},
    ChineseText{"answer.missing", "该条款在评估范围内但未作答"},
    ChineseText{"answer.not_applicable_refused", "该条款不允许不适用"},
    ChineseText{"answer.note_too_long", "说明过长"},
    ChineseText{"answer.packed_size", "代码个数与条款数不符"},
    ChineseText{"answer.reason_missing", "不适用须说明原因"},
    ChineseText{"answer.reason_too_long", "不适用的原因过长"},
    ChineseText{"answer.too_much_evidence", "一条条款的证据过多"},
    ChineseText{"answer.too_much_text", "说明和证据的文字合计过多"},
    ChineseText{"answer.unknown_requirement", "模型中没有这一条款"},
    ChineseText{"band.count", "得分段的个数与等级数不符"},
    ChineseText{"band.empty", "得分段的上限不高于下限"},
    ChineseText{"band.end", "最后一个得分段没有到最高总分"},
    ChineseText{"band.hole", "得分段之间有空档"},
    ChineseText{"band.overlap", "得分段互相重叠"},
    ChineseText{"band.sequence", "得分段没有按等级顺序排列"},
    ChineseText{"band.threshold", "得分段与达标线不一致"},
    ChineseText{"block.answers_in_common",
                "作答应写在各份自评里，而不是公共部分"},
    ChineseText{"block.key_too_long", "键过长"},
    ChineseText{"block.too_many", "一批中的自评过多"},
    ChineseText{"checked_text.not_checked", "这一条件不检查文字"},
    ChineseText{"checked_text.unknown_condition", "没有这一条件"},
    ChineseText{"check.by_missing", "没有写核对人"},
    ChineseText{"check.date", "核对日期不是有效的日期，应写成 2026-05-31"},
    ChineseText{"check.provenance", "已与标准原文核对，来源应写 A"},
    ChineseText{"column.missing", "表中没有 columns= 所说的这一列"},
    ChineseText{"column.type", "这一列的类型不能表示所需的内容"},
    ChineseText{"condition.areas_missing", "没有写任何地区"},
    ChineseText{"condition.characters", "字数须为 1 以上"},
    ChineseText{"condition.date", "不是日期"},
    ChineseText{"condition.kind_missing", "没有写条件的种类"},
    ChineseText{"condition.level", "等级超出范围"},
    ChineseText{"condition.unused", "没有任何方向用到这一条件"},
    ChineseText{"content.malformed", "内容无法读取"},
    ChineseText{"content.not_canonical", "内容不是规范形式"},
    ChineseText{"content.xml", "内容不是有效的 XML"},
    ChineseText{"declaration.computed", "这一条件由计算得出，不能声明"},
    ChineseText{"declaration.duplicate", "同一条件声明了两次"},
    ChineseText{"declaration.unknown_condition", "没有这一条件"},
    ChineseText{"digest.mismatch", "摘要不符"},
    ChineseText{"doubt.duplicate", "同一条款存疑了两次"},
    ChineseText{"doubt.grade_range", "存疑的上下限有误"},
    ChineseText{"doubt.not_applicable", "该条款答了“不适用”，不能存疑"},
    ChineseText{"doubt.out_of_scope", "该条款不在评估范围内"},
    ChineseText{"doubt.unknown_requirement", "模型中没有这一条款"},
    ChineseText{"edition.missing", "缺少版次"},
    ChineseText{"explain.ambiguous_node",
                "要素、能力域、能力子域中有不止一个用这个编号，请写明是哪一层"},
    ChineseText{"explain.level_range", "等级超出范围"},
    ChineseText{"explain.max_depth", "层数超出范围"},
    ChineseText{"explain.max_steps", "行数超出范围"},
    ChineseText{"explain.no_items", "这里没有适用的条款"},
    ChineseText{"explain.not_applicable", "该条款不适用"},
    ChineseText{"explain.out_of_scope", "不在评估范围内"},
    ChineseText{"explain.unknown_node", "没有这一要素、能力域或能力子域"},
    ChineseText{"explain.unknown_quantity",
                "须为 total、level、node、maturity 或 gain"},
    ChineseText{"explain.unknown_requirement", "模型中没有这一条款"},
    ChineseText{"format.header", "文件开头不对"},
    ChineseText{"format.section_line", "分节行不对"},
    ChineseText{"format.signature_line", "签名行不对"},
    ChineseText{"format.too_large", "文件过大"},
    ChineseText{"format.trailing", "签名之后还有内容"},
    ChineseText{"format.truncated", "文件不完整"},
    ChineseText{"format.version", "格式版本不认识"},
    ChineseText{"grade.duplicate", "同一判定等级写了两次"},
    ChineseText{"grade.missing", "缺少判定等级"},
    ChineseText{"grade.order", "判定等级没有按得分排列"},
    ChineseText{"grade.range", "判定等级的得分超出范围"},
    ChineseText{"grade.unspecified", "没有写判定等级"},
    ChineseText{"id.duplicate", "编号重复"},
    ChineseText{"id.format", "编号须为小写字母、数字和连字符，以字母开头"},
    ChineseText{"info.date", "不是有效的日期，应写成 2026-05-31"},
    ChineseText{"info.too_long", "文字过长"},
    ChineseText{"json.duplicate_field", "同一个对象里写了两次"},
    ChineseText{"json.syntax", "不是有效的 JSON"},
    ChineseText{"json.two_of_one", "只能写其中一项的字段写了两项"},
    ChineseText{"json.unknown_field", "没有这一字段"},
    ChineseText{"json.wrong_type", "类型不对"},
    ChineseText{"json.wrong_value", "值不对"},
    ChineseText{"key.any", "不要同时给出密钥和“任何密钥”"},
    ChineseText{"key.encrypted", "密钥带密码，请先解密"},
    ChineseText{"key.malformed", "密钥内容有误"},
    ChineseText{"key.not_ed25519", "不是 Ed25519 密钥"},
    ChineseText{"key.not_pem", "不是 PEM 格式的密钥"},
    ChineseText{"key.unknown", "签名所用的密钥不在所信任的密钥中"},
    ChineseText{"key.wrong_half", "公钥和私钥用反了"},
    ChineseText{"level.missing", "缺少等级"},
    ChineseText{"level.sequence", "等级没有按顺序排列"},
    ChineseText{"level.threshold", "达标线超出范围"},
    ChineseText{"level.unattainable",
                "剔除可剔除的能力域后，该等级没有带权重的条款"},
    ChineseText{"list.page_size", "每页条数超出范围"},
    ChineseText{"list.page_token", "没有这样的页标记"},
    ChineseText{"model.duplicate", "同一模型版本出现在两个文件中"},
    ChineseText{"model.file", "模型文件无法读取"},
    ChineseText{"model.missing", "这里没有这一模型"},
    ChineseText{"model.none", "没有任何模型文件（*.textproto）"},
    ChineseText{"model.syntax", "不是有效的模型文件"},
    ChineseText{"model_digest_mismatch", "答案所依据的模型与当前模型不一致"},
    ChineseText{"model_not_found", "没有这一模型"},
    ChineseText{"next.limit", "条数超出范围"},
    ChineseText{"plan.alternatives_range", "备选方案个数超出范围"},
    ChineseText{"plan.budget_negative", "预算不能为负"},
    ChineseText{"plan.cost_range", "投入超出范围"},
    ChineseText{"plan.costs_too_large", "投入的总和过大，请换大一些的单位"},
    ChineseText{"plan.duplicate_cost", "同一项的投入写了两次"},
    ChineseText{"plan.grade_range", "判定等级超出范围"},
    ChineseText{"plan.hold_cumulative", "只有逐级判定的模型才能要求守住等级"},
    ChineseText{"plan.hold_range", "要经得起的下调档数超出范围"},
    ChineseText{"plan.prerequisite_cycle", "前置条件互相依赖"},
    ChineseText{"plan.target_range", "目标等级超出范围"},
    ChineseText{"plan.unknown_id", "模型中没有这一条款或能力子域"},
    ChineseText{"policy.unspecified", "没有写明处理办法"},
    ChineseText{"profile.domain_not_excludable", "该能力域不可剔除"},
    ChineseText{"profile.duplicate_domain", "该能力域重复剔除"},
    ChineseText{"profile.level_range", "评估等级上限超出范围"},
    ChineseText{"profile.unknown_domain", "模型中没有这一能力域"},
    ChineseText{"programme.duplicate", "同一项目出现在两个文件中"},
    ChineseText{"programme.file", "项目文件无法读取"},
    ChineseText{"programme.last_day", "最后一天不是日期"},
    ChineseText{"programme.syntax", "不是有效的项目文件"},
    ChineseText{"provenance.unspecified", "来源须为 A、B 或 C"},
    ChineseText{"questions.domains", "问卷中没有这一能力域"},
    ChineseText{"questions.exclude", "没有这一能力域，或它不可裁剪"},
    ChineseText{"questions.up_to", "等级超出范围"},
    ChineseText{"questions.weights", "没有这一权重集，或没有写明"},
    ChineseText{"quota.range", "配额不能为负"},
    ChineseText{"quota.syntax", "配额文件无法读取"},
    ChineseText{"quota.tenant", "没有写租户，或同一租户写了两次"},
    ChineseText{"readiness.date", "不是日期"},
    ChineseText{"readiness.model", "这一项目用的是另一个模型"},
    ChineseText{"reference.unknown", "引用的内容不存在"},
    ChineseText{"report.cohort", "不是可用的比较文件"},
    ChineseText{"report.date", "不是日期"},
    ChineseText{"report.not_utf8", "不是有效的 UTF-8"},
    ChineseText{"report.text_too_long", "文字过长"},
    ChineseText{"query.syntax", "查询参数无法读取"},
    ChineseText{"query.unknown_parameter", "没有这一参数"},
    ChineseText{"query.value", "参数的值不对"},
    ChineseText{"request.malformed", "评分请求无法读取"},
    ChineseText{"request.not_canonical", "评分请求不是规范形式"},
    ChineseText{"request.refused", "评分请求无法评分"},
    ChineseText{"request.target_level", "目标等级超出范围"},
    ChineseText{"request.text", "textproto 的语法、字段名或取值有误"},
    ChineseText{"request.unknown_choice", "没有这个选项"},
    ChineseText{"requirement.id", "条款编号有误"},
    ChineseText{"requirement.level", "条款的等级有误"},
    ChineseText{"result.differs", "重新计算的结果不同"},
    ChineseText{"signature.invalid", "签名不符"},
    ChineseText{"size.arithmetic", "得分会超出 63 位整数"},
    ChineseText{"size.too_many", "内容过多"},
    ChineseText{"source.missing", "缺少出处"},
    ChineseText{"structure.empty", "结构是空的"},
    ChineseText{"table.long", "一行一条作答的表格不能这样读取"},
    ChineseText{"table.no_columns", "不是由列组成的表格"},
    ChineseText{"text.control_character", "文字含有换行或控制字符"},
    ChineseText{"text.en_missing", "缺少英文"},
    ChineseText{"text.too_long", "文字过长"},
    ChineseText{"text.zh_missing", "缺少中文"},
    ChineseText{"track.duplicate_condition", "同一条件写了两次"},
    ChineseText{"track.empty", "这一方向没有任何条件"},
    ChineseText{"track.own_tier", "要求的正是这一方向本身"},
    ChineseText{"verify.keys_and_any", "不要同时给出密钥和“任何密钥”"},
    ChineseText{"verify.no_keys", "没有给出所信任的密钥"},
    ChineseText{"version.format", "版本须为用点分开的数字"},
    ChineseText{"weight.duplicate_child", "同一下级写了两次"},
    ChineseText{"weight.duplicate_group", "同一组权重写了两次"},
    ChineseText{"weight.missing_child", "缺少下级的权重"},
    ChineseText{"weight.missing_group", "缺少一组权重"},
    ChineseText{"weight.range", "权重超出范围"},
    ChineseText{"weight.sum", "权重之和不是 100%"},
    ChineseText{"weight_set_not_found", "没有这一权重集"},
};

// By the reason of a refusal.
constexpr std::array kRefusals = {
    ChineseText{"BAD_CONNECT_REQUEST", "请求不符合 Connect 协议"},
    ChineseText{"BAD_HTTP", "不是可接受的 HTTP 请求"},
    ChineseText{"CHANGE_TOO_FINE", "变化过于细碎，无法精确拆分"},
    ChineseText{"DEADLINE_EXCEEDED", "超过时限"},
    ChineseText{"DOCUMENT_NOT_WRITTEN", "文件无法生成"},
    ChineseText{"INVALID_ASSESSMENT", "这份自评有误"},
    ChineseText{"INVALID_BLOCK", "这一批自评有误"},
    ChineseText{"INVALID_LISTING", "无法列出"},
    ChineseText{"INVALID_MODEL", "模型无法加载"},
    ChineseText{"INVALID_MODEL_WORKBOOK", "工作簿里的模型还有问题"},
    ChineseText{"INVALID_PARTS", "各部分无法合并"},
    ChineseText{"INVALID_QUESTIONS", "所选的题目有误"},
    ChineseText{"INVALID_REPORT", "报告无法生成"},
    ChineseText{"INVALID_REQUEST", "请求有误"},
    ChineseText{"INVALID_RESULTS", "结果表无法生成"},
    ChineseText{"INVALID_VERIFICATION", "无法核验"},
    ChineseText{"INVALID_WORKBOOK", "工作簿无法读取"},
    ChineseText{"MALFORMED_REQUEST", "请求无法读取"},
    ChineseText{"MESSAGE_TOO_LARGE", "消息过大"},
    ChineseText{"MODEL_DIGEST_MISMATCH", "打包的作答所依据的模型与这里的不同"},
    ChineseText{"MODEL_NOT_FOUND", "没有这一模型"},
    ChineseText{"PARTS_DISAGREE", "各份自评有矛盾，没有合并"},
    ChineseText{"NO_VALID_KEY", "需要有效的访问密钥或令牌"},
    ChineseText{"METHOD_NOT_ALLOWED", "调用方无权调用这一方法"},
    ChineseText{"NO_SUCH_PATH", "没有这一地址"},
    ChineseText{"PLAN_TOO_ENTANGLED", "前置条件过于交错，无法求出方案"},
    ChineseText{"PROGRAMME_NOT_FOUND", "没有这一项目"},
    ChineseText{"RESULT_TOO_LARGE", "结果过大"},
    ChineseText{"SEARCH_TOO_LARGE", "需要查找的组合过多"},
    ChineseText{"TRACK_NOT_FOUND", "没有这一方向"},
    ChineseText{"UNKNOWN_ENCODING", "不支持这一压缩方式"},
    ChineseText{"UNKNOWN_METHOD", "没有这一方法"},
    ChineseText{"UNRELATED_MODELS", "两个模型没有共同的条款"},
    ChineseText{"WEIGHT_SET_NOT_FOUND", "没有这一权重集"},
    ChineseText{"WORK_TOO_LONG", "计算时间过长"},
};

absl::string_view Find(absl::Span<const ChineseText> texts,
                       absl::string_view of) {
  for (const ChineseText& text : texts) {
    if (text.of == of) return text.zh;
  }
  return "";
}

std::string ChineseLine(absl::string_view line) {
  size_t begin = 0;
  for (const absl::string_view part : absl::StrSplit(line, ": ")) {
    const absl::string_view zh = ChineseRule(absl::StripAsciiWhitespace(part));
    begin += part.size();
    if (!zh.empty()) return absl::StrCat(line.substr(0, begin), ": ", zh);
    begin += 2;
  }
  return std::string(line);
}

}  // namespace

absl::string_view ChineseRule(absl::string_view rule_id) {
  for (const auto rules : {absl::MakeConstSpan(kRules), TableRules(),
                           WorkbookRules(), ServerRules()}) {
    const absl::string_view zh = Find(rules, rule_id);
    if (!zh.empty()) return zh;
  }
  return "";
}

std::string ChineseWords(const RowFinding& finding) {
  if (!finding.message_zh.empty()) return finding.message_zh;
  const absl::string_view rule = ChineseRule(finding.rule);
  const absl::string_view message = finding.message;
  const auto list = FindList(message);
  std::string zh(rule.empty() ? finding.rule : rule);
  if (const std::string facts = ChineseFacts(finding.rule, message);
      !facts.empty()) {
    zh = FollowsTheRule(facts) ? absl::StrCat(zh, facts) : facts;
  }
  if (!list.has_value()) return zh;
  return absl::StrCat(zh, list->mark_zh,
                      finding.there_are_zh.empty()
                          ? message.substr(list->list)
                          : absl::string_view(finding.there_are_zh));
}

absl::string_view ChineseRefusal(absl::string_view reason) {
  const absl::string_view zh = Find(kRefusals, reason);
  return zh.empty() ? Find(ServerRefusals(), reason) : zh;
}

std::string ChineseMessage(absl::string_view message) {
  std::string text;
  for (const absl::string_view line : absl::StrSplit(message, '\n')) {
    absl::StrAppend(&text, text.empty() ? "" : "\n", ChineseLine(line));
  }
  return text;
}

}  // namespace cmmm::texts
