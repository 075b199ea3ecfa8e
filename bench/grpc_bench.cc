// Score and ScoreStream beside an empty unary call on the same server.
//
// The server is pinned to core 0, the load to core 1. Every round measures
// every row. Server CPU is what its clock says, so that it also tells when the
// load generator is the limit.
//   grpc_bench [ROUNDS [SECONDS [PART-OF-NAME]]]
// measures only rows with that in their name, and the empty call. Prints
// medians, a JSON object a line.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "bench/load.h"
#include "bench/server_process.h"

namespace cmmm::bench {
namespace {

constexpr int kOutstanding = 16;

struct Row {
  std::string name;
  std::function<Load(double)> run;
  double per_call;  // assessments
  std::vector<double> rate = {};
  std::vector<double> cpu = {};
  std::vector<double> p50 = {};
  std::vector<double> p99 = {};
  std::vector<double> busy = {};
};

// One measurement of a row, and what it cost the server.
struct Measured {
  Load load;
  double cpu_seconds = 0;
  double busy = 0;  // the server's share of its core
};

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[values.size() / 2];
}

void Print(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    std::printf(
        "{\"name\": \"%s\", \"assessments_per_second\": %.0f, "
        "\"server_cpu_us_per_call\": %.2f, \"p50_us\": %.1f, "
        "\"p99_us\": %.1f, \"server_busy\": %.2f}\n",
        row.name.c_str(), Median(row.rate) * row.per_call,
        Median(row.cpu) * 1e6, Median(row.p50), Median(row.p99),
        Median(row.busy));
  }
}

std::vector<Row> MakeRows(grpc::Channel* channel, const CompiledModel& model) {
  std::vector<Row> rows;
  const auto add_unary = [&](const std::string& name, const char* method,
                             const grpc::ByteBuffer& request) {
    rows.push_back({name,
                    [channel, method, request](double time) {
                      return RunUnary(channel, method, request, kOutstanding,
                                      time);
                    },
                    1});
  };
  const auto add_stream = [&](const std::string& name, v1::View view) {
    rows.push_back({name,
                    [channel, block = BlockBytes(model, view)](double time) {
                      return RunStream(channel, kStreamMethod, block, time);
                    },
                    kBlock});
  };
  const grpc::Slice nothing;
  add_unary("empty unary call", kEmptyMethod, {&nothing, 1});
  add_unary("the same with limits, figures and log", kCountedMethod,
            {&nothing, 1});
  add_unary("constant as long as LEVEL", kLevelBytesMethod,
            ScoreRequestBytes(model, true, v1::VIEW_LEVEL));
  add_unary("constant as long as FULL", kFullBytesMethod,
            ScoreRequestBytes(model, true, v1::VIEW_FULL));
  for (const bool packed : {true, false}) {
    for (const auto& [view, name] : {std::pair(v1::VIEW_LEVEL, "LEVEL"),
                                     std::pair(v1::VIEW_SCORECARD, "SCORECARD"),
                                     std::pair(v1::VIEW_FULL, "FULL")}) {
      add_unary(
          std::string(packed ? "Score, packed, " : "Score, list, ") + name,
          kScoreMethod, ScoreRequestBytes(model, packed, view));
    }
  }
  add_stream("ScoreStream, 256 packed, LEVEL", v1::VIEW_LEVEL);
  add_stream("ScoreStream, 256 packed, SCORECARD", v1::VIEW_SCORECARD);
  return rows;
}

// Under full load the server uses all of its core. When it does not, another
// program had the core, and the row is measured again, some times at most; the
// least disturbed measurement counts.
Measured Measure(const ServerProcess& server, const Row& row, double seconds) {
  constexpr int kAttempts = 6;
  constexpr double kUndisturbed = 0.93;
  Measured best;
  for (int i = 0; i < kAttempts && best.busy < kUndisturbed; ++i) {
    Measured measured;
    const double before = server.CpuSeconds();
    measured.load = row.run(seconds);
    measured.cpu_seconds = server.CpuSeconds() - before;
    measured.busy = measured.cpu_seconds / measured.load.seconds;
    if (measured.busy > best.busy) best = measured;
  }
  return best;
}

int Run(int rounds, double seconds, const std::string& part) {
  const ServerProcess server;
  const Catalog catalog = LoadCatalog();
  const auto channel = server.Connect();
  std::vector<Row> rows =
      MakeRows(channel.get(), *catalog.entries().front().compiled);
  rows.erase(std::remove_if(rows.begin() + 1, rows.end(),
                            [&part](const Row& row) {
                              return row.name.find(part) == std::string::npos;
                            }),
             rows.end());
  int64_t failed = 0;
  for (int round = 0; round < rounds; ++round) {
    for (Row& row : rows) {
      const auto& [load, cpu_seconds, busy] = Measure(server, row, seconds);
      row.rate.push_back(load.calls_per_second);
      row.cpu.push_back(cpu_seconds / static_cast<double>(load.calls));
      row.busy.push_back(busy);
      row.p50.push_back(load.p50_microseconds);
      row.p99.push_back(load.p99_microseconds);
      failed += load.failed;
    }
    std::fprintf(stderr, "round %d of %d\n", round + 1, rounds);
  }
  Print(rows);
  if (failed > 0) std::fprintf(stderr, "%ld calls failed\n", failed);
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace cmmm::bench

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
  const double seconds = argc > 2 ? std::atof(argv[2]) : 2.0;
  return cmmm::bench::Run(rounds, seconds, argc > 3 ? argv[3] : "");
}
