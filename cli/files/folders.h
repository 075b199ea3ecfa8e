// Folders as the workbooks in them.
//
//   clients/          甲.xlsx  乙.xls  丙.csv  old/  ~$甲.xlsx
//     → 甲.xlsx, 乙.xls   and, told:  丙.csv is no workbook; old/ is a folder
#ifndef CMMM_CLI_FILES_FOLDERS_H_
#define CMMM_CLI_FILES_FOLDERS_H_

#include <string>
#include <vector>

#include "cli/printing/failure_text.h"
#include "engine/base/row_finding.h"

namespace cmmm::cli {

// The inputs, folders replaced by the workbooks right in them, sorted; also by
// those of other programs (.xls, .et), which are then refused by name. What
// else is there is told in `notices` (input.files_left_out), one each: files
// that are no workbooks, folders, which are not looked into, and pipes, sockets
// and devices, which are never opened. Files whose
// names begin with a dot, and `~$…`, the locks of open workbooks, are nobody's
// and passed over; a lock that is named itself, as `clients/*.xlsx` does, is
// told, too.
std::vector<std::string> ExpandFolders(const std::vector<std::string>& inputs,
                                       RowFindings* notices);

// The same in place; what is told is said at once on standard error.
// NoWorkbooks when nothing is left.
MaybeFailure ExpandInputs(std::vector<std::string>* inputs);

// kUsage, of folders and locks alone.
Failure NoWorkbooks();

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_FOLDERS_H_
