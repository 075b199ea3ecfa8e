import type { Pairs } from "@/texts/pairs";

export const common = {
  title: ["智能制造成熟度自评", "Smart-manufacturing self-assessment"],
  other_language: ["English", "中文"],
  skip: ["跳到正文", "Skip to the content"],
  close: ["关闭", "Close"],
  retry: ["再试一次", "Try again"],
  saved_at: ["已存 {time}", "Saved {time}"],
  not_saved: [
    "没有存上：浏览器的存储满了或不让存。请先不要关这个页面，到“结论”页下载文件。",
    "Not saved: the browser's storage is full or forbidden. Keep this page open, and download the file under “Result”.",
  ],
  not_kept: [
    "这个浏览器不让网页保存数据（例如无痕窗口）。关掉页面答案就没了，请在关之前到“结论”页下载文件。",
    "This browser keeps no data for pages (a private window, for example). Answers go when the page is closed: download the file under “Result” before.",
  ],
  no_screen: [
    "现在连不上服务器，要看的这一页还没有取到；连上后自动打开。您的答案都在。",
    "The server cannot be reached, and this part of the page is not here yet: it opens once the server is back. Your answers are all here.",
  ],
  outdated: [
    "服务器和这个页面的版本不一样，有些内容在这里可能看不懂、打不开。请刷新页面；刷新后还这样，请告诉提供这个页面的人。您的答案都在。",
    "The server and this page are of different versions: some of it may not be understood here, or not open. Reload the page; if that does not help, tell whoever offers it. Your answers are all here.",
  ],
  reload: ["刷新页面", "Reload the page"],
  unknown: ["（这个页面看不懂，请刷新）", "(unknown to this page: reload it)"],
  other_tab: [
    "同一份自评在另一个标签页里也改过，这里已换成最新的内容。",
    "This assessment was changed in another tab as well. What you see is the latest.",
  ],
  too_long: [
    "太长了：写了 {n} 字，最多 {most} 字。请删掉多出的 {over} 字，删好之前不会保存。",
    "Too long: {n} characters, {most} at most. Delete {over} of them; until then it is not saved.",
  ],
  too_long_kept: [
    "太长了：写了 {n} 字，最多 {most} 字。全文都存着，没有丢；但不会发给服务器，也不进文件、工作簿和报告。请删掉多出的 {over} 字。",
    "Too long: {n} characters, {most} at most. All of it is kept here, but it goes to no server, and into no file, workbook or report. Delete {over} characters.",
  ],
  select_surplus: ["选中多出的部分", "Select what is too much"],
  no_number: [
    "请填 0 到 {most} 的整数；现在写的没有用上。",
    "Write a whole number from 0 to {most}; what it says now is not used.",
  ],
  parts: ["页面", "Parts"],
  questions: ["答题", "Answer"],
  all_questions: ["全部题目", "All questions"],
  all: ["全部", "All"],
  verdict: ["结论", "Result"],
  plan: ["提升", "Way up"],
  programme: ["申报", "Apply"],
  foot: [
    "自评只供参考，不是认证结论；题目措辞与部分权重尚未与标准原文核对。答案只保存在这个浏览器里，计算时才发给服务器。",
    "A self-assessment certifies nothing; wording and part of the weights are not yet checked against the official text. Answers are kept in this browser only, and sent to the server to be worked out.",
  ],
} satisfies Pairs;

export const level = {
  name: ["{n}级", "level {n}"],
  none: ["未达级", "no level"],
  range: ["{worst}到{best}之间", "between {worst} and {best}"],
} satisfies Pairs;

export const problem = {
  waiting: [
    "现在连不上服务器。可以接着答，答案照样存在这个浏览器里；连上后自动重算。",
    "The server cannot be reached. Go on answering: answers are kept in this browser, and the result follows once it is back.",
  ],
  waiting_result: [
    "现在连不上服务器，结果要等连上后才能算。您的答案都在，没有丢。",
    "The server cannot be reached, so there is no result yet. Your answers are all here.",
  ],
  refused: [
    "服务器没有接受这份答案，原因如下。改好再试；改不了的话，把下载的文件交给提供这个页面的人。",
    "The server did not accept these answers, for the reasons below. Correct them and try again, or hand the downloaded file to whoever offers this page.",
  ],
  gone: [
    "这份自评用的题目、权重或申报项目，这个服务器上没有。请向给您文件的人要一份按现在的题目做的；自己答的，请联系提供这个页面的人。",
    "This server does not have the questions, weights or programme that this assessment uses. Ask whoever sent the file for one made with the questions of today; if you answered it here, tell whoever offers this page.",
  ],
  large: [
    "内容太大，服务器收不下。请删掉过长的备注和证据，或分几次来；您的答案都在。",
    "This is too large for the server. Shorten long notes and evidence, or take fewer files at once. Your answers are all here.",
  ],
  heavy: [
    "照这样要算太久，没有算完。请把“要守得住的档数”、预算或费用改简单些，再试一次；您的答案都在。",
    "This would take too long to work out. Ask for fewer grades to survive, or for a simpler budget and rounder costs, and try again. Your answers are all here.",
  ],
  key: [
    "这个服务器要凭密钥使用，这个页面没有。请联系提供这个页面的人。您的答案都在。",
    "This server asks for a key that this page does not have. Tell whoever offers it. Your answers are all here.",
  ],
  place_question: ["“{statement}”：", "“{statement}”:"],
  place_field: ["“{field}”：", "“{field}”:"],
  place_nth: ["第 {n} 条答案：", "Answer {n}:"],
  place_profile: ["企业类型与评估范围：", "Kind and scope of the enterprise:"],
  place_info: ["企业信息：", "About the enterprise:"],
  place_plan: [
    "费用、预算或要守住的档数：",
    "Costs, budget or what it must survive:",
  ],
  place_programme: ["申报条件：", "Conditions of the programme:"],
  place_day: ["日期：", "Day:"],
  more: ["另有 {n} 处。", "And {n} more."],
  older: [
    "服务器和这个页面的版本不一样，这一步做不了。请刷新页面；仍不行就联系提供这个页面的人。您的答案都在。",
    "The server and this page are of different versions, and this cannot be done. Reload the page; if that does not help, tell whoever offers it. Your answers are all here.",
  ],
  full: [
    "没有存上：浏览器的存储满了或不让存。请删掉不要的自评（先下载文件），或清出空间，再试一次。",
    "Not saved: the browser's storage is full or forbidden. Delete assessments that you do not need (download their files first), or make room, and try again.",
  ],
  busy: [
    "服务器正忙，过几秒再试。您的答案都在。",
    "The server is busy: try again in a few seconds. Your answers are all here.",
  ],
  other: [
    "出了意外的问题。您的答案都在；请再试一次，仍不行就联系提供这个页面的人。",
    "Something unexpected went wrong. Your answers are all here; try again, and tell whoever offers this page if it stays.",
  ],
} satisfies Pairs;
