import type { Pairs } from "@/texts/pairs";

export const programme = {
  title: ["能不能申报", "May we apply?"],
  which: ["哪个项目？", "Which programme?"],
  other: ["换一个项目", "Another programme"],
  past: ["已过期", "past"],
  past_all: ["申报期已过的（{n} 个）", "Whose time to apply is past ({n})"],
  all_past: [
    "收录的项目都已过申报期。可以拿往年的看看条件；能不能报，以新一年的通知为准。",
    "The time to apply is past for all that are recorded. Look at a past one for its conditions; the notice of the new year decides.",
  ],
  clock: [
    "这台设备的日期不对，显示的是 {device}。期限按服务器的日期 {day} 算；请把设备的日期调准。",
    "The date of this device is wrong: it says {device}. Deadlines count from the server's date, {day}. Please set the device right.",
  ],
  lead: [
    "先看等级，再逐条确认其他条件。没有确认的条件不会当作满足。",
    "The level first, then the other conditions one by one. What you have not confirmed does not count as met.",
  ],
  verdict_0: ["这个页面看不懂结果", "This page does not understand the result"],
  verdict_0_text: [
    "服务器比这个页面新。请刷新页面再看；下面的条件仍可逐条核对。",
    "The server is newer than this page: reload it. The conditions below can be looked through all the same.",
  ],
  unknown_kind: [
    "这个页面不认识这种条件，不能在这里确认。请刷新页面，或对照通知原文。",
    "This page does not know this kind of condition: it cannot be confirmed here. Reload the page, or look at the notice itself.",
  ],
  verdict_1: ["收录的条件都满足", "All recorded conditions are met"],
  verdict_1_text: [
    "这还不等于可以申报，请再与通知原文逐条核对。",
    "That alone does not say that you may apply: check every condition against the notice itself.",
  ],
  verdict_2: ["现在不能申报", "You cannot apply now"],
  verdict_2_text: [
    "有 {n} 项不满足，见下面打叉的条件。",
    "{n} condition is not met, marked with a cross below. | {n} conditions are not met, marked with a cross below.",
  ],
  verdict_3: ["还定不下来", "Not decided yet"],
  verdict_3_text: [
    "还有 {n} 项没有确认，见下面打问号的条件。",
    "{n} condition is not confirmed, marked with a question mark below. | {n} conditions are not confirmed, marked with a question mark below.",
  ],
  deadline: [
    "离最近的期限还有 {n} 天。",
    "{n} day until the next deadline. | {n} days until the next deadline.",
  ],
  late: [
    "最近的期限已过 {n} 天。",
    "The last deadline passed {n} day ago. | The last deadline passed {n} days ago.",
  ],
  conditions: ["逐条看", "One by one"],
  met: ["✓ 满足", "✓ met"],
  not_met: ["✗ 不满足", "✗ not met"],
  undecided: ["? 待确认", "? to be confirmed"],
  ask: ["满足吗？", "Is this met?"],
  ask_yes: ["满足", "Met"],
  ask_no: ["不满足", "Not met"],
  ask_deadline: ["办妥了吗？", "Is it done?"],
  done_yes: ["办妥了", "Done"],
  done_no: ["还没有", "Not yet"],
  level_now: ["要求{needed}，现在{now}", "Needed: {needed}. Now: {now}."],
  go_on: ["接着答题", "Go on answering"],
  see_plan: ["看怎么补最省", "See the cheapest way up"],
  days_left: [
    "{day} 截止，还有 {n} 天",
    "until {day}, {n} day left | until {day}, {n} days left",
  ],
  days_over: [
    "{day} 截止，已过 {n} 天",
    "until {day}, {n} day ago | until {day}, {n} days ago",
  ],
  alternative: ["可以代替等级的条件", "may stand in for the level"],
  text: [
    "把文字贴在这里，核对字数",
    "Paste the text here to have its length checked",
  ],
  length: ["{n} 字，上限 {most} 字", "{n} of {most} characters"],
  too_long: [
    "{n} 字，上限 {most} 字：请删掉 {over} 字。",
    "{n} of {most} characters: delete {over}.",
  ],
  day: ["按哪一天算期限", "Deadlines as of which day"],
  sources: ["出处", "Sources"],
  none: [
    "这个服务器没有收录任何申报项目。",
    "This server has no programme on record.",
  ],
} satisfies Pairs;
