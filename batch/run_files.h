// The names of all files of a run: the one list of them, for whoever opens them
// and for whoever asks whether one of them is something else already.
//
//   FilesOfRun("r.csv", "") → r.csv, r.csv.partial, r.csv.rejects.csv, …
#ifndef CMMM_BATCH_RUN_FILES_H_
#define CMMM_BATCH_RUN_FILES_H_

#include <string>
#include <vector>

namespace cmmm::batch {

// Beside the results in `output`: what could not be scored, what the run was,
// how far it is, and the rows that its workbook is made from.
std::string RejectsOf(const std::string& output);
std::string ManifestOf(const std::string& output);
std::string JournalOf(const std::string& output);
std::string BookRowsOf(const std::string& output);

// A file while it is not complete.
std::string PartialOf(const std::string& file);

// All that a run of `batch`, `merge` or `synthesize` into `output` writes, or
// removes: those above, with what each of them is called while it is not
// complete. `rejects` is empty for those beside the output. Of standard output,
// `-`, there are none but the rejects.
std::vector<std::string> FilesOfRun(const std::string& output,
                                    const std::string& rejects);

// What a run into `output` left and `merge` reads: the results, their manifest
// and the rejects, under the name that the manifest gives them. Those that are
// not there are named, too.
std::vector<std::string> FilesOfPart(const std::string& output);

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_RUN_FILES_H_
