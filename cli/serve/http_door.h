// The HTTP door of `cmmm serve`: where it listens, and which page it has.
#ifndef CMMM_CLI_SERVE_HTTP_DOOR_H_
#define CMMM_CLI_SERVE_HTTP_DOOR_H_

#include <memory>
#include <string>

#include "cmmm/config/v1/server_config.pb.h"
#include "engine/base/failure.h"
#include "http/server.h"
#include "server/server.h"
#include "service/listen_address.h"
#include "service/unary_call.h"

namespace cmmm::cli {

// Starts it over the tools of the other door, which outlive it, and says where
// on standard output; leaves `http` empty without the setting `http`. Fails
// when the page cannot be read (kNoInput) or the address is taken
// (kUnavailable). REQUIRES: the settings are without findings.
MaybeFailure StartHttp(const config::v1::ServerConfig& settings,
                       const service::CallTools& tools,
                       std::unique_ptr<http::Server>* http);

// What StartHttp would say of the page that the settings name.
MaybeFailure CheckPage(const config::v1::ServerConfig& settings);

// As StartHttp, for the figures of `server` and, unless it is null, of `http`,
// at the setting `metrics`. Both outlive it.
// Nothing is started without the setting.
MaybeFailure StartMetrics(const config::v1::ServerConfig& settings,
                          const server::Server* server,
                          const http::Server* http,
                          std::unique_ptr<http::Server>* metrics);

// What is reached from other machines, and not encrypted, is named in the log.
void NameIfInsecure(const service::ListenAddress& address, bool has_tls);

// Where the page is when nobody says so: `web` beside the installed models, or
// `web/dist`, where it is built, beside those of the repository; empty:
// nowhere.
std::string DefaultPageFolder(const std::string& models);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_SERVE_HTTP_DOOR_H_
