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
    "选两份自评，看得分变了多少、是哪些条款带来的。有题没答时给出范围。",
    "Choose two, and see what changed and which requirements moved it. While questions are open, there are ranges.",
  ],
  before: ["上次", "Before"],
  after: ["这次", "Now"],
  compare_level: [
    "上次{before}，这次{after}。",
    "{before} before, {after} now.",
  ],
  range: ["{low} 到 {high}", "{low} to {high}"],
  open_causes: [
    "有题没答，所以都是范围；各项的两端由不同的答案得出，不能相加。只在一份里答了的题不算变化。",
    "Questions are open, so these are ranges; not all ends come from the same answers, so they do not add up. What only one of the two has answered is no change.",
  ],
  change: [
    "{level}得分 {before} → {after}（{change}）",
    "Score of {level}: {before} → {after} ({change})",
  ],
  cause_answers: ["其中作答变化带来 {change}", "{change} from other answers"],
  cause_weights: ["权重不同带来 {change}", "{change} from other weights"],
  cause_structure: [
    "题目范围不同带来 {change}",
    "{change} from other questions",
  ],
  moved: ["影响最大的条款", "What moved it most"],
  same: ["两份的得分没有差别。", "Both score the same."],
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
