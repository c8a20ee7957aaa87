import "@mantine/core/styles/Progress.layer.css";
import type { ListingPage, ReceiptPayload, StrategyDocument } from "@boltz/contract";
import { Button, Progress, Text } from "@mantine/core";
import { IconCpu } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { ErrorPanel, LoadingLines } from "../../components/states.tsx";
import { plural } from "../../format/numbers.ts";
import { formatPercent } from "./figure-format.ts";
import classes from "./rerun.module.css";
import type { RerunFailure } from "./rerun-bars.ts";
import { RerunOutcomeView } from "./rerun-outcome.tsx";
import { useRerun } from "./use-rerun.ts";

interface RerunPanelProps {
  listing: ListingPage;
  version: string;
  payload: ReceiptPayload;
}

/** The buyer's own run: the same bars, the same engine, on this device; then both hashes side by side. */
export function RerunPanel({ listing, version, payload }: RerunPanelProps) {
  const rules = useQuery(
    api.listings.rules.queryOptions({ listingId: listing.id, version }, { staleTime: 300_000 }),
  );
  if (rules.isPending) return <LoadingLines lines={2} label="Loading the document" />;
  if (rules.isError)
    return <ErrorPanel error={rules.error} retry={rules.refetch} title="The document could not be loaded" />;
  const { document } = rules.data;
  if (document === null)
    return (
      <Text className={classes["note"] ?? ""}>
        To run it again takes the document, which comes with the purchase; every buyer can do it here. Without
        it you can check that the marketplace signed this result, above, and that nothing was changed since.
      </Text>
    );
  return <RerunHere document={document} payload={payload} />;
}

const failures: Record<RerunFailure, string> = {
  offline: "The bars did not come. Check your connection, then try again.",
  gone: "The marketplace does not hold these bars any more, so it cannot be run again from here. The signature still holds.",
  broken: "This browser could not run it. A newer browser, or the command line, may.",
};

function RerunHere({ document, payload }: { document: StrategyDocument; payload: ReceiptPayload }) {
  const { state, start, cancel } = useRerun();
  const bars = payload.bars.reduce((sum, { count }) => sum + count, 0);
  const run = () => start({ document, payload });
  return (
    <div className={classes["rerun"]}>
      <Text className={classes["note"] ?? ""}>
        {`Your browser downloads the same ${plural(bars, "bar")}, runs the same rules and compares what comes out with what was signed. Nothing is sent anywhere.`}
      </Text>
      {state.kind === "running" ? (
        <div className={classes["running"]}>
          <Progress
            value={100 * state.share}
            size="lg"
            aria-label="Progress of the run"
            className={classes["progress"] ?? ""}
          />
          <Text size="sm" className="num">
            {`${state.stage}: ${formatPercent(Math.floor(100 * state.share) / 100)}`}
          </Text>
          <Button size="sm" variant="default" onClick={cancel}>
            Cancel
          </Button>
        </div>
      ) : (
        <Button
          className={classes["start"] ?? ""}
          variant={state.kind === "idle" ? "filled" : "default"}
          leftSection={<IconCpu size={17} stroke={1.7} aria-hidden />}
          onClick={run}
        >
          {state.kind === "idle" ? "Run it here" : "Run it again"}
        </Button>
      )}
      <div role="status">
        {state.kind === "failed" ? <Text c="dimmed">{failures[state.reason]}</Text> : null}
        {state.kind === "done" ? <RerunOutcomeView outcome={state.outcome} payload={payload} /> : null}
      </div>
    </div>
  );
}
