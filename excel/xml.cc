#include "excel/xml.h"

#include <expat.h>

#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace cmmm::excel {
namespace {

absl::string_view LocalName(absl::string_view name) {
  const size_t colon = name.rfind(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

// Most names of a sheet are one letter.
absl::string_view LocalNameOf(const char* name) {
  return name[0] != '\0' && name[1] == '\0' ? absl::string_view(name, 1)
                                            : LocalName(name);
}

// Whether `text`, which ends with a zero byte, is `name`.
bool Is(const char* text, absl::string_view name) {
  for (const char c : name) {
    if (*text++ != c) return false;
  }
  return *text == '\0';
}

Violation BrokenXml(absl::string_view part, absl::string_view why) {
  return MakeFault(part, "workbook.broken_xml",
                   absl::StrCat("cannot be read: ", why));
}

}  // namespace

class XmlReader::Parser {
 public:
  Parser(absl::string_view part, XmlHandler* handler)
      : part_(part),
        handler_(handler),
        expat_(XML_ParserCreate(nullptr)),
        plain_(handler->TakesElements()) {
    XML_SetUserData(expat_.get(), this);
    XML_SetElementHandler(expat_.get(), &OnStart, &OnEnd);
    XML_SetCharacterDataHandler(expat_.get(), &OnText);
    XML_SetStartDoctypeDeclHandler(expat_.get(), &OnDoctype);
  }

  // False when there is no more to do.
  bool Feed(absl::string_view piece) {
    plain_ = plain_ && ShowsEveryTag(piece);
    last_ = piece.back();
    while (plain_ && !handler_->stopped()) {
      const size_t end = BehindCell(piece);
      if (end == piece.npos) break;
      FeedExpat(piece.substr(0, end));
      piece.remove_prefix(end);
      // Expat may wait for more before it goes on.
      if (handler_->stopped() || Done() != fed_) continue;
      const size_t taken = handler_->TakeElements(piece);
      piece.remove_prefix(taken);
      // Handing over piece by piece must be worth it.
      taken_ += taken > 0 ? 1 : -1;
      plain_ = taken_ > -kMostMisses;
    }
    return !handler_->stopped() && FeedExpat(piece);
  }
  void Finish() {
    if (!handler_->stopped()) Parse("", true);
  }

 private:
  static constexpr int64_t kMostMisses = 1000;

  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  // Whether every `<` of the piece begins a tag, which comments and the like
  // could hide, and the text is UTF-8.
  bool ShowsEveryTag(absl::string_view piece) {
    if (last_ == '\0') {
      if (piece.front() != '<') return false;
      const std::string head =
          absl::AsciiStrToLower(piece.substr(0, piece.find("?>")));
      if (absl::StartsWith(head, "<?xml")) piece.remove_prefix(head.size());
      if (absl::StrContains(head, "encoding") &&
          !absl::StrContains(head, "utf-8")) {
        return false;
      }
    }
    for (const char mark : {'!', '?'}) {
      for (size_t at = piece.find(mark); at != piece.npos;
           at = piece.find(mark, at + 1)) {
        if ((at == 0 ? last_ : piece[at - 1]) == '<') return false;
      }
    }
    return true;
  }

  // How many bytes Expat has read, of those it was fed.
  size_t Done() const {
    const auto done = XML_GetCurrentByteIndex(expat_.get());
    return done < 0 ? fed_ : static_cast<size_t>(done);
  }

  // Behind the first `</c>` or `<row …>`; npos without.
  static size_t BehindCell(absl::string_view piece) {
    const size_t row = piece.find("<row");
    const size_t cell = piece.substr(0, row).find("</c>");
    if (cell != piece.npos) return cell + 4;
    const size_t end = piece.find('>', row);
    return row == piece.npos || end == piece.npos ? piece.npos : end + 1;
  }

  bool FeedExpat(absl::string_view piece) {
    if (piece.empty()) return true;
    fed_ += piece.size();
    Parse(piece, false);
    // What follows the last event is one unfinished tag.
    if (!handler_->stopped() && fed_ - Done() > kMaxXmlTag + piece.size()) {
      handler_->Stop(BrokenXml(part_, "a tag is too long"));
    }
    return !handler_->stopped();
  }

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
    } else if (parser->extensions_ == 0) {
      const absl::string_view local = LocalNameOf(name);
      if (local == "extLst") {
        parser->extensions_ = parser->depth_;
      } else {
        parser->handler_->Start(local, XmlAttributes(pairs));
      }
    }
    parser->StopIfAsked();
  }
  static void OnEnd(void* self, const char* name) {
    auto* parser = static_cast<Parser*>(self);
    if (parser->handler_->stopped()) return;
    const int depth = parser->depth_--;
    if (parser->extensions_ == 0) {
      parser->handler_->End(LocalNameOf(name));
    } else if (parser->extensions_ == depth) {
      parser->extensions_ = 0;
    }
    parser->StopIfAsked();
  }
  static void OnText(void* self, const char* text, int length) {
    auto* parser = static_cast<Parser*>(self);
    if (parser->handler_->stopped() || parser->extensions_ != 0) return;
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
  bool plain_;         // the handler may take elements
  char last_ = '\0';   // of the piece before
  int64_t taken_ = 0;  // how often it did, less how often not
  int depth_ = 0;
  int extensions_ = 0;  // depth of the <extLst> it is in; 0: in none
};

absl::string_view XmlAttributes::Get(absl::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (Is(*pair, name)) return pair[1];
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

}  // namespace cmmm::excel
