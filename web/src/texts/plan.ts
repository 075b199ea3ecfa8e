import type { Pairs } from "@/texts/pairs";

export const plan = {
  title: ["怎么补最省", "The cheapest way up"],
  lead: [
    "下面是让{level}达标、总共提升档数最少的一组条款；填了费用，就按费用最省。不打算做的点“不做”，马上重算。",
    "The fewest grades up that reach {level}; with costs, the cheapest. Say “won't do” where you will not, and it is worked out anew.",
  ],
  reached: [
    "{level}已经够了，不需要补。想让评审下调几档也守得住，在上面填档数。",
    "{level} is reached already: nothing to raise. To survive an assessor's grades down, say how many above.",
  ],
  held: [
    "评审随便下调 {hold} 档，也还够{level}，不需要补。",
    "Whatever {hold} grades an assessor takes away, {level} is reached: nothing to raise.",
  ],
  survives: [
    "补完以后，评审随便下调 {hold} 档也还够{level}。",
    "After that no {hold} grades down by an assessor lose {level}.",
  ],
  no_further: [
    "预算 {budget} 到不了更高的级别，仍是{level}；下面是预算以内把总分提到最高的办法。",
    "A budget of {budget} reaches no higher level: it stays {level}. Below is what raises the total most within it.",
  ],
  over_budget: [
    "预算 {budget} 只能到{reached}；要到{level}，最省要 {cost}。",
    "A budget of {budget} reaches {reached}; the cheapest way to {level} costs {cost}.",
  ],
  unpriced: [
    "其中 {n} 条还没填费用，每升一档先按 1 算；填上才知道真正的总数。",
    "{n} of them has no cost yet: a grade up counts 1 there. Fill it in to know the real sum. | {n} of them have no cost yet: a grade up counts 1 there. Fill them in to know the real sum.",
  ],
  over_budget_none: [
    "预算 {budget} 还够不上任何级别；要到{level}，最省要 {cost}。",
    "A budget of {budget} reaches no level yet; the cheapest way to {level} costs {cost}.",
  ],
  lead_budget: [
    "下面是预算以内得分最高的做法，还不够{level}的部分没有列出。",
    "What follows is the most for the budget; what else {level} needs is not listed.",
  ],
  summary: [
    "补 {n} 条，共提升 {cost} 档，就到{level}。",
    "{n} requirement, {cost} grades up in all: {level}. | {n} requirements, {cost} grades up in all: {level}.",
  ],
  summary_cost: [
    "补 {n} 条，费用共 {cost}，就到{level}。",
    "{n} requirement, costs {cost} in all: {level}. | {n} requirements, costs {cost} in all: {level}.",
  ],
  unreachable: [
    "照这样到不了{level}：不做的条款太多。最高能到{best}。",
    "This does not reach {level}: too much is ruled out. The highest within reach: {best}.",
  ],
  unreachable_none: [
    "照这样哪一级都到不了：不做的条款太多。",
    "This reaches no level at all: too much is ruled out.",
  ],
  unholdable: [
    "评审随便下调 {hold} 档也不丢{level}，做不到。请把要守住的档数填小些，或少排除几条。",
    "Nothing makes {level} survive any {hold} grades down. Ask for fewer, or rule out less.",
  ],
  score_after: [
    "补完以后，{level}得分至少 {after}，达标线 {needed}",
    "Score of {level} after that: {after} at least, {needed} needed",
  ],
  scores: [
    "{level}得分 {before} → {after}，达标线 {needed}",
    "Score of {level}: {before} → {after}, {needed} needed",
  ],
  open: [
    "还有 {n} 题没答，下面先都按“不满足”算，很可能用不着补这么多。答完再看才准。",
    "{n} question is open and counts as not satisfied below: less may do once it is answered. | {n} questions are open and count as not satisfied below: far less may do once they are answered.",
  ],
  steps: ["要补的条款", "What to raise"],
  step: ["{from} → {to}", "{from} → {to}"],
  gain: ["{level}得分 +{gain}", "+{gain} for {level}"],
  wont: ["不做", "Won't do"],
  details: ["谁做、何时、多少钱", "Who, when, how much"],
  cost_said: ["每升一档 {cost}", "{cost} a grade up"],
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
  level: ["要到的级别", "Level"],
  hold: ["守住几档", "Survive"],
  budget: ["预算", "Budget"],
  choices_hint: [
    "后两格可以不填。守住几档：填 3，评审随便下调 3 档也不丢级。预算：单位同费用，没填费用的每升一档算 1。",
    "The last two are optional. Survive 3: no 3 grades down by an assessor lose the level. Budget: in the unit of the costs; without a cost a grade up counts 1.",
  ],
  unneeded: [
    "照现在填的，这一条用不着补",
    "not needed as things are filled in now",
  ],
  moved: [
    "按新填的重算过了；为了不打断您填写，清单先没有重排。",
    "Worked out anew. The list was left as it is, so as not to move under your hand.",
  ],
  arrange: ["重排清单", "Arrange the list"],
  print: ["打印行动计划", "Print the plan"],
  asking: ["正在计算最省的办法……", "Working out the cheapest way …"],
} satisfies Pairs;
