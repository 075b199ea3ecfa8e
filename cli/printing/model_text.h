// A model for a person to read in a terminal.
#ifndef CMMM_CLI_PRINTING_MODEL_TEXT_H_
#define CMMM_CLI_PRINTING_MODEL_TEXT_H_

#include <ostream>
#include <vector>

#include "cmmm/v1/model.pb.h"
#include "engine/model/diff.h"
#include "texts/format_text.h"

namespace cmmm::cli {

// What differs between two models, a line a change.
// In front `+`, `-`, `~` or `>`: added, removed, changed, moved. Nothing when
// there is none.
//   ~ version: "2020.1" -> "2020.2"
void PrintChanges(const std::vector<ModelChange>& changes,
                  texts::Language language, std::ostream& out);

// How sure we are of what, one line a group: what to check before relying on
// the model.
// A, B or C, as docs/model_format.md says, with who compared what, and when.
void PrintProvenance(const v1::ModelDefinition& model, texts::Language language,
                     std::ostream& out);

// Elements, domains and sub-domains with their weights in every set and their
// items per level.
void PrintStructure(const v1::ModelDefinition& model, texts::Language language,
                    std::ostream& out);

// Every requirement with its statement and evidence.
void PrintRequirements(const v1::ModelDefinition& model,
                       texts::Language language, std::ostream& out);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_MODEL_TEXT_H_
