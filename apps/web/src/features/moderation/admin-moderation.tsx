import { type CaseKind, caseKinds, type ModerationCase, type Viewer } from "@boltz/contract";
import { Badge } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import { Gate } from "../../components/gate.tsx";
import { Page } from "../../components/page.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { StrategyMark } from "../../components/strategy-mark.tsx";
import { formatAgo, formatTime } from "../../format/dates.ts";
import { formatCount, plural } from "../../format/numbers.ts";
import own from "./case.module.css";
import { kindWords, titleOf } from "./case-words.ts";
import classes from "./moderation.module.css";

const route = getRouteApi("/admin/moderation");
const lookAgainMs = 30_000;
/** The server answers with as many at most. */
const mostAtOnce = 100;

/** Everything that waits for a moderator. */
export const AdminModeration = () => (
  <Gate title="Moderation" action="moderation.read">
    {(viewer) => <QueueAt viewer={viewer} />}
  </Gate>
);

function QueueAt({ viewer }: { viewer: Viewer }) {
  const search = route.useSearch();
  return <Queue viewer={viewer} kind={caseKinds.find((one) => one === search.kind)} />;
}

interface QueueProps {
  viewer: Viewer;
  kind: CaseKind | undefined;
}

export function Queue({ viewer, kind }: QueueProps) {
  const options = { staleTime: 0, refetchInterval: lookAgainMs };
  const all = useQuery(api.moderation.queue.queryOptions({}, options));
  const shown = useQuery(api.moderation.queue.queryOptions(kind === undefined ? {} : { kind }, options));
  const length = shown.data?.length ?? 0;
  return (
    <Page
      title="Moderation"
      lead={length === 0 ? null : `${plural(length, "case")} waiting, the oldest first.`}
      width="text"
    >
      <Kinds cases={all.data ?? []} />
      {shown.isPending ? (
        <LoadingRows label="Loading the queue" />
      ) : shown.isError && !shown.data ? (
        <ErrorPanel error={shown.error} retry={shown.refetch} title="The queue could not be loaded" />
      ) : length === 0 ? (
        <EmptyPanel title="Nothing waits" icon={<IconCircleCheck size={26} stroke={1.4} />}>
          {kind === undefined ? "Everything has its decision." : "Look at the other kinds of cases."}
        </EmptyPanel>
      ) : (
        <ol className={classes["queue"]}>
          {shown.data.map((one) => (
            <li key={one.id}>
              <CaseRow one={one} viewer={viewer} />
            </li>
          ))}
        </ol>
      )}
    </Page>
  );
}

function Kinds({ cases }: { cases: readonly ModerationCase[] }) {
  const more = cases.length >= mostAtOnce ? "+" : "";
  const counted = (count: number) => <span className={own["count"]}>{`${formatCount(count)}${more}`}</span>;
  const activeOptions = { exact: true, includeSearch: true };
  return (
    <nav aria-label="Kinds of cases" className={`${own["kinds"]} num`}>
      <Link to="/admin/moderation" search={{}} className={own["kind"]} activeOptions={activeOptions}>
        All {counted(cases.length)}
      </Link>
      {caseKinds.map((kind) => (
        <Link
          key={kind}
          to="/admin/moderation"
          search={{ kind }}
          className={own["kind"]}
          activeOptions={activeOptions}
        >
          {kindWords[kind].many} {counted(cases.filter((one) => one.kind === kind).length)}
        </Link>
      ))}
    </nav>
  );
}

function CaseRow({ one, viewer }: { one: ModerationCase; viewer: Viewer }) {
  const { kind, listing, concerns, openedAt, flags, claim, mayDecide } = one;
  return (
    <Link to="/admin/moderation/$caseId" params={{ caseId: one.id }} className={classes["item"]}>
      <StrategyMark seed={listing?.id ?? concerns.id} />
      <span className={classes["itemText"]}>
        <strong>{titleOf(one)}</strong>
        <span>
          {kindWords[kind].one} · {concerns.displayName}
          {flags > 0 ? ` · ${plural(flags, "report")}` : null}
        </span>
        {claim ? (
          <span>
            {claim.isMine ? "You work on it" : `${claim.by} works on it`} until {formatTime(claim.until)}
          </span>
        ) : null}
        {mayDecide ? null : <span>Somebody else has to decide</span>}
      </span>
      <span className={classes["itemAge"]}>
        {concerns.id === viewer.id ? <Badge color="gray">Your own</Badge> : null}
        <span>{formatAgo(openedAt)}</span>
      </span>
    </Link>
  );
}
