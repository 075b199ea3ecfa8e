// What went wrong with a call, as far as a person can do something about it.
//
//   waiting   no answer from the server: answers stay in the browser, and the
//             call is made again
//   refused   the server says no to what was sent; `details` says to what
//   older     the server does not know the method: it is older than the page
//   busy      the server is full
//   other     anything else
import { Code, ConnectError } from "@connectrpc/connect";
import { BadRequestSchema } from "@/gen/google/rpc/error_details_pb";

export interface Problem {
  kind: "waiting" | "refused" | "older" | "busy" | "other";
  details: string[];
}

const WAITING = [Code.Unavailable, Code.DeadlineExceeded, Code.Canceled];
const REFUSED = [Code.InvalidArgument, Code.NotFound, Code.FailedPrecondition];

/** What `error`, thrown by a client of client.ts, means. */
export function problemOf(error: unknown): Problem {
  const failure = ConnectError.from(error);
  const noAnswer = failure.cause instanceof TypeError;
  if (noAnswer || WAITING.includes(failure.code)) {
    return { kind: "waiting", details: [] };
  }
  if (failure.code === Code.Unimplemented) {
    return { kind: "older", details: [] };
  }
  if (failure.code === Code.ResourceExhausted) {
    return { kind: "busy", details: [] };
  }
  const details = failure
    .findDetails(BadRequestSchema)
    .flatMap((bad) => bad.fieldViolations)
    .map((violation) => violation.description);
  if (details.length === 0) details.push(failure.rawMessage);
  return {
    kind: REFUSED.includes(failure.code) ? "refused" : "other",
    details,
  };
}
