import type { Pairs } from "@/texts/pairs";

export const saved = {
  title: ["存在这个浏览器里的自评", "Assessments kept in this browser"],
  lead: [
    "只在这台设备的这个浏览器里，服务器不替您保存。清除浏览器数据会一起删掉，重要的请下载文件备份。",
    "Here only: the server keeps none of them for you. Clearing the browser's data takes them along: download the file of what matters.",
  ],
  none: ["这里还没有存下的自评。", "Nothing is kept here yet."],
  manage: ["打开文件；管理存下的自评", "Open a file; manage what is kept here"],
  open: ["打开", "Open"],
  rename: ["名称", "Name"],
  duplicate: ["复制一份", "Duplicate"],
  copy_of: ["{name}（副本）", "{name} (copy)"],
  erase: ["删除", "Delete"],
  erase_ask: [
    "将从这个浏览器里删除“{name}”和其中 {n} 条答案、备注，无法恢复。",
    "This deletes “{name}” with its {n} answers and notes from this browser, for good.",
  ],
  erase_yes: ["确定删除", "Delete it"],
  erase_no: ["不删了", "Keep it"],
  compare: ["和上次比一比", "Compare with last time"],
  compare_lead: [
    "选两份自评，看得分变了多少、为什么变、是哪几条带来的。",
    "Choose two, and see how far the scores moved, why, and by which requirements.",
  ],
  before: ["上次", "Before"],
  after: ["这次", "Now"],
  compare_level: [
    "上次{before}，这次{after}。",
    "Before: {before}. Now: {after}.",
  ],
  compare_same: ["两次都是{level}。", "Both times: {level}."],
  open_causes: [
    "还有题没答，有些变化要等答完才说得准。",
    "Questions are open: some of the change is only known once they are answered.",
  ],
  change: [
    "{level}得分：上次 {before}，这次 {after}，{change}。",
    "Score of {level}: {before} before, {after} now: {change}.",
  ],
  change_unknown: [
    "{level}得分：有一份一题还没答，比不出来。",
    "Score of {level}: one of the two has no answer there yet, so it cannot be compared.",
  ],
  is_up: ["提高了", "it rose"],
  is_down: ["降低了", "it fell"],
  rose: ["提高 {size}", "up {size}"],
  fell: ["降低 {size}", "down {size}"],
  rose_most: ["至多提高 {size}", "up {size} at most"],
  fell_most: ["至多降低 {size}", "down {size} at most"],
  rose_range: ["提高 {low} 到 {high}", "up {low} to {high}"],
  fell_range: ["降低 {low} 到 {high}", "down {low} to {high}"],
  either: ["是升是降还说不准", "whether it rose or fell cannot be said yet"],
  hardly: ["几乎没变", "hardly any change"],
  only_answers: ["都是因为答案不同。", "All of it comes from other answers."],
  only_weights: [
    "都是因为企业类型不同，各题的分量不同。",
    "All of it comes from another kind of enterprise, which weighs questions differently.",
  ],
  only_structure: [
    "都是因为算分的题不同（业务、不适用的条款或题目版本不同）。",
    "All of it comes from other questions that count (other business, what does not apply, or another edition).",
  ],
  cause_answers: ["因为答案不同：{change}。", "From other answers: {change}."],
  cause_weights: [
    "因为企业类型不同，各题的分量不同：{change}。",
    "From another kind of enterprise, which weighs questions differently: {change}.",
  ],
  cause_structure: [
    "因为算分的题不同（业务、不适用的条款或题目版本不同）：{change}。",
    "From other questions that count (other business, what does not apply, or another edition): {change}.",
  ],
  moved: ["哪几条答案的影响最大", "The answers that moved it most"],
  moved_by: [
    "{from} → {to}，{level}得分{change}",
    "{from} → {to}; score of {level}: {change}",
  ],
  unmoved: ["其余级别的得分没有变。", "The other levels score the same."],
  option: ["{name}（{about}）", "{name} ({about})"],
  same: ["两份各级的得分都一样。", "Every level scores the same in both."],
  file: ["打开文件", "Open a file"],
  file_choose: ["选择文件", "Choose a file"],
  file_hint: [
    "选以前从这里下载的文件，或填好的工作簿，会另存为一份新的自评。",
    "A file you downloaded here before, or a filled-in workbook. It becomes an assessment of its own.",
  ],
  file_bad: [
    "这个文件不是一份自评。请选以前从这里下载的文件，或填好的工作簿。",
    "This file is no assessment. Choose one that was downloaded here, or a filled-in workbook.",
  ],
  file_large: [
    "这个文件太大了，服务器收不下（去掉图片后工作簿最大 3 MB）。请把表里的图片和无关的工作表删掉，另存后再选。",
    "This file is too large for the server (3 MB at most, pictures of a workbook not counted). Delete pictures and sheets that do not belong to the questions, save it, and choose it again.",
  ],
  file_refused: [
    "文件打开了，但里面的内容有误，没有导入。改好下面这些再试：",
    "The file was opened, but it says something that cannot be: nothing was taken over. Correct this and try again:",
  ],
  file_reading: ["正在读文件……", "Reading the file …"],
  findings: [
    "工作簿里有 {n} 处要改",
    "{n} place in the workbook needs correction | {n} places in the workbook need correction",
  ],
  findings_text: [
    "什么都没有导入。在 Excel 或 WPS 里改好这些单元格，保存后再选一次。",
    "Nothing was taken over. Correct these cells in Excel or WPS, save, and choose the file again.",
  ],
  unread: ["这个文件没有导入", "This file was not taken over"],
  unread_text: [
    "原因如下，改好后再选一次。",
    "The reason is below. Mend it, and choose the file again.",
  ],
  finding_value: ["现在写的是“{value}”", "it says “{value}” now"],
  corrections: ["可以改成（点一下复制）：", "Write instead (a tap copies it):"],
  copy: ["复制“{value}”", "Copy “{value}”"],
  copied: [
    "已复制“{value}”，粘贴到那个单元格就行。",
    "“{value}” is copied: paste it into that cell.",
  ],
  findings_all: ["看其余的", "See the others"],
  findings_more: [
    "还有 {n} 处，先改上面这些。",
    "and {n} more; correct these first.",
  ],
  file_done: ["已导入，共 {n} 条答案。", "Taken over, with {n} answers."],
} satisfies Pairs;
