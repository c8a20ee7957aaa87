import {
  type AssetClass,
  attachedLimits,
  type FieldIssue,
  type StrategyStyle,
  type Timeframe,
} from "@boltz/contract";
import { readResult } from "./read-result.ts";

export interface PickedFile {
  name: string;
  text: string;
  bytes: number;
}

/** Files of another engine as they are being uploaded. */
export interface AttachedDraft {
  name: string;
  version: string;
  style: StrategyStyle;
  assetClass: AssetClass;
  timeframe: Timeframe;
  symbols: string[];
  strategyFile: PickedFile | null;
  backtestFile: PickedFile | null;
  changelog: string;
}

export type FileField = "strategyFile" | "backtestFile";
/** Each field's sentences: a file may have several things wrong. */
export type AttachedErrors = Partial<Record<keyof AttachedDraft, string[]>>;

export const emptyAttached: AttachedDraft = {
  ...{ name: "", version: "1.0.0", style: "trend", assetClass: "crypto", timeframe: "1h" },
  ...{ symbols: [], strategyFile: null, backtestFile: null, changelog: "" },
};

const versionShape = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

/** What is wrong with an upload, and, when nothing is, what to send. */
export function readAttachedDraft(draft: AttachedDraft, withName: boolean) {
  const { name, version, symbols, strategyFile, backtestFile, changelog, ...market } = draft;
  const errors: AttachedErrors = {
    ...(withName && name.trim().length < 3 ? { name: ["Write at least 3 characters"] } : {}),
    ...(versionShape.test(version) ? {} : { version: ["Must look like 1.2.0"] }),
    ...(symbols.length === 0 ? { symbols: ["Name at least one symbol"] } : {}),
    ...(strategyFile === null ? { strategyFile: ["Choose the strategy file"] } : {}),
    ...(backtestFile === null ? { backtestFile: ["Choose the backtest result"] } : {}),
  };
  const isFine = Object.keys(errors).length === 0 && strategyFile !== null && backtestFile !== null;
  const sent = ({ name, text }: PickedFile) => ({ name, text });
  return {
    errors,
    fields: isFine
      ? {
          ...{ ...market, version, symbols, changelog: changelog.trim() },
          ...{ strategyFile: sent(strategyFile), backtestFile: sent(backtestFile) },
        }
      : null,
  };
}

const isField = (name: unknown): name is keyof AttachedDraft =>
  typeof name === "string" && Object.hasOwn(emptyAttached, name);

/** The server's issues, each at its field. */
export function attachedErrorsOf(issues: readonly FieldIssue[]): AttachedErrors {
  const errors: AttachedErrors = {};
  for (const { path, message } of issues) {
    const [field] = path;
    if (isField(field)) errors[field] = [...(errors[field] ?? []), message];
  }
  return errors;
}

/** An error leaves its field with the first change there. */
export const withoutTouched = (errors: AttachedErrors, change: Partial<AttachedDraft>): AttachedErrors =>
  Object.fromEntries(Object.entries(errors).filter(([field]) => !Object.hasOwn(change, field)));

const endings: Record<FileField, string> = { strategyFile: ".py", backtestFile: ".json" };
const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** The field that a file belongs to by its ending. */
export const fieldOfFile = (name: string): FileField | null =>
  name.endsWith(endings.strategyFile)
    ? "strategyFile"
    : name.endsWith(endings.backtestFile)
      ? "backtestFile"
      : null;

interface Taken {
  change: Partial<AttachedDraft>;
  problem: string | null;
}

/** Takes in what a chosen file holds, or says why it cannot be; a result also fills in its market. */
export function takeFile(field: FileField, { name, text, bytes }: PickedFile): Taken {
  const refuse = (problem: string): Taken => ({ change: { [field]: null }, problem });
  if (!name.endsWith(endings[field])) return refuse(`${name} does not end in ${endings[field]}`);
  if (text.length > attachedLimits[field])
    return refuse(`${name} is larger than ${sizeWords(attachedLimits[field])}`);
  const file = {
    name: plainName.test(name) && name.length <= 80 ? name : `file${endings[field]}`,
    text,
    bytes,
  };
  if (field === "strategyFile") return { change: { strategyFile: file }, problem: null };
  const result = readResult(text);
  if (result === null)
    return refuse(`${name} is not a backtest result that freqtrade exported of one strategy`);
  const { timeframe, pairs } = result;
  return {
    change: {
      ...{ backtestFile: file, symbols: pairs.slice(0, 50) },
      ...(timeframe === null ? {} : { timeframe }),
    },
    problem: null,
  };
}

export const sizeWords = (bytes: number): string =>
  bytes < 1_024
    ? `${bytes} bytes`
    : bytes < 1_048_576
      ? `${Math.ceil(bytes / 1_024)} KiB`
      : `${(bytes / 1_048_576).toFixed(1)} MiB`;

/** Above what either file may hold; the sizes are counted exactly when they are read. */
export const attachedFileLimit = 4 * 1_048_576;
