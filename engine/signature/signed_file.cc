#include "engine/signature/signed_file.h"

#include <array>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/base/sha256.h"

namespace cmmm {
namespace {

constexpr absl::string_view kMagic = "cmmm-signed-result ";
constexpr absl::string_view kVersion = "1\n";
constexpr absl::string_view kSignatureWord = "signature ";
constexpr size_t kDigestDigits = 64;
constexpr size_t kMaxLengthDigits = 8;
constexpr size_t kSignatureCharacters = 88;  // of 64 bytes in base64
constexpr size_t kSignatureDigits = 86;      // of these; then `==`

bool IsHexDigit(char c) {
  return absl::ascii_isdigit(c) || (c >= 'a' && c <= 'f');
}

class Reader {
 public:
  explicit Reader(absl::string_view bytes) : bytes_(bytes) {}

  SignedFile Read() {
    if (bytes_.size() > kMaxSignedFileBytes) {
      Fault("format.too_large", Section::kHeader, 0, 1,
            {absl::StrCat("文件超过 ", kMaxSignedFileBytes, " 字节"),
             absl::StrCat("the file is larger than ", kMaxSignedFileBytes,
                          " bytes")});
      return std::move(file_);
    }
    if (!ReadHeader()) return std::move(file_);
    for (size_t i = 0; i < kBodies; ++i) {
      if (!ReadSection(i)) return std::move(file_);
    }
    ReadSignature();
    return std::move(file_);
  }

 private:
  bool Fault(const char* reason, Section section, size_t offset, size_t length,
             Text text) {
    file_.faults.push_back({reason, section, offset, length, std::move(text)});
    return false;
  }

  // From where the section begins, as the length it states may be wrong too.
  bool Truncated(Section section) {
    return Fault(
        "format.truncated", section, section_start_,
        bytes_.size() - section_start_,
        {absl::StrCat("文件在第 ", bytes_.size(),
                      " 字节之后中断，或者这一节所写的长度被改过"),
         absl::StrCat("the file ends in the middle, after ", bytes_.size(),
                      " bytes; or the length that the section "
                      "states was altered")});
  }

  bool AtEnd() const { return at_ == bytes_.size(); }

  // What is read is not of its form: the bytes from where the section begins
  // to the first that does not fit.
  bool Misfit(const char* reason, Section section, const Text& text) {
    if (AtEnd()) return Truncated(section);
    return Fault(reason, section, section_start_, at_ - section_start_ + 1,
                 text);
  }

  // Takes `text`, up to the first byte that differs.
  bool Take(absl::string_view text) {
    for (const char c : text) {
      if (AtEnd() || bytes_[at_] != c) return false;
      ++at_;
    }
    return true;
  }

  bool ReadHeader() {
    if (!Take(kMagic)) {
      return Misfit(
          "format.header", Section::kHeader,
          {"这不是 cmmm 的签名结果文件", "this is no signed result of cmmm"});
    }
    if (!Take(kVersion)) {
      return Misfit(
          "format.version", Section::kHeader,
          {"文件格式的版本不是 1", "the version of the format is not 1"});
    }
    return true;
  }

  bool TakeLength(size_t* length) {
    const size_t first = at_;
    while (!AtEnd() && absl::ascii_isdigit(bytes_[at_])) {
      const bool leading_zero = at_ == first && bytes_[at_] == '0';
      if (leading_zero || at_ - first == kMaxLengthDigits) return false;
      *length = *length * 10 + static_cast<size_t>(bytes_[at_] - '0');
      ++at_;
    }
    return at_ > first;
  }

  bool TakeDigest(absl::string_view* digest) {
    *digest = bytes_.substr(at_, kDigestDigits);
    for (const char c : *digest) {
      if (!IsHexDigit(c)) return false;
      ++at_;
    }
    return digest->size() == kDigestDigits;
  }

