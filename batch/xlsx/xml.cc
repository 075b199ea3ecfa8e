#include "batch/xlsx/xml.h"

#include <expat.h>

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"

namespace cmmm::xlsx {
namespace {

absl::string_view LocalName(absl::string_view name) {
  const size_t colon = name.rfind(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

Violation BrokenXml(absl::string_view part, absl::string_view why) {
  return MakeFault(part, "workbook.broken_xml",
                   absl::StrCat("cannot be read: ", why));
}

}  // namespace

class XmlReader::Parser {
 public:
  Parser(absl::string_view part, XmlHandler* handler)
      : part_(part), handler_(handler), expat_(XML_ParserCreate(nullptr)) {
    XML_SetUserData(expat_.get(), this);
    XML_SetElementHandler(expat_.get(), &OnStart, &OnEnd);
    XML_SetCharacterDataHandler(expat_.get(), &OnText);
    XML_SetStartDoctypeDeclHandler(expat_.get(), &OnDoctype);
  }

  // False when there is no more to do.
  bool Feed(absl::string_view piece) {
    fed_ += piece.size();
    Parse(piece, false);
    // What follows the last event is one unfinished tag.
    const auto done = XML_GetCurrentByteIndex(expat_.get());
    if (!handler_->stopped() && done >= 0 &&
        fed_ - static_cast<size_t>(done) > kMaxXmlTag + piece.size()) {
      handler_->Stop(BrokenXml(part_, "a tag is too long"));
    }
    return !handler_->stopped();
  }
  void Finish() {
    if (!handler_->stopped()) Parse("", true);
  }

 private:
  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  void Parse(absl::string_view piece, bool last) {
    const auto status = XML_Parse(expat_.get(), piece.data(),
                                  static_cast<int>(piece.size()), last ? 1 : 0);
    if (status == XML_STATUS_ERROR && !handler_->stopped()) {
      handler_->Stop(BrokenXml(
          part_,
          absl::StrCat(XML_ErrorString(XML_GetErrorCode(expat_.get())),
                       " in line ", XML_GetCurrentLineNumber(expat_.get()))));
    }
  }
  void StopIfAsked() {
    if (handler_->stopped()) XML_StopParser(expat_.get(), XML_FALSE);
  }

  static void OnStart(void* self, const char* name, const char** pairs) {
    auto* parser = static_cast<Parser*>(self);
    if (parser->handler_->stopped()) return;
    if (++parser->depth_ > kMaxXmlDepth) {
      parser->handler_->Stop(BrokenXml(parser->part_, "nested too deeply"));
    } else {
      parser->handler_->Start(LocalName(name), XmlAttributes(pairs));
    }
    parser->StopIfAsked();
  }
  static void OnEnd(void* self, const char* name) {
    auto* parser = static_cast<Parser*>(self);
    if (parser->handler_->stopped()) return;
    --parser->depth_;
    parser->handler_->End(LocalName(name));
    parser->StopIfAsked();
  }
  static void OnText(void* self, const char* text, int length) {
    auto* parser = static_cast<Parser*>(self);
    if (parser->handler_->stopped()) return;
    parser->handler_->Text({text, static_cast<size_t>(length)});
    parser->StopIfAsked();
  }
  static void OnDoctype(void* self, const char* /*name*/,
                        const char* /*system*/, const char* /*public_id*/,
                        int /*internal*/) {
    auto* parser = static_cast<Parser*>(self);
    parser->handler_->Stop(MakeFault(parser->part_, "workbook.has_dtd",
                                     "declares a document type; no workbook "
                                     "needs one"));
    parser->StopIfAsked();
  }

  absl::string_view part_;
  XmlHandler* handler_;
  std::unique_ptr<XML_ParserStruct, Free> expat_;
  size_t fed_ = 0;
  int depth_ = 0;
};

absl::string_view XmlAttributes::Get(absl::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (name[0] == **pair && name == *pair) return pair[1];
  }
  return "";
}

absl::string_view XmlAttributes::GetPrefixed(absl::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    const absl::string_view full = *pair;
    if (full.size() > name.size() && LocalName(full) == name) return pair[1];
  }
  return "";
}

XmlReader::XmlReader(ZipArchive* archive, absl::string_view part,
                     XmlHandler* handler)
    : archive_(archive),
      name_(part),
      handler_(handler),
      parser_(std::make_unique<Parser>(name_, handler)) {}

XmlReader::~XmlReader() = default;

Fault XmlReader::Step(bool* more) {
  *more = false;
  if (!std::exchange(began_, true)) {
    if (Fault fault = archive_->OpenPart(name_, &part_)) return fault;
  }
  absl::string_view piece;
  if (Fault fault = part_.Next(&piece)) return fault;
  if (piece.empty()) {
    parser_->Finish();
  } else {
    *more = parser_->Feed(piece);
  }
  return handler_->fault();
}

Fault ReadXml(ZipArchive* archive, absl::string_view part,
              XmlHandler* handler) {
  XmlReader reader(archive, part, handler);
  for (bool more = true; more;) {
    if (Fault fault = reader.Step(&more)) return fault;
  }
  return std::nullopt;
}

}  // namespace cmmm::xlsx
