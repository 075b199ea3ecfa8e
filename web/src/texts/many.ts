import type { Pairs } from "@/texts/pairs";

export const many = {
  link: ["顾问：一次看很多家", "Advisers: many enterprises at once"],
  title: ["一次看很多家", "Many enterprises at once"],
  lead: [
    "选或拖入各家填好的工作簿，马上看到各家到了几级、差什么、哪里要改。文件只送去计算，不留在服务器上。",
    "Choose or drop the workbooks that came back: see where each one stands and what has to be corrected. They are worked out and not kept on the server.",
  ],
  drop: ["把工作簿拖到这里", "Drop workbooks here"],
  choose: ["选择多个文件", "Choose files"],
  reading: ["正在读第 {n} 份，共 {all} 份……", "Reading {n} of {all} …"],
  done: [
    "读了 {all} 份：{good} 份有结果，{bad} 份要改。",
    "{all} read: {good} with a result, {bad} to be corrected.",
  ],
  name: ["企业", "Enterprise"],
  answered: ["答题", "Answered"],
  level: ["等级", "Level"],
  scores: ["各级得分", "Scores of the levels"],
  margin: ["余量", "Margin"],
  margin_text: ["下调 {n} 档失去", "lost by {n} down"],
  keep: ["存到这个浏览器", "Keep here"],
  kept: ["打开", "Open"],
  results: ["下载结果表", "Download the results"],
  corrections: ["下载改错单", "Download what to correct"],
  column_file: ["文件", "File"],
  column_place: ["位置", "Place"],
  column_value: ["现在写的", "Says now"],
  column_message: ["要改什么", "What is wrong"],
  clear: ["清空列表", "Clear the list"],
  waiting: [
    "有 {n} 份没有算成，多半是连不上服务器。",
    "{n} could not be worked out, most likely because the server cannot be reached.",
  ],
} satisfies Pairs;
