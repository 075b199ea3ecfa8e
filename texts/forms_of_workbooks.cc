// Workbooks that were filled in.
#include <array>

#include "texts/message_forms.h"

namespace cmmm::texts {
namespace {

constexpr std::array kWorkbookForms = {
    MessageForm{"workbook.statement_mismatch",
                "beside `{1}` in {2} stands `{3}`, which is `{4}`; the model "
                "says `{5}`. Were the rows sorted without the column of ids?",
                "{2} 的编号是“{1}”，旁边的条款却是“{4}”的：“{3}”；"
                "模型中“{1}”为：“{5}”。可能排序时没有带上编号列"},
    MessageForm{"workbook.statement_mismatch",
                "beside `{1}` in {2} stands `{3}`; the model says `{4}`. Were "
                "the rows sorted without the column of ids?",
                "{2} 的编号是“{1}”，旁边的条款却是：“{3}”；"
                "模型中“{1}”为：“{4}”。可能排序时没有带上编号列"},
    MessageForm{"workbook.no_grade_column",
                "from here on {1} requirements have a grade, but no row has "
                "the titles of an id and of a grade column ({2} and 评价, {3} "
                "and Grade); was one renamed?",
                "从这里起有 {1} 条条款填了评价，但没有一行同时有编号列和评价列"
                "的标题（“{2}”和“评价”，或“{3}”和“Grade”）；标题是否改过？"},
    MessageForm{"workbook.statements_not_compared",
                "{1} ids with an answer stand beside no statement of the "
                "model, so whether each has its own row was not checked",
                "有 {1} 个已作答的条款编号，旁边没有模型中的条款内容，因此没有"
                "核对编号与条款内容是否相符"},
    MessageForm{"workbook.column_not_read",
                "columns of this sheet are not read: {1}",
                "这张工作表有几列没有读取：{1}"},
    MessageForm{"workbook.other_requirement",
                "the workbook was made for {1}, where `{2}` is `{3}`; in {4} "
                "it is another requirement",
                "工作簿是按 {1} 制作的，其中“{2}”是“{3}”；"
                "在 {4} 中它是另一条条款"},
    MessageForm{"workbook.field_value", "`{1}` is named twice",
                "“{1}”写了两次"},
    MessageForm{"workbook.sheet_not_read",
                "the sheet has {1} ids of requirements and was not read: no "
                "row has the titles of an id and of a grade column ({2} and "
                "评价, {3} and Grade)",
                "这张工作表有 {1} 个条款编号，但没有读取：没有一行同时有编号列"
                "和评价列的标题（“{2}”和“评价”，或“{3}”和“Grade”）"},
    MessageForm{"",
                "the cells {1} are merged: one value for several "
                "questions or columns; unmerge them",
                "单元格 {1} 合并了：一个值对应多道题或多列；请取消合并"},
    MessageForm{"",
                "the cells {1} are merged: one value for several rows or "
                "columns; unmerge them",
                "单元格 {1} 合并了：一个值对应多行或多列；请取消合并"},
    MessageForm{"workbook.duplicate_field",
                "`{1}` is given a second time; a workbook is one assessment",
                "“{1}”填写了两次；一个工作簿是一份自评"},
    MessageForm{"workbook.unknown_field",
                "no line about the assessment has the key `{1}`, so `{2}` in "
                "{3} is not read",
                "没有“{1}”这一项，{3} 的“{2}”因此没有读取"},
    MessageForm{"workbook.field_by_label",
                "lines about the assessment have lost their hidden keys and "
                "were read by their labels: {1}",
                "企业信息和评价范围的这几行没有了隐藏的标识（A "
                "列），已按名称读取：{1}"},
    MessageForm{"workbook.field_not_read",
                "`{1}` stands beside `{2}` in {3} and is not read: the line "
                "has no hidden key; write it in a workbook that the page or "
                "`cmmm template` gave",
                "{3} 的“{2}”旁边写着“{1}”，但这一行没有隐藏的标识（A "
                "列），没有读取；请写进页面或 cmmm template 给出的工作簿"},
    MessageForm{"workbook.field_not_read",
                "`{1}` stands beside `{2}` in {3} and is not read: what counts "
                "stands in {4}",
                "{3} 的“{2}”旁边写着“{1}”，没有读取；以 {4} 填写的为准"},
    MessageForm{"workbook.duplicate_column",
                "a second column with this meaning; rename or delete one of "
                "them",
                "又一列有这一含义；请改名或删去其中一列"},
    MessageForm{"workbook.too_much", "more than {1} rows with an answer",
                "有作答的行超过 {1} 行；请只留下问卷的工作表，另存后再来"},
    MessageForm{"workbook.too_much", "more than {1} MiB of notes and evidence",
                "说明和证据超过 {1} MiB"},
    MessageForm{"workbook.too_much",
                "more than {1} MiB of texts beside answers",
                "作答旁边的文字超过 {1} MiB；请只留下问卷的各列，另存后再来"},
    MessageForm{"workbook.too_much", "more than {1} rows",
                "超过 {1} 行；请只留下问卷的工作表，另存后再来"},
    MessageForm{"workbook.too_much", "more than {1} merged ranges",
                "合并的单元格超过 {1} 处；请取消合并，另存后再来"},
    MessageForm{"workbook.too_much", "more than {1} texts or {2} bytes of text",
                "文字超过 {1} 段或 {2} 字节；请只留下问卷的工作表，另存后再来"},
    MessageForm{"workbook.too_much", "more than {1} relationships",
                "内部链接超过 {1} 个；请只留下问卷的工作表，另存后再来"},
    MessageForm{"workbook.too_much", "more than {1} sheets",
                "工作表超过 {1} 张；请只留下问卷的工作表，另存后再来"},
    MessageForm{"workbook.too_much", "more than {1} cell formats",
                "单元格格式超过 {1} 种；请只留下问卷的工作表，另存后再来"},
    MessageForm{"workbook.no_questions",
                "no sheet has a title row with `{1}` and `{2}` (or `{3}` and "
                "`{4}`); fill in a workbook that the page or `cmmm template` "
                "gave; its sheets are: {5}",
                "没有一张表的标题行同时有“{1}”和“{2}”（或“{3}”和“{4}”），"
                "请用页面或 cmmm template 给出的工作簿填写，不要改列的标题；"
                "其中的工作表：{5}"},
    MessageForm{"workbook.not_xlsx",
                "this is no workbook but an empty file; open it with Excel or "
                "WPS and save it as .xlsx",
                "这是空文件，不是工作簿"},
    MessageForm{"workbook.other_model",
                "the workbook was made for another edition of the model; it "
                "is read and scored by {1}, digest {2}. Check that its "
                "questions still read the same",
                "工作簿是按模型的另一个版本制作的，这里按 {1}（摘要 {2}）"
                "读取和评分，请核对题目是否一致"},
    MessageForm{"workbook.id_missing",
                "this row has a grade but nothing in {1}, where its id belongs",
                "这一行有评价，但 {1} 没有条款编号"},
    MessageForm{"workbook.unknown_requirement",
                "the model has no requirement `{1}`", "模型中没有条款“{1}”"},
    MessageForm{"workbook.duplicate_requirement", "`{1}` stands in {2} already",
                "条款“{1}”出现两次，前一次在 {2}"},
    MessageForm{"", "the cell shows the error {1}", "单元格显示错误值 {1}"},
    MessageForm{"workbook.date_as_grade",
                "the cell shows `{1}`, the number {2} in a format of dates or "
                "times; set the format to General",
                "评价单元格显示为“{1}”，是日期或时间格式的数字 {2}；"
                "请把单元格格式改为常规"},
    MessageForm{"workbook.date_as_grade",
                "the cell shows `{1}`, a date or a time; write the grade as "
                "text",
                "评价单元格显示为“{1}”，是日期或时间；请用文字填写评价"},
    MessageForm{"workbook.unknown_grade", "`{1}` is not a grade",
                "“{1}”不是任何评价的写法"},
    MessageForm{"workbook.not_applicable_refused",
                "the model does not allow `{1}` to be not applicable",
                "条款“{1}”不允许不适用"},
    MessageForm{"workbook.reason_missing",
                "not applicable needs a reason in {1}",
                "不适用须在 {1} 说明原因"},
    MessageForm{"workbook.reason_missing",
                "not applicable needs a reason; there is no column for notes",
                "不适用须说明原因，但没有“说明”列"},
    MessageForm{"workbook.reason_too_long",
                "the reason has more than {1} characters",
                "不适用的原因超过 {1} 个字"},
    MessageForm{"workbook.field_value", "`{1}` is no weight set of the model",
                "模型中没有权重集“{1}”"},
    MessageForm{"workbook.field_value",
                "`{1}` is no domain that may be left out",
                "“{1}”不是可裁剪的能力域"},
    MessageForm{"workbook.field_value",
                "`{1}` is not a level: {2} to {3}, or {4} for all",
                "“{1}”不是等级：请写 {2} 至 {3}，全部等级写 {4}"},
    MessageForm{"workbook.field_value",
                "`{1}` is no day that exists; write it as {2}",
                "没有“{1}”这一天，请写成 {2} 的样子"},
    MessageForm{"workbook.field_value",
                "the code was taken for a number, and its last digits were "
                "lost; format the cell as text and type it again",
                "代码被当成了数字，末几位已经丢失；请把单元格设为文本后"
                "重新填写"},
    MessageForm{"workbook.field_value", "more than {1} characters",
                "超过 {1} 个字"},
    MessageForm{"workbook.note_too_long",
                "the note has more than {1} characters", "说明超过 {1} 个字"},
    MessageForm{"workbook.evidence_too_long",
                "a line of the evidence, or all from the tenth on, has more "
                "than {1} characters",
                "证据的某一行（或第十行及以后合起来）超过 {1} 个字"},
    MessageForm{"workbook.too_large",
                "larger than {1} bytes: delete pictures and sheets that do "
                "not belong to the questions, and save it again",
                "工作簿文件超过 {1} 字节，请删去图片和无关的工作表，另存后"
                "再来"},
    MessageForm{"workbook.too_many_entries",
                "more than {1} entries in the zip archive",
                "工作簿内的文件超过 {1} 个，请只留下问卷的工作表，另存后再来"},
    MessageForm{"workbook.inflates_too_much",
                "the parts inflate to more than {1} bytes",
                "工作簿解压后超过 {1} 字节，请删去图片和无关的工作表，另存后"
                "再来"},
    MessageForm{"workbook.inflates_too_much",
                "inflates to more than {1} times its size",
                "工作簿的一部分解压后超过原来的 {1} 倍，请删去图片和无关的"
                "工作表，另存后再来"},
    MessageForm{"workbook.text_too_long", "a text has more than {1} bytes",
                "单元格文字超过 {1} 字节，请缩短"},
    MessageForm{"workbook.text_too_long", "more than {1} bytes of text",
                "单元格文字超过 {1} 字节，请缩短"},
    MessageForm{"workbook.broken_zip",
                "the file is damaged, or was not copied to its end ({_}): "
                "copy or download it again, or open it with Excel or WPS and "
                "save it as .xlsx",
                "文件损坏或没有传完，请重新复制或下载一份，或用 Excel、WPS "
                "打开后另存为 .xlsx"},
    MessageForm{"workbook.broken_xml",
                "cannot be read: {_} in line {1}; open it with Excel or WPS "
                "and save it as .xlsx",
                "文件内容损坏（第 {1} 行），请用 Excel 或 WPS 打开后另存为 "
                ".xlsx"},
    MessageForm{"workbook.broken_xml",
                "cannot be read: {_}; open it with Excel or WPS and save it "
                "as .xlsx",
                "文件内容损坏，请用 Excel 或 WPS 打开后另存为 .xlsx"},
    MessageForm{"workbook.broken_xml", "row {1} is followed by row `{2}`",
                "文件内容损坏：第 {1} 行之后是第“{2}”行，请用 Excel 或 WPS "
                "打开后另存为 .xlsx"},
    MessageForm{"workbook.broken_xml", "followed by a cell `{1}`",
                "文件内容损坏：这里之后是单元格“{1}”，请用 Excel 或 WPS "
                "打开后另存为 .xlsx"},
    MessageForm{"workbook.broken_xml", "there is no text `{1}`",
                "文件内容损坏：没有编号为“{1}”的文字，请用 Excel 或 WPS "
                "打开后另存为 .xlsx"},
    MessageForm{"workbook.broken_xml", "`{1}` is not a number",
                "文件内容损坏：“{1}”不是数字，请用 Excel 或 WPS 打开后另存为 "
                ".xlsx"},
    MessageForm{"workbook.broken_xml", "`{1}` is no range",
                "文件内容损坏：“{1}”不是单元格区域，请用 Excel 或 WPS "
                "打开后另存为 .xlsx"},
    MessageForm{"workbook.unknown_model",
                "the workbook is for an edition that is not here: {_}",
                "这里没有工作簿所用的模型版本"},
    MessageForm{"workbook.unknown_model",
                "the workbook was made for an edition that is not here: {_}",
                "这里没有工作簿所用的模型版本"},
};

}  // namespace

absl::Span<const MessageForm> FormsOfWorkbooks() { return kWorkbookForms; }

}  // namespace cmmm::texts
