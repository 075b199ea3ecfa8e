// Streaming XML without a DTD, for the parts of a workbook: a reader that is
// asked for the next element, over Expat.
//
//   XmlReader xml(&archive, "xl/workbook.xml");
//   while (xml.NextWithin(0)) {
//     if (xml.name() == "sheet") names.emplace_back(xml.Attribute("name"));
//   }
//   return xml.fault();
//
// Elements inside of an element are asked for by its depth, so that a format
// is read by functions that call each other as its elements contain each other:
//
//   const int cell = xml.depth();
//   while (xml.NextWithin(cell)) {
//     if (xml.name() == "v") xml.AppendText(kMaxCellBytes, &text);
//   }
#ifndef CMMM_EXCEL_XML_H_
#define CMMM_EXCEL_XML_H_

#include <memory>
#include <string>

#include "absl/base/attributes.h"
#include "absl/strings/string_view.h"
#include "excel/archive.h"
#include "excel/refuse_workbook.h"

namespace cmmm::excel {

// Gives the elements of one part in document order. Names come without their
// prefix, so that both editions of the format, and any prefix, read the same.
// Extensions (<extLst>), whose names may be those of other elements, are passed
// over. A piece of the part is parsed at a time: memory does not depend on how
// long the part is.
class XmlReader {
 public:
  // The archive outlives the reader and is read by nothing else meanwhile but
  // other parts of it.
  XmlReader(ZipArchive* archive ABSL_ATTRIBUTE_LIFETIME_BOUND,
            absl::string_view part);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  // Moves to the start of the next element that lies within the one of this
  // depth, however deep; texts are passed over. False when that one ends, when
  // the part does, and when something is wrong, which fault() then says.
  // The whole part is what lies within depth 0, its root element has depth 1.
  bool NextWithin(int depth);

  // What the element is that NextWithin moved to. All of it is valid until the
  // next call of NextWithin or AppendText.
  absl::string_view name() const;
  int depth() const { return depth_; }
  // The value of the attribute with this name and no prefix; empty without.
  absl::string_view Attribute(absl::string_view name) const;
  // The same with any prefix, such as r:id.
  absl::string_view PrefixedAttribute(absl::string_view name) const;

  // Appends what the element holds before its first child. False when `text`
  // is longer than `most` bytes then.
  bool AppendText(size_t most, std::string* text);

  // Ends the reading: NextWithin is false from now on. The first one counts.
  void Fail(Violation fault);
  // Rules workbook.broken_xml, .has_dtd, those of ZipArchive and ZipPart, and
  // what Fail was given.
  const MaybeViolation& fault() const { return fault_; }

 private:
  class Parser;

  std::unique_ptr<Parser> parser_;
  int depth_ = 0;
  MaybeViolation fault_;
};

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_XML_H_
