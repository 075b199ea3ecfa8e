// In which encoding a text is written, and how to make it UTF-8.
//
// The cascade, strict at every step: a byte order mark (UTF-8, UTF-16); zero
// bytes in every second place (UTF-16 without one); well-formed UTF-8;
// well-formed GB18030 (and so GBK and GB2312). Where a text is both of the last
// two, the one in which the first line has a known column name wins, else
// UTF-8.
#ifndef CMMM_TABLES_ENCODING_H_
#define CMMM_TABLES_ENCODING_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace cmmm::tables {

// kBig5 is never found, only said: its bytes are GB18030 as well.
enum class Encoding { kAuto, kUtf8, kUtf16Le, kUtf16Be, kGb18030, kBig5 };

// `auto`, `utf-8`, `utf-16le`, `utf-16be`, `gb18030`, `big5`.
std::optional<Encoding> ParseEncoding(absl::string_view name);
const char* EncodingName(Encoding encoding);

// Whether a first line, in UTF-8, is one that is expected.
using KnownHeader = std::function<bool(absl::string_view first_line)>;

// The encoding of the text that begins with `window`, which may end within a
// character. kAuto: none fits.
Encoding DetectEncoding(absl::string_view window, const KnownHeader& known);

// Whether text that is well-formed GB18030 is more likely something else: of
// its characters of two bytes more than a seventh are none of GB2312, as nearly
// all are in texts from the mainland, and few in Big5 or Shift JIS.
bool IsDoubtfulGb18030(absl::string_view window);

// Bytes in front of the text that are no text: the byte order mark.
size_t ByteOrderMarkLength(absl::string_view window, Encoding encoding);

// Where `text` stops being well-formed UTF-8; npos: nowhere. With `may_go_on`
// a character cut off at the end is well formed.
size_t FirstInvalidUtf8(absl::string_view text, bool may_go_on);

// `E4 BD 0A`, the bytes at the front of `text`, at most four.
std::string HexBytes(absl::string_view text);

// Turns a text, piece by piece, into UTF-8. Not for kAuto or kUtf8.
class Converter {
 public:
  explicit Converter(Encoding from);
  ~Converter();
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  // Appends as much of `bytes` as are whole characters; the bytes used, or
  // nothing when they are no text of this encoding (then *bad is where).
  std::optional<size_t> Convert(absl::string_view bytes, std::string* text,
                                size_t* bad);

 private:
  void* handle_;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_ENCODING_H_
