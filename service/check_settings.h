// What settings may be, each by itself and together.
//
//   config.range          a number outside its least to most
//   config.address        no HOST:PORT, [IPV6]:PORT or unix:PATH
//   config.insecure       reached from other machines, in the clear, unsaid
//   config.origin         no origin as a browser names one, nor `*`
//   config.proxy          no address, range or `unix`
//   config.no_access      reached from elsewhere, and nobody says who may call
//   config.contradiction  two settings that exclude each other, or one that is
//                         of no use without another
#ifndef CMMM_SERVICE_CHECK_SETTINGS_H_
#define CMMM_SERVICE_CHECK_SETTINGS_H_

#include "engine/base/violations.h"
#include "service/settings.h"

namespace cmmm::service {

// Adds what is wrong with settings that all have a value: config.range,
// config.address, config.insecure, config.origin, config.no_access,
// config.proxy, config.contradiction.
// The field path is where the value comes from, as in settings.h.
void CheckSettings(const Config& config, Violations* wrong);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_CHECK_SETTINGS_H_
