/** One thing that is wrong with a document: where, and in plain words what would be right. */
export interface StrategyIssue {
  path: (string | number)[];
  message: string;
}

export interface StrategyLimits {
  /** Levels of conditions and arithmetic inside one rule. */
  maxDepth: number;
  /** Conditions and values in all rules together. */
  maxNodes: number;
  maxIndicators: number;
  maxParams: number;
  /** UTF-8 bytes of the canonical document. */
  maxBytes: number;
  /** Reported at most; the rest is left unsaid. */
  maxIssues: number;
}

export const defaultLimits: StrategyLimits = {
  maxDepth: 12,
  maxNodes: 500,
  maxIndicators: 20,
  maxParams: 20,
  maxBytes: 64 * 1024,
  maxIssues: 50,
};

/** The furthest bar back that a rule or an indicator may reach. */
export const maxLookbackBars = 1_000;
