import { rerun } from "@boltz/backtest";
import { downloadBars, type RerunMessage, type RerunRequest } from "./rerun-bars.ts";

/** Of the whole time; the run itself takes the rest. */
const downloadShare = 0.4;

const say = (message: RerunMessage) => postMessage(message);

async function runAgain({ document, payload }: RerunRequest): Promise<void> {
  const downloaded = await downloadBars(payload, (share) =>
    say({ kind: "progress", share: downloadShare * share, stage: "Downloading the bars" }),
  );
  if (!downloaded.ok) return say({ kind: "failed", reason: downloaded.reason });
  const outcome = rerun(document, downloaded.markets, payload, (share, stage) =>
    say({ kind: "progress", share: downloadShare + (1 - downloadShare) * share, stage }),
  );
  say({ kind: "done", outcome });
}

addEventListener("message", ({ data }: MessageEvent<RerunRequest>) => {
  runAgain(data).catch(() => say({ kind: "failed", reason: "broken" }));
});
