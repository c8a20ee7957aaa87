import { encodeBars, engineVersion, rerun } from "@boltz/backtest";
import type { ReceiptPayload, StrategyDocument } from "@boltz/contract";
import { act, cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen, listingFixture } from "../../api/screen.fixture.ts";
import type { RerunMessage, RerunRequest } from "./rerun-bars.ts";
import { RerunPanel } from "./rerun-panel.tsx";
import { signedReceipt } from "./signed-receipt.fixture.ts";

const count = 400;
const close = Float64Array.from({ length: count }, (_, day) => 100 + day / 20 + 8 * Math.sin(day / 11));
const open = close.map((value) => value * 0.999);
const bytes = encodeBars({
  at: close.map((_, day) => Date.UTC(2015, 0, 1) + day * 86_400_000),
  open,
  high: close.map((value) => value * 1.01),
  low: close.map((value) => value * 0.99),
  close,
  volume: close.map(() => 1_000),
});

const document: StrategyDocument = {
  format: "boltz.strategy/1",
  name: "Wave",
  style: "trend",
  market: { assetClass: "etfs", symbols: ["SP500"] },
  timeframe: "1d",
  params: {},
  indicators: { mean: { kind: "sma", source: "close", length: 20 } },
  long: {
    entry: { gt: [{ price: "close" }, { indicator: "mean" }] },
    exit: { lt: [{ price: "close" }, { indicator: "mean" }] },
  },
  sizing: { method: "fixedFraction", percentOfEquity: 100 },
  costs: { commissionBps: 5, slippageBps: 5 },
};

/** The receipt of that run, its hashes learnt from a run that is compared with nothing. */
function payloadOfRun(): ReceiptPayload {
  const { payload } = signedReceipt();
  const [bars] = payload.bars;
  if (bars === undefined) throw new Error("the fixture's receipt names no bars");
  const counted = { ...payload, bars: [{ ...bars, count }] };
  const run = rerun(document, [{ symbol: "SP500", bytes }], counted);
  return {
    ...counted,
    engine: engineVersion,
    specHash: run.specHash ?? "",
    resultHash: run.resultHash ?? "",
    segments: run.figures ?? counted.segments,
    bars: [{ ...bars, count, sha256: run.barsHashes[0]?.sha256 ?? "" }],
  };
}
const payload = payloadOfRun();

/** Stands for a thread: hands messages to the worker's own module and its answers back, as copies. */
const stage = vi.hoisted(() => {
  const state: {
    listeners: ((event: { data: unknown }) => void)[];
    workers: { onmessage?: (event: { data: unknown }) => void; onerror?: () => void; ended: boolean }[];
    isSilent: boolean;
  } = { listeners: [], workers: [], isSilent: false };
  return state;
});

class PretendWorker {
  onmessage?: (event: { data: unknown }) => void;
  onerror?: () => void;
  ended = false;
  constructor() {
    stage.workers.push(this);
  }
  postMessage(request: RerunRequest) {
    if (!stage.isSilent) for (const listener of stage.listeners) listener({ data: structuredClone(request) });
  }
  terminate() {
    this.ended = true;
  }
}

beforeAll(async () => {
  vi.stubGlobal("Worker", PretendWorker);
  vi.stubGlobal("postMessage", (message: RerunMessage) => {
    const running = stage.workers.at(-1);
    if (running && !running.ended) act(() => running.onmessage?.({ data: structuredClone(message) }));
  });
  const listen = globalThis.addEventListener;
  vi.stubGlobal("addEventListener", (type: string, listener: (event: { data: unknown }) => void) => {
    if (type === "message") stage.listeners.push(listener);
  });
  await import("./rerun-worker.ts");
  vi.stubGlobal("addEventListener", listen);
});
afterAll(() => vi.unstubAllGlobals());

beforeEach(() => {
  stage.workers = [];
  stage.isSilent = false;
});
afterEach(cleanup);

const barsPath = `/bars/${payload.bars[0]?.datasetId}/${count}`;

const openPanel = async (
  options: { document?: StrategyDocument | null; bars?: () => Response; payload?: ReceiptPayload } = {},
) => {
  answerCalls(
    {
      "listings.rules": () => ({
        data: {
          version: "1.2.0",
          specHash: payload.specHash,
          sections: [],
          document: options.document === undefined ? document : options.document,
        },
      }),
    },
    { [barsPath]: options.bars ?? (() => new Response(new Uint8Array(bytes))) },
  );
  await drawScreen(
    <RerunPanel listing={listingFixture} version="1.2.0" payload={options.payload ?? payload} />,
  );
};