  // `NAME LENGTH SHA256`.
  bool ReadLine(Section section, size_t* length, absl::string_view* digest) {
    if (Take(NameOf(section)) && Take(" ") && TakeLength(length) && Take(" ") &&
        TakeDigest(digest) && Take("\n")) {
      return true;
    }
    return Misfit(
        "format.section_line", section,
        {absl::StrCat("这里应为“", NameOf(section), " 长度 SHA256”一行"),
         absl::StrCat("expected the line `", NameOf(section),
                      " LENGTH SHA256`")});
  }

  bool ReadSection(size_t i) {
    const auto section = static_cast<Section>(i);
    section_start_ = at_;
    size_t length = 0;
    absl::string_view digest;
    if (!ReadLine(section, &length, &digest)) return BlameTheSectionBefore(i);
    if (length > bytes_.size() - at_) return Truncated(section);
    SectionBody& body = file_.bodies[i];
    body.bytes = bytes_.substr(at_, length);
    body.offset = at_;
    body.sound = Sha256Hex(body.bytes) == digest;
    at_ += length;
    if (body.sound) return true;
    file_.damage.push_back(
        {"digest.mismatch",
         section,
         section_start_,
         at_ - section_start_,
         {"这一节的内容与其 SHA-256 不符：签名之后被改动过",
          "the section does not have the SHA-256 it states: it was altered "
          "after signing"}});
    return true;
  }

  // Where section `i` should begin something else stands. When the section
  // before is damaged, its length is what is wrong, and only that is reported.
  bool BlameTheSectionBefore(size_t i) {
    if (i > 0 && !file_.bodies[i - 1].sound) file_.faults.clear();
    return false;
  }

  // A signature in base64, of which there is one way to write it: the last
  // digit has unused bits, which must be 0.
  bool TakeSignature(std::string* signature) {
    const absl::string_view text = bytes_.substr(at_, kSignatureCharacters);
    for (size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      const bool fits = i < kSignatureDigits
                            ? absl::ascii_isalnum(c) || c == '+' || c == '/'
                            : c == '=';
      if (!fits) return false;
      ++at_;
    }
    return absl::Base64Unescape(text, signature) &&
           absl::Base64Escape(*signature) == text;
  }

  bool ReadSignature() {
    section_start_ = at_;
    file_.signature_offset = at_;
    std::string signature;
    const bool begins = Take(kSignatureWord);
    if (!begins || !TakeSignature(&signature) || !Take("\n")) {
      Misfit("format.signature_line", Section::kSignature,
             {"这里应为“signature BASE64”一行",
              "expected the line `signature BASE64`"});
      return begins ? false : BlameTheSectionBefore(kBodies);
    }
    const size_t left = bytes_.size() - at_;
    if (left > 0) {
      return Fault("format.trailing", Section::kSignature, at_, left,
                   {absl::StrCat("签名之后还有 ", left, " 字节"),
                    absl::StrCat("bytes after the signature: ", left)});
    }
    file_.signed_bytes = bytes_.substr(0, file_.signature_offset);
    file_.signature = std::move(signature);
    return true;
  }

  absl::string_view bytes_;
  size_t at_ = 0;
  size_t section_start_ = 0;
  SignedFile file_;
};

}  // namespace

const char* NameOf(Section section) {
  static constexpr std::array<const char*, 7> kNames = {
      "request", "model", "engine", "result", "key", "header", "signature"};
  return kNames[static_cast<size_t>(section)];
}

SignedFile ReadSignedFile(absl::string_view bytes) {
  return Reader(bytes).Read();
}

std::string WriteSignedFile(const SignedContent& content,
                            const PrivateKey& key) {
  std::string file = absl::StrCat(kMagic, kVersion);
  const auto add = [&](Section section, const std::string& body) {
    absl::StrAppend(&file, NameOf(section), " ", body.size(), " ",
                    Sha256Hex(body), "\n", body);
  };
  add(Section::kRequest, content.request);
  add(Section::kModel, content.model);
  add(Section::kEngine, content.engine);
  add(Section::kResult, content.result);
  add(Section::kKey, WritePublicKey(key.PublicHalf()));
  const std::string signature = absl::Base64Escape(Sign(key, file));
  absl::StrAppend(&file, kSignatureWord, signature, "\n");
  return file;
}

}  // namespace cmmm
