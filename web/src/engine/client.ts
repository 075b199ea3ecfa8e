// The engine over HTTP: one client a service, same paths as the page.
import {
  ConnectError,
  createClient,
  type Interceptor,
} from "@connectrpc/connect";
import {
  createConnectTransport,
  type ConnectTransportOptions,
} from "@connectrpc/connect-web";
import { hearTime } from "@/clock";
import { pause } from "@/engine/warm_up";
import { AnalysisService } from "@/gen/cmmm/v1/analysis_service_pb";
import { ModelService } from "@/gen/cmmm/v1/model_service_pb";
import { ScoringService } from "@/gen/cmmm/v1/scoring_service_pb";

// A server that is full, or that has been asked too much in a second, says when
// to try again: of many files some would else be told to be at fault.
const MOST_TRIES = 4;
const MOST_WAIT = 5;

const askAgain: Interceptor = (next) => async (request) => {
  for (let nth = 1; ; ++nth) {
    try {
      return await next(request);
    } catch (error) {
      const { metadata } = ConnectError.from(error);
      const seconds = Number(metadata.get("retry-after") ?? Infinity);
      if (nth === MOST_TRIES || !(seconds <= MOST_WAIT)) throw error;
      await new Promise((go) => setTimeout(go, seconds * 1000));
    }
  }
};

const how = {
  baseUrl: new URL(".", location.href).href,
  defaultTimeoutMs: 30_000,
  interceptors: [
    askAgain,
    (next) => async (request) => {
      const response = await next(request);
      hearTime(response.header.get("date"));
      // What is drawn of it is drawn in a task of its own.
      await pause();
      return response;
    },
  ],
} satisfies Partial<ConnectTransportOptions>;

export const transport = createConnectTransport({
  ...how,
  // Half as long as JSON, for workbooks most of all.
  useBinaryFormat: true,
});

export const scoring = createClient(ScoringService, transport);
export const models = createClient(ModelService, transport);
export const analysis = createClient(AnalysisService, transport);

/**
 * A client whose every request is `json` as it stands, which somebody else
 * wrote: the engine reads all of it, and says what is wrong with it.
 */
export function analysisOf(json: string) {
  const transport = createConnectTransport({
    ...how,
    fetch: (url, more) => fetch(url, { ...more, body: json }),
  });
  return createClient(AnalysisService, transport);
}
