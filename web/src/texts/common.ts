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
  other_tab: [
    "同一份自评在另一个标签页里也改过，这里已换成最新的内容。",
    "This assessment was changed in another tab as well. What you see is the latest.",
  ],
  yes: ["是", "Yes"],
  no: ["否", "No"],
  parts: ["页面", "Parts"],
  questions: ["答题", "Ask"],
  all_questions: ["全部题目", "All questions"],
  all: ["全部", "All"],
  verdict: ["结论", "Result"],
  plan: ["提升", "Way up"],
  programme: ["申报", "Apply"],
  foot: [
    "自评只供参考，不是认证结论；题目措辞与部分权重尚未与标准原文核对。答案只存在这个浏览器里。",
    "A self-assessment certifies nothing; wording and part of the weights are not yet checked against the official text. Answers stay in this browser.",
  ],
} satisfies Pairs;

export const level = {
  name: ["{n}级", "level {n}"],
  none: ["未达一级", "no level"],
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
  older: [
    "服务器的版本比这个页面旧，还不会做这一步。请刷新页面；仍不行就联系提供这个页面的人。",
    "The server is older than this page and cannot do this yet. Reload the page; if that does not help, tell whoever offers it.",
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
