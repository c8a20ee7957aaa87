import type { ProofView } from "@boltz/contract";
import { useQuery } from "@tanstack/react-query";
import { checkReceipt, receiptMismatch } from "./receipt-check.ts";
import { signingKeyQuery } from "./signing-key.ts";

export type ReceiptStanding =
  | { kind: "checking" }
  /** The key did not come, so nothing can be said. */
  | { kind: "unknown"; checkAgain: () => void }
  | { kind: "right" }
  | { kind: "broken"; reason: string };

/** Whether the proof's receipt is signed by the marketplace and is the one of what the page shows; checked once. */
export function useReceiptCheck(proof: ProofView | undefined): ReceiptStanding {
  const receipt = proof?.receipt ?? null;
  const check = useQuery({
    queryKey: ["receipt-check", receipt],
    queryFn: async ({ client }) => checkReceipt(receipt, await client.fetchQuery(signingKeyQuery)),
    enabled: receipt !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (proof === undefined || check.isPending) return { kind: "checking" };
  if (check.isError) return { kind: "unknown", checkAgain: () => void check.refetch() };
  if (!check.data.ok) return { kind: "broken", reason: check.data.reason };
  const reason = receiptMismatch(check.data.payload, proof);
  return reason === undefined ? { kind: "right" } : { kind: "broken", reason };
}
