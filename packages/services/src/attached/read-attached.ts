import { createHash } from "node:crypto";
import { canonicalBytes, specHash } from "@boltz/backtest";
import type { AttachedFigures, createAttachedInput } from "@boltz/contract";
import type { z } from "zod";
import { attachedFormat, type ListedFile } from "./attached-manifest.ts";
import { findDisagreements } from "./disagreements.ts";
import { type FreqtradeResult, readFreqtradeResult } from "./freqtrade-result.ts";
import { closedTrades, recomputeFigures } from "./recompute.ts";
import { refuseField } from "./refuse-field.ts";
import { checkStrategyFile } from "./strategy-file.ts";

type Upload = Omit<z.output<typeof createAttachedInput>, "version" | "changelog">;

interface StoredFile extends ListedFile {
  data: Buffer;
}

/** A version of files of another engine, as the tables keep it. */
export interface ReadAttached {
  /** Canonical JSON (RFC 8785) of the manifest, whose SHA-256 is `specHash`. */
  document: string;
  specHash: string;
  summary: object;
  attachedFigures: AttachedFigures;
  files: StoredFile[];
}

/** Checks uploaded files and recomputes what they claim. Throws `invalid_input` at the field that is wrong. */
export const readAttached = (upload: Upload): ReadAttached => {
  const result = readFreqtradeResult(upload.backtestFile.text);
  checkStrategyFile(upload.strategyFile.text, result.className);
  refuseOtherMarket(upload, result);
  const files = [
    storedFile("strategy.py", upload.strategyFile),
    storedFile("backtest.json", upload.backtestFile),
  ];
  const { style, timeframe } = upload;
  const market = { assetClass: upload.assetClass, symbols: [...new Set(upload.symbols)] };
  const document = {
    ...{ format: attachedFormat, name: upload.name, style, market, timeframe },
    className: result.className,
    files: files.map(({ data: _, ...listed }) => listed),
  };
  const closed = closedTrades(result.trades);
  return {
    document: new TextDecoder().decode(canonicalBytes(document)),
    specHash: specHash(document),
    summary: { style, market, timeframe, directions: directionsOf(result), indicators: [] },
    attachedFigures: {
      ...recomputeFigures(result, closed),
      disagreements: findDisagreements(result, closed),
      files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
    },
    files,
  };
};

const refuseOtherMarket = (upload: Upload, { timeframe, trades }: FreqtradeResult): void => {
  if (timeframe !== upload.timeframe) refuseField("timeframe", `is ${timeframe} in the backtest result`);
  const symbols = new Set(upload.symbols);
  const missing = trades.find(({ pair }) => !symbols.has(pair));
  if (missing !== undefined) refuseField("symbols", `must name ${missing.pair}, which the backtest traded`);
};

const storedFile = (name: string, upload: { name: string; text: string }): StoredFile => {
  const data = Buffer.from(upload.text, "utf8");
  const sha256 = createHash("sha256").update(data).digest("hex");
  return { name, uploadedAs: upload.name, bytes: data.length, sha256, data };
};

const directionsOf = ({ trades }: FreqtradeResult): string[] => [
  ...(trades.some(({ is_short }) => !is_short) ? ["long"] : []),
  ...(trades.some(({ is_short }) => is_short) ? ["short"] : []),
];
