// The engine over HTTP: one client a service, same paths as the page.
import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";
import { hearTime } from "@/clock";
import { pause } from "@/engine/warm_up";
import { AnalysisService } from "@/gen/cmmm/v1/analysis_service_pb";
import { ModelService } from "@/gen/cmmm/v1/model_service_pb";
import { ScoringService } from "@/gen/cmmm/v1/scoring_service_pb";

export const transport = createConnectTransport({
  baseUrl: new URL(".", location.href).href,
  // Half as long as JSON, for workbooks most of all.
  useBinaryFormat: true,
  defaultTimeoutMs: 30_000,
  interceptors: [
    (next) => async (request) => {
      const response = await next(request);
      hearTime(response.header.get("date"));
      // What is drawn of it is drawn in a task of its own.
      await pause();
      return response;
    },
  ],
});

export const scoring = createClient(ScoringService, transport);
export const models = createClient(ModelService, transport);
export const analysis = createClient(AnalysisService, transport);
