import type { Health } from "@boltz/contract";
import { Alert } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { Gate } from "../../components/gate.tsx";
import { Page, Section } from "../../components/page.tsx";
import { ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { formatAgo, formatMoment } from "../../format/dates.ts";
import { plural } from "../../format/numbers.ts";
import { FailedJobs } from "./failed-jobs.tsx";
import classes from "./operations.module.css";
import { QueueTable } from "./queue-table.tsx";
import { SweepTable } from "./sweep-table.tsx";

const pollMs = 15_000;

/** Whether everything that should be running runs, for admins. */
export const AdminHealth = () => (
  <Gate title="Health" action="health.read">
    {() => <HealthPage />}
  </Gate>
);

function HealthPage() {
  const health = useQuery(
    api.operations.health.queryOptions(undefined, { staleTime: 0, refetchInterval: pollMs }),
  );
  return (
    <Page
      title="Health"
      lead="Queues, scheduled jobs and the rules that must always hold. Looked at again every 15 seconds."
    >
      {health.isError ? (
        <ErrorPanel error={health.error} retry={health.refetch} title="The state could not be read" />
      ) : null}
      {health.data ? (
        <HealthSections health={health.data} />
      ) : health.isPending ? (
        <LoadingRows rows={4} label="Loading the state" />
      ) : null}
    </Page>
  );
}

function HealthSections({ health }: { health: Health }) {
  return (
    <>
      <Verdict health={health} />
      <Section title="Rules that must hold" id="invariants">
        <Invariants invariants={health.invariants} />
      </Section>
      <Section title="Failed jobs" id="failed">
        <FailedJobs jobs={health.failedJobs} />
      </Section>
      <Section title="Queues" id="queues">
        <QueueTable queues={health.queues} />
      </Section>
      <Section title="Scheduled jobs" id="sweeps">
        <SweepTable sweeps={health.sweeps} />
      </Section>
    </>
  );
}

/** What needs a person, in sentences; nothing is left out that a section below shows in red. */
const troublesOf = ({ workers, sweeps, failedJobs, invariants }: Health): string[] => {
  const late = sweeps.filter(({ overdue }) => overdue);
  const failing = sweeps.filter(({ lastError }) => lastError !== null);
  return [
    ...(workers.alive
      ? []
      : [
          workers.lastSeenAt === null
            ? "No worker has been seen yet."
            : `No worker has been seen since ${formatMoment(workers.lastSeenAt)}.`,
        ]),
    ...(invariants.broken.length === 0
      ? []
      : [
          `${plural(invariants.broken.length, "rule")} that must always hold ${invariants.broken.length === 1 ? "does" : "do"} not.`,
        ]),
    ...(failedJobs.length === 0 ? [] : [`${plural(failedJobs.length, "job")} failed for good.`]),
    ...(late.length === 0 ? [] : [`Overdue: ${late.map(({ job }) => job).join(", ")}.`]),
    ...(failing.length === 0 ? [] : [`Failed the last time: ${failing.map(({ job }) => job).join(", ")}.`]),
  ];
};

function Verdict({ health }: { health: Health }) {
  const troubles = troublesOf(health);
  const facts = `The database answered in ${health.databaseMs} ms.`;
  if (troubles.length === 0)
    return (
      <Alert color="green" icon={<IconCircleCheck size={18} />} title="Everything runs" mb="xl">
        {facts}
      </Alert>
    );
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} />} title="Somebody should look at this" mb="xl">
      <ul className={classes["troubles"]}>
        {troubles.map((trouble) => (
          <li key={trouble}>{trouble}</li>
        ))}
      </ul>
      {facts}
    </Alert>
  );
}

function Invariants({ invariants }: { invariants: Health["invariants"] }) {
  const { checkedAt, broken } = invariants;
  if (checkedAt === null) return <p className={classes["quiet"]}>They were not checked yet.</p>;
  const when = `Checked ${formatAgo(checkedAt)}.`;
  if (broken.length === 0) return <p className={classes["quiet"]}>All of them hold. {when}</p>;
  return (
    <>
      <p className={classes["quiet"]}>{when}</p>
      <ul className={classes["broken"]}>
        {broken.map(({ invariant, rows }) => (
          <li key={invariant}>
            <strong>{invariant}</strong>
            <code>{rows.join(", ")}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
