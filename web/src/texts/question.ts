import type { Pairs } from "@/texts/pairs";

export const question = {
  at: ["{part} · {level}的要求", "{part} · asked for at {level}"],
  first: ["够{aim}，先要够{level}", "{aim} needs {level} first"],
  left: [
    "至多还有 {n} 题",
    "At most {n} more question | At most {n} more questions",
  ],
  band: [
    "{level}得分可能是 {score}，达标线 {needed}",
    "Score of {level}: {score} now, {needed} needed",
  ],
  band_sure: [
    "{level}得分 {score}，达标线 {needed}",
    "Score of {level}: {score}, {needed} needed",
  ],
  band_none: [
    "{level}的题一道还没答，达标线 {needed}",
    "{level}: no question answered yet, {needed} needed",
  ],
  open: ["未定", "not decided"],
  safe: ["已够", "reached"],
  missed: ["不够", "missed"],
  choose: ["您的企业做到了多少？", "How much of this is done?"],
  hint: ["点一下就保存，并进入下一题。", "A tap saves and goes on."],
  below: ["每一档的意思写在下面。", "Meanings are below."],
  keys: [
    "键盘：1 到 4 选择，0 拿不准，← 上一题。",
    "Keyboard: 1 to 4 choose, 0 not sure, ← the one before.",
  ],
  evidence: ["评审会看什么", "What an assessor looks at"],
  unsure: ["拿不准，先跳过", "Not sure, skip it"],
  not_applicable: ["这条不适用", "Does not apply"],
  reason: ["为什么不适用？", "Why does it not apply?"],
  reason_hint: [
    "写一句评审能看懂的原因，例如“客户自提，没有自有车队”。",
    "One sentence that an assessor understands, for example “customers collect, there is no fleet”.",
  ],
  reason_missing: [
    "请写原因，没有原因不能算不适用。",
    "Write the reason: without one it cannot count as not applicable.",
  ],
  reason_save: ["保存为不适用", "Save as not applicable"],
  note_evidence: ["备注和证据", "Note and evidence"],
  pieces: ["看到的证据", "Evidence that was seen"],
  pieces_hint: [
    "一条写一份材料：文件名、编号、系统截图放在哪里。只做记录，会带进工作簿和报告；链接不会被打开。",
    "A piece a line: a document, its number, where a screenshot is. It is kept, and goes into workbook and report; links are never followed.",
  ],
  piece: ["证据 {n}", "Piece {n}"],
  piece_link: ["链接或存放位置（可不填）", "Link or place (optional)"],
  piece_add: ["添加一条证据", "Add a piece of evidence"],
  piece_remove: ["去掉这一条", "Remove it"],
  piece_remove_one: ["去掉证据 {n}", "Remove piece {n}"],
  pieces_most: ["一题最多 {n} 条证据。", "At most {n} pieces a question."],
  note: ["备注", "Note"],
  note_hint: [
    "写给自己和同事：找谁要材料、哪里还不确定。",
    "For you and your colleagues: who has the papers, what is uncertain.",
  ],
  characters: ["{n} / {most} 字", "{n} of {most} characters"],
  before: ["上一题", "Previous"],
  next: ["下一题", "Next"],
  no_next: [
    "下一题要等连上服务器才知道。也可以在“全部题目”里挑题接着答。",
    "Which question is next is known once the server is back. You can also pick one under “All questions”.",
  ],
  settled: ["结论已经确定", "The result is certain"],
  settled_text: [
    "不管剩下的 {n} 题怎么答，结果都是{level}。",
    "However the other {n} question is answered: {level}. | However the other {n} questions are answered: {level}.",
  ],
  finished: ["题都答完了", "All questions are answered"],
  finished_text: ["结果是{level}。", "The result: {level}."],
  only_unsure: ["只剩拿不准的了", "Only unsure ones are left"],
  only_unsure_text: [
    "还有 {n} 题您跳过了，它们仍可能改变结论。问清楚再补上就行。",
    "{n} skipped question can still change the result. Ask around, then answer it. | {n} skipped questions can still change the result. Ask around, then answer them.",
  ],
  see_verdict: ["看结论", "See the result"],
  answer_unsure: ["补答跳过的题", "Answer the skipped ones"],
  answer_rest: ["把其余的也答完", "Answer the others as well"],
  loading: ["正在取题……", "Fetching the question …"],
} satisfies Pairs;

export const grade = {
  open: ["未作答", "not answered"],
  unsure: ["拿不准", "not sure"],
  not_applicable: ["不适用", "does not apply"],
} satisfies Pairs;
