import type {
  ChartSeries,
  DatasetId,
  Figures,
  GateCheck,
  ProofReport,
  Timeframe,
  TradeRecord,
} from "@boltz/contract";

/** One market of a run, with its bars in the encoded form. */
export interface ProofMarket {
  symbol: string;
  timeframe: Timeframe;
  datasetId: DatasetId;
  name: string;
  isSynthetic: boolean;
  bytes: Uint8Array;
}

export interface ProofRequest {
  document: unknown;
  markets: ProofMarket[];
  /** Milliseconds since 1970. */
  holdoutFrom: number;
  publishedAt: number | null;
  trials: { specHash: string; sharpePerBar: number | null; document: unknown }[];
  holdoutLooks: number;
  previous: { version: string; document: unknown } | null;
}

export interface ProofOutcome {
  passed: boolean;
  report: ProofReport;
  trades: TradeRecord[];
  ruleTokens: string[];
  monthlyVector: Record<string, number>;
}

export interface TrialRequest {
  document: unknown;
  markets: ProofMarket[];
  holdoutFrom: number;
}

export interface TrialOutcome {
  specHash: string;
  resultHash: string;
  figures: Figures;
  series: ChartSeries;
  gate: GateCheck[];
  sharpePerBar: number | null;
}

/**
 * Runs strategies away from whoever asks. Both throw `backtest_limit` for a run that takes too much time
 * or memory, and `tryOut` throws `rate_limited` while too many others wait.
 */
export interface Backtester {
  /** `onProgress` is told the share that is done (0 to 1) and what is being done. */
  prove(request: ProofRequest, onProgress: (share: number, stage: string) => void): Promise<ProofOutcome>;
  tryOut(request: TrialRequest): Promise<TrialOutcome>;
}
