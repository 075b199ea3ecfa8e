// Pages about a result: the report whole, and the piece of it that a notebook
// shows.
#ifndef CMMM_PYTHON_NATIVE_PAGE_H_
#define CMMM_PYTHON_NATIVE_PAGE_H_

#include <string>

#include "python/native/native_model.h"
#include "texts/language.h"

namespace cmmm::python {

// The report of `cmmm report` as one HTML file (report/page.h). Asks the engine
// for the plan and the margin, and raises what it refuses. `label`: empty: the
// enterprise's name. REQUIRES: `scored` is of `model`.
std::string ReportHtml(const NativeModel& model, const Scored& scored,
                       const std::string& label, const std::string& about,
                       const std::string& date, texts::Language language);

// Level, distance to the next one, levels with their thresholds, and the radar
// of the sub-domains, as an HTML document of its own: the report's drawing in
// the report's style.
std::string CardHtml(const NativeModel& model, const Scored& scored,
                     texts::Language language);

}  // namespace cmmm::python

#endif  // CMMM_PYTHON_NATIVE_PAGE_H_
