// Workbooks made part by part, for tests: sound ones and odd ones.
#ifndef CMMM_TESTS_EXCEL_MAKE_WORKBOOK_H_
#define CMMM_TESTS_EXCEL_MAKE_WORKBOOK_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "cmmm/v1/scoring_service.pb.h"

namespace cmmm::test {

// Name and content, in order.
using Parts = std::vector<std::pair<std::string, std::string>>;

// A zip archive of them.
std::string Zip(const Parts& parts);
// The entries of one.
Parts Unzip(const std::string& bytes);

struct MadeSheet {
  std::string name;
  std::string data;   // within <sheetData>
  std::string after;  // behind </sheetData>
};

// The parts of a workbook: `strings` are within <sst>, `styles` within
// <styleSheet>, `properties` are attributes of <workbookPr>.
Parts WorkbookParts(const std::vector<MadeSheet>& sheets,
                    const std::string& strings = "",
                    const std::string& styles = "",
                    const std::string& properties = "");

// Rows of texts, from the first row and column; empty ones are left out.
std::string TextRows(const std::vector<std::vector<std::string>>& rows);

// `text` within XML.
std::string Escaped(const std::string& text);

// A workbook that asks the questions `rows` have, below the titles of the
// Chinese template; cells in the order id, grade, note.
std::string AnswerWorkbook(const std::vector<std::vector<std::string>>& rows);

// The template `bytes` with the answers written into it as texts in
// `language`: grades by their names, reasons as notes. Fails the test when an
// answer finds no row.
std::string FillTemplate(const std::string& bytes,
                         const v1::AnswerList& answers, bool chinese);

// Replaces a part's first `from` by `to`; fails the test without one.
std::string WithPartReplaced(const std::string& bytes, const std::string& part,
                             const std::string& from, const std::string& to);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_EXCEL_MAKE_WORKBOOK_H_
