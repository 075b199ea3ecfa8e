// The smallest model that lints clean, and what the linter says about others.
#ifndef CMMM_TESTS_ENGINE_MODEL_SMALLEST_MODEL_H_
#define CMMM_TESTS_ENGINE_MODEL_SMALLEST_MODEL_H_

#include <string>
#include <utility>
#include <vector>

#include "cmmm/v1/model.pb.h"
#include "engine/base/violations.h"

namespace cmmm::test {

// One level, one element `shop`, two domains of one sub-domain each: `counter`
// (60 %, sub-domain `till`) and `delivery` (40 %, excludable, `bike`). One
// item a sub-domain; `bike.1.a` may be not applicable.
const std::string& SmallestText();
v1::ModelDefinition SmallestValid();

// The same with every occurrence of `from` in its text replaced, so that ids
// can be changed where they are defined and where they are used at once.
v1::ModelDefinition SmallestWith(const std::string& from,
                                 const std::string& to);

// SmallestValid with a second level: band [180, 200], one item `till.2.a`.
v1::ModelDefinition SmallestWithTwoLevels();

// Field path and rule id of a finding.
using Finding = std::pair<std::string, std::string>;

std::vector<Finding> FindingsOf(const Violations& violations);

// What ValidateModel finds, in its order.
std::vector<Finding> Lint(const v1::ModelDefinition& model);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_ENGINE_MODEL_SMALLEST_MODEL_H_
