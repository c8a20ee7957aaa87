import { readFileSync } from "node:fs";
import { checkStrategy } from "@boltz/backtest";
import { expect, test } from "vitest";

test("the example of the language's reference page is a strategy", () => {
  const page = readFileSync(new URL("../../../../../docs/strategy-language.md", import.meta.url), "utf8");
  const example = /```json\n(.*?)```/s.exec(page)?.[1] ?? "";
  expect(checkStrategy(JSON.parse(example))).toMatchObject({ ok: true });
});
