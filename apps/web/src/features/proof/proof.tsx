import type { ListingPage, ProofView } from "@boltz/contract";
import { Text } from "@mantine/core";
import { wireErrorOf } from "../../api/errors.ts";
import { ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { AttachedProof } from "./attached-proof.tsx";
import { NearDuplicates } from "./near-duplicates.tsx";
import classes from "./proof.module.css";
import { ProofHeader } from "./proof-header.tsx";
import { ProofPart } from "./proof-part.tsx";
import { useProof } from "./use-proof.ts";
import { VerifiedProof } from "./verified-proof.tsx";

/** The proof of the version that is on sale: what was run here, or plainly that nothing was. */
export function Proof({ listing }: { listing: ListingPage }) {
  const proof = useProof(listing.id);
  if (proof.data) return <ProofOf listing={listing} proof={proof.data} />;
  if (proof.isPending) return <LoadingRows rows={5} label="Loading the proof" />;
  return wireErrorOf(proof.error).code === "not_found" ? (
    <Text c="dimmed">This listing has no version yet.</Text>
  ) : (
    <ErrorPanel error={proof.error} retry={proof.refetch} title="The proof could not be loaded" />
  );
}

function ProofOf({ listing, proof }: { listing: ListingPage; proof: ProofView }) {
  return (
    <div className={classes["proof"]}>
      <ProofHeader proof={proof} />
      {proof.report === null ? <NoReport proof={proof} /> : null}
      {proof.report === null ? null : <VerifiedProof listing={listing} proof={proof} report={proof.report} />}
      {proof.duplicates.length === 0 ? null : (
        <ProofPart title="Much like this one" id="proof-alike">
          <NearDuplicates duplicates={proof.duplicates} />
        </ProofPart>
      )}
    </div>
  );
}

function NoReport({ proof }: { proof: ProofView }) {
  if (proof.attached !== null) return <AttachedProof attached={proof.attached} />;
  if (proof.missingSymbols.length === 0) return null;
  return (
    <Text className={classes["sentence"] ?? ""}>
      {"There are no bars here of "}
      <strong>{proof.missingSymbols.join(", ")}</strong>
      {" at its timeframe. When there are, it is run and this page shows what came out."}
    </Text>
  );
}
