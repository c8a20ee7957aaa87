import type { ListingId } from "@boltz/contract";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { DocumentView, SealedDocument } from "../../components/document-view.tsx";
import { RulesInWords } from "../../components/rules-in-words.tsx";
import { ErrorPanel, LoadingLines } from "../../components/states.tsx";

interface ListingRulesProps {
  listingId: ListingId;
  part: "words" | "document";
}

/** The latest version's rules, as sentences or as the document they were written from. */
export function ListingRules({ listingId, part }: ListingRulesProps) {
  const rules = useQuery(api.listings.rules.queryOptions({ listingId }, { staleTime: 300_000 }));
  if (rules.isPending) return <LoadingLines lines={6} label="Loading the rules" />;
  if (rules.isError)
    return wireErrorOf(rules.error).code === "not_found" ? (
      <Text c="dimmed">This listing has no version yet.</Text>
    ) : (
      <ErrorPanel error={rules.error} retry={rules.refetch} title="The rules could not be loaded" />
    );
  if (part === "words") return <RulesInWords sections={rules.data.sections} />;
  return rules.data.document === null ? (
    <SealedDocument specHash={rules.data.specHash} />
  ) : (
    <DocumentView document={rules.data.document} specHash={rules.data.specHash} />
  );
}
