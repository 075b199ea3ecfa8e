// Models as files to be written: the text that the linter and every command
// read.
#ifndef CMMM_CLI_FILES_MODEL_FILE_H_
#define CMMM_CLI_FILES_MODEL_FILE_H_

#include <string>

#include "cmmm/v1/model.pb.h"

namespace cmmm::cli {

// The model as textproto in one form, below a head that names the format; equal
// models give equal texts.
// Remarks of the file that it was read from are not in it.
std::string RenderModel(const v1::ModelDefinition& model);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_MODEL_FILE_H_
