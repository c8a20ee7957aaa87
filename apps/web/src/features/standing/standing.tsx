import { IconScale } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { Gate } from "../../components/gate.tsx";
import { LoadMore } from "../../components/load-more.tsx";
import { Page } from "../../components/page.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { DecisionCard } from "./decision-card.tsx";
import classes from "./standing.module.css";

/** What was decided about the person who reads it; open to those who are suspended too. */
export const Standing = () => (
  <Gate title="Decisions about you" action="standing.read">
    {() => <Decisions />}
  </Gate>
);

export function Decisions() {
  const found = useInfiniteQuery(
    api.standing.decisions.infiniteQueryOptions(
      { limit: 24 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, staleTime: 0 },
    ),
  );
  const decisions = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title="Decisions about you"
      lead="What moderators decided about your strategies, your reviews and your account, and why."
      width="text"
    >
      {found.isPending ? (
        <LoadingRows label="Loading the decisions" />
      ) : found.isError && !found.data ? (
        <ErrorPanel error={found.error} retry={found.refetch} title="The decisions could not be loaded" />
      ) : decisions.length === 0 ? (
        <EmptyPanel title="Nothing was decided" icon={<IconScale size={26} stroke={1.4} />}>
          When a moderator decides about something of yours, you read it here, with the reason.
        </EmptyPanel>
      ) : (
        <>
          <ol className={classes["decisions"]}>
            {decisions.map((decision) => (
              <li key={decision.id}>
                <DecisionCard decision={decision} />
              </li>
            ))}
          </ol>
          <LoadMore pages={found} />
        </>
      )}
    </Page>
  );
}
