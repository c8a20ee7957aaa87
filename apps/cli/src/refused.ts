/** What the program's exit status says; docs/cli.md lists the same. */
export const exitCodes = { ok: 0, refused: 1, usage: 2, signedOut: 3, unreachable: 4 } as const;
export type ExitReason = Exclude<keyof typeof exitCodes, "ok">;

/** Ends the program with one sentence for the person who runs it, and an exit status for their scripts. */
export class CliRefused extends Error {
  readonly reason: ExitReason;

  constructor(reason: ExitReason, message: string, options: { cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = "CliRefused";
    this.reason = reason;
  }
}

export const refuse = (message: string, cause?: unknown): CliRefused =>
  new CliRefused("refused", message, { cause });
