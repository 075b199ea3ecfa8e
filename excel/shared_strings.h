// The texts that cells refer to by number.
#ifndef CMMM_EXCEL_SHARED_STRINGS_H_
#define CMMM_EXCEL_SHARED_STRINGS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "excel/archive.h"
#include "excel/limits.h"
#include "excel/refuse_workbook.h"
#include "excel/xml.h"

namespace cmmm::excel {

// `_x000A_` and the like as the characters they stand for.
std::string DecodeEscapes(absl::string_view text);

// Appends the text of the element that `xml` moved to, an <si> or an <is>,
// without its formatting and phonetic readings (<rPh>). False when `text` is
// longer than `most` bytes then.
bool AppendRichText(size_t most, XmlReader* xml, std::string* text);

class SharedStrings {
 public:
  // Rules workbook.too_much, .text_too_long and those of XmlReader.
  MaybeViolation Read(ZipArchive* archive, absl::string_view part,
                      const XlsxLimits& limits);

  size_t size() const { return ends_.size(); }
  // REQUIRES: index < size().
  absl::string_view operator[](size_t index) const;

 private:
  std::string all_;
  std::vector<size_t> ends_;
};

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_SHARED_STRINGS_H_
