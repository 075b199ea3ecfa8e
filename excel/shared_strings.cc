#include "excel/shared_strings.h"

#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "excel/xml.h"

namespace cmmm::excel {
namespace {

// The code unit of an escape `_xHHHH_` at the front; -1 without.
int EscapeAtFront(absl::string_view text) {
  uint32_t unit = 0;
  if (text.size() < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') {
    return -1;
  }
  for (const char digit : text.substr(2, 4)) {
    if (!absl::ascii_isxdigit(digit)) return -1;
  }
  if (!absl::SimpleHexAtoi(text.substr(2, 4), &unit)) return -1;
  return static_cast<int>(unit);
}

class Handler final : public XmlHandler {
 public:
  Handler(absl::string_view part, const XlsxLimits& limits, std::string* all,
          std::vector<size_t>* ends)
      : part_(part), limits_(limits), all_(all), ends_(ends) {}

  void Start(absl::string_view name,
             const XmlAttributes& /*attributes*/) override {
    if (name == "si") {
      text_.clear();
    } else if (name == "rPh") {
      phonetic_ = true;
    } else if (name == "t") {
      in_text_ = !phonetic_;
    }
  }

  void End(absl::string_view name) override {
    if (name == "si") {
      Keep();
    } else if (name == "rPh") {
      phonetic_ = false;
    } else if (name == "t") {
      in_text_ = false;
    }
  }

  void Text(absl::string_view text) override {
    if (!in_text_) return;
    absl::StrAppend(&text_, text);
    if (text_.size() > kMaxCellBytes) {
      Stop(MakeFault(
          part_, "workbook.text_too_long",
          absl::StrCat("a text has more than ", kMaxCellBytes, " bytes")));
    }
  }

 private:
  void Keep() {
    absl::StrAppend(all_, DecodeEscapes(text_));
    ends_->push_back(all_->size());
    if (ends_->size() > limits_.strings ||
        all_->size() > limits_.string_bytes) {
      Stop(MakeFault(part_, "workbook.too_much",
                     absl::StrCat("more than ", limits_.strings, " texts or ",
                                  limits_.string_bytes, " bytes of text")));
    }
  }

  absl::string_view part_;
  const XlsxLimits& limits_;
  std::string* all_;
  std::vector<size_t>* ends_;
  std::string text_;
  bool in_text_ = false;
  bool phonetic_ = false;
};

}  // namespace

std::string DecodeEscapes(absl::string_view text) {
  if (!absl::StrContains(text, "_x")) return std::string(text);
  std::string out;
  while (!text.empty()) {
    const int unit = EscapeAtFront(text);
    // Characters beyond ASCII are never escaped; half of a pair has no UTF-8.
    if (unit >= 0 && unit < 0x80) {
      out.push_back(static_cast<char>(unit));
      text.remove_prefix(7);
    } else {
      out.push_back(text.front());
      text.remove_prefix(1);
    }
  }
  return out;
}

Fault SharedStrings::Read(ZipArchive* archive, absl::string_view part,
                          const XlsxLimits& limits) {
  Handler handler(part, limits, &all_, &ends_);
  return ReadXml(archive, part, &handler);
}

absl::string_view SharedStrings::operator[](size_t index) const {
  const size_t begin = index == 0 ? 0 : ends_[index - 1];
  return absl::string_view(all_).substr(begin, ends_[index] - begin);
}

}  // namespace cmmm::excel
