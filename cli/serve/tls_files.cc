#include "cli/serve/tls_files.h"

#include <sys/stat.h>

#include <ctime>
#include <iostream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/files/read_file.h"
#include "cli/printing/failure_text.h"
#include "service/log_event.h"
#include "service/revocations.h"

namespace cmmm::cli {
namespace {

void ReadPem(const std::string& name, service::PemFile* file,
             Violations* unreadable,
             size_t most = service::kMaxCertificateBytes) {
  file->name = name;
  const auto failure = ReadWholeFile(name, most, &file->text);
  if (!failure.has_value()) return;
  unreadable->Add(name, "tls.unreadable", "", failure->message);
}

void LogCertificate(const service::Certificate& certificate) {
  const bool is_over = certificate.not_after < std::time(nullptr);
  service::LogEvent(is_over ? "tls_certificate_expired" : "tls_certificate",
                    {{"subject", certificate.subject},
                     {"not_after", service::TimeText(certificate.not_after)}});
  if (certificate.revoked == nullptr) return;
  const int64_t next = certificate.revoked->next_update();
  const bool is_late = next != 0 && next < std::time(nullptr);
  service::LogEvent(
      is_late ? "tls_client_crl_expired" : "tls_client_crl",
      {{"next_update", next == 0 ? "" : service::TimeText(next)}});
}

}  // namespace

MaybeFailure ReadTlsFiles(const config::v1::ServerConfig& settings,
                          service::Certificate* certificate) {
  service::CertificateFiles files;
  Failure failure{FailureKind::kConfig, "TLS cannot be set up", "无法启用 TLS"};
  ReadPem(settings.tls_certificate(), &files.chain, &failure.violations);
  ReadPem(settings.tls_key(), &files.key, &failure.violations);
  if (!settings.tls_client_ca().empty()) {
    ReadPem(settings.tls_client_ca(), &files.client_ca, &failure.violations);
  }
  if (!settings.tls_client_crl().empty()) {
    ReadPem(settings.tls_client_crl(), &files.client_crl, &failure.violations,
            service::kMaxRevocationBytes);
  }
  if (!failure.violations.empty()) return failure;
  return service::ReadCertificate(files, certificate);
}

MaybeFailure CheckTlsFiles(const config::v1::ServerConfig& settings) {
  if (settings.tls_certificate().empty()) return std::nullopt;
  service::Certificate certificate;
  return ReadTlsFiles(settings, &certificate);
}

bool TlsFiles::Start() {
  if (settings_.tls_certificate().empty()) return true;
  seen_ = Look();
  service::Certificate certificate;
  if (auto failure = ReadTlsFiles(settings_, &certificate)) {
    PrintFailure("", *failure, std::cerr);
    return false;
  }
  LogCertificate(certificate);
  live_.emplace(std::move(certificate));
  return true;
}

void TlsFiles::Reload() {
  if (!live_.has_value()) return;
  // Before they are read: what changes meanwhile is read next time.
  seen_ = Look();
  service::Certificate certificate;
  if (auto failure = ReadTlsFiles(settings_, &certificate)) {
    live_->CountRefused();
    PrintFailure("", *failure, std::cerr);
    std::cout << "cmmm: the old certificate stays" << std::endl;
    return;
  }
  const auto old = live_->Get();
  if (old->chain == certificate.chain && old->key == certificate.key &&
      old->client_ca == certificate.client_ca &&
      old->client_crl == certificate.client_crl) {
    return;
  }
  LogCertificate(certificate);
  live_->Replace(std::move(certificate));
  std::cout << "cmmm: the certificate was renewed" << std::endl;
}

void TlsFiles::ReloadIfChanged() {
  if (live_.has_value() && Look() != seen_) Reload();
}

std::string TlsFiles::Look() const {
  std::string seen;
  for (const std::string& name :
       {settings_.tls_certificate(), settings_.tls_key(),
        settings_.tls_client_ca(), settings_.tls_client_crl()}) {
    struct stat file {};
    if (stat(name.c_str(), &file) != 0) continue;
    absl::StrAppend(&seen, name, ":", file.st_ino, ":", file.st_size, ":",
                    file.st_mtim.tv_sec, ".", file.st_mtim.tv_nsec, "\n");
  }
  return seen;
}

}  // namespace cmmm::cli
