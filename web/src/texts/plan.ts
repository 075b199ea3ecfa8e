import type { Pairs } from "@/texts/pairs";

export const plan = {
  title: ["怎么补最省", "The cheapest way up"],
  lead: [
    "下面是让{level}达标、总共提升档数最少的一组条款；填了费用，就按费用最省。不打算做的点“不做”，马上重算。",
    "The fewest grades up that reach {level}; with costs, the cheapest. Say “won't do” where you will not, and it is worked out anew.",
  ],
  reached: [
    "{level}已经够了，不需要补。",
    "{level} is reached already: nothing to raise.",
  ],
  summary: [
    "补 {n} 条，共提升 {cost} 档，就到{level}。",
    "{n} requirement, {cost} grades up in all: {level}. | {n} requirements, {cost} grades up in all: {level}.",
  ],
  summary_cost: [
    "补 {n} 条，费用共 {cost}，就到{level}。",
    "{n} requirement, {cost} in all: {level}. | {n} requirements, {cost} in all: {level}.",
  ],
  unreachable: [
    "照这样到不了{level}：要么不做的条款太多，要么预算不够。最高能到{best}。",
    "This does not reach {level}: too much is ruled out, or the budget is too small. The highest within reach: {best}.",
  ],
  budget_need: [
    "不限预算的话，最省要 {cost}。",
    "Without a budget, the cheapest is {cost}.",
  ],
  scores: [
    "{level}得分 {before} → {after}，达标线 {needed}",
    "Score of {level}: {before} → {after}, {needed} needed",
  ],
  open: [
    "还有 {n} 题没答，这里先按“不满足”算。答完再看更准。",
    "{n} question is open and counts as not satisfied here. | {n} questions are open and count as not satisfied here.",
  ],
  steps: ["要补的条款", "What to raise"],
  step: ["{from} → {to}", "{from} → {to}"],
  gain: ["{level}得分 +{gain}", "+{gain} for {level}"],
  wont: ["不做", "Won't do"],
  details: ["谁做、何时、多少钱", "Who, when, how much"],
  owner: ["负责人", "Who"],
  due: ["完成日期", "Until"],
  cost: [
    "每升一档的费用（整数，如万元）",
    "Cost of each grade up (a whole number)",
  ],
  aside: ["填过、这次不用补的条款", "Filled in, not needed by this plan"],
  aside_hint: [
    "这里的费用照样参与计算；改了，马上重算。",
    "The costs here still count; change one, and it is worked out anew.",
  ],
  frozen: ["不做的条款", "What will not be done"],
  undo: ["改回来", "Take it back"],
  hold: [
    "评审下调几档，也要守得住？（可以不填）",
    "How many grades down must it survive? (optional)",
  ],
  hold_hint: [
    "填 3，就排出评审随便下调 3 档也不丢级的最省办法。",
    "With 3, the cheapest way after which no 3 grades down by an assessor lose the level.",
  ],
  budget: [
    "预算（可以不填，单位同费用）",
    "Budget (optional, in the same unit)",
  ],
  budget_hint: [
    "填了预算，就在预算以内排出能到的最高级别。没填费用的条款，每升一档算 1。",
    "With a budget, the plan reaches as high as that allows. Without a cost, a grade up counts 1.",
  ],
  print: ["打印行动计划", "Print the plan"],
  asking: ["正在计算最省的办法……", "Working out the cheapest way …"],
} satisfies Pairs;
