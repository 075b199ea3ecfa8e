// A report about one enterprise: one HTML file that needs nothing else, to be
// read on a screen or printed on A4. No script, no link, no font to load; also
// well-formed XML. The same input gives the same bytes.
#ifndef CMMM_REPORT_PAGE_H_
#define CMMM_REPORT_PAGE_H_

#include <string>

#include "report/input.h"

namespace cmmm::report {

// REQUIRES: what `input` points to, except the programme, is there and is
// about the same assessment.
std::string WritePage(const Input& input);

}  // namespace cmmm::report

#endif  // CMMM_REPORT_PAGE_H_
