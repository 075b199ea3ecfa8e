// A file, or standard input, as a stream of UTF-8.
//
//   TextSource source("in.csv", Encoding::kAuto, MayBeHeader);
//   if (auto failure = source.Open()) …
//   std::string text;
//   if (auto failure = source.Read(kBlockBytes, &text)) …
//   // fewer bytes: there are no more
#ifndef CMMM_TABLES_TEXT_SOURCE_H_
#define CMMM_TABLES_TEXT_SOURCE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "engine/base/failure.h"
#include "engine/base/row_finding.h"
#include "engine/base/text.h"
#include "tables/encoding.h"

namespace cmmm::tables {

class TextSource {
 public:
  // `-` is standard input. `known` confirms what an encoding is detected by.
  // `hashed`: Sha256 is wanted.
  TextSource(std::string path, Encoding encoding, KnownHeader known,
             bool hashed = false);
  ~TextSource();
  TextSource(const TextSource&) = delete;
  TextSource& operator=(const TextSource&) = delete;

  // Fails (kNoInput) when the file is not there, or is a folder.
  MaybeFailure Open();

  // Appends at least `bytes` more of the text to *text, less only at its end.
  // What is appended depends on the file alone, not on timing. Fails when the
  // file cannot be read (kNoInput), and for bytes that are no text of its
  // encoding (kData, encoding.invalid with the line).
  MaybeFailure Read(size_t bytes, std::string* text);

  // Of the bytes read so far, as they are in the file; empty if not wanted.
  std::string Sha256() const;
  int64_t bytes_read() const { return bytes_read_; }
  // What a person should know of how the bytes read so far were taken:
  // input.encoding where they are not UTF-8 and nobody said what they are,
  // input.encoding_doubted where they may be something else.
  RowFindings Notices() const;

 private:
  struct Hash;

  MaybeFailure Fill(std::string* text);
  MaybeFailure Detect(absl::string_view chunk);
  MaybeFailure Convert(std::string* text);
  void SkipMark(std::string* bytes, size_t at);
  Failure NoText(absl::string_view chunk, size_t at, const Text& encoding);

  std::string path_;
  Encoding encoding_;
  KnownHeader known_;
  bool decided_ = false;
  bool guessed_ = false;   // nobody said the encoding
  bool doubtful_ = false;  // and it may be another one
  bool began_ = false;
  bool at_end_ = false;
  int fd_ = -1;
  int64_t bytes_read_ = 0;
  int64_t bytes_used_ = 0;  // before raw_
  std::string raw_;         // read and not converted yet
  std::unique_ptr<Converter> converter_;
  std::unique_ptr<Hash> hash_;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_TEXT_SOURCE_H_
