import type { StrategyId, UserId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { attachedFiles } from "@boltz/db/schema";
import { insertVersion } from "../strategies/new-version.ts";
import type { ReadAttached } from "./read-attached.ts";

interface Version {
  strategyId: StrategyId;
  creatorId: UserId;
  version: string;
  changelog: string;
}

/** Adds a version of files that were checked, with the files themselves. */
export const storeAttached = async (
  tx: Transaction,
  version: Version,
  { files, ...attached }: ReadAttached,
): Promise<void> => {
  const versionId = await insertVersion(tx, { ...version, kind: "attached", ...attached });
  const { creatorId } = version;
  await tx
    .insert(attachedFiles)
    .values(files.map(({ name, sha256, data }) => ({ versionId, creatorId, name, sha256, data })));
};
