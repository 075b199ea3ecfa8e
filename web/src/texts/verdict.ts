import type { Pairs } from "@/texts/pairs";

export const verdict = {
  reached: ["够{level}", "We reach {level}"],
  reached_barely: ["够{level}，但不稳", "We reach {level}, but barely"],
  missed: ["还不够{level}", "We do not reach {level} yet"],
  undecided: ["还不能下结论", "Not decided yet"],
  standing: ["现在是{level}", "We are at {level}"],
  now: ["现在是{level}。", "You are at {level} now."],
  now_none: ["现在未达级。", "You reach no level now."],
  possible: [
    "现在可能是{range}，取决于还没答的 {n} 题。",
    "You are {range}, depending on {n} open question. | You are {range}, depending on {n} open questions.",
  ],
  go_on: ["接着答题", "Go on answering"],
  margin: [
    "评审只要把一条下调一档，就不够了。",
    "One grade down on one requirement, and it is lost.",
  ],
  open_count: [
    "还有 {n} 题没答，下面按都不满足来算；答完再看，可能更稳。",
    "{n} question is open and counts as not satisfied below: once it is answered, it may be safer. | {n} questions are open and count as not satisfied below: once they are answered, it may be safer.",
  ],
  hold: ["怎样守得更稳", "How to make it safer"],
  margin_more: [
    "至少要下调 {n} 档才会失去。",
    "It takes at least {n} grades down to lose it.",
  ],
  cheapest: [
    "最省的办法：一共提高 {n} 档，例如从“部分满足”到“大部分满足”算一档。",
    "Cheapest way up: {n} grade; from partly to mostly satisfied is one. | Cheapest way up: {n} grades in all; from partly to mostly satisfied is one.",
  ],
  cheapest_range: [
    "最省一共要提高 {least} 到 {most} 档，要看没答的题怎么答；例如从“部分满足”到“大部分满足”算一档。",
    "Cheapest way up: {least} to {most} grades, depending on the open questions; from partly to mostly satisfied is one.",
  ],
  cheapest_unknown: [
    "差多少现在还说不准：有 {n} 题没答，答得越多越准。",
    "How far it is cannot be said yet: {n} question is open, and its answer makes it clear. | How far it is cannot be said yet: {n} questions are open, and every answer makes it clearer.",
  ],
  see_plan: ["看补哪几条", "See which to raise"],
  readings_differ: [
    "注意：标准的总分有两种读法。按{first}是{level}，按{second}是{other}。评审用哪一种，请先问清楚。",
    "Mind: the standard's total can be read in two ways. Read {first}, it gives {level}; read {second}, {other}. Ask which one the assessor uses.",
  ],
  reading_1: ["逐级判定", "level by level"],
  reading_2: ["各级累加", "with all levels added up"],
  why: ["两种读法是怎么回事", "What the two readings are"],
  why_text: [
    "逐级判定：一级一级往上看，第一个没达标的级别只算它自己的得分，再往上的不算。各级累加：每一级的得分都加起来，达标的级别算满分。",
    "Level by level: going up, the first level that is missed counts with its own score and those above do not count. Added up: every level counts with its score, a level that is reached counts in full.",
  ],
  safety: ["{level}靠哪些条款守住", "What {level} hangs on"],
  safety_text: [
    "下面这些条款，任何一条被下调一档，{level}就没了。先备好它们的证据。",
    "One grade down on any of these loses {level}. Have their evidence ready first.",
  ],
  safety_some: [
    "共有 {n} 条，任何一条被下调一档，{level}就没了；这里是其中 {most} 条，全部在报告里。先备好它们的证据。",
    "One grade down on any of {n} requirements loses {level}. These are {most} of them; the report has all. Have their evidence ready first.",
  ],
  safety_set: [
    "这几条一起下调，{level}就没了。先备好它们的证据。",
    "If these fall together, {level} is lost. Have their evidence ready first.",
  ],
  step: ["{from} → {to}", "{from} → {to}"],
  first: ["先补哪几条", "What to raise first"],
  levels: ["各级得分", "Scores of the levels"],
  levels_text: [
    "每一级按自己的条款单独打分，达到达标线才算达标；要够某一级，低于它的各级也都要达标。",
    "Every level is scored by its own requirements, and is satisfied from the score needed. To reach a level, all those below it must be satisfied, too.",
  ],
  column_level: ["级别", "Level"],
  column_score: ["得分", "Score"],
  column_needed: ["达标线", "Needed"],
  column_result: ["结果", "Result"],
  satisfied: ["✓ 达标", "✓ reached"],
  not_satisfied: ["✗ 未达标", "✗ missed"],
  open: ["? 未定", "? open"],
  domains: ["各能力域", "The domains"],
  domains_text: [
    "看哪一块拖后腿。满分是 1。",
    "Where it falls short. The most is 1.",
  ],
  key_known: ["已经拿到的", "reached already"],
  key_open: ["没答的题还可能拿到的", "what open questions may still add"],
  key_none: [
    "写着“未作答”的：一题也没答，还没有分数。",
    "“Not answered”: no answer yet, so no score.",
  ],
  column_domain: ["能力域", "Domain"],
  notices: ["用这个结果前请知道", "Know this before you rely on it"],
  take: ["带走结果", "Take it with you"],
  report: ["打开报告", "Open the report"],
  no_download: [
    "微信里不能下载文件。请点右上角，选“在浏览器打开”，再回到这里下载；答案要先在那个浏览器里重新打开。",
    "WeChat does not let pages hand out files. Open this page in the browser of the phone to download; answers given here stay here.",
  ],
  print: ["打印这一页", "Print this page"],
  workbook: ["下载工作簿", "Download the workbook"],
  download: ["下载文件", "Download the file"],
  download_text: [
    "文件里是您的全部答案，可以备份、换一台设备接着答，或交给顾问。工作簿里也有这些答案，用 Excel 或 WPS 看、填。",
    "The file holds all your answers: to keep, to go on elsewhere, or to hand to an adviser. The workbook has them, too, to read and fill in with Excel or WPS.",
  ],
  left_out: [
    "有 {n} 题的备注或证据太长，不会进文件、工作簿和报告。请先删短：",
    "{n} question has a note or evidence that is too long for file, workbook and report. Shorten it first: | {n} questions have a note or evidence that is too long for file, workbook and report. Shorten them first:",
  ],
  answered: [
    "答了 {n} 题，不适用 {na} 题，没答 {open} 题。",
    "{n} answered, {na} not applicable, {open} open.",
  ],
  asking: ["正在计算……", "Working it out …"],
} satisfies Pairs;
