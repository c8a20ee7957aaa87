import { gunzipSync } from "node:zlib";
import { type Bars, encodeBars, strategyJsonSchema } from "@boltz/backtest";
import { newId } from "@boltz/db";
import { system } from "@boltz/domain";
import { addBars } from "@boltz/services";
import { beforeAll, expect, test } from "vitest";
import { useMarketplace } from "../testing/use-marketplace.fixture.ts";

const market = useMarketplace();
const limited = useMarketplace({ environment: { CALLS_PER_MINUTE: "5" } });
const dayMs = 86_400_000;

const column = (of: (bar: number) => number) => Float64Array.from({ length: 5_000 }, (_, bar) => of(bar));
const bars: Bars = {
  at: column((bar) => Date.UTC(2010, 0, 1) + bar * dayMs),
  open: column((bar) => 10 + (bar % 7)),
  high: column((bar) => 20 + (bar % 7)),
  low: column(() => 9),
  close: column((bar) => 11 + (bar % 5)),
  volume: column((bar) => bar),
};
const encoded = Buffer.from(encodeBars(bars));
let datasetId: string;

beforeAll(async () => {
  const ctx = { ...market().services, actor: system("test") };
  const { dataset } = await addBars({
    ctx,
    input: {
      ...{ symbol: "BARS", timeframe: "1d", assetClass: "crypto", isSynthetic: true, bars },
      ...{ name: "Bars", source: "a test", licence: "CC0" },
    },
  });
  datasetId = dataset.id;
});

const get = (path: string, headers: Record<string, string> = {}) =>
  market().app.request(`${market().url}${path}`, { headers });

test("the first bars come as they are stored, named by their place, to be kept for ever", async () => {
  for (const count of [1, 4_096, 4_500, 5_000]) {
    const response = await get(`/bars/${datasetId}/${count}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.status).toBe(200);
    expect(bytes.equals(encoded.subarray(0, count * 48))).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      etag: `"${datasetId}-${count}"`,
    });
  }
});

test("they come packed where that is understood, and not at all to who has them", async () => {
  const packed = await get(`/bars/${datasetId}/5000`, { "accept-encoding": "br, gzip" });
  expect(packed.headers.get("content-encoding")).toBe("gzip");
  const sent = Buffer.from(await packed.arrayBuffer());
  expect(sent.length).toBeLessThan(encoded.length / 2);
  expect(gunzipSync(sent).equals(encoded)).toBe(true);
  const etag = packed.headers.get("etag") ?? "";
  const again = await get(`/bars/${datasetId}/5000`, { "if-none-match": etag });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect((await get(`/bars/${datasetId}/4999`, { "if-none-match": etag })).status).toBe(200);
});

test("what is not there is not found, whatever is asked for", async () => {
  for (const path of [
    `${datasetId}/5001`,
    `${datasetId}/0`,
    `${datasetId}/-1`,
    `${datasetId}/1e3`,
    `${datasetId}/99999999999999999999`,
    `${datasetId}`,
    `${newId("dst")}/1`,
    `${newId("lst")}/1`,
    "dst_nothing/1",
  ]) {
    const response = await get(`/bars/${path}`);
    expect([response.status, await response.json()]).toMatchObject([
      404,
      { error: { data: { code: "not_found" } } },
    ]);
  }
  const written = await market().app.request(`${market().url}/bars/${datasetId}/1`, { method: "POST" });
  expect(written.status).toBe(404);
});

test("each one counts in the general limit of its address", async () => {
  const ask = async () => (await limited().app.request(`${limited().url}/bars/${newId("dst")}/1`)).status;
  const answers: number[] = [];
  for (let call = 0; call < 7; call += 1) answers.push(await ask());
  expect(answers).toEqual([404, 404, 404, 404, 404, 429, 429]);
});

test("the language's schema is there for other people's editors", async () => {
  const response = await get("/schemas/boltz.strategy-1.json");
  expect(response.headers.get("content-type")).toBe("application/schema+json");
  expect(await response.json()).toEqual(strategyJsonSchema());
  const again = await get("/schemas/boltz.strategy-1.json", {
    "if-none-match": response.headers.get("etag") ?? "",
  });
  expect(again.status).toBe(304);
  expect((await get("/schemas/boltz.strategy-2.json")).status).toBe(404);
});
