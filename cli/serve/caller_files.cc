#include "cli/serve/caller_files.h"

#include <iostream>

#include "cli/files/read_file.h"
#include "cli/printing/failure_text.h"
#include "cli/serve/issuer_keeper.h"
#include "engine/base/sha256.h"

namespace cmmm::cli {
namespace {

// Whether all is well; else says what is not.
bool IsWell(const std::string& file, const MaybeFailure& failure) {
  if (failure.has_value()) PrintFailure(file, *failure, std::cerr);
  return !failure.has_value();
}

MaybeFailure ReadAccess(const std::string& file, service::Access* access,
                        std::string* text) {
  if (auto failure = ReadWholeFile(file, service::kMaxAccessBytes, text)) {
    return failure;
  }
  return access->Read(*text);
}

}  // namespace

bool ReadAccessFile(const config::v1::ServerConfig& settings,
                    const service::Access* old, service::Access* access,
                    std::string* hash) {
  std::string text;
  MaybeFailure failure = ReadAccess(settings.access_file(), access, &text);
  if (hash != nullptr) *hash = Sha256Hex(text);
  if (!failure.has_value()) failure = BringIssuerKeys(*access, old);
  return IsWell(settings.access_file(), failure);
}

bool ReadQuotaFile(const config::v1::ServerConfig& settings,
                   service::QuotaBook* book) {
  std::string text;
  MaybeFailure failure =
      ReadWholeFile(settings.quota_file(), service::kMaxQuotaBytes, &text);
  if (!failure.has_value()) failure = book->Read(text);
  return IsWell(settings.quota_file(), failure);
}

bool CheckCallerFiles(const config::v1::ServerConfig& settings) {
  service::Access access;
  std::string text;
  service::QuotaBook book;
  const bool lets_in =
      settings.access_file().empty() ||
      IsWell(settings.access_file(),
             ReadAccess(settings.access_file(), &access, &text));
  const bool counts =
      settings.quota_file().empty() || ReadQuotaFile(settings, &book);
  return lets_in && counts;
}

}  // namespace cmmm::cli
