#include "excel/xml.h"

#include <expat.h>

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace cmmm::excel {
namespace {

absl::string_view LocalName(absl::string_view name) {
  const size_t colon = name.rfind(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

Violation BrokenXml(absl::string_view part, absl::string_view why) {
  return MakeViolation(part, "workbook.broken_xml",
                       absl::StrCat("cannot be read: ", why,
                                    "; open it with Excel or WPS and save it "
                                    "as .xlsx"));
}

}  // namespace

// Expat calls back while it parses; this keeps the events of one piece, to be
// asked for.
class XmlReader::Parser {
 public:
  // A string among the bytes of a piece, which move while they grow.
  struct Span {
    size_t begin = 0;
    size_t size = 0;
  };

  // The start of an element, or a text in one of this depth.
  struct Event {
    int depth = 0;
    bool is_text = false;
    Span text;  // the name of an element
    size_t first_attribute = 0;
    size_t end_attributes = 0;
  };

  struct Pair {
    Span name;
    Span value;
  };

  Parser(ZipArchive* archive, absl::string_view part)
      : part_(part), expat_(XML_ParserCreate(nullptr)) {
    XML_SetUserData(expat_.get(), this);
    XML_SetElementHandler(expat_.get(), &OnStart, &OnEnd);
    XML_SetCharacterDataHandler(expat_.get(), &OnText);
    XML_SetStartDoctypeDeclHandler(expat_.get(), &OnDoctype);
    fault_ = archive->OpenPart(part_, &bytes_of_part_);
  }

  // The event that comes next; nullptr at the end and where a fault is.
  const Event* Front() {
    while (next_ == events_.size()) {
      if (at_end_ || fault_.has_value()) return nullptr;
      ParsePiece();
    }
    return &events_[next_];
  }
  void Pop() { ++next_; }

  // REQUIRES: Pop was called since the last Front that was no nullptr.
  const Event& popped() const { return events_[next_ - 1]; }
  const std::vector<Pair>& attributes() const { return attributes_; }
  absl::string_view Text(Span span) const {
    return absl::string_view(bytes_).substr(span.begin, span.size);
  }
  // What ended the parsing, behind the events that came before.
  const MaybeViolation& fault() const { return fault_; }

 private:
  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  void ParsePiece() {
    events_.clear();
    attributes_.clear();
    bytes_.clear();
    next_ = 0;
    absl::string_view piece;
    fault_ = bytes_of_part_.Next(&piece);
    if (fault_.has_value()) return;
    at_end_ = piece.empty();
    fed_ += piece.size();
    const auto status =
        XML_Parse(expat_.get(), piece.data(), static_cast<int>(piece.size()),
                  at_end_ ? 1 : 0);
    if (fault_.has_value()) return;
    if (status == XML_STATUS_ERROR) {
      fault_ = BrokenXml(
          part_,
          absl::StrCat(XML_ErrorString(XML_GetErrorCode(expat_.get())),
                       " in line ", XML_GetCurrentLineNumber(expat_.get())));
    } else if (fed_ - Parsed() > kMaxXmlTag + piece.size()) {
      // What follows the last event is one unfinished tag.
      fault_ = BrokenXml(part_, "a tag is too long");
    }
  }

  // How many bytes Expat has parsed, of those it was fed.
  size_t Parsed() const {
    const auto parsed = XML_GetCurrentByteIndex(expat_.get());
    return parsed < 0 ? fed_ : static_cast<size_t>(parsed);
  }

  Span Keep(absl::string_view text) {
    const Span span = {bytes_.size(), text.size()};
    bytes_.append(text.data(), text.size());
    return span;
  }

  void StopWith(Violation fault) {
    if (!fault_.has_value()) fault_ = std::move(fault);
    XML_StopParser(expat_.get(), XML_FALSE);
  }

  static void OnStart(void* self, const char* name, const char** pairs) {
    static_cast<Parser*>(self)->Start(LocalName(name), pairs);
  }
  void Start(absl::string_view name, const char** pairs) {
    if (++depth_ > kMaxXmlDepth) {
      return StopWith(BrokenXml(part_, "nested too deeply"));
    }
    if (extensions_ == 0 && name == "extLst") extensions_ = depth_;
    if (extensions_ != 0) return;
    Event event;
    event.depth = depth_;
    event.text = Keep(name);
    event.first_attribute = attributes_.size();
    for (; *pairs != nullptr; pairs += 2) {
      attributes_.push_back({Keep(pairs[0]), Keep(pairs[1])});
    }
    event.end_attributes = attributes_.size();
    events_.push_back(event);
  }

  static void OnEnd(void* self, const char* /*name*/) {
    auto* parser = static_cast<Parser*>(self);
    if (parser->extensions_ == parser->depth_) parser->extensions_ = 0;
    --parser->depth_;
  }

  static void OnText(void* self, const char* text, int length) {
    auto* parser = static_cast<Parser*>(self);
    if (parser->extensions_ != 0) return;
    Event event;
    event.depth = parser->depth_;
    event.is_text = true;
    event.text = parser->Keep({text, static_cast<size_t>(length)});
    parser->events_.push_back(event);
  }

  static void OnDoctype(void* self, const char* /*name*/,
                        const char* /*system*/, const char* /*public_id*/,
                        int /*internal*/) {
    auto* parser = static_cast<Parser*>(self);
    parser->StopWith(
        MakeViolation(parser->part_, "workbook.has_dtd",
                      "declares a document type, which no workbook needs; "
                      "open it with Excel or WPS and save it as .xlsx"));
  }

  std::string part_;
  ZipPart bytes_of_part_;
  std::unique_ptr<XML_ParserStruct, Free> expat_;
  size_t fed_ = 0;
  bool at_end_ = false;
  int depth_ = 0;
  int extensions_ = 0;  // depth of the <extLst> it is in; 0: in none
  MaybeViolation fault_;
  // The piece at hand.
  std::string bytes_;
  std::vector<Event> events_;
  std::vector<Pair> attributes_;
  size_t next_ = 0;  // of events_
};

XmlReader::XmlReader(ZipArchive* archive, absl::string_view part)
    : parser_(std::make_unique<Parser>(archive, part)) {}

XmlReader::~XmlReader() = default;

bool XmlReader::NextWithin(int depth) {
  while (!fault_.has_value()) {
    const Parser::Event* event = parser_->Front();
    if (event == nullptr) {
      fault_ = parser_->fault();
      return false;
    }
    const bool is_inside = event->depth > depth;
    if (!is_inside && !(event->is_text && event->depth == depth)) return false;
    parser_->Pop();
    if (event->is_text) continue;
    depth_ = event->depth;
    return true;
  }
  return false;
}

absl::string_view XmlReader::name() const {
  return parser_->Text(parser_->popped().text);
}

absl::string_view XmlReader::Attribute(absl::string_view name) const {
  const Parser::Event& element = parser_->popped();
  for (size_t i = element.first_attribute; i < element.end_attributes; ++i) {
    const Parser::Pair& attribute = parser_->attributes()[i];
    if (parser_->Text(attribute.name) == name) {
      return parser_->Text(attribute.value);
    }
  }
  return "";
}

absl::string_view XmlReader::PrefixedAttribute(absl::string_view name) const {
  const Parser::Event& element = parser_->popped();
  for (size_t i = element.first_attribute; i < element.end_attributes; ++i) {
    const Parser::Pair& attribute = parser_->attributes()[i];
    const absl::string_view full = parser_->Text(attribute.name);
    if (full.size() > name.size() && LocalName(full) == name) {
      return parser_->Text(attribute.value);
    }
  }
  return "";
}

bool XmlReader::AppendText(size_t most, std::string* text) {
  const int depth = depth_;
  for (const Parser::Event* event = parser_->Front();
       event != nullptr && event->is_text && event->depth == depth;
       event = parser_->Front()) {
    const absl::string_view piece = parser_->Text(event->text);
    text->append(piece.data(), piece.size());
    parser_->Pop();
    if (text->size() > most) return false;
  }
  return true;
}

void XmlReader::Fail(Violation fault) {
  if (!fault_.has_value()) fault_ = std::move(fault);
}

}  // namespace cmmm::excel
