import type { Pairs } from "@/texts/pairs";

export const many = {
  link: ["顾问：一次看很多家", "Advisers: many enterprises at once"],
  title: ["一次看很多家", "Many enterprises at once"],
  lead: [
    "选或拖入各家填好的工作簿，马上看到各家到了几级、差什么、哪里要改。文件只送去计算，不留在服务器上。",
    "Choose or drop the workbooks that came back: see where each one stands and what has to be corrected. They are worked out and not kept on the server.",
  ],
  drop: ["把工作簿或整个文件夹拖到这里", "Drop workbooks or a folder here"],
  choose: ["选择多个文件", "Choose files"],
  choose_folder: ["选择整个文件夹", "Choose a folder"],
  renewed: [
    "同名的后来这份换掉了先前的：{names}。",
    "Read again, in place of the file of the same name before: {names}.",
  ],
  others: [
    "文件夹里另有 {n} 个文件不是工作簿，没有读：{names}。",
    "Files in the folder that are no workbooks, and were not read ({n}): {names}.",
  ],
  and: ["、", ", "],
  and_more: ["等 {n} 个", " and others, {n} in all"],
  reading: ["正在读第 {n} 份，共 {all} 份……", "Reading {n} of {all} …"],
  done: [
    "读了 {all} 份：{good} 份有结果，{bad} 份要改。",
    "{all} read: {good} with a result, {bad} to be corrected.",
  ],
  too_many: [
    "一次最多看 {n} 份，多出来的没有读。请分批来，或先清空列表。",
    "At most {n} at once: the others were not read. Take them in turns, or clear the list first.",
  ],
  standing: ["各家到了几级", "Where each one stands"],
  standing_text: [
    "有题没答时给出可能的范围。“到下一级”是最少要提高几档；余量是评审至少下调几档才会失去现在的等级，没答的题按不满足算。",
    "Open questions leave a range. The way to the next level is the fewest grades up; the margin is how many grades down lose the level held, with open questions counted as not satisfied.",
  ],
  name: ["企业", "Enterprise"],
  level: ["等级", "Level"],
  open: ["{n} 题没答", "{n} question open | {n} questions open"],
  other: ["另一种读法：{level}", "read the other way: {level}"],
  way: ["到下一级、余量", "To the next level, margin"],
  way_text: [
    "再提高 {n} 档到{level}",
    "{n} grade up: {level} | {n} grades up: {level}",
  ],
  way_range: [
    "再提高 {least} 到 {most} 档到{level}",
    "{least} to {most} grades up: {level}",
  ],
  way_unknown: [
    "离{level}多远，多答些题才说得准",
    "how far {level} is: answer more to know",
  ],
  margin_text: [
    "余量 {n} 档",
    "margin: {n} grade down | margin: {n} grades down",
  ],
  score: ["{level}得分", "{level}"],
  keep_title: ["留一份", "Keep"],
  keep: ["存到这个浏览器", "Keep here"],
  keep_one: ["把“{name}”存到这个浏览器", "Keep “{name}” in this browser"],
  kept: ["打开", "Open"],
  results: ["下载结果工作簿", "Download the workbook of results"],
  results_name: ["自评结果", "results"],
  results_text: [
    "结果工作簿里有推荐汇总表、得分、热力图、各家差什么，以及没有算成的和原因；没答的题按不满足算。",
    "The workbook has a summary to hand in, scores, a heat map, what each one is missing, and what could not be scored and why; open questions count as not satisfied.",
  ],
  reports: [
    "下载全部报告（{n} 份，一个压缩包）",
    "Download the report, in an archive | Download all {n} reports, in one archive",
  ],
  reports_name: ["自评报告", "reports"],
  writing: [
    "正在写第 {n} 份报告，共 {all} 份……",
    "Writing report {n} of {all} …",
  ],
  corrections: [
    "下载改错单，发回去改",
    "Download what to correct, to send back",
  ],
  corrections_name: ["改错单", "to correct"],
  column_file: ["文件", "File"],
  column_place: ["位置", "Place"],
  column_value: ["现在写的", "Says now"],
  column_message: ["要改什么", "What is wrong"],
  column_instead: ["可以改成", "Write instead"],
  clear: ["清空列表", "Clear the list"],
  waiting: [
    "有 {n} 份还没有算成，不是文件的错。",
    "{n} not worked out yet, through no fault of the files.",
  ],
} satisfies Pairs;