const run = async () => userEvent.click(await screen.findByRole("button", { name: "Run it here" }));

const same = () =>
  within(screen.getByRole("table"))
    .getAllByRole("row")
    .slice(1)
    .map((row) => [row.querySelector("th")?.textContent, row.querySelector("td:last-of-type")?.textContent]);

test("the reader's own run gives the hashes that were signed, and stays on the page", async () => {
  await openPanel();
  expect(await screen.findByText(/downloads the same 400 bars/)).toBeTruthy();
  await run();
  expect(await screen.findByText(/^They agree: your browser got the same trades/)).toBeTruthy();
  expect(same()).toEqual([
    ["Document", "Yes"],
    ["Bars of SP500", "Yes"],
    ["Result", "Yes"],
  ]);
  expect(stage.workers[0]?.ended).toBe(true);
  expect(screen.getByRole("button", { name: "Run it again" })).toBeTruthy();
});

test("where anything differs it is said what", async () => {
  await openPanel({ payload: { ...payload, resultHash: "e".repeat(64) } });
  await run();
  expect(await screen.findByText("They do not agree.")).toBeTruthy();
  expect(screen.getByText("The result is not the one of the receipt.")).toBeTruthy();
  expect(same()).toEqual([
    ["Document", "Yes"],
    ["Bars of SP500", "Yes"],
    ["Result", "No"],
  ]);
});

test("figures that do not follow from the run are told, though every hash is right", async () => {
  const { inSample } = payload.segments;
  if (inSample === null) throw new Error("the run has figures");
  const segments = {
    ...payload.segments,
    inSample: { ...inSample, totalReturn: inSample.totalReturn + 1e-9 },
  };
  await openPanel({ payload: { ...payload, segments } });
  await run();
  expect(await screen.findByText("They do not agree.")).toBeTruthy();
  expect(
    screen.getByText("The figures of the bars before the sealed ones are not those of the receipt."),
  ).toBeTruthy();
  expect(same().map(([, isSame]) => isSame)).toEqual(["Yes", "Yes", "Yes"]);
});

test("bars that were altered on their way are found out", async () => {
  const altered = new Uint8Array(bytes);
  altered[1_000] = (altered[1_000] ?? 0) ^ 1;
  await openPanel({ bars: () => new Response(altered) });
  await run();
  expect(await screen.findByText("The bars of SP500 are not those of the receipt.")).toBeTruthy();
});

test.each([
  ["bars that are gone", () => new Response("", { status: 404 }), /does not hold these bars any more/],
  ["a server that is busy", () => new Response("", { status: 503 }), /The bars did not come/],
  [
    "no connection",
    () => {
      throw new TypeError("failed to fetch");
    },
    /Check your connection/,
  ],
])("%s: said calmly, and it can be tried again", async (_, bars, words) => {
  await openPanel({ bars });
  await run();
  expect(await screen.findByText(words)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Run it again" })).toBeTruthy();
});

test("a run shows how far it is, and can be cancelled", async () => {
  stage.isSilent = true;
  await openPanel();
  await run();
  const worker = stage.workers[0];
  act(() => worker?.onmessage?.({ data: { kind: "progress", share: 0.254, stage: "Downloading the bars" } }));
  expect(screen.getByText("Downloading the bars: 25%")).toBeTruthy();
  expect(screen.getByRole("progressbar", { name: "Progress of the run" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(worker?.ended).toBe(true);
  act(() => worker?.onmessage?.({ data: { kind: "failed", reason: "broken" } }));
  expect(screen.queryByText(/could not run it/)).toBeNull();
  expect(screen.getByRole("button", { name: "Run it here" })).toBeTruthy();
});

test("a thread that cannot start is said so, and leaving the page ends one that runs", async () => {
  stage.isSilent = true;
  await openPanel();
  await run();
  act(() => stage.workers[0]?.onerror?.());
  expect(await screen.findByText(/This browser could not run it/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Run it again" }));
  expect(stage.workers[1]?.ended).toBe(false);
  cleanup();
  expect(stage.workers[1]?.ended).toBe(true);
});

test("who has not bought it learns what buyers can do, and what can be checked without", async () => {
  await openPanel({ document: null });
  expect(await screen.findByText(/comes with the purchase; every buyer can do it here/)).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});
