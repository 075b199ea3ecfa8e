#include "excel/read_model_structure.h"

#include <optional>
#include <type_traits>
#include <vector>

#include "absl/strings/str_cat.h"

namespace cmmm::excel {
namespace {

class StructureReader {
 public:
  StructureReader(ModelCells* cells, v1::ModelDefinition* model)
      : cells_(*cells), model_(*model) {}

  NodeNames Run(const std::vector<ModelRow>& rows) {
    std::vector<std::optional<int>> tiers;
    for (const ModelRow& row : rows) {
      tiers.push_back(
          cells_.Word(At(row, StructureColumns::kTier), WordList::kTier, ""));
      complete_ = complete_ && tiers.back().has_value();
    }
    for (const int tier :
         {v1::TIER_ELEMENT, v1::TIER_DOMAIN, v1::TIER_SUBDOMAIN}) {
      for (size_t i = 0; i < rows.size(); ++i) {
        if (tiers[i] == tier) ReadNode(rows[i], tier);
      }
    }
    return std::move(names_);
  }

 private:
  static const WrittenCell& At(const ModelRow& row, int column) {
    return row.cells[static_cast<size_t>(column)];
  }

  void ReadNode(const ModelRow& row, int tier) {
    const std::string parent =
        cells_.Id(At(row, StructureColumns::kParent), "");
    const bool excludable = cells_
                                .Word(At(row, StructureColumns::kExcludable),
                                      WordList::kYesNo, "", false)
                                .value_or(0) == 1;
    if (excludable && tier != v1::TIER_DOMAIN) {
      cells_.Refuse(At(row, StructureColumns::kExcludable),
                    "modelbook.not_here", "only domains may be left out");
    }
    if (tier == v1::TIER_ELEMENT) {
      if (!parent.empty()) {
        cells_.Refuse(At(row, StructureColumns::kParent), "modelbook.not_here",
                      "an element has no parent");
      }
      const std::string path = FieldAt("elements", model_.elements_size());
      Finish(row, tier, path, model_.add_elements());
    } else if (tier == v1::TIER_DOMAIN) {
      const auto found = elements_.find(parent);
      if (found == elements_.end()) return RefuseParent(row);
      v1::ElementDefinition* element = found->second.first;
      const std::string path =
          FieldAt(found->second.second + ".domains", element->domains_size());
      v1::DomainDefinition* domain = element->add_domains();
      domain->set_excludable(excludable);
      Finish(row, tier, path, domain);
    } else {
      const auto found = domains_.find(parent);
      if (found == domains_.end()) return RefuseParent(row);
      v1::DomainDefinition* domain = found->second.first;
      const std::string path = FieldAt(found->second.second + ".subdomains",
                                       domain->subdomains_size());
      Finish(row, tier, path, domain->add_subdomains());
    }
  }

  // Unless it may be a row that could not be read, which is told already.
  void RefuseParent(const ModelRow& row) {
    if (!complete_) return;
    cells_.Refuse(
        At(row, StructureColumns::kParent), "modelbook.unknown_parent",
        absl::StrCat("there is no element or domain `",
                     Printable(TextOf(At(row, StructureColumns::kParent))),
                     "` above it"));
  }

  template <typename Node>
  void Finish(const ModelRow& row, int tier, const std::string& path,
              Node* node) {
    cells_.Remember(path, At(row, StructureColumns::kId).place);
    node->set_id(cells_.Id(At(row, StructureColumns::kId), path + ".id"));
    cells_.Texts(At(row, StructureColumns::kZh), At(row, StructureColumns::kEn),
                 path + ".name", node->mutable_name());
    names_.emplace(std::make_pair(tier, node->id()), node->name());
    if constexpr (std::is_same_v<Node, v1::ElementDefinition>) {
      elements_.emplace(node->id(), std::make_pair(node, path));
    } else if constexpr (std::is_same_v<Node, v1::DomainDefinition>) {
      domains_.emplace(node->id(), std::make_pair(node, path));
    }
  }

  ModelCells& cells_;
  v1::ModelDefinition& model_;
  NodeNames names_;
  bool complete_ = true;  // every row has a tier
  // By id, with their paths; the first of that id.
  std::map<std::string, std::pair<v1::ElementDefinition*, std::string>>
      elements_;
  std::map<std::string, std::pair<v1::DomainDefinition*, std::string>> domains_;
};

}  // namespace

NodeNames ReadModelStructure(const WrittenModel& written, ModelCells* cells,
                             v1::ModelDefinition* model) {
  return StructureReader(cells, model)
      .Run(written[ModelSheet::kStructure].rows);
}

}  // namespace cmmm::excel
