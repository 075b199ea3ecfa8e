// What went wrong, as far as a person can do something about it.
import { Code, ConnectError } from "@connectrpc/connect";
import { expect, test } from "vitest";
import { problemOf } from "@/engine/problem";
import { BadRequestSchema } from "@/gen/google/rpc/error_details_pb";

test.each([
  [Code.Unavailable, "waiting"],
  [Code.DeadlineExceeded, "waiting"],
  [Code.Unimplemented, "older"],
  [Code.ResourceExhausted, "busy"],
  [Code.InvalidArgument, "refused"],
  [Code.NotFound, "refused"],
  [Code.Internal, "other"],
] as const)("code %i is %s", (code, kind) => {
  expect(problemOf(new ConnectError("x", code)).kind).toBe(kind);
});

test("no network is waiting", () => {
  expect(problemOf(new TypeError("Failed to fetch")).kind).toBe("waiting");
});

test("a refusal lists what the server found", () => {
  const value = { fieldViolations: [{ field: "f", description: "said so" }] };
  const error = new ConnectError("x", Code.InvalidArgument, undefined, [
    { desc: BadRequestSchema, value },
  ]);
  expect(problemOf(error).details).toEqual(["said so"]);
});
