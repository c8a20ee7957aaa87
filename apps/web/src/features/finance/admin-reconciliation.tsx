import { type ProviderName, providerNames, type ReconciliationRun, type Viewer } from "@boltz/contract";
import { Button } from "@mantine/core";
import { IconRefresh, IconScale } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { may } from "../../api/may.ts";
import { Gate } from "../../components/gate.tsx";
import { notify } from "../../components/notify.ts";
import { Page, Section } from "../../components/page.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { formatMoment } from "../../format/dates.ts";
import { plural } from "../../format/numbers.ts";
import { providerWords } from "../purchases/payment-words.ts";
import { Differences } from "./differences.tsx";
import classes from "./finance.module.css";
import { RunCard } from "./run-card.tsx";

const pollMs = 3_000;
const patienceMs = 90_000;

/** Our ledger beside the providers' own account books. */
export const AdminReconciliation = () => (
  <Gate title="Reconciliation" action="finance.read">
    {(viewer) => <Reconciliation viewer={viewer} />}
  </Gate>
);

function Reconciliation({ viewer }: { viewer: Viewer }) {
  const [waitsUntil, setWaitsUntil] = useState(0);
  const runs = useQuery(
    api.finance.runs.queryOptions(undefined, {
      staleTime: 0,
      refetchInterval: ({ state }) =>
        Date.now() < waitsUntil || state.data?.some(({ endedAt }) => endedAt === null) ? pollMs : false,
    }),
  );
  const mayAct = may(viewer, "finance.act");
  return (
    <Page
      title="Reconciliation"
      lead="Every night our ledger is compared with the providers' account books, movement by movement."
      actions={mayAct ? <CompareNow onAsked={() => setWaitsUntil(Date.now() + patienceMs)} /> : null}
    >
      <Section title="Latest comparisons" id="runs">
        {runs.isPending ? (
          <LoadingRows rows={2} label="Loading the comparisons" />
        ) : runs.isError && !runs.data ? (
          <ErrorPanel error={runs.error} retry={runs.refetch} title="The comparisons could not be loaded" />
        ) : (
          <Runs runs={runs.data} />
        )}
      </Section>
      <Differences mayExplain={mayAct} latestRun={runs.data?.[0]?.id} />
    </Page>
  );
}

function CompareNow({ onAsked }: { onAsked: () => void }) {
  const once = useOneAtATime();
  const compare = useMutation(
    api.finance.reconcileNow.mutationOptions({
      onSuccess: async () => {
        onAsked();
        await notify("The comparison has begun. It appears here as soon as it is done.");
      },
    }),
  );
  return (
    <>
      <Button
        loading={compare.isPending}
        leftSection={<IconRefresh size={17} stroke={1.7} />}
        onClick={() => once(() => compare.mutateAsync())}
      >
        Compare now
      </Button>
      {compare.isError ? <ErrorPanel error={compare.error} title="The comparison did not begin" /> : null}
    </>
  );
}

function Runs({ runs }: { runs: readonly ReconciliationRun[] }) {
  if (runs.length === 0)
    return (
      <EmptyPanel title="Nothing was compared yet" icon={<IconScale size={26} stroke={1.4} />}>
        The first comparison runs tonight, or now.
      </EmptyPanel>
    );
  const latest = providerNames.flatMap((provider) => latestOf(runs, provider));
  const earlier = runs.filter((run) => !latest.includes(run));
  return (
    <>
      <div className={classes["runs"]}>
        {latest.map((run) => (
          <RunCard key={run.id} run={run} />
        ))}
      </div>
      {earlier.length === 0 ? null : (
        <details className={classes["earlier"]}>
          <summary>{plural(earlier.length, "earlier comparison")}</summary>
          <ol className="num">
            {earlier.map((run) => (
              <li key={run.id}>
                {providerWords[run.provider]}, {formatMoment(run.to)}: {outcomeOf(run)}
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}

const latestOf = (runs: readonly ReconciliationRun[], provider: ProviderName) =>
  runs.filter((run) => run.provider === provider).slice(0, 1);

const outcomeOf = (run: ReconciliationRun) => {
  if (run.failure !== null) return "could not be finished";
  if (run.endedAt === null) return "still running";
  return run.differences === 0 ? "the books agreed" : plural(run.differences, "difference");
};
