#include "texts/workbook_rules.h"

#include <array>

namespace cmmm::texts {
namespace {

constexpr std::array kWorkbookRules = {
    ChineseText{"join.answer", "同一条款，两份的评价不同"},
    ChineseText{"join.excluded", "各份裁剪的能力域不同"},
    ChineseText{"join.info", "各份的企业信息不同"},
    ChineseText{"join.model", "各份所用的模型或版本不同"},
    ChineseText{"join.reason", "同一条款，两份写的不适用原因不同"},
    ChineseText{"join.too_much", "合起来的说明、证据或企业信息过多"},
    ChineseText{"join.up_to", "各份评到的等级不同"},
    ChineseText{"join.weights", "各份的权重集不同"},
    ChineseText{"results.no_files", "没有任何文件"},
    ChineseText{"results.too_many_files", "文件过多，一次最多 1,000 份"},
    ChineseText{"workbook.binary", "二进制格式（.xlsb），请另存为 .xlsx"},
    ChineseText{"workbook.broken_xml", "文件内容损坏"},
    ChineseText{"workbook.broken_zip", "文件损坏或不完整"},
    ChineseText{"workbook.date_as_grade",
                "评价单元格显示为日期或时间；若是分值，请把单元格格式改为常规"},
    ChineseText{"workbook.duplicate_column", "同一张表有两列含义相同"},
    ChineseText{"workbook.duplicate_field", "同一项填写了两次"},
    ChineseText{"workbook.duplicate_requirement", "该条款出现两次"},
    ChineseText{"workbook.error_value", "单元格显示错误值"},
    ChineseText{"workbook.evidence_too_long",
                "证据材料过长：每行最多 1,000 个字"},
    ChineseText{"workbook.field_value", "填写的值无法识别"},
    ChineseText{"workbook.formula_without_value",
                "公式没有保存计算结果，请打开后重新保存"},
    ChineseText{"workbook.has_dtd", "含有文档类型声明，工作簿不需要"},
    ChineseText{"workbook.hidden_sheet", "读取了隐藏的工作表"},
    ChineseText{"workbook.id_missing", "有评价但没有条款编号"},
    ChineseText{"workbook.inflates_too_much", "工作簿解压后过大"},
    ChineseText{"workbook.macros", "含有宏的工作簿，请另存为 .xlsx"},
    ChineseText{"workbook.merged_cells", "合并单元格，请取消合并"},
    ChineseText{"workbook.no_grade_column",
                "表中有条款编号，但没有评价列的标题"},
    ChineseText{"workbook.statement_mismatch",
                "条款内容与编号不符，可能排序时没有带上编号列"},
    ChineseText{"workbook.no_questions", "没有一张表同时有条款编号列和评价列"},
    ChineseText{"workbook.not_applicable_refused", "该条款不允许不适用"},
    ChineseText{"workbook.not_xlsx",
                "不是 .xlsx 工作簿，请用 Excel 或 WPS 打开后另存为 .xlsx"},
    ChineseText{"workbook.note_too_long", "说明过长，最多 1,000 个字"},
    ChineseText{"workbook.old_xls", "旧格式（.xls、.et），请另存为 .xlsx"},
    ChineseText{"workbook.opendocument", "OpenDocument 格式，请另存为 .xlsx"},
    ChineseText{"workbook.other_model", "工作簿用的是另一个模型"},
    ChineseText{"workbook.password", "工作簿设有打开密码，请取消后另存"},
    ChineseText{"workbook.reason_missing", "不适用须说明原因"},
    ChineseText{"workbook.reason_too_long", "不适用的原因过长"},
    ChineseText{"workbook.sheet_not_read", "这张工作表没有读取"},
    ChineseText{"workbook.text_too_long", "单元格文字过长"},
    ChineseText{"workbook.too_large", "工作簿文件过大"},
    ChineseText{"workbook.too_many_entries", "工作簿内的文件过多"},
    ChineseText{"workbook.too_much", "工作簿内容过多"},
    ChineseText{"workbook.unknown_grade", "不是任何评价的写法"},
    ChineseText{"workbook.unknown_model", "这里没有工作簿所用的模型"},
    ChineseText{"workbook.unknown_requirement", "模型中没有这一条款"},
};

}  // namespace

absl::Span<const ChineseText> WorkbookRules() { return kWorkbookRules; }

}  // namespace cmmm::texts
