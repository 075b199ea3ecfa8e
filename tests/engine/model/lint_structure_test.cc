// Rules id.*, version.*, structure.*, requirement.*, and references to
// sub-domains.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "engine/model/validate.h"
#include "tests/engine/model/smallest_model.h"

namespace cmmm {
namespace {

using test::Finding;
using test::Lint;
using test::SmallestValid;
using test::SmallestWith;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using v1::ModelDefinition;

TEST(LintStructureTest, RejectsModelId) {
  for (const char* id : {"", "Smallest", "a_b", "1a", "小店"}) {
    ModelDefinition model = SmallestValid();
    model.set_id(id);
    EXPECT_THAT(Lint(model), ElementsAre(Finding("id", "id.format"))) << id;
  }
}

TEST(LintStructureTest, RejectsVersion) {
  for (const char* version : {"", "v1", "1.", "1.2.3.4.5"}) {
    ModelDefinition model = SmallestValid();
    model.set_version(version);
    EXPECT_THAT(Lint(model), ElementsAre(Finding("version", "version.format")))
        << version;
  }
}

TEST(LintStructureTest, RejectsElementId) {
  EXPECT_THAT(Lint(SmallestWith("\"shop\"", "\"the-shop\"")),
              ElementsAre(Finding("elements[0].id", "id.format")));
}

TEST(LintStructureTest, RejectsDomainId) {
  EXPECT_THAT(Lint(SmallestWith("\"delivery\"", "\"Delivery\"")),
              ElementsAre(Finding("elements[0].domains[1].id", "id.format")));
}

TEST(LintStructureTest, RejectsSubdomainId) {
  EXPECT_THAT(Lint(SmallestWith("bike", "2bike")),
              ElementsAre(Finding("elements[0].domains[1].subdomains[0].id",
                                  "id.format")));
}

TEST(LintStructureTest, RejectsWeightSetId) {
  EXPECT_THAT(Lint(SmallestWith("id: \"all\"", "id: \"all sets\"")),
              ElementsAre(Finding("weight_sets[0].id", "id.format")));
}

TEST(LintStructureTest, RejectsDuplicateElementId) {
  ModelDefinition model = SmallestValid();
  *model.add_elements() = model.elements(0);
  EXPECT_THAT(Lint(model), Contains(Finding("elements[1].id", "id.duplicate")));
}

TEST(LintStructureTest, RejectsDuplicateDomainId) {
  EXPECT_THAT(Lint(SmallestWith("\"delivery\"", "\"counter\"")),
              Contains(Finding("elements[0].domains[1].id", "id.duplicate")));
}

TEST(LintStructureTest, RejectsDuplicateSubdomainIdInAnotherDomain) {
  EXPECT_THAT(Lint(SmallestWith("\"bike\"", "\"till\"")),
              Contains(Finding("elements[0].domains[1].subdomains[0].id",
                               "id.duplicate")));
}

TEST(LintStructureTest, RejectsDuplicateWeightSetId) {
  ModelDefinition model = SmallestValid();
  *model.add_weight_sets() = model.weight_sets(0);
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("weight_sets[1].id", "id.duplicate")));
}

TEST(LintStructureTest, LetsNodesOfDifferentTiersShareAnId) {
  EXPECT_THAT(Lint(SmallestWith("\"counter\"", "\"shop\"")), IsEmpty());
}

TEST(LintStructureTest, RejectsAModelWithoutElements) {
  ModelDefinition model = SmallestValid();
  model.clear_elements();
  model.clear_requirements();
  model.mutable_weight_sets(0)->clear_groups();
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("elements", "structure.empty"),
                          Finding("requirements", "structure.empty")));
}

TEST(LintStructureTest, RejectsAModelWithoutWeightSets) {
  ModelDefinition model = SmallestValid();
  model.clear_weight_sets();
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("weight_sets", "structure.empty")));
}

TEST(LintStructureTest, RejectsAModelWithoutRequirements) {
  ModelDefinition model = SmallestValid();
  model.clear_requirements();
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("requirements", "structure.empty")));
}

TEST(LintStructureTest, RejectsAnElementWithoutDomains) {
  ModelDefinition model = SmallestValid();
  auto* element = model.add_elements();
  element->set_id("attic");
  *element->mutable_name() = model.elements(0).name();
  auto* weight = model.mutable_weight_sets(0)->mutable_groups(0)->add_weights();
  weight->set_child_id("attic");
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("elements[1]", "structure.empty")));
}

TEST(LintStructureTest, RejectsADomainWithoutSubdomains) {
  ModelDefinition model = SmallestValid();
  model.mutable_elements(0)->mutable_domains(1)->clear_subdomains();
  model.mutable_weight_sets(0)->mutable_groups()->RemoveLast();
  model.mutable_requirements()->RemoveLast();
  EXPECT_THAT(Lint(model), ElementsAre(Finding("elements[0].domains[1]",
                                               "structure.empty")));
}

TEST(LintRequirementsTest, RejectsUnknownSubdomain) {
  ModelDefinition model = SmallestValid();
  model.mutable_requirements(1)->set_subdomain_id("cellar");
  model.mutable_requirements(1)->set_id("cellar.1.a");
  EXPECT_THAT(Lint(model), ElementsAre(Finding("requirements[1].subdomain_id",
                                               "reference.unknown")));
}

TEST(LintRequirementsTest, RejectsLevelOutsideTheModel) {
  for (const int level : {0, 2, -1, 2147483647}) {
    ModelDefinition model = SmallestValid();
    model.mutable_requirements(1)->set_level(level);
    model.mutable_requirements(1)->set_id("bike." + std::to_string(level) +
                                          ".a");
    EXPECT_THAT(Lint(model), ElementsAre(Finding("requirements[1].level",
                                                 "requirement.level")));
  }
}

TEST(LintRequirementsTest, RejectsIdThatDoesNotSpellItsCell) {
  for (const char* id :
       {"", "bike", "bike.1", "bike.1.", "bike.1.A", "bike.1.abc", "bike.01.a",
        "bike.2.a", "till.1.b", "bike.1.a.b", "Bike.1.a"}) {
    ModelDefinition model = SmallestValid();
    model.mutable_requirements(1)->set_id(id);
    EXPECT_THAT(Lint(model),
                ElementsAre(Finding("requirements[1].id", "requirement.id")))
        << id;
  }
}

TEST(LintRequirementsTest, RejectsDuplicateId) {
  ModelDefinition model = SmallestValid();
  *model.add_requirements() = model.requirements(0);
  EXPECT_THAT(Lint(model),
              ElementsAre(Finding("requirements[2].id", "id.duplicate")));
}

TEST(LintRequirementsTest, RejectsUnspecifiedProvenance) {
  ModelDefinition model = SmallestValid();
  model.clear_requirements_provenance();
  EXPECT_THAT(Lint(model), ElementsAre(Finding("requirements_provenance",
                                               "provenance.unspecified")));
  model.set_requirements_provenance(static_cast<v1::Provenance>(9));
  EXPECT_THAT(Lint(model), ElementsAre(Finding("requirements_provenance",
                                               "provenance.unspecified")));
}

}  // namespace
}  // namespace cmmm
