#include "excel/archive.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "excel/describe_other.h"

namespace cmmm::excel {
namespace {

constexpr absl::string_view kOle("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
constexpr absl::string_view kZip("PK\x03\x04", 4);
constexpr absl::string_view kEmptyZip("PK\x05\x06", 4);
constexpr size_t kPiece = size_t{64} << 10;

// `text` as an OLE directory writes it: UTF-16LE.
std::string Wide(absl::string_view text) {
  std::string wide;
  for (const char c : text) {
    wide.push_back(c);
    wide.push_back('\0');
  }
  return wide;
}

Violation OleFault(absl::string_view bytes) {
  if (absl::StrContains(bytes, Wide("EncryptedPackage"))) {
    return MakeViolation("", "workbook.password",
                         "the workbook is protected by a password to open it; "
                         "remove it (File, Info, Protect) and save again");
  }
  return MakeViolation("", "workbook.old_xls",
                       "this is the format of Excel 97 to 2003 or of older WPS "
                       "(.xls, .et); save it as .xlsx");
}

MaybeViolation CheckKind(absl::string_view bytes, const XlsxLimits& limits) {
  if (bytes.size() > limits.file_bytes) {
    return MakeViolation(
        "", "workbook.too_large",
        absl::StrCat("larger than ", limits.file_bytes,
                     " bytes: delete pictures and sheets that do not belong to "
                     "the questions, and save it again"));
  }
  if (absl::StartsWith(bytes, kOle)) return OleFault(bytes);
  if (absl::StartsWith(bytes, kZip) || absl::StartsWith(bytes, kEmptyZip)) {
    return std::nullopt;
  }
  return DescribeOther(bytes);
}

// The number of entries is checked before anything is allocated for them:
// bytes 10 and 11 of every end record there may be.
MaybeViolation CheckEntryCount(absl::string_view bytes,
                               const XlsxLimits& limits) {
  const size_t longest_end = 22 + 65'535;
  const absl::string_view tail =
      bytes.substr(bytes.size() > longest_end ? bytes.size() - longest_end : 0);
  for (size_t at = 0; (at = tail.find(kEmptyZip, at)) != tail.npos; ++at) {
    if (tail.size() - at < 22) break;
    const auto byte = [&](size_t i) {
      return static_cast<size_t>(static_cast<unsigned char>(tail[at + i]));
    };
    const size_t count = byte(10) + 256 * byte(11);
    if (count > limits.entries) {
      return MakeViolation("", "workbook.too_many_entries",
                           absl::StrCat("more than ", limits.entries,
                                        " entries in the zip archive"));
    }
  }
  return std::nullopt;
}

Violation BrokenZip(absl::string_view where, absl::string_view why) {
  return MakeViolation(where, "workbook.broken_zip",
                       absl::StrCat("the file is damaged, or was not copied to "
                                    "its end (",
                                    Printable(why),
                                    "): copy or download it again, or open it "
                                    "with Excel or WPS and save it as .xlsx"));
}

// What a name is compared by: some programs write `xl\workbook.xml`.
std::string KeyOf(absl::string_view name) {
  return absl::AsciiStrToLower(absl::StrReplaceAll(name, {{"\\", "/"}}));
}

}  // namespace

Outcome<ZipArchive> ZipArchive::Open(std::string bytes,
                                     const XlsxLimits& limits) {
  if (const MaybeViolation fault = CheckKind(bytes, limits)) {
    return RefuseWorkbook(*fault);
  }
  if (const MaybeViolation fault = CheckEntryCount(bytes, limits)) {
    return RefuseWorkbook(*fault);
  }
  ZipArchive archive;
  archive.limits_ = limits;
  archive.bytes_ = std::make_unique<std::string>(std::move(bytes));
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(
      archive.bytes_->data(), archive.bytes_->size(), 0, &error);
  if (source != nullptr) {
    archive.zip_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (archive.zip_ == nullptr) zip_source_free(source);
  }
  const std::string why = zip_error_strerror(&error);
  zip_error_fini(&error);
  if (archive.zip_ == nullptr) return RefuseWorkbook(BrokenZip("", why));
  if (const MaybeViolation fault = archive.ListEntries())
    return RefuseWorkbook(*fault);
  return archive;
}

MaybeViolation ZipArchive::ListEntries() {
  const zip_int64_t count = zip_get_num_entries(zip_.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t stat;
    const auto index = static_cast<zip_uint64_t>(i);
    if (zip_stat_index(zip_.get(), index, 0, &stat) != 0 ||
        (stat.valid & ZIP_STAT_NAME) == 0) {
      return BrokenZip("", "an entry cannot be read");
    }
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
        stat.encryption_method != ZIP_EM_NONE) {
      return MakeViolation(stat.name, "workbook.password",
                           "the zip archive is encrypted; remove the password "
                           "and save again");
    }
    const uint64_t compressed =
        (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0;
    if (!entries_.try_emplace(KeyOf(stat.name), Entry{index, compressed, 0})
             .second) {
      return BrokenZip(stat.name, "there are two entries of this name");
    }
  }
  return std::nullopt;
}

bool ZipArchive::Has(absl::string_view name) const {
  return entries_.count(KeyOf(name)) > 0;
}

// What inflated of the part so far, and of all parts.
MaybeViolation ZipArchive::CheckSize(const ZipPart& part) const {
  if (inflated_ > limits_.inflated_bytes) {
    return MakeViolation(part.name_, "workbook.inflates_too_much",
                         absl::StrCat("the parts inflate to more than ",
                                      limits_.inflated_bytes, " bytes"));
  }
  if (part.inflated_ > limits_.ratio_from_bytes &&
      part.inflated_ / limits_.ratio >= part.compressed_) {
    return MakeViolation(part.name_, "workbook.inflates_too_much",
                         absl::StrCat("inflates to more than ", limits_.ratio,
                                      " times its size"));
  }
  return std::nullopt;
}

MaybeViolation ZipArchive::OpenPart(absl::string_view name, ZipPart* part) {
  const auto found = entries_.find(KeyOf(name));
  if (found == entries_.end()) return BrokenZip(name, "this part is missing");
  part->archive_ = this;
  part->name_ = std::string(name);
  part->counted_ = &found->second.inflated;
  part->compressed_ = found->second.compressed;
  part->inflated_ = 0;
  part->file_.reset(zip_fopen_index(zip_.get(), found->second.index, 0));
  if (part->file_ == nullptr) return BrokenZip(name, zip_strerror(zip_.get()));
  part->buffer_.resize(kPiece);
  return std::nullopt;
}

MaybeViolation ZipPart::Next(absl::string_view* piece) {
  const zip_int64_t read = zip_fread(file_.get(), buffer_.data(), kPiece);
  if (read < 0) return BrokenZip(name_, zip_file_strerror(file_.get()));
  const auto length = static_cast<size_t>(read);
  *piece = {buffer_.data(), length};
  inflated_ += length;
  if (inflated_ > *counted_) {
    archive_->inflated_ += inflated_ - *counted_;
    *counted_ = inflated_;
  }
  return archive_->CheckSize(*this);
}

}  // namespace cmmm::excel
