// Tables that are taken away open in Excel as what they say.
import { expect, test } from "vitest";
import { toCsv } from "@/engine/csv";

test("text is quoted, and nothing in it is a formula", () => {
  expect(toCsv([['a "b", c', "=1+1", "-2", "@x", "0.80"]])).toBe(
    '\ufeff"a ""b"", c","\'=1+1","\'-2","\'@x","0.80"\r\n',
  );
  expect(toCsv([["两\n行"], [""]])).toBe('\ufeff"两\n行"\r\n""\r\n');
});
