// The file that carries a signed result. docs/signed_results.md has the format
// byte for byte:
//
//   cmmm-signed-result 1
//   request LENGTH SHA256        then LENGTH bytes; likewise
//   model LENGTH SHA256
//   engine LENGTH SHA256
//   result LENGTH SHA256
//   key LENGTH SHA256            the public key as PEM
//   signature BASE64             over every byte before this line
//
// There is one way to write each content, so that no byte of a file can change
// unnoticed: every byte belongs to one section, and a digest or the signature
// covers it.
#ifndef CMMM_ENGINE_SIGNATURE_SIGNED_FILE_H_
#define CMMM_ENGINE_SIGNATURE_SIGNED_FILE_H_

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/base/text.h"
#include "engine/signature/keys.h"

namespace cmmm {

// Largest signed file, in bytes.
inline constexpr size_t kMaxSignedFileBytes = size_t{16} << 20;

// In the order of the file. The first line is the header; a section begins
// with its own line.
// The first five have a body, and their number is its place in `bodies`.
enum class Section {
  kRequest,
  kModel,
  kEngine,
  kResult,
  kKey,
  kHeader,
  kSignature
};
// `signature `, 88 characters, new line.
inline constexpr size_t kSignatureLineBytes = 99;
inline constexpr size_t kBodies = 5;  // sections with a body, request to key

// `header`, `request`, …, `signature`.
const char* NameOf(Section section);

// Something wrong, and where: within `length` bytes from `offset`, all of one
// section. A length of 0 is the end of the file.
// `offset` counts bytes from the first of the file.
struct FileFault {
  std::string reason;  // stable, such as `digest.mismatch`
  Section section;
  size_t offset = 0;
  size_t length = 0;
  Text text;
};

// Empty, at 0 and not sound when the file did not get that far.
struct SectionBody {
  absl::string_view bytes;
  size_t offset = 0;   // of the first of these bytes in the file
  bool sound = false;  // they have the digest that the section's line states
};

// A file taken apart; views into its bytes.
// When a section is damaged and what follows it does not fit, its length is
// what was altered: then only the damage is told.
struct SignedFile {
  std::array<SectionBody, kBodies> bodies;
  absl::string_view signed_bytes;
  std::string signature;          // [kSignatureBytes]
  size_t signature_offset = 0;    // of the line with the signature
  std::vector<FileFault> faults;  // of the form, at most one, which ends it
  std::vector<FileFault> damage;  // sections that do not have their digest

  const SectionBody& body(Section section) const {
    return bodies[static_cast<size_t>(section)];
  }
  // Read to the end. The signature is known then.
  bool complete() const { return !signature.empty(); }
};

// Takes a file apart and compares its digests. Neither the signature nor what
// the bodies say is looked at.
// Reasons of `faults`: format.too_large, format.header, format.version,
// format.section_line, format.truncated, format.signature_line,
// format.trailing. Of `damage`: digest.mismatch.
// Time and memory grow with the bytes; over 16 MiB nothing is read.
SignedFile ReadSignedFile(absl::string_view bytes);

// What is signed, each text ending with a new line.
struct SignedContent {
  std::string request;
  std::string model;
  std::string engine;
  std::string result;
};

// The file with the content, signed.
// The same bytes for the same content and key, always.
std::string WriteSignedFile(const SignedContent& content,
                            const PrivateKey& key);

}  // namespace cmmm

#endif  // CMMM_ENGINE_SIGNATURE_SIGNED_FILE_H_
