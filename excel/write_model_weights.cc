#include "excel/write_model_weights.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace cmmm::excel {
namespace {

using NodeKey = std::pair<int, std::string>;  // tier, id

// A row of the sheet with weights: a child, and a group that weighs it.
struct WeightRow {
  const v1::WeightGroup* group;
  std::string child_id;

  NodeKey key() const { return {group->tier(), child_id}; }
  NodeKey parent() const { return {group->tier(), group->parent_id()}; }
};

std::string Both(const v1::LocalizedText& text) {
  return absl::StrCat(text.zh(), " ", text.en());
}

class WeightSheets {
 public:
  WeightSheets(const v1::ModelDefinition& model, ModelPage* page)
      : model_(model), page_(*page) {
    for (const auto& element : model.elements()) {
      names_[{v1::TIER_ELEMENT, element.id()}] = Both(element.name());
      for (const auto& domain : element.domains()) {
        names_[{v1::TIER_DOMAIN, domain.id()}] = Both(domain.name());
        for (const auto& subdomain : domain.subdomains()) {
          names_[{v1::TIER_SUBDOMAIN, subdomain.id()}] = Both(subdomain.name());
        }
      }
    }
    CollectRows();
  }

  void WriteSets() {
    page_.Begin(ModelSheet::kSets, 1);
    for (const auto& set : model_.weight_sets()) {
      page_.Text(SetColumns::kId, set.id());
      page_.Text(SetColumns::kZh, set.name().zh());
      page_.Text(SetColumns::kEn, set.name().en());
      page_.EndRow({{SetColumns::kZh, set.name().zh()},
                    {SetColumns::kEn, set.name().en()}});
    }
    page_.rules().AddIds(page_.sheet(), ModelPage::kFirstRow, SetColumns::kId);
  }

  void WriteWeights() {
    page_.Begin(ModelSheet::kWeights, WeightColumns::kFirstSet);
    for (int s = 0; s < model_.weight_sets_size(); ++s) WriteTitles(s);
    for (const WeightRow& row : rows_) {
      const std::string name = NameOf(row.group->tier(), row.child_id);
      page_.Word(WeightColumns::kTier, WordList::kTier, row.group->tier());
      page_.Text(WeightColumns::kParent, row.group->parent_id());
      page_.Text(WeightColumns::kId, row.child_id);
      page_.Label(WeightColumns::kName, name);
      for (int s = 0; s < model_.weight_sets_size(); ++s) WriteWeight(row, s);
      page_.EndRow({{WeightColumns::kParent, row.group->parent_id()},
                    {WeightColumns::kId, row.child_id},
                    {WeightColumns::kName, name}});
    }
    page_.Choose(WeightColumns::kTier, WordList::kTier);
    page_.Filter(WeightColumns::kFirstSet + 2 * model_.weight_sets_size());
  }

  void WriteProvenance() {
    page_.Begin(ModelSheet::kProvenance, ProvenanceColumns::kProvenance);
    WriteRequirementsRow();
    for (const auto& set : model_.weight_sets()) {
      for (const auto& group : set.groups()) WriteGroup(set, group);
    }
    page_.Choose(ProvenanceColumns::kProvenance, WordList::kProvenance);
    page_.Choose(ProvenanceColumns::kTier, WordList::kTier);
    page_.Filter(ProvenanceColumns::kNote + 1);
  }

 private:
  // Every child once, in the order of the sets.
  void CollectRows() {
    std::map<NodeKey, bool> known;
    for (const auto& set : model_.weight_sets()) {
      auto& percent = percent_.emplace_back();
      auto& sums = sums_.emplace_back();
      for (const auto& group : set.groups()) {
        for (const auto& weight : group.weights()) {
          const WeightRow row{&group, weight.child_id()};
          percent[row.key()] = weight.percent();
          sums[row.parent()] += weight.percent();
          if (known.emplace(row.key(), true).second) rows_.push_back(row);
        }
      }
    }
  }

  std::string NameOf(int tier, const std::string& id) const {
    const auto found = names_.find({tier, id});
    return found == names_.end() ? "" : found->second;
  }

