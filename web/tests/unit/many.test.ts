// Tables that are taken away open in Excel as what they say.
import { beforeAll, expect, test, vi } from "vitest";

let toCsv: typeof import("@/engine/many").toCsv;
beforeAll(async () => {
  vi.stubGlobal("location", { href: "http://127.0.0.1/" });
  ({ toCsv } = await import("@/engine/many"));
});

test("text is quoted, and nothing in it is a formula", () => {
  expect(toCsv([['a "b", c', "=1+1", "-2", "@x", "0.80"]])).toBe(
    '\ufeff"a ""b"", c","\'=1+1","\'-2","\'@x","0.80"\r\n',
  );
  expect(toCsv([["两\n行"], [""]])).toBe('\ufeff"两\n行"\r\n""\r\n');
});
