// Which clock counts: the device's, unless it says what cannot be.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { hearTime, isClockWrong, isImpossible, now } from "@/clock";

const SERVER = "Wed, 01 Dec 2100 08:00:00 GMT";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.setSystemTime(Date.parse(SERVER));
  hearTime(SERVER);
  vi.useRealTimers();
});

test("a clock that may be right counts, whatever the server says", () => {
  vi.setSystemTime(Date.parse("2100-06-01T00:00:00Z"));
  for (const said of [SERVER, "Thu, 01 Jan 1970 00:00:00 GMT", null, "x"]) {
    hearTime(said);
    expect(isImpossible()).toBe(false);
    expect(isClockWrong()).toBe(false);
    expect(now()).toBe(Date.now());
  }
});

test("in 1970 the server's counts, and goes on", () => {
  vi.setSystemTime(0);
  expect(isImpossible()).toBe(true);
  hearTime(SERVER);
  expect(isClockWrong()).toBe(true);
  expect(now()).toBe(Date.parse(SERVER));
  vi.advanceTimersByTime(1000);
  expect(now()).toBe(Date.parse(SERVER) + 1000);
  // Set right meanwhile.
  vi.setSystemTime(Date.parse(SERVER));
  hearTime(SERVER);
  expect(isClockWrong()).toBe(false);
});

test("of two clocks that are both impossible, the device's is left", () => {
  vi.setSystemTime(0);
  for (const said of ["Fri, 02 Jan 1970 00:00:00 GMT", null, ""]) {
    hearTime(said);
    expect(isClockWrong()).toBe(false);
    expect(now()).toBe(0);
  }
});
