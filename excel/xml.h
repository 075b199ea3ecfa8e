// Streaming XML without a DTD, for the parts of a workbook.
#ifndef CMMM_EXCEL_XML_H_
#define CMMM_EXCEL_XML_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "excel/archive.h"
#include "excel/fault.h"

namespace cmmm::excel {

// The attributes of one element. Valid during the call only.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}

  // The value of the attribute with this name and no prefix; empty without.
  absl::string_view Get(absl::string_view name) const;
  // The same with any prefix, such as r:id.
  absl::string_view GetPrefixed(absl::string_view name) const;

 private:
  const char* const* pairs_;
};

// Gets the elements in document order; names come without their prefix, so
// that both editions of the format, and any prefix, read the same. Extensions
// (<extLst>), whose names may be those of other elements, are passed over.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void Start(absl::string_view name,
                     const XmlAttributes& attributes) = 0;
  virtual void End(absl::string_view name) = 0;
  virtual void Text(absl::string_view text) = 0;  // in pieces

  // For handlers that read most elements named `c` themselves: called where
  // the content of a `row` goes on, behind its tag or a `</c>`, with what
  // follows in plain UTF-8, without comments and the like. Gives how many
  // bytes of whole elements at the front it has read.
  virtual bool TakesElements() const { return false; }
  virtual size_t TakeElements(absl::string_view /*xml*/) { return 0; }

  // Ends the reading; the first one counts.
  void Stop(Violation fault) {
    if (!fault_.has_value()) fault_ = std::move(fault);
    stopped_ = true;
  }
  // Ends it without a fault.
  void StopSatisfied() { stopped_ = true; }
  bool stopped() const { return stopped_; }
  const Fault& fault() const { return fault_; }

 private:
  Fault fault_;
  bool stopped_ = false;
};

// Reads one part of the archive step by step; archive and handler outlive it.
class XmlReader {
 public:
  XmlReader(ZipArchive* archive, absl::string_view part, XmlHandler* handler);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  // Hands some more of the part to the handler; *more is false when that was
  // all. Rules workbook.broken_xml, .has_dtd and those of ZipArchive, ZipPart
  // and of the handler.
  Fault Step(bool* more);

 private:
  class Parser;

  ZipArchive* archive_;
  std::string name_;
  XmlHandler* handler_;
  bool began_ = false;
  ZipPart part_;
  std::unique_ptr<Parser> parser_;
};

// All of it at once.
Fault ReadXml(ZipArchive* archive, absl::string_view part, XmlHandler* handler);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_XML_H_
