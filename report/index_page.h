// Pages about many reports: the index of those that one call wrote.
#ifndef CMMM_REPORT_INDEX_PAGE_H_
#define CMMM_REPORT_INDEX_PAGE_H_

#include <string>
#include <vector>

#include "cmmm/v1/scorecard.pb.h"
#include "report/document.h"
#include "texts/language.h"

namespace cmmm::report {

// A report that was written.
struct IndexEntry {
  std::string label;
  std::string file;   // its name, in the folder of the index
  std::string level;  // as it is shown: `二级（规范级）`, `2 to 3`
  std::string total;
  std::string basis;  // model and weights, shown where reports differ in them
  std::string ids;    // the same as ids: `gbt39116-2020@2020.3, discrete`
};

// The id that every index has: one written before may be written over.
inline constexpr char kIndexMark[] = "cmmm-index";

// What could not be scored, and why, in the language of the page.
struct LeftOut {
  std::string what;
  std::string why;
};

// Links to the reports in the order given, and below them what could not be
// scored. Every file name is escaped as a link needs it.
std::string WriteIndexPage(texts::Language language,
                           const std::vector<IndexEntry>& entries,
                           const std::vector<LeftOut>& left_out);

// The list of what could not be scored; nothing when there is nothing.
Markup LeftOutTable(texts::Language language,
                    const std::vector<LeftOut>& left_out);

}  // namespace cmmm::report

#endif  // CMMM_REPORT_INDEX_PAGE_H_
