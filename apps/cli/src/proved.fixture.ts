import {
  type Bars,
  canonicalBytes,
  checkStrategy,
  encodeBars,
  freqtradeFiles,
  proveStrategy,
  receiptBytes,
  receiptPayloadOf,
} from "@boltz/backtest";
import { sha256, signBytes } from "@boltz/bundle";
import { datasetId, type ListingId, type Receipt, type ReceiptPayload } from "@boltz/contract";

const bars = 400;
export const exampleDataset = datasetId.parse("dst_01k9zt5w8xfj2r4m6n8p0q2s4v");

const column = (value: (bar: number) => number) =>
  Float64Array.from({ length: bars }, (_, bar) => value(bar));
const wave = (bar: number) => 100 + bar / 20 + 8 * Math.sin(bar / 9);
const rising: Bars = {
  at: column((bar) => Date.UTC(2020, 0, 1) + bar * 86_400_000),
  open: column((bar) => wave(bar)),
  high: column((bar) => Math.max(wave(bar), wave(bar + 1)) + 1),
  low: column((bar) => Math.min(wave(bar), wave(bar + 1)) - 1),
  close: column((bar) => wave(bar + 1)),
  volume: column(() => 1_000),
};

/** What the pretended marketplace hands out under `/bars`. */
export const exampleBars = (): Uint8Array => encodeBars(rising);

const documentOf = (version: string) => ({
  format: "boltz.strategy/1",
  name: `Channel breakout ${version}`,
  style: "breakout",
  market: { assetClass: "etfs", symbols: ["WAVE"] },
  timeframe: "1d",
  params: {},
  indicators: { channel: { kind: "donchian", length: 20 } },
  long: {
    entry: { gt: [{ price: "close" }, { indicator: "channel", output: "upper", ago: 1 }] },
    exit: { lt: [{ price: "close" }, { indicator: "channel", output: "lower", ago: 1 }] },
  },
  sizing: { method: "fixedFraction", percentOfEquity: 50 },
  costs: { commissionBps: 1, slippageBps: 1 },
});

const strategyOf = (version: string) => {
  const checked = checkStrategy(documentOf(version));
  if (!checked.ok) throw new Error(JSON.stringify(checked.issues));
  return checked.strategy;
};

/** What the platform would sign of a version: true, unless a test changes something. */
export const payloadOf = (version: string): ReceiptPayload => {
  const document = documentOf(version);
  const { report } = proveStrategy({
    document,
    markets: [
      {
        ...{ symbol: "WAVE", timeframe: "1d", datasetId: exampleDataset },
        ...{ name: "Wave", isSynthetic: true, bytes: exampleBars() },
      },
    ],
    holdoutFrom: Date.UTC(2020, 10, 1),
    publishedAt: null,
    trials: [],
    holdoutLooks: 0,
    previous: null,
  });
  return receiptPayloadOf(report, sha256(canonicalBytes(document)), new Date("2026-03-01T12:00:00.000Z"));
};

export const receiptOf = (payload: ReceiptPayload, signingKeyPem: string): Receipt => ({
  payload,
  signature: signBytes(signingKeyPem, receiptBytes(payload)),
});

/** Every file of a version that was proved; without a receipt, of one that was not. */
export const filesOf = (
  listingId: ListingId,
  version: string,
  receipt: Receipt | null,
): Map<string, Uint8Array> => {
  const document = canonicalBytes(documentOf(version));
  const { strategyFile, paramsFile } = freqtradeFiles({
    strategy: strategyOf(version),
    listingId,
    version,
    specHash: sha256(document),
  });
  return new Map([
    ["strategy.json", document],
    [strategyFile.name, new TextEncoder().encode(strategyFile.text)],
    [paramsFile.name, new TextEncoder().encode(paramsFile.text)],
    ...(receipt === null ? [] : [["receipt.json", canonicalBytes(receipt)] as const]),
  ]);
};
