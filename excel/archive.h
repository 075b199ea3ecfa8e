// The zip container of a workbook, in memory, with limits on what inflates. A
// part counts once, however often it is read.
#ifndef CMMM_EXCEL_ARCHIVE_H_
#define CMMM_EXCEL_ARCHIVE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "excel/limits.h"
#include "excel/refuse_workbook.h"
#include "zip.h"

namespace cmmm::excel {

class ZipArchive;

// One entry, inflated piece by piece. The archive stays where it is meanwhile.
class ZipPart {
 public:
  ZipPart() = default;

  // The next piece, valid until the next call; empty at the end. Rules
  // workbook.broken_zip, .inflates_too_much.
  MaybeViolation Next(absl::string_view* piece);

 private:
  friend class ZipArchive;
  struct Close {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
  };

  ZipArchive* archive_ = nullptr;
  std::string name_;
  uint64_t* counted_ = nullptr;  // of the entry: what inflated the last time
  uint64_t compressed_ = 0;
  uint64_t inflated_ = 0;
  std::unique_ptr<zip_file_t, Close> file_;
  std::vector<char> buffer_;
};

// Not thread-safe.
class ZipArchive {
 public:
  // Rules workbook.too_large, .not_xlsx, .old_xls, .password, .broken_zip,
  // .too_many_entries. A name is an entry once, whatever its case.
  static Outcome<ZipArchive> Open(std::string bytes, const XlsxLimits& limits);

  // Names are compared without regard to ASCII case, as the format demands,
  // and to which slash they have.
  bool Has(absl::string_view name) const;

  // Rule workbook.broken_zip, also when it is missing.
  MaybeViolation OpenPart(absl::string_view name, ZipPart* part);

 private:
  friend class ZipPart;
  struct Entry {
    zip_uint64_t index = 0;
    uint64_t compressed = 0;
    uint64_t inflated = 0;  // as far as it was read
  };
  struct Close {
    void operator()(zip_t* zip) const { zip_discard(zip); }
  };

  MaybeViolation ListEntries();
  MaybeViolation CheckSize(const ZipPart& part) const;

  XlsxLimits limits_;
  std::unique_ptr<std::string> bytes_;  // outlives zip_, never moves
  std::unique_ptr<zip_t, Close> zip_;
  std::map<std::string, Entry> entries_;  // by lower-case name with slashes
  uint64_t inflated_ = 0;
};

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_ARCHIVE_H_
