// The smallest programme that uses every kind of condition, and what the
// linter says about others.
#ifndef CMMM_TESTS_ENGINE_MODEL_SMALLEST_PROGRAMME_H_
#define CMMM_TESTS_ENGINE_MODEL_SMALLEST_PROGRAMME_H_

#include <string>
#include <vector>

#include "cmmm/v1/programme.pb.h"
#include "tests/engine/model/smallest_model.h"

namespace cmmm::test {

// Of the smallest model, which has one level. Conditions in this order: level
// (alternative guidance), guidance, safety (declarations), papers (deadline),
// story (text), held (tier bronze), scope. Tracks bronze and gold.
const std::string& SmallestProgrammeText();
v1::ProgrammeDefinition SmallestProgramme();

// What ValidateProgramme finds, in its order, beside the smallest model.
std::vector<Finding> LintProgramme(const v1::ProgrammeDefinition& programme);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_ENGINE_MODEL_SMALLEST_PROGRAMME_H_
