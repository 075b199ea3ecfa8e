// What a run was: written beside its output, as the JSON of a message.
//
//   results::Manifest manifest;             //
//   proto/cmmm/files/v1/manifest.proto manifest.set_run(identity);
//   file.Write(results::ToJson(manifest));  // OUT.manifest.json
//
//   if (auto failure = results::ReadManifest(path, &manifest)) return failure;
#ifndef CMMM_RESULTS_MANIFEST_H_
#define CMMM_RESULTS_MANIFEST_H_

#include <string>

#include "cmmm/files/v1/manifest.pb.h"
#include "engine/base/failure.h"
#include "engine/base/row_finding.h"
#include "tables/input_record.h"

namespace cmmm::results {

using files::v1::Manifest;

// 1 of 1 for a run that is whole.
int ShardCountOf(const Manifest& manifest);
int ShardIndexOf(const Manifest& manifest);

// Puts down what is known of a file.
void Describe(const tables::FileRecord& record, files::v1::DigestedFile* file);

// Adds what a person should know; `column` is the input it is about.
void AddNotice(const RowFinding& notice, Manifest* manifest);

// Puts the counts of open questions that count as not satisfied in place of
// what *manifest says of them, and the notice input.unanswered, last of all.
void SetOpen(int64_t open, int64_t open_rows, Manifest* manifest);
// That notice; `open` is above 0.
RowFinding OpenNotice(int64_t open, int64_t open_rows);

// Fields with their names, each on a line of its own. The same manifest gives
// the same text.
std::string ToJson(const Manifest& manifest);

// Reads what ToJson wrote, or what cmmm 0.1 wrote by hand, which says the same.
// Failures: kNoInput when the file cannot be read, kData when it is no
// manifest; *manifest means nothing then.
MaybeFailure ReadManifest(const std::string& path, Manifest* manifest);

}  // namespace cmmm::results

#endif  // CMMM_RESULTS_MANIFEST_H_
