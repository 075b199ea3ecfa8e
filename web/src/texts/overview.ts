import type { Pairs } from "@/texts/pairs";

export const overview = {
  title: ["全部题目", "All questions"],
  lead: [
    "点一题就能看、能改。标“有用”的题现在还会影响结论，其余的不答也行。",
    "Choose one to see or change it. Those marked “matters” can still change the result; the others need no answer.",
  ],
  done: ["{done} / {all} 题已答", "{done} of {all} answered"],
  matters: ["有用", "matters"],
  excluded: ["您的企业没有这项业务，不出题", "not asked: no such business"],
  of_level: ["{level}的要求", "asked for at {level}"],
} satisfies Pairs;
