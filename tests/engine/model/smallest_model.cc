#include "tests/engine/model/smallest_model.h"

#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "engine/model/validate.h"
#include "tests/support/test_files.h"

namespace cmmm::test {

const std::string& SmallestText() {
  static const auto* text = new std::string(R"(
id: "smallest"
version: "1"
title { zh: "小店" en: "Small shop" }
summary { zh: "只用于测试。" en: "For tests only." }

# Every grade once, ascending from 0 to 10.
grades { grade: GRADE_NOT tenths: 0 name { zh: "否" en: "not" } }
grades { grade: GRADE_PARTLY tenths: 5 name { zh: "部分" en: "partly" } }
grades { grade: GRADE_MOSTLY tenths: 8 name { zh: "大部" en: "mostly" } }
grades { grade: GRADE_FULLY tenths: 10 name { zh: "是" en: "fully" } }

# One level; its band runs from the threshold to 100 * levels.
levels { level: 1 name { zh: "一级" en: "first" } }
satisfied_at_percent: 80
bands { level: 1 from_percent: 80 to_percent: 100 }

policies {
  accumulation: ACCUMULATION_PROGRESSIVE
  empty_cell: EMPTY_CELL_POLICY_RENORMALISE
  not_applicable: NOT_APPLICABLE_POLICY_LEAVE_MEAN
}

# `counter` keeps level 1 attainable when `delivery` is dropped.
elements {
  id: "shop"
  name { zh: "店" en: "Shop" }
  domains {
    id: "counter"
    name { zh: "柜台" en: "Front" }
    subdomains { id: "till" name { zh: "收银" en: "Cash" } }
  }
  domains {
    id: "delivery"
    name { zh: "外送" en: "Errands" }
    excludable: true
    subdomains { id: "bike" name { zh: "车" en: "Wheels" } }
  }
}

# One group a parent: elements, domains of shop, sub-domains of each domain.
weight_sets {
  id: "all"
  name { zh: "全部" en: "All" }
  groups {
    tier: TIER_ELEMENT
    weights { child_id: "shop" percent: 100 }
    provenance: PROVENANCE_A
  }
  groups {
    tier: TIER_DOMAIN
    parent_id: "shop"
    weights { child_id: "counter" percent: 60 }
    weights { child_id: "delivery" percent: 40 }
    provenance: PROVENANCE_B
  }
  groups {
    tier: TIER_SUBDOMAIN
    parent_id: "counter"
    weights { child_id: "till" percent: 100 }
    provenance: PROVENANCE_A
  }
  groups {
    tier: TIER_SUBDOMAIN
    parent_id: "delivery"
    weights { child_id: "bike" percent: 100 }
    provenance: PROVENANCE_A
  }
}

requirements_provenance: PROVENANCE_A
requirements_note { zh: "自拟。" en: "Made up." }
requirements {
  id: "till.1.a"
  subdomain_id: "till"
  level: 1
  statement { zh: "有账。" en: "Sales are recorded." }
  evidence { zh: "账本" en: "The book." }
}
requirements {
  id: "bike.1.a"
  subdomain_id: "bike"
  level: 1
  statement { zh: "有车。" en: "Goods are carried." }
  evidence { zh: "车" en: "The thing itself." }
  may_be_not_applicable: true
}
)");
  return *text;
}

v1::ModelDefinition SmallestValid() {
  return ParseTextOrDie<v1::ModelDefinition>(SmallestText());
}

v1::ModelDefinition SmallestWith(const std::string& from,
                                 const std::string& to) {
  return ParseTextOrDie<v1::ModelDefinition>(
      absl::StrReplaceAll(SmallestText(), {{from, to}}));
}

v1::ModelDefinition SmallestWithTwoLevels() {
  v1::ModelDefinition model = SmallestValid();
  *model.add_levels() = model.levels(0);
  model.mutable_levels(1)->set_level(2);
  model.mutable_bands(0)->set_to_percent(180);
  v1::Band* band = model.add_bands();
  band->set_level(2);
  band->set_from_percent(180);
  band->set_to_percent(200);
  *model.add_requirements() = model.requirements(0);
  model.mutable_requirements(2)->set_id("till.2.a");
  model.mutable_requirements(2)->set_level(2);
  return model;
}

std::vector<Finding> FindingsOf(const Violations& violations) {
  std::vector<Finding> findings;
  for (const Violation& found : violations.listed()) {
    findings.emplace_back(found.field_path, found.rule_id);
  }
  return findings;
}

std::vector<Finding> Lint(const v1::ModelDefinition& model) {
  Violations violations;
  ValidateModel(model, &violations);
  return FindingsOf(violations);
}

}  // namespace cmmm::test
