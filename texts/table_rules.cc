#include "texts/table_rules.h"

#include <array>

namespace cmmm::texts {
namespace {

constexpr std::array kTableRules = {
    ChineseText{"encoding.invalid",
                "含有不是所用编码的字节；可用 --encoding 指明编码"},
    ChineseText{"grade.digits_need_choice",
                "数字既可能是得分也可能是代码，须用 --grades 指明"},
    ChineseText{"grade.unknown", "不是任何判定等级的写法"},
    ChineseText{"grades.ambiguous",
                "表中的数字既可能是得分也可能是代码；请用 --grades scores 或 "
                "codes 指明"},
    ChineseText{"grades.mixed",
                "有的数字只能是得分，有的只能是代码；请用 --grades scores 或 "
                "codes 指明，其余的行会被拒绝"},
    ChineseText{"header.duplicate_column",
                "同一列出现了两次，或两列含义相同；请只留一列"},
    ChineseText{"header.line_ends",
                "行末只有回车符（0x0D），而表格的行以换行结束；请另存为 CSV"},
    ChineseText{"header.long", "不是一行一条记录"},
    ChineseText{
        "header.mixed_styles",
        "各列对数字的说法不一致：要么都写 #code，要么都写 #score，要么都不写"},
    ChineseText{"header.no_enterprise_id",
                "没有“企业编号”（enterprise_id）一列"},
    ChineseText{"header.no_grade", "作答表缺少“评价”（grade）一列"},
    ChineseText{"header.no_requirement", "没有任何一列是模型中的条款"},
    ChineseText{"header.no_results", "不是 cmmm batch 写的结果"},
    ChineseText{"header.other_columns", "附带的列与前面的文件不同"},
    ChineseText{"header.separator",
                "单元格之间是别的符号，而不是逗号（CSV）或制表符（0x09，TSV）；"
                "请另存为逗号分隔的 CSV"},
    ChineseText{"header.unknown_requirement", "模型中没有这一条款"},
    ChineseText{"header.unknown_setting",
                "这一列没有含义，但与会影响等级的列很像；请改正或另取名称"},
    ChineseText{"input.columns_left_out", "工作簿里填写的内容没有带到结果里"},
    ChineseText{"input.columns_missing", "有条款没有对应的列"},
    ChineseText{"input.digits", "数字的读法由表中的值确定"},
    ChineseText{"input.encoding", "不是 UTF-8"},
    ChineseText{"input.encoding_doubted", "编码可疑"},
    ChineseText{"input.files_left_out", "文件夹中有文件没有读取"},
    ChineseText{"input.ids_repeated", "企业编号重复"},
    ChineseText{"input.other_edition", "条款内容是另一版模型的"},
    ChineseText{"input.unanswered", "未作答的条款按“不满足”计"},
    ChineseText{"long.not_grouped",
                "同一企业的作答没有放在一起；请按企业编号排序"},
    ChineseText{"row.blank", "本条记录是空的"},
    ChineseText{"row.cell_count", "本行的单元格数与表头不符"},
    ChineseText{"row.conflict", "同一企业各行的设置互相矛盾"},
    ChineseText{"row.encoding", "本行含有不是所用编码的字节"},
    ChineseText{"row.enterprise_id_missing", "缺少企业编号"},
    ChineseText{"row.enterprise_id_rounded",
                "数字过长，已被表格软件取整，无法当作编号；请把该列设为文本后"
                "重新录入"},
    ChineseText{"row.enterprise_id_too_long", "企业编号过长"},
    ChineseText{"row.file_name",
                "文件名不是 UTF-8，工作簿里也没有写企业名称：请给文件改名，或在"
                "工作簿里填写企业名称"},
    ChineseText{"row.json", "本行不是有效的 JSON 记录"},
    ChineseText{"row.json_twice", "同一个键出现了两次"},
    ChineseText{"row.json_value",
                "这个键或值不该在这里：值须为文字、数字或 null"},
    ChineseText{"row.other_model", "本条记录指定了另一个模型"},
    ChineseText{"row.quotes", "引号没有在单元格末尾结束"},
    ChineseText{"row.statement_mismatch", "条款内容不是这个编号的"},
    ChineseText{"row.too_long", "本行过长"},
    ChineseText{"row.unknown_setting",
                "这个键没有含义，但与会影响等级的键很像；请改正或另取名称"},
    ChineseText{"row.up_to_level", "不是任何等级的写法"},
};

}  // namespace

absl::Span<const ChineseText> TableRules() { return kTableRules; }

}  // namespace cmmm::texts
