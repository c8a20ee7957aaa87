import type { OwnListing } from "@boltz/contract";
import { useVerification } from "../trials/use-verification.ts";
import { approvalBlock } from "./approval-block.ts";

/** Why the newest version of a listing may not be approved now; null where it may, or where only the server knows. */
export function useApprovalBlock({ strategyId, latestVersion }: OwnListing): string | null {
  const { data, isPending } = useVerification(strategyId, latestVersion);
  if (latestVersion === null) return null;
  if (isPending) return "Where its verification stands is being loaded.";
  return data ? approvalBlock(data.state) : null;
}
