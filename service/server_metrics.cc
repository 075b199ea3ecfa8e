#include "service/server_metrics.h"

#include <chrono>

#include "engine/base/version.h"
#include "engine/model/compiled_model.h"
#include "service/metrics_text.h"
#include "service/process_metrics.h"
#include "service/revocations.h"

namespace cmmm::service {
namespace {

constexpr MetricType kCounter = MetricType::kCounter;
constexpr MetricType kGauge = MetricType::kGauge;

double Number(int64_t count) { return static_cast<double>(count); }

void WriteUse(const CallTools& tools, MetricsText* text) {
  const PeerUse use = tools.admission->InUse();
  text->Single("cmmm_calls_in_flight", kGauge,
               "Calls that came and whose reply has not gone.", use.calls);
  text->Single("cmmm_streams_open", kGauge, "Open ScoreStream calls.",
               use.streams);
  text->Single("cmmm_reply_bytes_held", kGauge,
               "Bytes of replies that nobody has read yet.", Number(use.bytes));
  const Limits& limits = tools.admission->limits();
  text->Begin("cmmm_limit", kGauge, "What may be in use at once, by flag.");
  text->Sample({{"limit", "max-calls"}}, limits.max_calls);
  text->Sample({{"limit", "max-streams"}}, limits.max_streams);
  text->Sample({{"limit", "max-queue"}}, tools.max_queue);
}

void WritePool(const Pool& pool, MetricsText* text) {
  const Pool::Counts counts = pool.counts();
  text->Single("cmmm_pool_threads", kGauge, "Threads of methods that search.",
               pool.threads());
  text->Single("cmmm_pool_busy", kGauge, "Those at work.", counts.busy);
  text->Single("cmmm_pool_queued", kGauge, "Calls that wait for one.",
               counts.queued);
  text->Single("cmmm_pool_refused_total", kCounter,
               "Calls that the full queue refused.", Number(counts.refused));
}

void WriteConnections(const std::vector<DoorCounts>& doors, MetricsText* text) {
  text->Begin("cmmm_connections_open", kGauge, "Open connections, by door.");
  for (const DoorCounts& one : doors) {
    text->Sample({{"door", one.door}}, one.connections.open);
  }
  text->Begin("cmmm_connections_accepted_total", kCounter,
              "Connections that were let in, by door.");
  for (const DoorCounts& one : doors) {
    text->Sample({{"door", one.door}}, Number(one.connections.accepted));
  }
  text->Begin("cmmm_connections_refused_total", kCounter,
              "Connections that were closed at once, by door and reason.");
  for (const DoorCounts& one : doors) {
    const ConnectionCounts& counts = one.connections;
    text->Sample({{"door", one.door}, {"reason", "SERVER_FULL"}},
                 Number(counts.refused_server_full));
    text->Sample({{"door", one.door}, {"reason", "CALLER_LIMIT"}},
                 Number(counts.refused_caller_limit));
    text->Sample({{"door", one.door}, {"reason", "NO_DESCRIPTOR"}},
                 Number(counts.refused_no_descriptor));
  }
}

void WriteModels(const LiveCatalog& live, MetricsText* text) {
  text->Begin("cmmm_model_info", kGauge, "The models in service; always 1.");
  const auto catalog = live.Get();
  for (const CatalogEntry& entry : catalog->entries()) {
    text->Sample({{"model", entry.compiled->id},
                  {"version", entry.compiled->version},
                  {"digest", entry.compiled->digest}},
                 1);
  }
  const ReloadCounts counts = live.counts();
  text->Begin("cmmm_reloads_total", kCounter,
              "Times that models were to be taken anew, by what became of it.");
  text->Sample({{"result", "replaced"}}, Number(counts.replaced));
  text->Sample({{"result", "refused"}}, Number(counts.refused));
  text->Single(
      "cmmm_models_loaded_time_seconds", kGauge,
      "When the models in service were loaded, since 1970.",
      std::chrono::duration<double>(counts.loaded.time_since_epoch()).count());
}

void WriteAudit(const Audit* audit, MetricsText* text) {
  if (audit == nullptr) return;
  const Audit::Counts counts = audit->counts();
  text->Single("cmmm_audit_lines_total", kCounter,
               "Lines written into the audit trail.",
               Number(counts.trail.lines));
  text->Single("cmmm_audit_failed_total", kCounter,
               "Lines that could not be written into it.",
               Number(counts.trail.failed));
  text->Single("cmmm_audit_unaudited_total", kCounter,
               "Calls that were answered without a line.",
               Number(counts.unaudited));
}

void WriteQuotas(const Quotas* quotas, MetricsText* text) {
  if (quotas == nullptr) return;
  const Quotas::Counts counts = quotas->counts();
  text->Single("cmmm_tenants", kGauge, "Tenants whose use is remembered.",
               Number(counts.tenants));
  text->Begin("cmmm_quota_refused_total", kCounter,
              "Calls that a quota of their tenant refused.");
  for (size_t kind = 0; kind < kQuotaKinds; ++kind) {
    text->Sample({{"quota", NameOf(static_cast<QuotaKind>(kind))}},
                 Number(counts.refused[kind]));
  }
}

void WriteCertificate(const LiveCertificate& live, MetricsText* text) {
  text->Single("cmmm_tls_certificate_not_after_seconds", kGauge,
               "Until when the server's certificate counts, since 1970.",
               Number(live.Get()->not_after));
  if (const auto revoked = live.Get()->revoked) {
    text->Single("cmmm_tls_client_crl_next_update_seconds", kGauge,
                 "When the first list of revoked clients is to be followed by "
                 "another, since 1970; 0: none says so.",
                 Number(revoked->next_update()));
  }
  const LiveCertificate::Counts counts = live.counts();
  text->Begin("cmmm_tls_reloads_total", kCounter,
              "Times that another certificate was to be taken, by what became "
              "of it.");
  text->Sample({{"result", "replaced"}}, Number(counts.replaced));
  text->Sample({{"result", "refused"}}, Number(counts.refused));
}

void WriteIssuers(const Access& access, MetricsText* text) {
  if (access.issuers().empty()) return;
  text->Begin("cmmm_token_keys_time_seconds", kGauge,
              "When the keys of an issuer of tokens were read last, since "
              "1970; 0: never.");
  for (const auto& issuer : access.issuers()) {
    text->Sample({{"issuer", issuer->about().name()}},
                 Number(issuer->brought()));
  }
}

}  // namespace

std::string MetricsOf(const CallTools& tools,
                      const std::vector<DoorCounts>& doors, bool is_serving) {
  MetricsText text;
  text.Begin("cmmm_build_info", kGauge, "The program; always 1.");
  text.Sample({{"version", kEngineVersion}}, 1);
  text.Single("cmmm_serving", kGauge, "What health says: 1 is SERVING.",
              is_serving ? 1 : 0);
  tools.metrics->WriteTo(&text);
  WriteUse(tools, &text);
  WritePool(*tools.pool, &text);
  WriteConnections(doors, &text);
  text.Single("cmmm_log_lines_dropped_total", kCounter,
              "Lines of the log that could not be written.",
              Number(tools.log->dropped_lines()));
  WriteAudit(tools.audit, &text);
  WriteQuotas(tools.quotas, &text);
  WriteModels(*tools.catalog, &text);
  if (tools.certificate != nullptr) WriteCertificate(*tools.certificate, &text);
  if (tools.access != nullptr) WriteIssuers(*tools.access->Get(), &text);
  WriteProcessMetrics(&text);
  return text.text();
}

}  // namespace cmmm::service
