import type { Pairs } from "@/texts/pairs";

export const join = {
  department: [
    "下载这一块的工作簿，发给同事填",
    "Download this part as a workbook for a colleague",
  ],
  title: ["收回同事填好的", "Take back what a colleague filled in"],
  hint: [
    "选同事发回的工作簿或文件，会并入这份自评。两边答得不一样的，由您来定。",
    "Choose the workbook or file that came back: it is joined with this assessment. Where the two differ, you decide.",
  ],
  done: [
    "已并入，现在共有 {n} 条答案和备注。",
    "Joined: {n} answers and notes in all.",
  ],
  conflicts: [
    "有 {n} 题两边答得不一样，请选一个",
    "{n} question was answered differently: choose | {n} questions were answered differently: choose",
  ],
  here: ["这里的：", "Here:"],
  there: ["同事的：", "Colleague:"],
  keep: ["按选的合并", "Join as chosen"],
} satisfies Pairs;
