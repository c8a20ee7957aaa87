import { type CreatorStanding, type StandingPart, standingParts, type UserId } from "@boltz/contract";
import { Alert, Badge, Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { ErrorPanel, LoadingLines, MissingPanel } from "../../components/states.tsx";
import { plural } from "../../format/numbers.ts";
import { partWords } from "../standing/decision-words.ts";
import own from "./case.module.css";
import { DecisionHistory } from "./decision-history.tsx";
import { StandingModal, type StandingWish } from "./standing-modal.tsx";

interface StandingPanelProps {
  creatorId: UserId;
  withHistory: boolean;
}

/** What somebody may do here, part by part, and the switches for it. */
export function StandingPanel({ creatorId, withHistory }: StandingPanelProps) {
  const standing = useQuery(api.moderation.standing.queryOptions({ creatorId }, { staleTime: 0 }));
  if (standing.isPending) return <LoadingLines label="Loading the standing" />;
  if (!standing.data)
    return wireErrorOf(standing.error).code === "not_found" ? (
      <MissingPanel what="person" />
    ) : (
      <ErrorPanel error={standing.error} retry={standing.refetch} title="The standing could not be loaded" />
    );
  return (
    <>
      <Switches standing={standing.data} reload={standing.refetch} />
      {withHistory ? (
        <DecisionHistory history={standing.data.history} empty="Nothing was ever decided about them." />
      ) : null}
    </>
  );
}

const isAllowed = ({ capabilities, banned }: CreatorStanding, part: StandingPart) =>
  part === "account" ? !banned : capabilities?.[part] === true;

interface SwitchesProps {
  standing: CreatorStanding;
  reload: () => Promise<unknown>;
}

function Switches({ standing, reload }: SwitchesProps) {
  const [wish, setWish] = useState<StandingWish>();
  const { person, capabilities, publishedListings, buyers, mayDecide } = standing;
  const parts = standingParts.filter((part) => part === "account" || capabilities !== null);
  return (
    <>
      <Text c="dimmed" size="sm" mb="sm">
        {capabilities === null ? "No creator" : plural(publishedListings, "published listing")}
        {capabilities === null ? null : `, ${plural(buyers, "buyer")}`}
      </Text>
      <ul className={own["parts"]}>
        {parts.map((part) => {
          const allowed = isAllowed(standing, part);
          return (
            <li key={part}>
              <span className={own["part"]}>
                <strong>{partWords[part]}</strong>
                <Badge color={allowed ? "green" : "red"}>
                  {part === "account" ? (allowed ? "Open" : "Suspended") : allowed ? "Allowed" : "Stopped"}
                </Badge>
              </span>
              {mayDecide ? (
                <Button
                  size="sm"
                  variant="default"
                  aria-label={`${actionOf(part, allowed)}: ${partWords[part]} of ${person.displayName}`}
                  onClick={() => setWish({ part, allowed: !allowed })}
                >
                  {actionOf(part, allowed)}…
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      {mayDecide ? null : (
        <Alert color="yellow" mb="lg">
          You may not change this: it is your own, or the person works here and an admin decides.
        </Alert>
      )}
      {wish ? (
        <StandingModal standing={standing} wish={wish} reload={reload} onClose={() => setWish(undefined)} />
      ) : null}
    </>
  );
}

const actionOf = (part: StandingPart, allowed: boolean) =>
  part === "account" ? (allowed ? "Suspend" : "End the suspension") : allowed ? "Stop" : "Allow again";
