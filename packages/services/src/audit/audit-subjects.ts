import { type IdPrefix, idPrefixes, isId, MarketError } from "@boltz/contract";
import { idFromUuid, uuidFromId } from "@boltz/db";
import type { AuditRecord } from "./log-audit.ts";

type SubjectType = AuditRecord<IdPrefix>["subjectType"];

const prefixes = {
  purchase: "pur",
  listing: "lst",
  entitlement: "ent",
  creator: "usr",
  user: "usr",
  coupon: "cpn",
  refund: "rfd",
  dispute: "dsp",
  payout: "pyt",
  payout_account: "pac",
  reconciliation: "rcd",
  review: "rev",
  flag: "flg",
  appeal: "apl",
  data_export: "dex",
  erasure: "ers",
  dataset: "dst",
} as const satisfies Record<SubjectType, IdPrefix>;

const knownPrefixes: ReadonlyMap<string, IdPrefix> = new Map(Object.entries(prefixes));

/** What an entry is about, as the id that people know; of a kind that is not known any more, its kind and key. */
export const subjectIdOf = (subjectType: string, uuid: string): string => {
  const prefix = knownPrefixes.get(subjectType);
  return prefix === undefined ? `${subjectType} ${uuid}` : idFromUuid(prefix, uuid);
};

/** Under which kinds an id is a subject: a person is one as a user and as a creator. Throws `invalid_input`. */
export const subjectKeyOf = (id: string): { types: string[]; uuid: string } => {
  const prefix = idPrefixes.find((one) => isId(one, id));
  const types = [...knownPrefixes].filter(([, known]) => known === prefix).map(([type]) => type);
  if (prefix === undefined || !isId(prefix, id) || types.length === 0)
    throw new MarketError("invalid_input", {
      issues: [{ path: ["subject"], message: "must be an id like pur_…" }],
    });
  return { types, uuid: uuidFromId(prefix, id) };
};
