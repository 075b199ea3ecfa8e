#include "service/server_info.h"

#include <sys/utsname.h>

#include <chrono>
#include <ctime>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "engine/describe_model.h"
#include "service/methods.h"
#include "service/unary_call.h"

namespace cmmm::service {
namespace {

// `gcc 12.2.0, x86_64 linux`.
std::string BuildText() {
#ifdef __clang__
  std::string compiler = absl::StrCat("clang ", __clang_version__);
#else
  std::string compiler = absl::StrCat("gcc ", __VERSION__);
#endif
  utsname system{};
  if (uname(&system) != 0) return compiler;
  return absl::StrCat(compiler, ", ", system.machine, " ",
                      absl::AsciiStrToLower(system.sysname));
}

std::string InfoTimeText(std::chrono::system_clock::time_point time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[32];
  return {text, std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

void AddLimit(const char* name, int64_t value,
              v1::GetServerInfoResponse* response) {
  if (value <= 0) return;
  v1::ServerLimit* limit = response->add_limits();
  limit->set_name(name);
  limit->set_value(value);
}

// Every method of the services that the table has rows of; streams are none.
void AddMethods(v1::GetServerInfoResponse* response) {
  const google::protobuf::ServiceDescriptor* last = nullptr;
  for (const Method& row : Methods()) {
    const auto* service = row.descriptor->service();
    if (service == last) continue;
    last = service;
    for (int m = 0; m < service->method_count(); ++m) {
      response->add_methods(
          absl::StrCat(service->full_name(), "/", service->method(m)->name()));
    }
  }
}

}  // namespace

std::optional<Refusal> DescribeServer(
    const Catalog& catalog, const v1::GetServerInfoRequest& /*request*/,
    v1::GetServerInfoResponse* response) {
  DescribeCatalog(catalog, response);
  response->set_build(BuildText());
  AddMethods(response);
  return std::nullopt;
}

void AddServerFacts(const CallTools& tools,
                    v1::GetServerInfoResponse* response) {
  response->set_started(InfoTimeText(tools.started));
  response->set_models_loaded(InfoTimeText(tools.catalog->counts().loaded));
  const Limits& limits = tools.admission->limits();
  AddLimit("max-message-bytes", static_cast<int64_t>(tools.max_message_bytes),
           response);
  AddLimit("max-calls", limits.max_calls, response);
  AddLimit("max-calls-per-peer", limits.max_calls_per_peer, response);
  AddLimit("max-streams", limits.max_streams, response);
  AddLimit("max-streams-per-peer", limits.max_streams_per_peer, response);
  AddLimit("calls-per-second", limits.rate.calls_per_second, response);
  AddLimit("calls-per-second-per-peer", limits.rate.peer_calls_per_second,
           response);
  AddLimit("work-threads", tools.pool->threads(), response);
  AddLimit("max-queue", tools.max_queue, response);
  AddLimit("max-work-ms", tools.max_work.count(), response);
  if (tools.access != nullptr) {
    AddLimit("failed-credentials-per-minute",
             limits.rate.failed_credentials_per_minute, response);
    response->add_capabilities("access");
  }
  if (tools.audit != nullptr) response->add_capabilities("audit");
  if (tools.quotas != nullptr) response->add_capabilities("quotas");
}

}  // namespace cmmm::service
