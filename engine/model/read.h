// Model and programme files: from text to a definition, with the position of
// every field.
//
// The format is textproto (docs/model_format.md, docs/programme_format.md).
// Reading is the first of three steps; validate.h and compile.h follow.
#ifndef CMMM_ENGINE_MODEL_READ_H_
#define CMMM_ENGINE_MODEL_READ_H_

#include <memory>
#include <string>

#include "google/protobuf/text_format.h"

#include "absl/strings/string_view.h"
#include "cmmm/v1/model.pb.h"
#include "cmmm/v1/programme.pb.h"
#include "engine/base/violations.h"

namespace cmmm {

// Where the fields of a definition are in its file.
struct DefinitionSource {
  std::string file;
  std::shared_ptr<const google::protobuf::TextFormat::ParseInfoTree> positions;
};

// A model as written, and where in the file.
struct ModelSource : DefinitionSource {
  v1::ModelDefinition definition;
};

// A programme as written, and where in the file.
struct ProgrammeSource : DefinitionSource {
  v1::ProgrammeDefinition definition;
};

// Largest model or programme file, in bytes.
inline constexpr size_t kMaxModelFileBytes = size_t{16} << 20;

// Parses the content of a model file. Syntax errors, unknown fields and
// invalid UTF-8 become violations `model.syntax` with `line:column` as the
// field path; then the definition is incomplete.
ModelSource ParseModel(absl::string_view file, absl::string_view content,
                       Violations* violations);

// Reads and parses `file`. A file that cannot be read, or is too large, is a
// violation `model.file`.
ModelSource ReadModel(const std::string& file, Violations* violations);

// Whether the comments at the head of `file` call it a programme:
// `# proto-message: cmmm.v1.ProgrammeDefinition`. Any other file is a model,
// also one that cannot be read.
bool IsProgrammeFile(const std::string& file);

// The same for programmes, violations `programme.syntax` and `programme.file`.
ProgrammeSource ParseProgramme(absl::string_view file,
                               absl::string_view content,
                               Violations* violations);
ProgrammeSource ReadProgramme(const std::string& file, Violations* violations);

// `line:column` of the deepest field on `field_path` that the file has, for
// example of `weight_sets[0].groups[2].weights[1].percent`; empty when none.
std::string PositionOf(const ModelSource& source, absl::string_view field_path);
std::string PositionOf(const ProgrammeSource& source,
                       absl::string_view field_path);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_READ_H_
