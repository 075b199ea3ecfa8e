#include "engine/model/compile.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/model/arithmetic_bound.h"
#include "engine/model/checked_text.h"
#include "engine/model/digest.h"
#include "engine/model/read_names.h"

namespace cmmm {
namespace {

using v1::ModelDefinition;

Text ToText(const v1::LocalizedText& text) { return {text.zh(), text.en()}; }

void CompileScale(const ModelDefinition& definition, CompiledModel* model) {
  for (const auto& grade : definition.grades()) {
    model->grade_names[grade.grade()] = ToText(grade.name());
    model->grade_tenths[grade.grade()] = grade.tenths();
  }
  model->grade_names[kOpen] = {"未作答", "unanswered"};
  model->grade_names[kNotApplicable] = {"不适用", "not applicable"};
  for (int k = 0; k < definition.levels_size(); ++k) {
    model->levels.push_back({ToText(definition.levels(k).name()),
                             definition.bands(k).from_percent()});
  }
  model->satisfied_at_percent = definition.satisfied_at_percent();
  const auto& policies = definition.policies();
  model->accumulation = policies.accumulation() == v1::ACCUMULATION_CUMULATIVE
                            ? Accumulation::kCumulative
                            : Accumulation::kProgressive;
  model->empty_cell = policies.empty_cell() == v1::EMPTY_CELL_POLICY_MET
                          ? EmptyCell::kMet
                          : EmptyCell::kRenormalise;
  model->not_applicable_allowed =
      policies.not_applicable() == v1::NOT_APPLICABLE_POLICY_LEAVE_MEAN;
}

// Lays the three tiers out one after the other, each in model order.
void CompileNodes(const ModelDefinition& definition, CompiledModel* model) {
  std::vector<ModelNode> domains;
  std::vector<ModelNode> subdomains;
  int excludable = 0;
  for (const auto& element : definition.elements()) {
    ModelNode element_node{ModelTier::kElement, element.id(),
                           ToText(element.name())};
    element_node.first_subdomain = static_cast<int>(subdomains.size());
    const int element_index = static_cast<int>(model->nodes.size());
    for (const auto& domain : element.domains()) {
      ModelNode domain_node{ModelTier::kDomain, domain.id(),
                            ToText(domain.name()), element_index};
      domain_node.first_subdomain = static_cast<int>(subdomains.size());
      domain_node.subdomain_count = domain.subdomains_size();
      if (domain.excludable()) domain_node.excludable_bit = excludable++;
      const int domain_index =
          definition.elements_size() + static_cast<int>(domains.size());
      for (const auto& subdomain : domain.subdomains()) {
        subdomains.push_back({ModelTier::kSubdomain, subdomain.id(),
                              ToText(subdomain.name()), domain_index,
                              static_cast<int>(subdomains.size()), 1});
      }
      domains.push_back(std::move(domain_node));
    }
    element_node.subdomain_count =
        static_cast<int>(subdomains.size()) - element_node.first_subdomain;
    model->nodes.push_back(std::move(element_node));
  }
  model->element_count = definition.elements_size();
  model->domain_count = static_cast<int>(domains.size());
  model->subdomain_count = static_cast<int>(subdomains.size());
  for (auto& node : domains) model->nodes.push_back(std::move(node));
  for (auto& node : subdomains) model->nodes.push_back(std::move(node));
  for (size_t n = 0; n < model->nodes.size(); ++n) {
    if (model->nodes[n].tier == ModelTier::kDomain) {
      model->domain_index[model->nodes[n].id] = static_cast<int>(n);
    }
  }
}

void CompileRequirements(const ModelDefinition& definition,
                         CompiledModel* model) {
  std::map<std::string, int> subdomain_index;
  for (int s = 0; s < model->subdomain_count; ++s) {
    subdomain_index[model->subdomain(s).id] = s;
  }
  model->cell_size.assign(
      static_cast<size_t>(model->level_count()) * model->subdomain_count, 0);
  model->level_items.resize(model->level_count());
  for (const auto& item : definition.requirements()) {
    ModelRequirement requirement;
    requirement.id = item.id();
    requirement.subdomain = subdomain_index[item.subdomain_id()];
    requirement.level_index = item.level() - 1;
    requirement.cell = requirement.level_index * model->subdomain_count +
                       requirement.subdomain;
    requirement.may_be_not_applicable =
        item.may_be_not_applicable() && model->not_applicable_allowed;
    requirement.statement = ToText(item.statement());
    requirement.evidence = ToText(item.evidence());
    ++model->cell_size[requirement.cell];
    model->level_items[requirement.level_index].push_back(
        model->requirement_count());
    model->requirement_cell.push_back(requirement.cell);
    model->requirement_index[item.id()] = model->requirement_count();
    model->requirements.push_back(std::move(requirement));
  }
  model->requirements_unverified =
      definition.requirements_provenance() == v1::PROVENANCE_C;
  model->requirements_checked = CheckedRequirements(definition);
  model->mean_scale = MeanScale(definition);
  model->full_mean = 10 * model->mean_scale;
  for (const int size : model->cell_size) {
    model->cell_factor.push_back(size == 0 ? 0 : model->mean_scale / size);
  }
}

// Percent of the parent, by node.
std::vector<int> NodePercents(const v1::WeightSet& set,
                              const CompiledModel& model) {
  std::map<std::pair<int, std::string>, int> by_id;
  for (const auto& group : set.groups()) {
    for (const auto& weight : group.weights()) {
      by_id[{group.tier(), weight.child_id()}] = weight.percent();
    }
  }
  std::vector<int> percent;
  for (const ModelNode& node : model.nodes) {
    const int tier = v1::TIER_ELEMENT + static_cast<int>(node.tier);
    percent.push_back(by_id[{tier, node.id}]);
  }
  return percent;
}

// `percent` is that of the weight set whose index is `weight_set`.
Scope CompileScope(const CompiledModel& model, const std::vector<int>& percent,
                   int weight_set, uint32_t excluded) {
  Scope scope;
  scope.weight_set = weight_set;
  scope.excluded = excluded;
  scope.subdomain_counts.assign(model.subdomain_count, 0);
  for (int s = 0; s < model.subdomain_count; ++s) {
    const ModelNode& subdomain = model.subdomain(s);
    const ModelNode& domain = model.nodes[subdomain.parent];
    const bool dropped = domain.excludable_bit >= 0 &&
                         (excluded >> domain.excludable_bit & 1) != 0;
    const bool weighs = percent[model.first_subdomain() + s] > 0 &&
                        percent[subdomain.parent] > 0 &&
                        percent[domain.parent] > 0;
    scope.subdomain_counts[s] = weighs && !dropped ? 1 : 0;
  }
  for (const ModelRequirement& item : model.requirements) {
    scope.asked_at_level.push_back(scope.subdomain_counts[item.subdomain] != 0
                                       ? static_cast<uint8_t>(item.level_index)
                                       : kNotAsked);
  }
  std::vector<int64_t> shares(model.subdomain_count);
  scope.node_weight_whole =
      DeriveWeightRow(model, percent, scope.subdomain_counts, shares.data());
  for (const ModelNode& node : model.nodes) {
    int64_t weight = 0;
    for (int s = 0; s < node.subdomain_count; ++s) {
      weight += shares[node.first_subdomain + s];
    }
    scope.node_weight.push_back(weight);
  }
  scope.weights = DeriveLevelWeights(model, percent, scope.subdomain_counts,
                                     model.cell_size.data());
  scope.items_up_to.assign(model.level_count() + 1, 0);
  for (int k = 0; k < model.level_count(); ++k) {
    scope.items_up_to[k + 1] = scope.items_up_to[k];
    for (const uint8_t level : scope.asked_at_level) {
      if (level == k) ++scope.items_up_to[k + 1];
    }
  }
  scope.plan = MakeBlockPlan(model, scope, model.level_count());
  scope.gap_order = MakeGapOrder(model, scope);
  return scope;
}

void CompileWeightSets(const ModelDefinition& definition,
                       CompiledModel* model) {
  uint32_t exclusions = 1;
  for (const ModelNode& node : model->nodes) {
    if (node.excludable_bit >= 0) exclusions <<= 1;
  }
  for (int w = 0; w < definition.weight_sets_size(); ++w) {
    const auto& set = definition.weight_sets(w);
    CompiledWeightSet compiled;
    compiled.id = set.id();
    compiled.name = ToText(set.name());
    compiled.percent = NodePercents(set, *model);
    compiled.checked = CheckedWeights(set);
    for (const auto& group : set.groups()) {
      compiled.unverified |= group.provenance() == v1::PROVENANCE_C;
    }
    for (uint32_t excluded = 0; excluded < exclusions; ++excluded) {
      compiled.scopes.push_back(
          CompileScope(*model, compiled.percent, w, excluded));
    }
    model->weight_set_index[set.id()] = w;
    model->weight_sets.push_back(std::move(compiled));
  }
}

}  // namespace

std::shared_ptr<const CompiledModel> CompileModel(
    const ModelDefinition& definition) {
  auto model = std::make_shared<CompiledModel>();
  model->id = definition.id();
  model->version = definition.version();
  model->digest = ModelDigest(definition);
  model->title = ToText(definition.title());
  CompileScale(definition, model.get());
  CompileNodes(definition, model.get());
  CompileRequirements(definition, model.get());
  CompileWeightSets(definition, model.get());
  model->names = ReadNames(definition);
  return model;
}

}  // namespace cmmm
