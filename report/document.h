// A whole page: head, policy, style. Nothing is loaded or run, whatever a name
// contains.
#ifndef CMMM_REPORT_DOCUMENT_H_
#define CMMM_REPORT_DOCUMENT_H_

#include <string>
#include <vector>

#include "report/markup.h"
#include "texts/language.h"

namespace cmmm::report {

// A part of a page that its contents list leads to; without a content it is
// left out. `style` are further classes.
struct Part {
  std::string id;
  std::string title;
  Markup content;
  std::string style;
};

// The parts below each other, each with its heading.
Markup DrawParts(const std::vector<Part>& parts);

// Links to the parts, for a screen.
Markup ContentsList(texts::Language language, const std::vector<Part>& parts);

// The file, with `body` in its main element.
std::string WriteDocument(texts::Language language, const std::string& title,
                          const Markup& body);

}  // namespace cmmm::report

#endif  // CMMM_REPORT_DOCUMENT_H_
