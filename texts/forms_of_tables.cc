// Tables, their rows and their columns.
#include <array>

#include "texts/message_forms.h"

namespace cmmm::texts {
namespace {

constexpr std::array kTableForms = {
    MessageForm{"header.duplicate_column",
                "`{1}` both mean {2}; leave one of them",
                "“{1}”两列含义相同，都是 {2}；请只留一列"},
    MessageForm{"header.duplicate_column", "`{1}` stands in two columns",
                "“{1}”一列出现了两次；请只留一列"},
    MessageForm{"header.unknown_setting",
                "`{1}` is no column with a meaning: is it {2}? Else give it "
                "another name",
                "“{1}”这一列没有含义：是否指 {2}？否则请另取名称"},
    MessageForm{"header.mixed_styles", "the header says {1}, the options {2}",
                "表头说数字是 {1}，选项却说是 {2}"},
    MessageForm{"header.separator",
                "the cells seem to be apart by a tab ({1}), where CSV has "
                "commas; name the file .tsv",
                "单元格之间是制表符（{1}），而不是 CSV 的逗号；请把文件名改为 "
                ".tsv"},
    MessageForm{"header.separator",
                "the cells seem to be apart by the byte {1} ({2}), where CSV "
                "has commas; save it as CSV with commas",
                "单元格之间是字节 {1}（{2}），而不是 CSV 的逗号；"
                "请另存为逗号分隔的 CSV"},
    MessageForm{"header.separator",
                "the cells seem to be apart by {1} ({2}), where CSV has "
                "commas; save it as CSV with commas",
                "单元格之间是“{1}”（{2}），而不是 CSV 的逗号；"
                "请另存为逗号分隔的 CSV"},
    MessageForm{"header.separator",
                "the cells seem to be apart by {1} ({2}), where TSV has tabs; "
                "save it as CSV with commas",
                "单元格之间是“{1}”（{2}），而不是 TSV 的制表符；"
                "请另存为逗号分隔的 CSV"},
    MessageForm{"header.separator",
                "the first line is Excel's `{1}` and no header; save it as "
                "CSV with commas, without that line",
                "第一行是 Excel 的“{1}”，不是表头；请另存为逗号分隔的 CSV，"
                "并去掉这一行"},
    MessageForm{"encoding.invalid",
                "the bytes {1} at offset {2} are no {3}; say --encoding",
                "偏移 {2} 处的字节 {1} 不是 {3}；请用 --encoding 指明编码"},
    MessageForm{"row.encoding", "byte {1} of the row is no UTF-8",
                "本行第 {1} 个字节（从 0 数起）不是 UTF-8"},
    MessageForm{"row.cell_count",
                "the header has {1} columns, the row {2}; its cells seem to "
                "be apart by the byte {3}",
                "表头有 {1} 列，本行有 {2} 列；单元格之间似乎是字节 {3}"},
    MessageForm{"row.cell_count", "the header has {1} columns, the row {2}",
                "表头有 {1} 列，本行有 {2} 列"},
    MessageForm{"row.cell_count", "the header has {1} columns, this row {2}",
                "表头有 {1} 列，本行有 {2} 列"},
    MessageForm{"row.up_to_level",
                "names no level; say {1} to {2}, or nothing for all levels",
                "不是任何等级的写法；请写 {1} 至 {2}，全部等级则留空"},
    MessageForm{"row.statement_mismatch",
                "beside `{1}` stands `{2}`, which is `{3}`; the model says "
                "`{4}`. Were the rows sorted without the column of ids?",
                "编号是“{1}”，旁边的条款却是“{3}”的：“{2}”；模型中“{1}”为："
                "“{4}”。可能排序时没有带上编号列"},
    MessageForm{"row.other_model",
                "the workbook asks for another model than {1}",
                "工作簿指定了另一个模型，而不是 {1}"},
    MessageForm{"row.other_model", "asks for {1}, and rows are scored by {2}",
                "本条记录指定的是 {1}，这里按 {2} 评分"},
    MessageForm{"row.json", "is no JSON object: {_}",
                "本行不是有效的 JSON 对象"},
    MessageForm{"row.json_value",
                "is true or false; it must be text, a number or null",
                "这里是 true 或 false；须为文字、数字或 null"},
    MessageForm{"row.json_value",
                "is a list; it must be text, a number or null",
                "这里是列表；须为文字、数字或 null"},
    MessageForm{"row.json_value",
                "is an object; it must be text, a number or null",
                "这里是对象；须为文字、数字或 null"},
    MessageForm{"row.json_value",
                "must be an object with a grade a requirement",
                "须为对象，每条条款一个判定等级"},
    MessageForm{"row.json_value",
                "holds for all rows: say --unanswered instead",
                "这一项对所有行有效，请改用 --unanswered"},
    MessageForm{"row.unknown_setting",
                "has no meaning: is it {1}? Else give it another name",
                "这个键没有含义：是否指 {1}？否则请另取名称"},
    MessageForm{"long.not_grouped",
                "`{1}` begins in row {2} and comes again in row {3}; sort the "
                "table by enterprise_id",
                "企业“{1}”的作答从第 {2} 行开始，到第 {3} 行又出现；请按企业"
                "编号排序"},
    MessageForm{"row.conflict", "the enterprise's rows before it say `{1}`",
                "同一企业前面的行写的是“{1}”"},
    MessageForm{"answer.reason_missing",
                "not applicable without a reason in the column {1}",
                "不适用须在“{1}”列说明原因"},
    MessageForm{"grade.unknown", "is no grade among words",
                "不是任何判定等级的写法"},
    MessageForm{"grade.unknown", "is no grade among scores",
                "不是任何判定等级的写法（数字按得分读）"},
    MessageForm{"grade.unknown", "is no grade among codes",
                "不是任何判定等级的写法（数字按代码读）"},
    MessageForm{"grades.mixed",
                "`{1}` in row {2}, column {3} can only be a score, `{4}` in "
                "row {5}, column {6} only a code; say --grades scores or "
                "codes, and the others are rejected",
                "第 {2} 行“{3}”列的“{1}”只能是得分，第 {5} 行“{6}”列的“{4}”"
                "只能是代码；请用 --grades scores 或 codes 指明，其余的行会被"
                "拒绝"},
    MessageForm{"grades.ambiguous",
                "`{1}` in row {2}, column {3} and all other digits can be "
                "scores or codes; say --grades scores or codes",
                "第 {2} 行“{3}”列的“{1}”和其余的数字既可能是得分也可能是代码；"
                "请用 --grades scores 或 codes 指明"},
    MessageForm{"grades.mixed",
                "`{1}` in column {2} can only be a score, `{3}` in column {4} "
                "only a code; say grades=\"scores\" or \"codes\", and the "
                "others are rejected",
                "“{2}”列的“{1}”只能是得分，“{4}”列的“{3}”只能是代码；请用 "
                "grades=\"scores\" 或 \"codes\" 指明，其余的行会被拒绝"},
    MessageForm{"grades.ambiguous",
                "`{1}` in column {2} and all other digits can be scores or "
                "codes; say grades=\"scores\" or \"codes\"",
                "“{2}”列的“{1}”和其余的数字既可能是得分也可能是代码；请用 "
                "grades=\"scores\" 或 \"codes\" 指明"},
    MessageForm{"",
                "the cells {1} are merged: one value for several "
                "enterprises or answers; unmerge them",
                "单元格 {1} 合并了：一个值对应多家企业或多个作答；"
                "请取消合并"},
    MessageForm{"workbook.sheet_not_read",
                "the sheet has answers, too, and was not read; the table on "
                "`{1}` was",
                "这张工作表也有作答，但没有读取；读取的是“{1}”表"},
    MessageForm{"workbook.sheet_not_read",
                "the sheet, which is hidden, has answers, too, and was not "
                "read; the table on `{1}` was",
                "这张隐藏的工作表也有作答，但没有读取；读取的是“{1}”表"},
};

}  // namespace

absl::Span<const MessageForm> FormsOfTables() { return kTableForms; }

}  // namespace cmmm::texts
