// The fingerprint of a model or a programme.
#ifndef CMMM_ENGINE_MODEL_DIGEST_H_
#define CMMM_ENGINE_MODEL_DIGEST_H_

#include <string>

#include "cmmm/v1/model.pb.h"
#include "cmmm/v1/programme.pb.h"

namespace cmmm {

// SHA-256, 64 lower-case hex digits, of the canonical model: the
// deterministic Protocol Buffers encoding of the definition. Comments, blank
// space and file names do not change it; any word, weight or order does.
// Every result names it, so that anybody can tell which definition was used.
std::string ModelDigest(const v1::ModelDefinition& model);

// The same of a programme.
std::string ProgrammeDigest(const v1::ProgrammeDefinition& programme);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_DIGEST_H_
