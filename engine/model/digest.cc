#include "engine/model/digest.h"

#include <string>

#include "engine/base/sha256.h"
#include "engine/model/canonical.h"

namespace cmmm {

std::string ModelDigest(const v1::ModelDefinition& model) {
  return Sha256Hex(CanonicalBytes(model));
}

std::string ProgrammeDigest(const v1::ProgrammeDefinition& programme) {
  return Sha256Hex(CanonicalBytes(programme));
}

}  // namespace cmmm
