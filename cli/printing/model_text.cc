#include "cli/printing/model_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/violations.h"
#include "texts/table.h"

namespace cmmm::cli {
namespace {

// Whole, with what nobody sees by its code: else two texts look the same.
std::string Shown(const std::string& value) {
  return Printable(value, value.npos);
}

std::string ProvenanceLetter(v1::Provenance provenance) {
  return v1::Provenance_Name(provenance).substr(sizeof("PROVENANCE_") - 1);
}

// `checked by 张三, 2026-11-29`, and the note.
std::string NoteOf(const v1::WeightGroup& group, texts::Language language) {
  if (!group.has_checked()) return group.note();
  return absl::StrCat(texts::Say(language, "核对：", "checked by "),
                      group.checked().by(), texts::Say(language, "，", ", "),
                      group.checked().on(), group.note().empty() ? "" : "; ",
                      group.note());
}

// How many of the requirements were compared with the official text.
std::string CheckedItems(const v1::ModelDefinition& model,
                         texts::Language language) {
  const auto checked = std::count_if(
      model.requirements().begin(), model.requirements().end(),
      [](const v1::RequirementDefinition& item) { return item.has_checked(); });
  if (checked == 0) return "";
  return absl::StrCat(texts::Say(language, "已核对 ", "checked: "), checked);
}

}  // namespace

void PrintChanges(const std::vector<ModelChange>& changes,
                  texts::Language language, std::ostream& out) {
  for (const ModelChange& change : changes) {
    const std::string before = Shown(change.before);
    const std::string after = Shown(change.after);
    switch (change.kind) {
      case ModelChange::Kind::kAdded:
        out << "+ " << change.path << ": " << after << "\n";
        break;
      case ModelChange::Kind::kRemoved:
        out << "- " << change.path << ": " << before << "\n";
        break;
      case ModelChange::Kind::kChanged:
        out << "~ " << change.path << ": " << before << " -> " << after << "\n";
        break;
      case ModelChange::Kind::kMoved:
        out << "> " << change.path << ": "
            << texts::Say(language, "顺序变了，从 ", "order changed at ")
            << before << " / " << after << "\n";
        break;
    }
  }
}

void PrintProvenance(const v1::ModelDefinition& model, texts::Language language,
                     std::ostream& out) {
  texts::Table table({{texts::Say(language, "来源", "provenance")},
                      {texts::Say(language, "内容", "of")},
                      {texts::Say(language, "备注", "note")}});
  table.AddRow({ProvenanceLetter(model.requirements_provenance()),
                absl::StrCat(model.requirements_size(),
                             texts::Say(language, " 条条款", " requirements")),
                CheckedItems(model, language)});
  for (const auto& set : model.weight_sets()) {
    for (const auto& group : set.groups()) {
      if (group.weights_size() < 2) continue;
      table.AddRow(
          {ProvenanceLetter(group.provenance()),
           absl::StrCat(set.id(),
                        texts::Say(language, " 权重：", " weights of "),
                        group.parent_id().empty()
                            ? texts::Say(language, "要素", "the elements")
                            : group.parent_id()),
           NoteOf(group, language)});
    }
  }
  table.Print(out);
  out << texts::Say(
      language,
      "  A 两个以上独立公开来源一致；B 一个公开来源；C 凭记忆整理，"
      "未与标准原文核对\n",
      "  A two or more independent public sources; B one; C from "
      "memory, not checked\n");
}

void PrintStructure(const v1::ModelDefinition& model, texts::Language language,
                    std::ostream& out) {
  std::vector<texts::Table::Column> columns = {{texts::Say(
      language, "要素 / 能力域 / 能力子域", "element / domain / sub-domain")}};
  for (const auto& set : model.weight_sets()) {
    columns.push_back({set.id() + " %", texts::Align::kRight});
  }
  columns.push_back({texts::Say(language, "各级条款数", "items per level")});
  texts::Table table(columns);
  const auto add = [&](const std::string& indent, const std::string& name,
                       v1::Tier tier, const std::string& id,
                       const std::string& items) {
    std::vector<std::string> cells = {indent + name + " (" + id + ")"};
    for (const auto& set : model.weight_sets()) {
      for (const auto& group : set.groups()) {
        if (group.tier() != tier) continue;
        for (const auto& weight : group.weights()) {
          if (weight.child_id() == id) {
            cells.push_back(indent + absl::StrCat(weight.percent()));
          }
        }
      }
    }
    cells.push_back(items);
    table.AddRow(cells);
  };
  const auto items_of = [&](const std::string& id) {
    std::vector<int> counts(model.levels_size(), 0);
    for (const auto& item : model.requirements()) {
      if (item.subdomain_id() == id) ++counts[item.level() - 1];
    }
    return absl::StrJoin(counts, " ");
  };
  for (const auto& element : model.elements()) {
    add("", texts::Say(language, element.name()), v1::TIER_ELEMENT,
        element.id(), "");
    for (const auto& domain : element.domains()) {
      add("  ",
          absl::StrCat(texts::Say(language, domain.name()),
                       domain.excludable() ? texts::Say(language, " [可裁剪]",
                                                        " [may be left out]")
                                           : ""),
          v1::TIER_DOMAIN, domain.id(), "");
      for (const auto& subdomain : domain.subdomains()) {
        add("    ", texts::Say(language, subdomain.name()), v1::TIER_SUBDOMAIN,
            subdomain.id(), items_of(subdomain.id()));
      }
    }
  }
  table.Print(out);
}

void PrintRequirements(const v1::ModelDefinition& model,
                       texts::Language language, std::ostream& out) {
  texts::Table table(
      {{texts::Say(language, "条款", "requirement")},
       {texts::Say(language, "内容", "statement"), texts::Align::kLeft, 60},
       {texts::Say(language, "证据", "evidence"), texts::Align::kLeft, 48}});
  for (const auto& item : model.requirements()) {
    table.AddRow({item.id(), texts::Say(language, item.statement()),
                  texts::Say(language, item.evidence())});
  }
  table.Print(out);
}

}  // namespace cmmm::cli
