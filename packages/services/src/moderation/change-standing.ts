import type { DecisionId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import type { Person } from "@boltz/domain";
import { type StandingChange, switchPart } from "../standing/switch-part.ts";
import { changeAccount } from "./change-account.ts";

/** What a moderator makes of a person's standing; null where it is so already. */
export const changeStanding = (
  tx: Transaction,
  moderator: Person,
  change: StandingChange,
): Promise<DecisionId | null> =>
  change.part === "account"
    ? changeAccount(tx, moderator, { ...change, part: change.part })
    : switchPart(tx, moderator, { ...change, part: change.part });
