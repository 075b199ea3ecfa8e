// How the report looks, on a screen and on A4.
#ifndef CMMM_REPORT_STYLE_H_
#define CMMM_REPORT_STYLE_H_

namespace cmmm::report {

// A style sheet without characters that HTML or XML would have escaped.
const char* PageStyle();

}  // namespace cmmm::report

#endif  // CMMM_REPORT_STYLE_H_
