// What a server is set to (service/settings.h), as the server takes it.
#ifndef CMMM_SERVER_SERVER_OPTIONS_H_
#define CMMM_SERVER_SERVER_OPTIONS_H_

#include "cmmm/config/v1/server_config.pb.h"
#include "server/server.h"

namespace cmmm::server {

// The options of a server for `config`, in which every setting has its value
// and none is wrong (service::ReadConfig found nothing). Those of a config of
// defaults are ServerOptions().
// Times are in whole seconds there, but for max_work_ms; access, audit trail,
// quotas and certificate are not in it: they are made at start-up and live.
ServerOptions OptionsOf(const config::v1::ServerConfig& config);

}  // namespace cmmm::server

#endif  // CMMM_SERVER_SERVER_OPTIONS_H_
