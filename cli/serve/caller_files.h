// The files of who may call and how much: read at the start and on SIGHUP.
#ifndef CMMM_CLI_SERVE_CALLER_FILES_H_
#define CMMM_CLI_SERVE_CALLER_FILES_H_

#include <string>

#include "cmmm/config/v1/server_config.pb.h"
#include "service/access.h"
#include "service/quotas.h"

namespace cmmm::cli {

// The keys that are let in; false, after saying why on standard error, when
// they cannot be read. `old` is in service, or null; `hash`, unless null,
// becomes the file's SHA-256.
// REQUIRES: the settings name one. Keys of token issuers are brought, or taken
// over from `old`.
bool ReadAccessFile(const config::v1::ServerConfig& settings,
                    const service::Access* old, service::Access* access,
                    std::string* hash = nullptr);

// The quotas of tenants, likewise.
bool ReadQuotaFile(const config::v1::ServerConfig& settings,
                   service::QuotaBook* book);

// Whether those files that the settings name would be read; says why not on
// standard error. Asks no issuer of tokens for his keys.
bool CheckCallerFiles(const config::v1::ServerConfig& settings);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_SERVE_CALLER_FILES_H_