  void WriteTitles(int set) {
    const auto& definition = model_.weight_sets(set);
    const int column = WeightColumns::kFirstSet + 2 * set;
    const auto first = static_cast<lxw_col_t>(column);
    const auto second = static_cast<lxw_col_t>(column + 1);
    worksheet_set_column(page_.sheet(), first, first, 15, nullptr);
    worksheet_set_column(page_.sheet(), second, second, 12, nullptr);
    page_.Title(column,
                absl::StrCat(definition.id(), "\n", definition.name().zh()));
    page_.Title(column + 1,
                absl::StrCat(kSumMark, " ", definition.id(), "\n本组合计 Sum"));
    page_.rules().AddWeights(page_.sheet(), ModelPage::kFirstRow, column);
  }

  void WriteWeight(const WeightRow& row, int set) {
    const auto& percent = percent_[static_cast<size_t>(set)];
    const int column = WeightColumns::kFirstSet + 2 * set;
    const auto found = percent.find(row.key());
    if (found == percent.end()) {
      page_.Text(column, "");
    } else {
      page_.Number(column, found->second);
    }
    page_.rules().PutSum(page_.sheet(), page_.row(), column,
                         ModelPage::kFirstRow,
                         sums_[static_cast<size_t>(set)][row.parent()]);
  }

  // The items as a whole.
  void WriteRequirementsRow() {
    const int count = model_.requirements_size();
    const std::string name =
        absl::StrCat("全部 ", count, " 条条款 All ", count, " requirements");
    page_.Text(ProvenanceColumns::kSet, "");
    page_.Text(ProvenanceColumns::kTier, "");
    page_.Text(ProvenanceColumns::kParent, "");
    page_.Label(ProvenanceColumns::kName, name);
    page_.Word(ProvenanceColumns::kProvenance, WordList::kProvenance,
               model_.requirements_provenance());
    page_.Fixed(ProvenanceColumns::kCheckedBy, "");
    page_.Fixed(ProvenanceColumns::kCheckedOn, "");
    page_.Fixed(ProvenanceColumns::kNote, "");
    page_.EndRow({{ProvenanceColumns::kName, name}});
  }

  void WriteGroup(const v1::WeightSet& set, const v1::WeightGroup& group) {
    std::string name = "各要素 The elements";
    if (group.tier() != v1::TIER_ELEMENT) {
      name = NameOf(group.tier() - 1, group.parent_id());
    }
    if (group.weights_size() == 1) {
      absl::StrAppend(&name, "（只有一项 one only）");
    }
    page_.Text(ProvenanceColumns::kSet, set.id());
    page_.Word(ProvenanceColumns::kTier, WordList::kTier, group.tier());
    page_.Text(ProvenanceColumns::kParent, group.parent_id());
    page_.Label(ProvenanceColumns::kName, name);
    page_.Word(ProvenanceColumns::kProvenance, WordList::kProvenance,
               group.provenance());
    page_.Check(ProvenanceColumns::kCheckedBy, ProvenanceColumns::kCheckedOn,
                group.checked());
    page_.Text(ProvenanceColumns::kNote, group.note());
    page_.EndRow({{ProvenanceColumns::kParent, group.parent_id()},
                  {ProvenanceColumns::kName, name},
                  {ProvenanceColumns::kCheckedBy, group.checked().by()},
                  {ProvenanceColumns::kNote, group.note()}});
  }

  const v1::ModelDefinition& model_;
  ModelPage& page_;
  std::map<NodeKey, std::string> names_;
  std::vector<WeightRow> rows_;
  std::vector<std::map<NodeKey, int>> percent_;  // by set; by child
  std::vector<std::map<NodeKey, int>> sums_;     // by set; by parent
};

}  // namespace

void WriteModelWeights(const v1::ModelDefinition& model, ModelPage* page) {
  WeightSheets sheets(model, page);
  sheets.WriteSets();
  sheets.WriteWeights();
  sheets.WriteProvenance();
}

}  // namespace cmmm::excel
