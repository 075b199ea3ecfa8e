// The process in figures, by the names that every Prometheus client gives them:
// process_cpu_seconds_total, process_resident_memory_bytes, process_open_fds,
// process_max_fds, process_start_time_seconds.
//
// Read when somebody asks, not before.
#ifndef CMMM_SERVICE_PROCESS_METRICS_H_
#define CMMM_SERVICE_PROCESS_METRICS_H_

#include "service/metrics_text.h"

namespace cmmm::service {

// Reads /proc/self; what cannot be read is left out.
// Seconds, bytes and numbers, as the convention has them. Linux only.
void WriteProcessMetrics(MetricsText* text);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_PROCESS_METRICS_H_
