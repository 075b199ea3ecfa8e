import type { Pairs } from "@/texts/pairs";

export const start = {
  question: ["我们够{level}吗？", "Do we reach {level}?"],
  lead: [
    "一题一点，答到结论确定就停，多数企业不用答完。随时可以退出，答案自动保存在这个浏览器里。",
    "One tap a question, until the result is certain; most need not answer all. Stop whenever you like: answers are kept in this browser.",
  ],
  at_most: ["至多 {n} 题。", "At most {n} question. | At most {n} questions."],
  going_on: ["接着上次", "Go on with"],
  progress: ["已答 {n} 题 · {day} {time}", "{n} answered · {day} {time}"],
  type: ["您的企业属于哪一类？", "What kind of enterprise is it?"],
  type_hint: [
    "离散型：一件一件地造，如机械、电子、汽车、家具、服装。流程型：连续或按批生产，如化工、冶金、食品、医药、建材。",
    "Discrete: things made piece by piece, such as machinery, electronics, cars, furniture, garments. Process: goods made in a flow or in batches, such as chemicals, metals, food, medicine, building materials.",
  ],
  aim: ["想弄清什么？", "What do you want to know?"],
  aim_level: ["是否达到{level}", "Whether we reach {level}"],
  which_level: ["换一个级别", "Another level"],
  aim_full: ["一到{top}全部评一遍", "Every level, up to {top}"],
  aim_programme: ["能不能申报一个项目", "Whether we may apply for a programme"],
  programme: ["哪个项目？", "Which programme?"],
  programme_none: ["请选择", "Please choose"],
  excluded: ["哪些业务您的企业没有？", "Which business does it not have?"],
  excluded_hint: [
    "没有的业务不出题，也不扣分。都有就不用点。",
    "What you do not have is not asked for and costs nothing. Leave all unticked if you have all.",
  ],
  name: [
    "给这份自评起个名字（可以不填）",
    "A name for this assessment (optional)",
  ],
  name_hint: ["例如企业名称和年月", "for example the enterprise and the month"],
  default_name: ["{day} 自评", "Assessment of {day}"],
  begin: ["开始答题", "Start"],
  choose_type: ["请先选企业类型", "Choose the kind of enterprise first"],
  choose_programme: ["请先选一个项目", "Choose a programme first"],
} satisfies Pairs;
