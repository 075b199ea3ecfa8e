// The HTTP door with a method that answers nothing, `ListProgrammes` in its
// place, beside those of `cmmm serve`: what a call by the Connect protocol
// costs at least, within limits and figures. doors_bench.py loads it.
//
//   door_floor        prints its port, serves on 127.0.0.1 until it is ended
#include <unistd.h>

#include <cstdio>
#include <string>

#include "bench/server_process.h"
#include "http/server.h"
#include "service/call_log.h"
#include "service/live_catalog.h"

namespace cmmm::bench {
namespace {

int Run() {
  const service::LiveCatalog models(LoadCatalog());
  service::Admission admission{service::Limits()};
  service::CallLog log(false);
  const service::TrustedProxies proxies;
  service::CallMetrics metrics;
  service::Pool pool({1, 64, std::chrono::seconds(1)});
  service::CallTools tools;
  tools.catalog = &models;
  tools.admission = &admission;
  tools.pool = &pool;
  tools.log = &log;
  tools.metrics = &metrics;
  tools.proxies = &proxies;
  tools.max_message_bytes = size_t{4} << 20;
  http::ServerOptions options;
  options.listen.host = "127.0.0.1";
  static const service::Method counted = CountedMethod();
  options.calls.find = [](absl::string_view path) {
    return path == kCountedMethod ? &counted : service::FindMethod(path);
  };
  Text why;
  const auto server = http::Server::Start(tools, std::move(options), &why);
  if (server == nullptr) {
    std::fprintf(stderr, "%s\n", why.en.c_str());
    return 1;
  }
  std::printf("%d\n", server->address().port);
  std::fflush(stdout);
  pause();
  return 0;
}

}  // namespace
}  // namespace cmmm::bench

int main() { return cmmm::bench::Run(); }
