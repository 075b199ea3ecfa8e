#include "tests/engine/model/smallest_programme.h"

#include <gtest/gtest.h>

#include "engine/model/validate_programme.h"
#include "google/protobuf/text_format.h"

namespace cmmm::test {

const std::string& SmallestProgrammeText() {
  static const auto* text = new std::string(
      R"(# proto-file: proto/cmmm/v1/programme.proto
# proto-message: cmmm.v1.ProgrammeDefinition
id: "prize"
edition: "2024"
title { zh: "奖" en: "Prize" }
summary { zh: "只用于测试。" en: "For tests only." }
model_id: "smallest"
sources { id: "notice" document: "No. 1" }
conditions {
  id: "level"
  text { zh: "一级" en: "Level 1" }
  source_id: "notice"
  provenance: PROVENANCE_A
  level_at_least { level: 1 alternative_ids: "guidance" }
}
conditions {
  id: "guidance"
  text { zh: "指南" en: "Guidance" }
  source_id: "notice"
  provenance: PROVENANCE_A
  declaration {}
}
conditions {
  id: "safety"
  text { zh: "安全" en: "Safety" }
  source_id: "notice"
  provenance: PROVENANCE_A
  declaration {}
}
conditions {
  id: "papers"
  text { zh: "材料" en: "Papers" }
  source_id: "notice"
  provenance: PROVENANCE_A
  deadline { last_day: "2024-02-29" }
}
conditions {
  id: "story"
  text { zh: "描述" en: "Story" }
  source_id: "notice"
  provenance: PROVENANCE_A
  text_at_most { characters: 10 }
}
conditions {
  id: "held"
  text { zh: "已得铜奖" en: "Bronze held" }
  source_id: "notice"
  provenance: PROVENANCE_A
  tier_held { track_id: "bronze" }
}
conditions {
  id: "scope"
  text { zh: "范围" en: "Scope" }
  source_id: "notice"
  provenance: PROVENANCE_A
  construction_scope { areas { zh: "车间" en: "workshop" } }
}
tracks {
  id: "bronze"
  name { zh: "铜" en: "Bronze" }
  condition_ids: "level"
  condition_ids: "safety"
  condition_ids: "papers"
  condition_ids: "story"
}
tracks {
  id: "gold"
  name { zh: "金" en: "Gold" }
  condition_ids: "held"
  condition_ids: "scope"
}
)");
  return *text;
}

v1::ProgrammeDefinition SmallestProgramme() {
  v1::ProgrammeDefinition programme;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      SmallestProgrammeText(), &programme));
  return programme;
}

std::vector<Finding> LintProgramme(const v1::ProgrammeDefinition& programme) {
  Violations violations;
  ValidateProgramme(programme, {{"smallest", 1}}, &violations);
  return FindingsOf(violations);
}

}  // namespace cmmm::test
