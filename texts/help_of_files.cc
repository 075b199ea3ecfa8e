#include <array>

#include "texts/help_texts.h"

namespace cmmm::texts {
namespace {

constexpr std::array kOfFiles = {
    HelpWords{"Make a pair of Ed25519 keys to sign results with",
              "生成一对 Ed25519 密钥，用来给结果签名"},
    HelpWords{"File for the private key; the public one goes to KEY.pub. "
              "Neither may exist",
              "私钥文件；公钥写到 KEY.pub。两个文件都不能已经存在"},
    HelpWords{"Score an assessment and sign the result, for `cmmm verify`",
              "评分并给结果签名，供 `cmmm verify` 验证"},
    HelpWords{"Private Ed25519 key as PEM, from `cmmm keygen` or openssl",
              "PEM 格式的 Ed25519 私钥，由 `cmmm keygen` 或 openssl 生成"},
    HelpWords{"File to write", "要写的文件"},
    HelpWords{"Replace the file if it exists", "覆盖已有的文件"},
    HelpWords{"How much of the result to sign; the file's view, or full",
              "签名的结果给出多少内容；按文件所写，或 full（全部）"},
    HelpWords{"Check signed results: signature, and the scores once more",
              "验证签名的结果：核对签名，并重新评分"},
    HelpWords{"Signed results of `cmmm sign`; - is standard input",
              "`cmmm sign` 签名的结果；- 为标准输入"},
    HelpWords{"whom to trust", "信任谁"},
    HelpWords{"Public key as PEM, or a folder of them (*.pem, *.pub); may be "
              "repeated",
              "PEM 格式的公钥，或存放公钥的文件夹（*.pem、*.pub）；可写多次"},
    HelpWords{"Accept any key: shows that the file is whole, not who signed it",
              "接受任何密钥：只说明文件完整，不说明由谁签名"},
    HelpWords{"Score tables: a row an enterprise in, a row a result out",
              "为表格评分：一行一家企业，一行一个结果"},
    HelpWords{"Tables: csv, tsv, jsonl or xlsx; workbooks filled in; folders "
              "of them; - is standard input",
              "表格：csv、tsv、jsonl 或 "
              "xlsx；填好的工作簿；存放它们的文件夹；- 为标准输入"},
    HelpWords{"Results: csv, tsv or jsonl; or xlsx, which is made from a csv "
              "beside it",
              "结果：csv、tsv 或 jsonl；或 xlsx，由旁边的 csv 生成"},
    HelpWords{"Rows that cannot be scored (default: OUT.rejects.csv)",
              "不能评分的行（默认写到 OUT.rejects.csv）"},
    HelpWords{"Format of standard input", "标准输入的格式"},
    HelpWords{"Format of standard output", "标准输出的格式"},
    HelpWords{"level = levels and scores only; scorecard = the maturity of "
              "every sub-domain, too",
              "level 只有等级和得分；scorecard 另有各能力子域的成熟度"},
    HelpWords{"Of the inputs; auto finds it by their bytes",
              "输入的编码；auto 按内容判断"},
    HelpWords{"What digits mean: scores (what the model says a grade is worth) "
              "or codes (1 not to 4 fully); docs/batch.md has the rule",
              "数字的含义：scores 为得分（模型中各档的分值），codes 为代码（1 "
              "不满足到 4 全部满足）；规则见 docs/batch.md"},
    HelpWords{"How many at once", "同时处理多少"},
    HelpWords{"Replace outputs that exist", "覆盖已有的输出"},
    HelpWords{"Go on where a run with the same inputs and options was killed",
              "从中断处继续，输入和选项须与上次相同"},
    HelpWords{"I/N: only this part; `cmmm merge` joins the parts",
              "I/N：只处理这一份；用 `cmmm merge` 合并各份"},
    HelpWords{"Language of a workbook", "工作簿的语言"},
    HelpWords{"No progress and no summary", "不显示进度和小结"},
    HelpWords{"Model ID or ID@VERSION; without a version each workbook is "
              "scored by the edition that it names",
              "模型 ID 或 ID@版本；不写版本时，每本工作簿按它写明的版本评分"},
    HelpWords{"Weight set of rows that name none",
              "没有写权重集的行所用的权重集"},
    HelpWords{"Domains that rows without a list of their own leave out, "
              "comma-separated",
              "没有写裁剪能力域的行裁剪哪些能力域，用逗号分开"},
    HelpWords{"Highest level of rows that name none; 0 = all",
              "没有写最高等级的行评到几级；0 为全部"},
    HelpWords{
        "Open questions: refuse the row (default), or count them as not "
        "satisfied",
        "未作答的条款：refuse 拒绝该行（默认），not-satisfied 按不满足计"},
    HelpWords{"Join the parts that `batch --shard` made, checked",
              "合并 `batch --shard` 生成的各份，并核对"},
    HelpWords{"Outputs of all shards, in any order; manifests and rejects "
              "beside them",
              "各份的输出，次序不限；清单和不能评分的行在它们旁边"},
    HelpWords{"The whole", "合并后的文件"},
    HelpWords{
        "Score records as they come: one in, one out, errors in their place",
        "逐条评分：来一条出一条，有错的在原处说明"},
    HelpWords{"jsonl = a JSON object a line; tsv = as SQL engines write it",
              "jsonl 每行一个 JSON 对象；tsv 为数据库引擎的写法"},
    HelpWords{"Of tsv, comma-separated (default: enterprise_id, weight_set, "
              "every requirement in model order)",
              "tsv "
              "的各列，用逗号分开（默认：enterprise_id、weight_"
              "set、按模型次序的全部条款）"},
    HelpWords{"The first line of tsv names the columns; so does the answer",
              "tsv 的第一行是列名；输出也带列名"},
    HelpWords{"A line with the number of records stands before each chunk",
              "每批记录之前有一行写明条数"},
    HelpWords{"What digits mean: nothing, scores (what the model says a grade "
              "is worth) or codes (1 not to 4 fully)",
              "数字的含义：没有含义，scores 为得分（模型中各档的分值），codes "
              "为代码（1 不满足到 4 全部满足）"},
    HelpWords{"level = levels and scores; scorecard = the maturity of every "
              "sub-domain, too",
              "level 为等级和得分；scorecard 另有各能力子域的成熟度"},
    HelpWords{"Made-up enterprises, whose levels are spread as published",
              "生成虚构的企业，等级按公布的数据分布"},
    HelpWords{"How many", "多少家"},
    HelpWords{"The same gives the same", "随机种子，相同则结果相同"},
    HelpWords{"A file of models/populations, such as 2022",
              "models/populations 中的一个文件，如 2022"},
    HelpWords{"csv or jsonl; - is standard output",
              "csv 或 jsonl；- 为标准输出"},
    HelpWords{"Replace an output that exists", "覆盖已有的输出"},
    HelpWords{"Folder of models", "模型的文件夹"},
    HelpWords{"Print an empty assessment to fill in and score",
              "打印空白问卷，填好后即可评分"},
    HelpWords{"Model ID or ID@VERSION", "模型 ID 或 ID@版本"},
    HelpWords{"Weight set: discrete or process, for example",
              "权重集，如 discrete（离散型）或 process（流程型）"},
    HelpWords{"Domains without business, comma-separated",
              "没有相应业务、须裁剪的能力域，用逗号分开"},
    HelpWords{"Only levels 1 to N; 0 = all", "只含一级到 N 级；0 为全部"},
    HelpWords{"Only the questions of these domains, comma-separated: a part "
              "for one of several people (cmmm join)",
              "只含这些能力域的题，用逗号分开：多人分工填写时的一部分（见 cmmm "
              "join）"},
    HelpWords{"Language of the questions", "题目的语言"},
    HelpWords{"Folder or file of models", "模型的文件夹或文件"},
    HelpWords{"Write an empty Excel workbook, or table, to fill in and score",
              "生成空白的 Excel 工作簿或表格，填好后即可评分"},
    HelpWords{"File to write: .xlsx, .csv or .jsonl",
              "要写的文件：.xlsx、.csv 或 .jsonl"},
    HelpWords{"Replace a file that exists", "覆盖已有的文件"},
    HelpWords{"Join the parts of one assessment that several people filled in",
              "合并多人分工填写的同一份自评"},
    HelpWords{"Workbooks, textproto or JSON of the same model, weight set and "
              "scope (cmmm template --domains)",
              "模型、权重集和范围都相同的工作簿、textproto 或 JSON（见 cmmm "
              "template --domains）"},
    HelpWords{"The whole: .xlsx, .json or .textproto",
              "合并后的文件：.xlsx、.json 或 .textproto"},
    HelpWords{"Language of a workbook and of comments", "工作簿和注释的语言"},
    HelpWords{
        "Write an assessment in another form, with everything that is in it",
        "把自评换成另一种格式，内容全部保留"},
    HelpWords{"File to write: .xlsx, .json or .textproto",
              "要写的文件：.xlsx、.json 或 .textproto"},
    HelpWords{"Check, show, list and compare models; models as workbooks",
              "检查、查看、列出和比较模型；模型与工作簿互换"},
    HelpWords{"Prove that model and programme files make sense; every finding "
              "at once",
              "检查模型和项目文件，一次列出全部问题"},
    HelpWords{"Model and programme files, or folders of them",
              "模型和项目文件，或存放它们的文件夹"},
    HelpWords{
        "Folder or file of models for programmes whose model is not among FILE",
        "项目所用的模型不在 FILE 中时，模型的文件夹或文件"},
    HelpWords{"Language of the output", "输出的语言"},
    HelpWords{"Language of messages", "提示信息的语言"},
    HelpWords{"List the models there are", "列出现有的模型"},
    HelpWords{"Show structure, weights, provenance and requirements",
              "显示结构、权重、来源和条款"},
    HelpWords{"ID or ID@VERSION", "ID 或 ID@版本"},
    HelpWords{"What moved between two model files; exit code 1 if anything",
              "列出两个模型文件的差别；有差别时退出码为 1"},
    HelpWords{"Model file before", "原来的模型文件"},
    HelpWords{"Model file after", "现在的模型文件"},
    HelpWords{"Write a model as a workbook (.xlsx), to be checked and put "
              "right by whoever has the printed standard",
              "把模型写成工作簿（.xlsx），供手边有标准原文的人核对和更正"},
    HelpWords{"Workbook to write: .xlsx", "要写的工作簿：.xlsx"},
    HelpWords{"Read such a workbook: every finding by sheet and cell, what "
              "changed, and the model when it is sound",
              "读回这样的工作簿：按工作表和单元格列出全部问题、改动之处，没有问"
              "题时写出模型"},
    HelpWords{"What `cmmm model export` wrote",
              "`cmmm model export` 写出的工作簿"},
    HelpWords{"Model to write: .textproto; without it nothing is written",
              "要写的模型：.textproto；不写此项则什么都不写出"},
    HelpWords{"Folder or file of models with the one that was exported",
              "含导出时那个模型的文件夹或文件"},
    HelpWords{"Serve the models over gRPC until SIGTERM or SIGINT",
              "通过 gRPC 提供评分服务，收到 SIGTERM 或 SIGINT 时停止"},
    HelpWords{"A file of these settings (cmmm.config.v1.ServerConfig); flags "
              "and variables CMMM_… go before it",
              "写有这些设置的文件（cmmm.config.v1.ServerConfig）；选项和 "
              "CMMM_… 环境变量优先"},
    HelpWords{"Print what holds, and where each setting comes from, and end",
              "打印生效的设置及其来源，然后退出"},
    HelpWords{"Keys for those who may call a server: new, add, list, revoke",
              "管理可以调用服务的密钥：新建、添加、列出、吊销"},
    HelpWords{"Make a key, show it once, and keep its hash in FILE",
              "生成一个密钥，只显示这一次，在 FILE 中记下它的哈希值"},
    HelpWords{"Make FILE, which lets nobody in yet",
              "新建 FILE，其中还没有任何密钥"},
    HelpWords{"Show the keys, without the keys",
              "列出各密钥的信息，不含密钥本身"},
    HelpWords{"Let a key in no longer", "吊销一个密钥"},
    HelpWords{"The file of keys, as for cmmm serve --access-file",
              "密钥文件，与 cmmm serve --access-file 所用相同"},
    HelpWords{"Whose key it is", "密钥属于谁"},
    HelpWords{"What it may call: Score, cmmm.v1.ModelService/*, or * "
              "(default); several by naming it again",
              "可以调用什么：Score、cmmm.v1.ModelService/* 或 "
              "*（默认）；多项则重复写"},
    HelpWords{"A role of FILE; instead of --method, or beside it; several by "
              "naming it again",
              "FILE 中的角色；代替 --method 或与它同用；多项则重复写"},
    HelpWords{"Its last day, 2027-12-31", "有效期的最后一天，如 2027-12-31"},
    HelpWords{"Its id, as list shows it", "密钥编号，见 list 的输出"},
    HelpWords{"The audit trail of a server: verify it, find a result in it",
              "服务的审计日志：核对，或从中查找结果"},
    HelpWords{"The files of a trail, in any order; of one alone, the older "
              "files beside it as well",
              "审计日志的文件，次序不限；只写一个时，旁边较早的文件也会读入"},
    HelpWords{"Name the first line that was changed, removed or moved, if any",
              "指出第一处被改动、删除或移动的行"},
    HelpWords{
        "The seq of the first line, when older files were put away (default 1)",
        "较早的文件已移走时，第一行的 seq（默认 1）"},
    HelpWords{
        "A hash noted before, which some line must have: lines removed at the "
        "end are noticed by it",
        "以前记下的哈希值，日志中须有一行与它相同：末尾被删去的行由此发现"},
    HelpWords{"The lines about a result, a request or a document",
              "列出与某个结果、请求或文件有关的行"},
    HelpWords{
        "It, in any form: JSON, text, bytes, signed, workbook, report",
        "要查找的内容，格式不限：JSON、文本、字节、签名结果、工作簿、报告"},
};

}  // namespace

absl::Span<const HelpWords> HelpOfFiles() { return kOfFiles; }

}  // namespace cmmm::texts
