import type { ListingId } from "@boltz/contract";
import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { api } from "../../api/client.ts";
import { ErrorPanel, LoadingLines } from "../../components/states.tsx";
import classes from "./library.module.css";

const RulesChanged = lazy(async () => ({
  default: (await import("../proof/behaviour-diff.tsx")).RulesChanged,
}));
const BehaviourChanged = lazy(async () => ({
  default: (await import("../proof/behaviour-diff.tsx")).BehaviourChanged,
}));

interface UpdateChangesProps {
  listingId: ListingId;
  title: string;
  from: string;
  to: string;
}

/** What installing another version than the one that was bought would change, before it is installed. */
export function UpdateChanges({ listingId, title, from, to }: UpdateChangesProps) {
  const [isOpen, setIsOpen] = useState(false);
  const words = isOpen ? "Hide what changes" : `What changes from ${from} to ${to}`;
  return (
    <div>
      <Button
        size="compact-sm"
        variant="subtle"
        aria-expanded={isOpen}
        aria-label={`${words}: ${title}`}
        onClick={() => setIsOpen(!isOpen)}
      >
        {words}
      </Button>
      {isOpen ? <Changes listingId={listingId} from={from} to={to} /> : null}
    </div>
  );
}

function Changes({ listingId, from, to }: Omit<UpdateChangesProps, "title">) {
  const changes = useQuery(api.library.changes.queryOptions({ listingId, from, to }, { staleTime: 300_000 }));
  if (changes.isPending) return <LoadingLines lines={3} label="Loading what changes" />;
  if (changes.isError)
    return (
      <ErrorPanel error={changes.error} retry={changes.refetch} title="What changes could not be loaded" />
    );
  const { changelog, rulesAdded, rulesRemoved, behaviour } = changes.data;
  return (
    <div className={classes["changes"]}>
      {changelog === "" ? null : (
        <Text size="sm" className={classes["changelog"] ?? ""}>
          {changelog}
        </Text>
      )}
      <Suspense fallback={<LoadingLines lines={3} label="Loading what changes" />}>
        <RulesChanged rulesAdded={rulesAdded} rulesRemoved={rulesRemoved} />
        {behaviour === null ? (
          <Text size="sm" c="dimmed">
            The two were not both run on the same bars here, so their behaviour cannot be compared.
          </Text>
        ) : (
          <BehaviourChanged diff={behaviour} to={to} />
        )}
      </Suspense>
    </div>
  );
}
