// What settings may be, each by itself and together.
#ifndef CMMM_SERVICE_CHECK_SETTINGS_H_
#define CMMM_SERVICE_CHECK_SETTINGS_H_

#include "engine/base/violations.h"
#include "service/settings.h"

namespace cmmm::service {

// Adds what is wrong with settings that all have a value: config.range,
// config.address, config.insecure, config.origin, config.no_access,
// config.proxy, config.contradiction.
void CheckSettings(const Config& config, Violations* wrong);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_CHECK_SETTINGS_H_
