import "@mantine/core/styles/Progress.layer.css";
import type { StrategyId, VerificationView } from "@boltz/contract";
import { Badge, Progress, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { wireErrorOf } from "../../api/errors.ts";
import { ErrorPanel, LoadingLines } from "../../components/states.tsx";
import { formatMoment } from "../../format/dates.ts";
import { plural } from "../../format/numbers.ts";
import type { JsonPath } from "../editor/json-tree.ts";
import { GateList } from "./gate-list.tsx";
import classes from "./trials.module.css";
import { isUnderway, useVerification } from "./use-verification.ts";

interface VerificationPanelProps {
  strategyId: StrategyId;
  version: string | null;
  onPlace?: ((path: JsonPath) => void) | undefined;
}

/** Where the verification of a version stands: what is being done, and what came of it. */
export function VerificationPanel({ strategyId, version, onPlace }: VerificationPanelProps) {
  const found = useVerification(strategyId, version);
  if (version === null) return null;
  if (found.isPending) return <LoadingLines lines={2} label="Loading the verification" />;
  if (found.isError && !found.data)
    return wireErrorOf(found.error).code === "not_found" ? (
      <Panel>
        <Words state="none" />
      </Panel>
    ) : (
      <ErrorPanel
        error={found.error}
        retry={found.refetch}
        title="Where the verification stands could not be loaded"
      />
    );
  return (
    <Panel>
      <Outcome view={found.data} onPlace={onPlace} />
    </Panel>
  );
}

const Panel = ({ children }: { children: ReactNode }) => (
  <section className={classes["verification"]} aria-label="Verification">
    {children}
  </section>
);

const labels: Record<VerificationView["state"], { label: string; colour: string }> = {
  queued: { label: "Waiting for its turn", colour: "yellow" },
  running: { label: "Being verified", colour: "yellow" },
  passed: { label: "Verified", colour: "green" },
  failed: { label: "Not passed", colour: "red" },
  unavailable: { label: "Cannot be verified here", colour: "gray" },
  attached: { label: "Author-supplied, not verified", colour: "gray" },
  none: { label: "Not verified yet", colour: "gray" },
};

const meanings: Record<VerificationView["state"], string> = {
  queued: "The platform runs it as soon as a place is free. You can leave this page.",
  running: "The platform runs it on all of its bars, the sealed ones too. You can leave this page.",
  passed: "The platform ran it on all of its bars, and it passed every check.",
  failed: "It did not pass every check. Mend what is named here, then add a version and submit it again.",
  unavailable: "It can be published, but it is marked as not verified and is not ranked by its figures.",
  attached: "Files of another engine are never run here. They are marked so and not ranked by their figures.",
  none: "Submitting it lets the platform run it, also on bars that no try has seen.",
};

const Words = ({ state }: { state: VerificationView["state"] }) => (
  <div role="status">
    <Badge color={labels[state].colour}>{labels[state].label}</Badge>
    <Text size="sm" mt={6}>
      {meanings[state]}
    </Text>
  </div>
);

function Outcome({ view, onPlace }: { view: VerificationView; onPlace: VerificationPanelProps["onPlace"] }) {
  const { state, version, progress, stage, gate, missingSymbols, finishedAt } = view;
  const failures = gate.filter(({ passed }) => !passed);
  return (
    <>
      <Words state={state} />
      {isUnderway(state) ? (
        <div className={classes["progress"]}>
          <Progress.Root size="md">
            <Progress.Section
              value={progress * 100}
              animated={state === "running"}
              aria-label={`Verification of version ${version}`}
            />
          </Progress.Root>
          <Text size="sm" c="dimmed" role="status">
            {stage}
          </Text>
        </div>
      ) : null}
      {state === "unavailable" ? (
        <Text size="sm">
          {missingSymbols.length === 0
            ? "Its market is described in words, and words name no bars to run on."
            : `There are no bars here of ${missingSymbols.join(", ")} at this timeframe.`}
        </Text>
      ) : null}
      {failures.length > 0 ? <GateList gate={failures} onPlace={onPlace} /> : null}
      {gate.length > failures.length ? (
        <details className={classes["history"]}>
          <summary>{plural(gate.length - failures.length, "check")} passed</summary>
          <GateList gate={gate.filter(({ passed }) => passed)} />
        </details>
      ) : null}
      {finishedAt !== null && !isUnderway(state) ? (
        <Text size="sm" c="dimmed">
          Version {version}, {formatMoment(finishedAt)}
        </Text>
      ) : null}
    </>
  );
}
