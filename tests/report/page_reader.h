// Reads a report as what it is: well-formed XML.
#ifndef CMMM_TESTS_REPORT_PAGE_READER_H_
#define CMMM_TESTS_REPORT_PAGE_READER_H_

#include <string>
#include <utility>
#include <vector>

namespace cmmm::test {

struct Page {
  std::string error;                  // of the parser; empty: well-formed
  std::vector<std::string> elements;  // names, in order
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string text;  // without the style sheet, elements apart by `|`
  std::string style;
};

Page ReadPage(const std::string& html);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_REPORT_PAGE_READER_H_
