#include "tests/laws/two_versions.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "engine/evaluate.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

// Every seventh requirement of a cell with several leaves; every fifth gets a
// sibling of its own.
void ChangeRequirements(v1::ModelDefinition* model) {
  std::map<std::string, int> in_cell;
  const auto cell = [](const std::string& id) {
    return id.substr(0, id.rfind('.'));
  };
  for (const auto& item : model->requirements()) ++in_cell[cell(item.id())];
  v1::ModelDefinition before = *model;
  model->clear_requirements();
  for (int i = 0; i < before.requirements_size(); ++i) {
    const auto& item = before.requirements(i);
    if (i % 7 == 0 && in_cell[cell(item.id())] > 1) continue;
    *model->add_requirements() = item;
    if (i % 5 == 0 && in_cell[cell(item.id())] == 1) {
      auto* added = model->add_requirements();
      *added = item;
      added->set_id(cell(item.id()) + ".z");
    }
  }
}

v1::ModelDefinition NewerVersion() {
  v1::ModelDefinition model = RealDefinition();
  model.set_version("9999.1");
  ChangeRequirements(&model);
  for (auto& set : *model.mutable_weight_sets()) {
    for (auto& group : *set.mutable_groups()) {
      if (group.weights_size() < 2) continue;
      const int percent = group.weights(0).percent();
      group.mutable_weights(0)->set_percent(group.weights(1).percent());
      group.mutable_weights(1)->set_percent(percent);
    }
  }
  model.mutable_grades(2)->set_tenths(7);
  model.set_satisfied_at_percent(70);
  for (auto& band : *model.mutable_bands()) {
    band.set_from_percent(band.from_percent() - 10);
    if (band.level() < model.levels_size()) {
      band.set_to_percent(band.to_percent() - 10);
    }
  }
  return model;
}

v1::ModelDefinition Definition(const std::string& relative) {
  return *LoadCatalogOrDie(relative).entries().front().definition;
}

// Not applicable now and then, but never where a level could end empty: one
// item of every cell stays graded, unless its level has other cells enough.
v1::ScoreRequest Graded(const CatalogEntry& entry) {
  const CompiledModel& model = *entry.compiled;
  v1::ScoreRequest request;
  auto codes = *rc::gen::container<std::vector<int>>(model.requirement_count(),
                                                     rc::gen::inRange(1, 5));
  const int may_leave = *rc::gen::inRange(0, 3);
  std::string packed;
  for (int i = 0; i < model.requirement_count(); ++i) {
    const bool leave = may_leave > 0 &&
                       model.requirements[i].may_be_not_applicable &&
                       *rc::gen::inRange(0, 3 - may_leave + 1) == 0;
    packed.push_back(static_cast<char>(leave ? 5 : codes[i]));
  }
  request.mutable_model()->set_id(model.id);
  request.mutable_model()->set_version(model.version);
  request.mutable_packed()->set_grades(packed);
  request.mutable_packed()->set_model_digest(model.digest);
  return request;
}

}  // namespace

const Catalog& TwoVersions() {
  static const auto* catalog =
      new Catalog(CatalogOf({RealDefinition(), NewerVersion()}));
  return *catalog;
}

const Catalog& TinyModels() {
  static const auto* catalog = new Catalog(
      CatalogOf({Definition("tests/conformance/models/tiny"),
                 Definition("tests/conformance/models/tiny-met"),
                 Definition("tests/conformance/models/tiny-strict")}));
  return *catalog;
}

rc::Gen<v1::ScoreRequest> AnyAssessmentBy(const CatalogEntry& entry) {
  return rc::gen::exec([entry] {
    v1::ScoreRequest request = Graded(entry);
    auto* profile = request.mutable_profile();
    const auto& sets = entry.compiled->weight_sets;
    profile->set_weight_set(sets[*rc::gen::inRange<size_t>(0, sets.size())].id);
    for (const ModelNode& node : entry.compiled->nodes) {
      if (node.excludable_bit >= 0 && *rc::gen::inRange(0, 4) == 0) {
        profile->add_excluded_domain_ids(node.id);
      }
    }
    profile->set_assess_up_to_level(
        *rc::gen::inRange(0, entry.compiled->level_count() + 1));
    return request;
  });
}

rc::Gen<v1::ScoreRequest> AnyAssessment(const Catalog& catalog) {
  return rc::gen::exec([&catalog] {
    const auto& entries = catalog.entries();
    return *AnyAssessmentBy(
        entries[*rc::gen::inRange<size_t>(0, entries.size())]);
  });
}

}  // namespace cmmm::test
