import { generateKeyPairSync } from "node:crypto";
import type { CaseId, DecisionId, ListingId, StandingDecision, StandingPart } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import type { Actor, Person } from "@boltz/domain";
import type { Context } from "../context.ts";
import { installStrategy } from "../library/install-strategy.ts";
import { loadActor } from "../people/load-actor.ts";
import { appealDecision } from "../standing/appeal-decision.ts";
import { listDecisions } from "../standing/list-decisions.ts";
import type { Verbs } from "../verbs.fixture.ts";
import { removeListing } from "./remove-listing.ts";
import { suspendCreator } from "./suspend-creator.ts";

export const reason = "It promises what its own rules cannot give.";

const signingKeyPem = generateKeyPairSync("ed25519")
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

/** What tests of removals, standing and appeals do and look at, over the verbs of one test file. */
export const moderating = (verbs: () => Verbs) => {
  const moderator = () => verbs().person({ role: "moderator" });
  const as = (actor: Actor): Context => {
    const ctx = verbs().as(actor);
    return { ...ctx, settings: { ...ctx.settings, signingKeyPem } };
  };
  const remove = async (listingId: ListingId, { harm = false, by }: { harm?: boolean; by?: Person } = {}) =>
    removeListing({ ctx: as(by ?? (await moderator())), input: { listingId, reason, harm } });
  const switchTo = async (person: Person, part: StandingPart, allowed: boolean, by?: Person) =>
    suspendCreator({
      ctx: as(by ?? (await moderator())),
      input: { creatorId: person.id, part, allowed, reason },
    });
  const decisionsOf = async (person: Person): Promise<StandingDecision[]> =>
    (await listDecisions({ ctx: as(person), input: { limit: 50 } })).items;
  const appeal = (person: Person, decisionId: DecisionId): Promise<{ caseId: CaseId }> =>
    appealDecision({
      ctx: as(person),
      input: { decisionId, text: "Please look again: the rules do exactly what the page says." },
    });
  return {
    moderator,
    as,
    remove,
    switchTo,
    decisionsOf,
    appeal,
    /** Appeals against the newest decision of this outcome. */
    appealLatest: async (person: Person, outcome: StandingDecision["outcome"]) => {
      const decision = (await decisionsOf(person)).find((one) => one.outcome === outcome);
      if (decision === undefined) throw new Error(`nothing was ${outcome}`);
      return appeal(person, decision.id);
    },
    install: (person: Person, listingId: ListingId) =>
      installStrategy({ ctx: as(person), input: { listingId } }),
    /** The person with the rights that the next request finds. */
    now: async (person: Person): Promise<Person> => {
      const actor = await loadActor(verbs().db.database, person.id);
      if (actor.kind !== "person") throw new Error("nobody is there");
      return actor;
    },
    stateOf: async (listingId: ListingId) => {
      const [row] = await verbs().db.stored<{
        status: string;
        harmful: boolean;
        delisted: Date | null;
        draft: string;
      }>(
        `select l.status, l.is_harmful as harmful, l.delisted_at as delisted, d.state as draft
         from strategy_marketplace l join listing_drafts d on d.listing_id = l.id where l.id = $1`,
        [uuidFromId("lst", listingId)],
      );
      return row;
    },
    toldTo: async (person: Person) =>
      (
        await verbs().db.stored<{ kind: string }>(
          "select kind from email_outbox where user_id = $1 order by created_at, kind",
          [uuidFromId("usr", person.id)],
        )
      ).map(({ kind }) => kind),
  };
};
