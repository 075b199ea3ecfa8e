#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "report/sections.h"

namespace cmmm::report {
namespace {

// What identifies the computation, and this assessment in it.
Markup Identity(const Words& words) {
  const Input& input = words.input();
  Facts facts = FactsOfModel(words.language(), input.score->model());
  Markup weights(words.WeightSet());
  if (!input.profile->weight_set().empty()) {
    weights += Markup(" ") + Code(input.profile->weight_set());
  }
  facts.emplace_back(words.In("权重", "Weights"), weights);
  if (!input.profile->excluded_domain_ids().empty()) {
    Markup ids;
    for (const std::string& id : input.profile->excluded_domain_ids()) {
      ids += Markup(words.names().Node(v1::TIER_DOMAIN, id) + " ") + Code(id) +
             " ";
    }
    facts.emplace_back(words.In("不含的能力域", "Domains left out"), ids);
  }
  if (input.programme != nullptr) {
    const v1::ProgrammeRef& programme = input.readiness->programme();
    facts.emplace_back(
        words.In("申报项目与摘要", "Programme and digest"),
        Code(absl::StrCat(programme.id(), "/", input.readiness->track_id(), " ",
                          programme.digest())));
  }
  return FactsTable(facts);
}

// Exact values; while questions are open, those of the worst case and of the
// best.
class ExactValues {
 public:
  explicit ExactValues(const Words& words) : words_(words) {
    columns_ = {{words.In("数值", "Value"), ""}};
    if (IsOpen(words.input())) {
      columns_.push_back({words.In("最低", "At worst"), "num"});
      columns_.push_back({words.In("最高", "At best"), "num"});
    } else {
      columns_.push_back({words.In("精确值", "Exactly"), "num"});
    }
  }

  Markup Draw() {
    const v1::LevelDecision& decision = words_.input().score->decision();
    const v1::LevelDecision& best = AtBest(words_.input());
    Add(words_.In("总分", "Total score"), decision.total(), best.total());
    for (int k = 0; k < decision.levels_size(); ++k) {
      Add(absl::StrCat(words_.LevelNumber(k + 1), words_.In("得分", ", score")),
          decision.levels(k).score(), best.levels(k).score());
    }
    if (const NextLevel next = FindNextLevel(words_.input()); next.level > 0) {
      Add(absl::StrCat(words_.LevelNumber(next.level),
                       words_.In("还差", ", missing")),
          next.shortfall, next.best_shortfall);
    }
    for (const auto& level : words_.input().margin->levels()) {
      Add(absl::StrCat(words_.LevelNumber(level.level()),
                       words_.In("超出达标线", ", above what is needed")),
          level.reserve(),
          level.has_open() ? level.open().reserve() : level.reserve());
    }
    return Element("table", HeadRow(columns_) + Element("tbody", rows_));
  }

 private:
  void Add(const std::string& name, const v1::Score& worst,
           const v1::Score& best) {
    std::vector<Markup> cells = {name, Code(ShowExact(worst))};
    if (IsOpen(words_.input())) cells.push_back(Code(ShowExact(best)));
    rows_ += Row(columns_, cells);
  }

  const Words& words_;
  std::vector<Column> columns_;
  Markup rows_;
};

// The ids of everything that the report calls by a name.
Markup Ids(const Words& words) {
  const std::vector<Column> columns = {
      {words.In("能力子域", "Sub-domain"), "which"},
      {words.In("条款编号", "Ids of the requirements"), ""}};
  const int highest = words.input().score->coverage().assessed_up_to_level();
  Markup rows;
  for (const auto& row : words.input().score->scorecard().subdomains()) {
    std::vector<std::string> ids;
    for (const auto& item : words.input().model->requirements()) {
      if (item.subdomain_id() == row.id() && item.level() <= highest) {
        ids.push_back(item.id());
      }
    }
    rows += Row(columns, {words.Subdomain(row.id()), Code(words.List(ids))});
  }
  return Element("table.small", HeadRow(columns) + Element("tbody", rows));
}

Markup ConditionIds(const Words& words) {
  if (words.input().readiness == nullptr) return {};
  std::vector<std::string> ids;
  for (const auto& row : words.input().readiness->conditions()) {
    ids.push_back(absl::StrCat(ids.size() + 1, " ", row.condition_id()));
  }
  return Element(
      "p", Markup(words.In("申报条件的编号：", "Ids of the conditions: ")) +
               Code(words.List(ids)));
}

// What gives the numbers of this report again.
Markup Commands(const Words& words) {
  const Input& input = words.input();
  const std::string file = words.In(" 答案文件", " ANSWERS");
  std::string open;
  if (IsOpen(input)) open = " --unanswered bounds";
  if (CountedAsNot(input) > 0) open = " --unanswered not-satisfied";
  std::string target;
  if (const int level = input.plan->target_level(); level > 0) {
    target = absl::StrCat(" --target ", level);
  }
  std::vector<std::pair<std::string, std::string>> commands = {
      {absl::StrCat("cmmm score", file, target, open),
       words.In("得出等级、得分与差距", "gives level, scores and gaps")},
      {absl::StrCat("cmmm plan", file, target, open),
       words.In("得出提升路线", "gives the way up")},
      {absl::StrCat("cmmm margin", file, open),
       words.In("得出等级余量", "gives how safe the level is")}};
  if (input.readiness != nullptr) {
    std::string ready =
        absl::StrCat("cmmm ready ", input.readiness->programme().id(), "/",
                     input.readiness->track_id(), file);
    if (!input.readiness->date().empty()) {
      absl::StrAppend(&ready, " --date ", input.readiness->date());
    }
    commands.emplace_back(ready + open,
                          words.In("核对申报条件", "checks the conditions"));
  }
  commands.emplace_back(
      absl::StrCat("cmmm sign --key ", words.In("私钥", "KEY"), file, " -o ",
                   words.In("签名结果", "SIGNED")),
      words.In("给结果签名", "signs the result"));
  commands.emplace_back(
      absl::StrCat("cmmm verify --key ", words.In("公钥", "PUBLIC_KEY"), " ",
                   words.In("签名结果", "SIGNED")),
      words.In("核验签名的结果，无须联网",
               "verifies a signed result, without a network"));
  Markup items;
  for (const auto& [command, about] : commands) {
    items += Element("li", Code(command) + Element("div.where", about));
  }
  return Element("ul", items);
}

}  // namespace

Part CheckingSection(const Words& words) {
  Markup content = Paragraph(words.In(
      "这一部分供核对结果的人使用：精确值、重算办法和编号。前面各部分的数值都由"
      "这里的精确值得出。",
      "For those who check the result: exact values, how to compute them "
      "again, "
      "and ids. The numbers of the other parts are made from these."));
  content += Identity(words);
  content += Element("h3", words.In("精确值", "Exact values")) +
             ExactValues(words).Draw();
  content += Element("h3", words.In("重算与核验", "Computing it again")) +
             Paragraph(words.In("同一份答案、同一模型摘要、同一引擎版本，任何人"
                                "重算都得到逐位相同的结果。",
                                "The same answers, model digest and engine "
                                "version give the same result, bit for bit, "
                                "whoever computes it.")) +
             Commands(words);
  content +=
      Element("h3", words.In("编号", "Ids")) + ConditionIds(words) + Ids(words);
  return {"checking", words.In("供核对", "For checking"), content, "closing"};
}

}  // namespace cmmm::report
