import type { StrategyDocument, TrialView } from "@boltz/contract";
import { Button, Text } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { api, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { placed } from "../../components/places.ts";
import { ErrorPanel } from "../../components/states.tsx";
import type { JsonPath } from "../editor/json-tree.ts";
import { figureGroups } from "../proof/figure-rows.ts";
import { SegmentMark } from "../proof/segment-mark.tsx";
import { EquityLine } from "./equity-line.tsx";
import { GateList } from "./gate-list.tsx";
import { TrialHistory } from "./trial-history.tsx";
import { countWords } from "./trial-words.ts";
import classes from "./trials.module.css";

interface TryItProps {
  /** The document as it stands, once it is a strategy; else null. */
  document: StrategyDocument | null;
  specHash: string | null;
  onPlace: (path: JsonPath) => void;
}

/** Runs the document on the bars before the sealed ones, and tells what that says and what it costs. */
export function TryIt({ document, specHash, onPlace }: TryItProps) {
  const run = useMutation(
    api.strategies.run.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.strategies.trials.pathKey() }),
    }),
  );
  return (
    <section className={classes["panel"]} aria-labelledby="try-it">
      <h3 id="try-it">Try it</h3>
      <Text size="sm" c="dimmed">
        Runs it on the bars before the sealed ones. Every different document that you run here is counted, and
        buyers see the count.
      </Text>
      <div className={classes["actions"]}>
        <Button
          variant="light"
          leftSection={<IconPlayerPlay size={16} />}
          disabled={document === null}
          loading={run.isPending}
          onClick={() => {
            if (document !== null && !run.isPending) run.mutate({ document });
          }}
        >
          Run on past bars
        </Button>
        {document === null ? (
          <Text size="sm" c="dimmed">
            It can run as soon as the document is a valid strategy.
          </Text>
        ) : null}
      </div>
      <div role="status" aria-live="polite">
        {run.isError ? <Refused error={run.error} /> : null}
        {run.data ? (
          <Result trial={run.data} isOld={run.data.specHash !== specHash} onPlace={onPlace} />
        ) : null}
      </div>
      <TrialHistory />
    </section>
  );
}

function Refused({ error }: { error: unknown }) {
  const { issues } = wireErrorOf(error);
  return (
    <ErrorPanel error={error} title="It did not run">
      {issues.length > 0 ? (
        <ul className={classes["issues"]}>
          {placed(issues).map(({ entry: { message }, place }) => (
            <li key={place}>{message}</li>
          ))}
        </ul>
      ) : null}
    </ErrorPanel>
  );
}

interface ResultProps {
  trial: TrialView;
  /** The document has changed since. */
  isOld: boolean;
  onPlace: TryItProps["onPlace"];
}

const Result = ({ trial, isOld, onPlace }: ResultProps) => (
  <div className={classes["result"]}>
    <div className={classes["resultHead"]}>
      <SegmentMark segment="inSample" />
      {isOld ? <span>The document has changed since this run.</span> : null}
    </div>
    <EquityLine series={trial.series} />
    <div className={`${classes["figures"]} num`}>
      {figureGroups.map(({ title, rows }) => (
        <section key={title} aria-label={title}>
          <h4>{title}</h4>
          <dl>
            {rows.map(({ label, meaning, text }) => (
              <div key={label} title={meaning}>
                <dt>{label}</dt>
                <dd>{text(trial.figures)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
    <p className={classes["count"]}>{countWords(trial)}</p>
    <h4>What the verification would say of these bars</h4>
    <GateList gate={trial.gate} onPlace={onPlace} />
  </div>
);
