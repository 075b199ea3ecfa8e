#include <array>

#include "texts/help_texts.h"

namespace cmmm::texts {
namespace {

constexpr std::array kOfQuestions = {
    HelpWords{"Scores smart-manufacturing maturity questionnaires (GB/T "
              "39116-2020), exactly.",
              "按 GB/T 39116-2020 为智能制造能力成熟度问卷精确评分。"},
    HelpWords{"Print this help message and exit", "显示本帮助"},
    HelpWords{"Display program version information and exit", "显示版本号"},
    HelpWords{
        "Exit codes: 0 done, 64 wrong options, 65 bad data, 66 no such file, "
        "69 no server,\n74 cannot write, 75 try again later, 78 bad models.",
        "退出码：0 完成，64 选项有误，65 数据有误，66 没有该文件，69 "
        "连不上服务，\n74 写不出，75 请稍后再试，78 模型有误。"},
    HelpWords{"Score assessments and show level, weak spots and gaps",
              "评分，给出等级、薄弱项和差距"},
    HelpWords{"Assessments: a ScoreRequest as textproto or JSON, or a "
              "filled-in workbook; - is standard input",
              "自评：textproto 或 JSON 格式的 ScoreRequest，或填好的工作簿；- "
              "为标准输入"},
    HelpWords{
        "Assessment: a ScoreRequest as textproto or JSON; - is standard input",
        "自评：textproto 或 JSON 格式的 ScoreRequest；- 为标准输入"},
    HelpWords{"Model ID or ID@VERSION, over the file's; a version scores what "
              "was made for another edition by this one",
              "模型 ID 或 "
              "ID@"
              "版本，代替文件中写的；写明版本时，为别的版本制作的自评也按这个版"
              "本评分"},
    HelpWords{
        "Weight set, such as discrete or process, over the file's",
        "权重集，如 discrete（离散型）或 process（流程型），代替文件中写的"},
    HelpWords{
        "Domains without business, comma-separated, such as logistics,sales",
        "没有相应业务、须裁剪的能力域，用逗号分开，如 logistics,sales"},
    HelpWords{"Assess levels 1 to N only; 0 = all",
              "只评一级到 N 级；0 为全部"},
    HelpWords{"Open questions: refuse, count as not satisfied, or show the "
              "bounds they leave",
              "未作答的条款：refuse 拒绝，not-satisfied 按不满足计，bounds "
              "给出可能的范围"},
    HelpWords{"Language of the report", "报告的语言"},
    HelpWords{"text = a report to read; json = proto3 JSON of the response",
              "text 为可读的报告；json 为结果的 proto3 JSON"},
    HelpWords{"Folder or file of models to score by",
              "评分所用模型的文件夹或文件"},
    HelpWords{
        "Ask the server at HOST:PORT, by TLS at https://HOST:PORT, instead of "
        "computing here",
        "不在本机计算，改问 HOST:PORT 上的服务；https://HOST:PORT 走 TLS"},
    HelpWords{"Level the gaps are about; 0 = the next one",
              "差距针对的等级；0 为下一级"},
    HelpWords{"How much to return as json or textproto",
              "json 或 textproto 中给出多少内容"},
    HelpWords{"Place the total among the enterprises of this cohort file (cmmm "
              "portfolio)",
              "把总分放到这份对比文件的企业中比较（cmmm portfolio 生成）"},
    HelpWords{
        "Show the levels still possible while questions are open or doubtful",
        "条款未作答或拿不准时，给出仍可能的等级"},
    HelpWords{"An answer one is not sure of, such as data.2.b=partly..fully; "
              "may be repeated",
              "拿不准的答案，如 data.2.b=partly..fully；可写多次"},
    HelpWords{"Show the cheapest set of improvements that reaches a level",
              "给出达到某一等级最省的提升办法"},
    HelpWords{
        "Level to reach; 0 = the next one, or with a budget as high as it goes",
        "要达到的等级；0 为下一级，有预算时为预算能达到的最高等级"},
    HelpWords{"What raises cost: ID=N or ID=N,N,N, ID a requirement, a "
              "sub-domain or all; without one a step costs 1",
              "提升的代价：ID=N 或 ID=N,N,N，ID 为条款、能力子域或 "
              "all；不写时每升一档计 1"},
    HelpWords{"File with one such cost a line", "代价文件，每行一条"},
    HelpWords{"Requirement or sub-domain that stays as it is",
              "保持不变的条款或能力子域"},
    HelpWords{
        "ID:NEEDS or ID:NEEDS=GRADE: raise ID only when NEEDS is that good",
        "ID:NEEDS 或 ID:NEEDS=GRADE：只有 NEEDS 达到该档，才提升 ID"},
    HelpWords{"In a sub-domain, lower levels first",
              "同一能力子域内，先做低等级的条款"},
    HelpWords{"Most to spend", "预算上限"},
    HelpWords{"Downgrades by a reviewer, each by one grade, that the level "
              "must survive",
              "等级须经得起评审下调多少次，每次一档"},
    HelpWords{"How many further plans, up to 20", "再给出几个方案，最多 20 个"},
    HelpWords{"With the proof that nothing is cheaper (json, textproto)",
              "附上没有更省办法的证明（json、textproto）"},
    HelpWords{"Show how few downgrades by a reviewer lose the level",
              "给出评审最少下调多少就会失去等级"},
    HelpWords{"Count single steps down, or answers changed",
              "steps 按下调的档数计，answers 按改动的条款数计"},
    HelpWords{"With the proofs that fewer do not do (json, textproto)",
              "附上更少的下调不会失去等级的证明（json、textproto）"},
    HelpWords{"Show which open questions to answer first to settle the level",
              "给出先答哪些条款能最快确定等级"},
    HelpWords{"Most questions to show; 0 = all; 10 in a report to read",
              "最多列出多少题；0 为全部；可读的报告中为 10"},
    HelpWords{"Also the open questions that cannot change the level",
              "也列出不会改变等级的未作答条款"},
    HelpWords{"Answer question by question, those that decide the level first, "
              "until it is settled",
              "逐题作答，先答决定等级的，等级确定为止"},
    HelpWords{"Assessment to go on with, or to begin; saved as textproto after "
              "every answer",
              "继续作答或新开始的自评；每答一题都存为 textproto"},
    HelpWords{"Go on with the other questions when the level is settled",
              "等级确定后继续答其余的题"},
    HelpWords{"Show what moved the level from assessment A to assessment B",
              "给出从自评 A 到自评 B 等级变化的原因"},
    HelpWords{"The other one; left out: A again, under --model-b, --weights-b, "
              "--exclude-b or --up-to-b",
              "另一份；不写则为 A 本身，按 --model-b、--weights-b、--exclude-b "
              "或 --up-to-b 再评一次"},
    HelpWords{"Model of B, over everything", "B 的模型，优先于其他写法"},
    HelpWords{"Weight set of B, over everything", "B 的权重集，优先于其他写法"},
    HelpWords{"Domains B has no business in, over everything",
              "B 没有相应业务的能力域，优先于其他写法"},
    HelpWords{"Assess B at levels 1 to N only; 0 = all",
              "B 只评一级到 N 级；0 为全部"},
    HelpWords{"Sub-domains and answers listed, those that moved most",
              "列出多少个影响最大的能力子域和答案"},
    HelpWords{"Check whether an enterprise may apply for a programme, and what "
              "is in the way",
              "检查企业能否申报某个项目，还差什么"},
    HelpWords{"Programme, or PROGRAMME/TRACK when it has several tracks",
              "项目；有几个申报类别时写 PROGRAMME/TRACK"},
    HelpWords{"List the programmes and tracks", "列出项目和申报类别"},
    HelpWords{"Print a file of declarations for the track, all open, to fill "
              "in for --declarations",
              "打印该类别的声明文件，各项待填，供 --declarations 使用"},
    HelpWords{"Day to check deadlines against, YYYY-MM-DD, or none; today is "
              "that of China",
              "按哪一天判断期限：YYYY-MM-DD，或 none（不判断）；today "
              "为北京时间的今天"},
    HelpWords{"A condition the applicant knows about, ID=yes or ID=no; may be "
              "repeated",
              "申报方声明的条件，ID=yes 或 ID=no；可写多次"},
    HelpWords{"File of declarations: cmmm.v1.Declarations as textproto or "
              "JSON; --declare goes over it",
              "声明文件：textproto 或 JSON 格式的 "
              "cmmm.v1.Declarations；--declare 优先"},
    HelpWords{"A text whose length is checked, ID=FILE; may be repeated",
              "要检查字数的文字，ID=文件；可写多次"},
    HelpWords{"End with 0 when met, 1 when not met, 2 when undecided; without "
              "it, 0 whatever the verdict",
              "符合时退出码为 0，不符合为 1，未定为 2；不用此项时一律为 0"},
    HelpWords{"Write a report to hand over: one HTML file per assessment, to "
              "read on a screen or print on A4",
              "生成可交付的报告：每份自评一个 HTML "
              "文件，可在屏幕上看，也可打印成 A4"},
    HelpWords{
        "Assessments: textproto, JSON (- is standard input) or workbooks, also "
        "as folders of them; or tables, a row an enterprise (csv, tsv, jsonl, "
        "xlsx)",
        "自评：textproto、JSON（- "
        "为标准输入）或工作簿，也可以是放工作簿的文件夹；或表格，每行一家企业（"
        "csv、tsv、jsonl、xlsx）"},
    HelpWords{"The HTML file, or a folder for them; - is standard output",
              "HTML 文件，或存放它们的文件夹；- 为标准输出"},
    HelpWords{"Replace reports that exist", "覆盖已有的报告"},
    HelpWords{"Name of the enterprise; default: the file's",
              "企业名称；不写则用文件中的"},
    HelpWords{"A line below the name, such as place and sector",
              "名称下面的一行，如所在地和行业"},
    HelpWords{"Level that gaps and plan are about; 0 = the next one",
              "差距和提升办法针对的等级；0 为下一级"},
    HelpWords{"Also check readiness: PROGRAMME or PROGRAMME/TRACK (cmmm ready "
              "--list)",
              "同时检查申报条件：PROGRAMME 或 PROGRAMME/TRACK（见 cmmm ready "
              "--list）"},
    HelpWords{"File of declarations for the programme (cmmm ready)",
              "该项目的声明文件（见 cmmm ready）"},
    HelpWords{
        "Compare with the enterprises of this cohort file (cmmm portfolio)",
        "与这份对比文件中的企业比较（cmmm portfolio 生成）"},
    HelpWords{"Day of the report and for deadlines, YYYY-MM-DD, or none; today "
              "is that of China",
              "报告日期，也用来判断期限：YYYY-MM-DD，或 none（不写）；today "
              "为北京时间的今天"},
    HelpWords{
        "What digits in tables mean: scores or codes (docs/batch.md)",
        "表格中数字的含义：scores 为得分，codes 为代码（见 docs/batch.md）"},
    HelpWords{
        "Show how many enterprises stand where: levels, quantiles, common gaps",
        "给出多家企业的分布：等级、分位数、共同的差距"},
    HelpWords{
        "Results of cmmm batch, or assessments: textproto, JSON, "
        "workbooks, also as folders of them, tables",
        "cmmm batch "
        "的结果，或自评：textproto、JSON、工作簿（也可以是放工作簿的文件夹）、"
        "表格"},
    HelpWords{
        "Also by the values of this column, such as industry; may be repeated",
        "再按这一列的值分组，如行业；可写多次"},
    HelpWords{"Nothing is shown of fewer enterprises",
              "企业少于此数时不给出任何数据"},
    HelpWords{"With --to: the cheapest way to have so many enterprises at the "
              "level (assessments only)",
              "与 --to 同用：让这么多家企业达到该等级的最省办法（仅限自评）"},
    HelpWords{"Level for --bring", "--bring 要达到的等级"},
    HelpWords{"Name the enterprises that --bring chooses",
              "列出 --bring 选中的企业名称"},
    HelpWords{"Write a cohort file for cmmm score and cmmm report",
              "写出对比文件，供 cmmm score 和 cmmm report 使用"},
    HelpWords{"Write an HTML page to hand over, with what could not be scored "
              "and why",
              "写出可交付的 HTML 页面，含未能评分的企业及原因"},
    HelpWords{
        "Day of the page, YYYY-MM-DD, or none; today is that of China",
        "页面的日期：YYYY-MM-DD，或 none（不写）；today 为北京时间的今天"},
    HelpWords{"Replace a cohort or page that exists",
              "覆盖已有的对比文件或页面"},
    HelpWords{"Show how a number of a result comes about, step by step",
              "逐步说明结果中的一个数是怎么来的"},
    HelpWords{"total, level:2, node:production:3, maturity:domain:data or "
              "gain:data.2.b; the tier stands before an id that several have",
              "total、level:2、node:production:3、maturity:domain:data 或 "
              "gain:data.2.b；几处同名时在 ID 前写明层级"},
    HelpWords{"How far below the first line; 0 = down to the answers",
              "往下展开几层；0 为一直到答案"},
    HelpWords{"Most lines; 0 = 1,000, at most 10,000",
              "最多多少行；0 为 1,000，上限 10,000"},
};

}  // namespace

absl::Span<const HelpWords> HelpOfQuestions() { return kOfQuestions; }

}  // namespace cmmm::texts
