// Models, programmes and the workbook of a model.
#include <array>

#include "texts/message_forms.h"

namespace cmmm::texts {
namespace {

constexpr std::array kModelForms = {
    MessageForm{"model.none", "no model (*{1}) in it",
                "其中没有任何模型文件（*{1}）"},
    MessageForm{"", "{1} is also in {2}", "{1} 也在 {2} 中"},
    MessageForm{"", "there is no source `{1}`", "引用的出处“{1}”不存在"},
    MessageForm{"", "there is no condition `{1}`", "引用的条件“{1}”不存在"},
    MessageForm{"", "there is no track `{1}`", "引用的方向“{1}”不存在"},
    MessageForm{"", "there is no model `{1}`", "引用的模型“{1}”不存在"},
    MessageForm{"", "there is no sub-domain `{1}`",
                "引用的能力子域“{1}”不存在"},
    MessageForm{"", "the model has no group of the elements",
                "模型中没有这一组：各要素的权重"},
    MessageForm{"", "the model has no group of the domains of element `{1}`",
                "模型中没有这一组：要素“{1}”下各能力域的权重"},
    MessageForm{"", "the model has no group of the sub-domains of domain `{1}`",
                "模型中没有这一组：能力域“{1}”下各能力子域的权重"},
    MessageForm{"", "another group of the elements is in the same set",
                "同一权重集中，各要素的权重写了两组"},
    MessageForm{
        "", "another group of the domains of element `{1}` is in the same set",
        "同一权重集中，要素“{1}”下各能力域的权重写了两组"},
    MessageForm{
        "",
        "another group of the sub-domains of domain `{1}` is in the same set",
        "同一权重集中，能力域“{1}”下各能力子域的权重写了两组"},
    MessageForm{"", "the group of the elements is missing", "缺少各要素的权重"},
    MessageForm{"", "the group of the domains of element `{1}` is missing",
                "缺少要素“{1}”下各能力域的权重"},
    MessageForm{"", "the group of the sub-domains of domain `{1}` is missing",
                "缺少能力域“{1}”下各能力子域的权重"},
    MessageForm{"", "`{1}` is no child of this group", "“{1}”不是这一组的下级"},
    MessageForm{"", "`{1}` is weighed twice", "“{1}”的权重写了两次"},
    MessageForm{"", "`{1}` has no weight", "缺少“{1}”的权重"},
    MessageForm{"", "must sum to 100, got {1}", "权重之和须为 100，现为 {1}"},
    MessageForm{"", "`{1}` is not declared by the applicant",
                "备选条件“{1}”不是由申报方声明的条件"},
    MessageForm{"", "`{1}` is named twice", "“{1}”写了两次"},
    MessageForm{"", "`{1}` demands this very track",
                "“{1}”要求的正是这一方向本身"},
    MessageForm{"", "no track asks for `{1}`", "没有任何方向用到条件“{1}”"},
    MessageForm{
        "",
        "`{1}` must be lower-case letters, digits and hyphens, starting "
        "with a letter",
        "“{1}”须为小写字母、数字和连字符，以字母开头"},
    MessageForm{"",
                "`{1}` must be lower-case letters, digits and underscores, "
                "starting with a letter",
                "“{1}”须为小写字母、数字和下划线，以字母开头"},
    MessageForm{"", "`{1}` must be dot-separated numbers without leading zeros",
                "“{1}”须为用点分开的数字，前面不带零"},
    MessageForm{"id.duplicate", "`{1}` is the id of another {_}",
                "编号“{1}”重复"},
    MessageForm{"", "`{1}` must be `{2}.<letter>`", "“{1}”应为“{2}.字母”"},
    MessageForm{"", "{1} is not defined", "缺少判定等级 {1}"},
    MessageForm{"level.sequence", "must be {1}, got {2}",
                "：须为 {1}，现为 {2}"},
    MessageForm{"grade.order",
                "scores must ascend from 0 (not) to 1 (fully), got {1}",
                "得分须从 0 逐档升到 1，现依次为 {1}"},
    MessageForm{"band.count", "there must be one band per level, {1}, got {2}",
                "每个等级须有一个得分段，应有 {1} 个，现有 {2} 个"},
    MessageForm{"", "must be {1} (in level order), got {2}",
                "：须为 {1}（按等级顺序），现为 {2}"},
    MessageForm{"", "must be {1} (where the band before ends), got {2}",
                "：须为 {1}（前一段的终点），现为 {2}"},
    MessageForm{"", "must be {1} (the threshold of the level), got {2}",
                "：须为 {1}（这一等级的达标线），现为 {2}"},
    MessageForm{"", "must be {1} (the highest total), got {2}",
                "：须为 {1}（最高总分），现为 {2}"},
    MessageForm{"text.control_character",
                "has a line break behind {1} characters, which is refused",
                "第 {1} 个字之后有换行，文字里不能换行"},
    MessageForm{"text.control_character",
                "has the control character {1} behind {2} characters, which "
                "is refused",
                "第 {2} 个字之后有控制字符 {1}，文字里不能有控制字符"},
    MessageForm{"modelbook.not_here", "only domains may be left out",
                "只有能力域可以裁剪，这里不应填写"},
    MessageForm{"modelbook.not_here", "an element has no parent",
                "要素没有上级，这里不应填写"},
    MessageForm{"modelbook.not_here",
                "of requirements this is written on the sheets Requirements "
                "(by item) and Model (note)",
                "这里不应填写：条款由谁核对逐条写在“条款”表，说明写在“模型”表"},
    MessageForm{"structure.empty", "has no elements", "没有要素"},
    MessageForm{"structure.empty", "has no domains", "没有能力域"},
    MessageForm{"structure.empty", "has no sub-domains", "没有能力子域"},
    MessageForm{"structure.empty", "has no weight sets", "没有权重集"},
    MessageForm{"structure.empty", "has no requirements", "没有条款"},
    MessageForm{"structure.empty", "there are no conditions", "没有条件"},
    MessageForm{"structure.empty", "there is no track", "没有方向"},
    MessageForm{"level.unattainable",
                "level {1} has no weighted requirement once every excludable "
                "domain is dropped",
                "剔除可剔除的能力域后，等级 {1} 没有带权重的条款"},
    MessageForm{"", "`{1}` is no word of this list", "“{1}”不是可选的词"},
    MessageForm{"modelbook.titles_missing",
                "no row has the titles of columns: {1}",
                "没有一行是各列的标题：{1}"},
    MessageForm{"modelbook.column_missing",
                "there is no column `{1}`; was its title changed?",
                "缺少“{1}”一列，标题是否改过？"},
    MessageForm{"modelbook.column_missing",
                "there is no column `{1}` for the weights of this set",
                "缺少“{1}”一列（这一权重集的权重）"},
    MessageForm{"modelbook.not_a_model",
                "no sheet has a key such as `{1}` in its first cell: this is "
                "no workbook of cmmm model export; its sheets are: {2}",
                "不是 cmmm model export 写出的工作簿：没有一张表的第一个单元格"
                "是“{1}”之类的标记；其中的工作表：{2}"},
    MessageForm{"modelbook.sheet_missing",
                "there is no sheet with `{1}` in its first cell; not known "
                "are the sheets: {2}",
                "缺少一张工作表：没有一张表的第一个单元格是“{1}”；"
                "认不出的工作表：{2}"},
    MessageForm{"modelbook.sheet_missing",
                "there is no sheet with `{1}` in its first cell",
                "缺少一张工作表：没有一张表的第一个单元格是“{1}”"},
    MessageForm{"modelbook.sheet_twice",
                "the sheets `{1}` and `{2}` have the same key; delete one",
                "工作表“{1}”与“{2}”有同一个标记，请删去一张"},
    MessageForm{"modelbook.sheet_renamed",
                "by its key this is the sheet `{1}`, and was read",
                "工作表改过名，按第一个单元格的标记它是“{1}”，已读取"},
    MessageForm{"modelbook.version_kept",
                "something changed, so the model must not be called {1} any "
                "more; give it a new version, such as {2}",
                "内容有改动，不能再叫 {1}，请换一个新的版本号，例如 {2}"},
    MessageForm{"modelbook.version_kept",
                "the workbook has lost the digest of what was exported, so "
                "that nobody can tell whether it is still {1}; give it a new "
                "version, such as {2}",
                "工作簿里没有了导出时的摘要，无法确认它还是 {1}，"
                "请换一个新的版本号，例如 {2}"},
    MessageForm{"modelbook.version_taken",
                "another model is called {1} already, with the digest {2}; "
                "give it a new version, such as {3}",
                "{1} 已经是另一个模型（摘要 {2}），请换一个新的版本号，"
                "例如 {3}"},
    MessageForm{"modelbook.no_base",
                "the workbook does not say what it was exported from, so that "
                "nothing can be said about what changed",
                "工作簿没有写明导出自哪个模型，无法比较改了什么"},
    MessageForm{"modelbook.statement_moved",
                "`{1}` has the statement that `{2}` had; were rows sorted "
                "without their ids?",
                "“{1}”的条款内容原是“{2}”的，可能排序时没有带上编号列"},
    MessageForm{"modelbook.formula",
                "the cell is a formula; its value as last saved was read: "
                "`{1}`",
                "单元格是公式，读取的是上次保存的值“{1}”"},
    MessageForm{"modelbook.not_a_number", "`{1}` is not a number",
                "“{1}”不是数字"},
    MessageForm{"modelbook.number_as_text",
                "a number written as text; read as {1}",
                "数字写成了文字，已按 {1} 读取"},
    MessageForm{"modelbook.not_whole",
                "`{1}` could be {2} % or {3} %; weights are whole percent: "
                "write {4}",
                "“{1}”可能是 {2} % 或 {3} %；权重须为整数百分比，请写 {4}"},
    MessageForm{"modelbook.not_whole", "weights are whole percent, such as {1}",
                "权重须为整数百分比，例如 {1}"},
    MessageForm{"modelbook.out_of_range", "must be {1}, got {2}",
                "须为 {1}，现为 {2}"},
    MessageForm{"modelbook.too_fine", "must be a multiple of {1}, got {2}",
                "须为 {1} 的倍数，现为 {2}"},
    MessageForm{"modelbook.field_missing", "there is no row `{1}`",
                "缺少“{1}”这一行"},
    MessageForm{"modelbook.field_twice", "`{1}` is given a second time",
                "“{1}”写了两次"},
    MessageForm{"modelbook.unknown_field", "a model has no field `{1}`",
                "模型没有“{1}”这一项"},
    MessageForm{"modelbook.version_number",
                "the version was taken for the number {1}, in which {2} and "
                "{3} are the same; format the cell as text and type it again",
                "版本号被当成了数字 {1}（{2} 与 {3} 会相同），请把单元格设为"
                "文本后重新填写"},
    MessageForm{"modelbook.unknown_parent",
                "there is no element or domain `{1}` above it",
                "没有要素或能力域“{1}”作为上级"},
    MessageForm{"workbook.too_much", "more than {1} weight sets",
                "权重集超过 {1} 个"},
    MessageForm{"modelbook.unknown_set", "there is no weight set `{1}`",
                "没有权重集“{1}”"},
    MessageForm{"modelbook.row_mismatch",
                "beside `{1}` stands the name of `{2}`; were rows sorted "
                "without their ids?",
                "“{1}”旁边写的是“{2}”的名称，可能排序时没有带上编号列"},
    MessageForm{"modelbook.name_not_taken",
                "names beside ids are not taken; that of `{1}` is `{2}`, as "
                "the sheet `{3}` says, and is changed there",
                "编号旁边的名称没有读取：“{1}”的名称是“{2}”，"
                "要改请改“{3}”表"},
    MessageForm{"modelbook.provenance_missing",
                "the sheet `{1}` has no row for this group of `{2}`",
                "“{1}”表没有“{2}”这一组权重的行"},
    MessageForm{"modelbook.other_base",
                "the model it was exported from is not here; it is compared "
                "with another one of the same name, {1}",
                "这里没有导出时的模型，与同名的另一个 {1} 比较"},
    MessageForm{"modelbook.no_base",
                "the model it was exported from, `{1}`, is not here, so that "
                "nothing can be said about what changed; --models names "
                "others",
                "这里没有导出时的模型“{1}”，无法比较改了什么；可用 --models "
                "指明别处的模型"},
};

}  // namespace

absl::Span<const MessageForm> FormsOfModels() { return kModelForms; }

}  // namespace cmmm::texts
