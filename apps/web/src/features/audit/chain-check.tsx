import type { ChainFault, VerifyAudit } from "@boltz/contract";
import { Button, Text } from "@mantine/core";
import { IconShieldCheck, IconShieldSearch, IconShieldX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { CopyLine } from "../../components/copy-line.tsx";
import { Section } from "../../components/page.tsx";
import { ErrorPanel } from "../../components/states.tsx";
import { formatCalendarDay, formatMoment } from "../../format/dates.ts";
import { formatCount, plural } from "../../format/numbers.ts";
import classes from "./audit.module.css";

const faultWords: Record<ChainFault["fault"], string> = {
  altered: "was altered: its hash is not that of its contents",
  missing: "is missing",
  unlinked: "does not go on from the entry before it",
  cut: "is where the log should end otherwise",
  anchor: "is not what was anchored",
};
const mostFaults = 100;

/** Recomputes the chain of hashes when asked to, and says what is wrong with it. */
export function ChainCheck() {
  const check = useQuery(api.audit.verify.queryOptions(undefined, { enabled: false, retry: false }));
  return (
    <Section title="Chain" id="chain">
      <div className={classes["check"]}>
        <p className={classes["lead"]}>
          Each entry carries the hash of the one before it. Whoever changes one leaves a trace here.
        </p>
        <Button
          loading={check.isFetching}
          leftSection={<IconShieldSearch size={17} stroke={1.7} />}
          onClick={() => void check.refetch()}
        >
          Verify the chain
        </Button>
      </div>
      {check.isFetching ? (
        <Text role="status" size="sm" c="dimmed" mt="md">
          Recomputing every hash. A long log takes some seconds…
        </Text>
      ) : check.isError ? (
        <div className={classes["result"]}>
          <ErrorPanel error={check.error} title="The chain could not be verified" />
        </div>
      ) : check.data ? (
        <Outcome outcome={check.data} />
      ) : null}
    </Section>
  );
}

function Outcome({ outcome }: { outcome: VerifyAudit }) {
  const { rows, head, faults, anchors, verifiedAt } = outcome;
  const isWhole = faults.length === 0;
  const Icon = isWhole ? IconShieldCheck : IconShieldX;
  return (
    <div className={classes["outcome"]} data-tone={isWhole ? "good" : "bad"}>
      <div role={isWhole ? "status" : "alert"} className={classes["verdict"]}>
        <Icon size={24} stroke={1.6} aria-hidden />
        <div>
          <strong>{isWhole ? "The chain is whole" : "The chain is broken"}</strong>
          <p>
            {isWhole
              ? `${plural(rows, "entry", "entries")}, each what it was when it was written.`
              : `${faults.length < mostFaults ? plural(faults.length, "fault") : `The first ${mostFaults} faults`} in ${plural(rows, "entry", "entries")}. Compare the entries with a backup and with the mailed anchors.`}
          </p>
        </div>
      </div>
      {isWhole ? null : <Faults faults={faults} />}
      <dl className={classes["facts"]}>
        <div>
          <dt>Verified</dt>
          <dd>{formatMoment(verifiedAt)}</dd>
        </div>
        <div>
          <dt>Head</dt>
          <dd>Entry {formatCount(Number(head.seq))}</dd>
        </div>
      </dl>
      <CopyLine text={head.hash} what="hash of the head" />
      <Anchors anchors={anchors} />
    </div>
  );
}

const Faults = ({ faults }: { faults: readonly ChainFault[] }) => (
  <ol className={`${classes["faults"]} num`} aria-label="Faults">
    {faults.map(({ seq, fault }) => (
      <li key={`${seq} ${fault}`}>
        <strong>Entry {seq}</strong> {faultWords[fault]}
      </li>
    ))}
  </ol>
);

function Anchors({ anchors }: { anchors: VerifyAudit["anchors"] }) {
  const [latest] = anchors;
  if (latest === undefined)
    return (
      <p className={classes["note"]}>No day is anchored yet. The head is mailed to finance every night.</p>
    );
  return (
    <details className={classes["anchors"]}>
      <summary>
        {plural(anchors.length, "anchor")}, the latest of {formatCalendarDay(latest.day)}
      </summary>
      <ol className="num">
        {anchors.map(({ day, seq, hash }) => (
          <li key={day}>
            <span>
              {formatCalendarDay(day)}, entry {seq}
            </span>
            <code className={classes["id"]}>{hash}</code>
          </li>
        ))}
      </ol>
    </details>
  );
}
