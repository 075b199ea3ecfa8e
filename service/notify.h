// Tells the service manager how the process is, as systemd's sd_notify does:
// a datagram to the socket that the environment variable NOTIFY_SOCKET names.
//
//   NotifyManager("READY=1");       // it serves
//   NotifyManager("RELOADING=1");   // and READY=1 when that is over
//   NotifyManager("STOPPING=1");
// Without the variable, as when nobody manages the process, nothing is sent.
#ifndef CMMM_SERVICE_NOTIFY_H_
#define CMMM_SERVICE_NOTIFY_H_

#include "absl/strings/string_view.h"

namespace cmmm::service {

// False when nobody asked to be told, or cannot be; nothing depends on it.
// Never waits for an answer.
bool NotifyManager(absl::string_view state);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_NOTIFY_H_
