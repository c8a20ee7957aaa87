import { attachedUpload } from "../testing/attached.fixture.ts";
import { exampleDocument } from "../testing/listings.fixture.ts";
import type { inputsOf } from "./role-matrix-inputs.fixture.ts";
import {
  type Case,
  creators,
  everybody,
  itsCreator,
  itsReader,
  mail,
  no,
  ok,
  out,
  type Row,
  sign,
  verifiedCreators,
} from "./role-matrix-rows.fixture.ts";

const none = "no_bars";
/** Those who may, and find no bars of that market here. */
const triers: Row = [sign, mail, no, none, none, no, no, no, out, sign];

const unowned = "not_entitled";
/** `owner` bought it, of `creator`. */
const itsOwners: Row = [sign, unowned, unowned, ok, ok, unowned, unowned, unowned, unowned, sign];

/** Trials, verifications, proofs and what updates change: every procedure with its row. */
export const proofCases = ({
  made,
  listing,
  owned,
  attached,
}: Pick<ReturnType<typeof inputsOf>, "made" | "listing" | "owned" | "attached">): Record<string, Case> => ({
  "strategies.run": {
    kind: "mutation",
    who: triers,
    input: async () => ({
      document: { ...exampleDocument(), market: { assetClass: "etfs", symbols: ["NOT-HERE"] } },
    }),
  },
  "strategies.createAttached": {
    kind: "mutation",
    who: verifiedCreators,
    input: async () => ({ name: "Made elsewhere", ...attachedUpload() }),
  },
  "strategies.addAttachedVersion": {
    kind: "mutation",
    who: itsCreator,
    input: async () => ({ ...(await attached()), ...attachedUpload("later"), version: "1.1.0" }),
  },
  "strategies.trials": { who: creators, input: async () => ({}) },
  "strategies.verification": {
    who: itsReader,
    input: async () => ({ strategyId: (await made("submitted")).strategyId }),
  },
  "proofs.get": { who: everybody, input: listing("published") },
  "proofs.trades": { who: everybody, input: listing("published") },
  "proofs.compare": {
    who: everybody,
    input: async () => ({ listingIds: [(await made("published")).listingId] }),
  },
  "proofs.datasets": { who: everybody },
  "library.changes": {
    who: itsOwners,
    input: async () => ({ listingId: (await owned()).listingId, from: "1.0.0" }),
  },
});
