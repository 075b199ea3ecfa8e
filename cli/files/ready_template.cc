#include "cli/files/ready_template.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace cmmm::cli {
namespace {

// Whether an applicant declares the condition.
bool IsDeclared(const v1::Condition& condition) {
  return !condition.has_level_at_least() && !condition.has_text_at_most();
}

// Ids that the track asks for, alternatives included; of every track when
// `track` is empty.
std::set<std::string> AskedFor(const v1::ProgrammeDefinition& programme,
                               const std::string& track) {
  std::set<std::string> asked;
  for (const v1::Track& one : programme.tracks()) {
    if (!track.empty() && one.id() != track) continue;
    asked.insert(one.condition_ids().begin(), one.condition_ids().end());
  }
  for (const v1::Condition& condition : programme.conditions()) {
    if (asked.count(condition.id()) == 0) continue;
    const auto& ids = condition.level_at_least().alternative_ids();
    asked.insert(ids.begin(), ids.end());
  }
  return asked;
}

Failure NoSuchTrack(const v1::ProgrammeDefinition& programme,
                    const std::string& track) {
  const std::string there_are = absl::StrJoin(
      programme.tracks(), ", ", [](std::string* out, const v1::Track& one) {
        absl::StrAppend(out, one.id());
      });
  return Failure{FailureKind::kData,
                 absl::StrCat("track_id: ", programme.id(), " has no track `",
                              Printable(track), "`; it has: ", there_are),
                 absl::StrCat("track_id: ", programme.id(), " 没有方向 “",
                              Printable(track), "”；现有：", there_are)};
}

}  // namespace

MaybeFailure PrintDeclarations(const v1::ProgrammeDefinition& programme,
                               const std::string& track,
                               texts::Language language, std::ostream& out) {
  const std::set<std::string> asked = AskedFor(programme, track);
  if (asked.empty()) return NoSuchTrack(programme, track);
  out << "# proto-file: proto/cmmm/v1/readiness.proto\n"
         "# proto-message: cmmm.v1.Declarations\n#\n# "
      << programme.id() << (track.empty() ? "" : "/") << track << "  "
      << Say(language, programme.title()) << "\n# "
      << Say(language,
             "填法：把 DECLARED_UNSPECIFIED 换成 DECLARED_YES（是）或 "
             "DECLARED_NO（否），留着不改即为未声明。期限的“是”表示已按期"
             "办妥。",
             "To fill in: replace DECLARED_UNSPECIFIED by DECLARED_YES or "
             "DECLARED_NO; left as it is,\n# it stays open. Of a deadline, yes "
             "says that it was kept.")
      << "\n";
  for (const v1::Condition& condition : programme.conditions()) {
    if (!IsDeclared(condition) || asked.count(condition.id()) == 0) continue;
    out << "\n# " << Say(language, condition.text())
        << "\ndeclarations { condition_id: \"" << condition.id()
        << "\" declared: DECLARED_UNSPECIFIED }\n";
  }
  return std::nullopt;
}

}  // namespace cmmm::cli
