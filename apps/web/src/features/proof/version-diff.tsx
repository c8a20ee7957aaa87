import type { ListingId } from "@boltz/contract";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { ErrorPanel, LoadingLines } from "../../components/states.tsx";
import { BehaviourChanged, RulesChanged } from "./behaviour-diff.tsx";

interface VersionDiffProps {
  listingId: ListingId;
  version: string;
}

/** What a version changed against the one before it: its rules in words, and how it trades on the same bars. */
export function VersionDiff({ listingId, version }: VersionDiffProps) {
  const proof = useQuery(api.proofs.get.queryOptions({ listingId, version }, { staleTime: 300_000 }));
  if (proof.isPending) return <LoadingLines lines={3} label="Loading the change" />;
  if (proof.isError)
    return <ErrorPanel error={proof.error} retry={proof.refetch} title="The change could not be loaded" />;
  const diff = proof.data.report?.diff ?? null;
  if (diff === null)
    return (
      <Text size="sm" c="dimmed">
        The two were not run on the same bars here, so their behaviour cannot be compared.
      </Text>
    );
  return (
    <>
      <RulesChanged rulesAdded={diff.rulesAdded} rulesRemoved={diff.rulesRemoved} />
      <BehaviourChanged diff={diff} to={version} />
    </>
  );
}
