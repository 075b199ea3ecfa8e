// The files of TLS: read at the start, on SIGHUP, and when they have changed.
//
//   TlsFiles tls(settings);
//   if (!tls.Start()) return …;  // it said why
//   … every so often: tls.ReloadIfChanged();  on SIGHUP: tls.Reload();
#ifndef CMMM_CLI_SERVE_TLS_FILES_H_
#define CMMM_CLI_SERVE_TLS_FILES_H_

#include <optional>
#include <string>

#include "cmmm/config/v1/server_config.pb.h"
#include "engine/base/failure.h"
#include "service/certificate.h"

namespace cmmm::cli {

// Reads what the settings name; fails (kConfig) with a violation for each file,
// of those that cannot be read `tls.unreadable`. REQUIRES: they name some.
MaybeFailure ReadTlsFiles(const config::v1::ServerConfig& settings,
                          service::Certificate* certificate);

// What ReadTlsFiles says of the settings; nothing when they name no files.
MaybeFailure CheckTlsFiles(const config::v1::ServerConfig& settings);

// Keeps the certificate in service that of the files.
// Start, Reload and ReloadIfChanged are one thread's; `live` is any thread's.
class TlsFiles {
 public:
  // `settings` outlive it.
  explicit TlsFiles(const config::v1::ServerConfig& settings)
      : settings_(settings) {}

  // Reads them for the first time; false, after saying why on standard error.
  bool Start();

  // Reads them again; when they cannot be used the old certificate stays, and
  // standard error says so.
  void Reload();

  // The same if a file is another than when they were read last: for whoever
  // renews certificates without telling. Costs two looks at the file system.
  void ReloadIfChanged();

  // What the doors show; nullptr: the settings name no files.
  const service::LiveCertificate* live() const {
    return live_.has_value() ? &*live_ : nullptr;
  }

 private:
  std::string Look() const;

  const config::v1::ServerConfig& settings_;
  std::optional<service::LiveCertificate> live_;
  std::string seen_;  // which files were read last
};

}  // namespace cmmm::cli

#endif  // CMMM_CLI_SERVE_TLS_FILES_H_
