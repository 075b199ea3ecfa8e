// Assessments that are read to be written again: everything in them is kept, in
// whatever form.
#ifndef CMMM_CLI_FILES_WHOLE_ASSESSMENT_H_
#define CMMM_CLI_FILES_WHOLE_ASSESSMENT_H_

#include <string>
#include <vector>

#include "cli/printing/failure_text.h"
#include "cli/scoring_engine.h"
#include "cmmm/v1/model_service.pb.h"
#include "excel/join_assessments.h"
#include "texts/language.h"

namespace cmmm::cli {

// Reads `file` (read_request.h) and what model it is about. Packed answers
// become a list; the model is named with its version. Fails, as scoring would,
// for everything that is wrong with it but open questions.
// Notes, evidence and `info` are kept.
MaybeFailure ReadWhole(const std::string& file, ScoringEngine* engine,
                       excel::AssessmentPart* part,
                       v1::GetModelResponse* model);

// Whether WriteWhole may write `output`, to be asked before anything is read:
// kUsage when its name does not end in .xlsx, .json or .textproto, or it is one
// of `inputs` or a file of the models at `models` (empty: the default); kIo
// when it exists, unless `force`.
MaybeFailure CheckWholeOutput(std::vector<std::string> inputs,
                              const std::string& models,
                              const std::string& output, bool force);

// Writes the assessment in the form that the ending of `path` names, whole or
// not at all; a file that exists is replaced with `force` only. What an .xlsx
// has no place for, because it is about a call and not the assessment (open
// questions, target, view), is told on standard error.
MaybeFailure WriteWhole(const std::string& path,
                        const v1::ScoreRequest& request,
                        const v1::GetModelResponse& model,
                        texts::Language language, bool force);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_WHOLE_ASSESSMENT_H_
