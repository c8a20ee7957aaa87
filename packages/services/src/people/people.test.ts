import { type UserId, viewer } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import { visitor } from "@boltz/domain";
import { expect, test } from "vitest";
import { refusal, refusedFields, useVerbs } from "../verbs.fixture.ts";
import { becomeCreator } from "./become-creator.ts";
import { getViewer } from "./get-viewer.ts";
import { isSecondFactorFresh, loadActor } from "./load-actor.ts";

const verbs = useVerbs();
const profile = (displayName: string) => ({ displayName, bio: "" });

test("a verified user becomes a creator, with one audit row however often it is asked", async () => {
  const person = await verbs().person();
  const ctx = verbs().as(person);
  const both = await Promise.all([
    becomeCreator({ ctx, input: profile("Quiet River") }),
    becomeCreator({ ctx, input: profile("Quiet River") }),
  ]);
  for (const seen of both) {
    expect(viewer.parse(seen)).toEqual(seen);
    expect(seen.role).toBe("creator");
    expect(seen.creator).toEqual({
      displayName: "Quiet River",
      capabilities: { publish: true, sell: true, withdraw: true },
    });
  }
  expect(
    await verbs().db.stored("select action from audit_log where subject_id = $1", [
      uuidFromId("usr", person.id),
    ]),
  ).toEqual([{ action: "creator_registered" }]);
  expect(await refusal(becomeCreator({ ctx, input: profile("Another Name") }))).toBe("wrong_state");
});

test("a display name belongs to one creator, whatever its case", async () => {
  const [first, second] = [await verbs().person(), await verbs().person()];
  await becomeCreator({ ctx: verbs().as(first), input: profile("North Star") });
  const late = becomeCreator({ ctx: verbs().as(second), input: profile("north STAR") });
  expect(await refusal(late)).toBe("conflict");
  expect(await refusedFields(late)).toEqual(["displayName"]);
});

test("who did not confirm the address, is suspended or not signed in becomes no creator", async () => {
  const unverified = await verbs().person({ verified: false });
  const suspended = { ...(await verbs().person()), suspended: true };
  const tries = [unverified, suspended, visitor].map((actor) =>
    refusal(becomeCreator({ ctx: verbs().as(actor), input: profile("Nobody Yet") })),
  );
  expect(await Promise.all(tries)).toEqual(["email_unverified", "suspended", "unauthenticated"]);
});

test("a session's rights are those of the moment", async () => {
  const { db } = verbs();
  const person = await verbs().person({ creator: true });
  const load = (id: UserId) => loadActor(db.database, id);
  expect(await load(person.id)).toEqual(person);
  await db.stored("update users set suspended_at = now(), role = 'moderator' where id = $1", [
    uuidFromId("usr", person.id),
  ]);
  await db.stored("update creator_profiles set may_publish = false where user_id = $1", [
    uuidFromId("usr", person.id),
  ]);
  expect(await load(person.id)).toMatchObject({
    role: "moderator",
    suspended: true,
    creator: { publish: false, sell: true },
  });
  expect(await load(newId("usr"))).toEqual(visitor);
});

test("the second factor counts for ten minutes, and only while it is turned on", async () => {
  const { db } = verbs();
  const { id } = await verbs().person();
  const now = new Date("2027-03-01T12:00:00Z");
  const given = (at: string | null) => ({ at: at === null ? null : new Date(at), now });
  expect([
    isSecondFactorFresh(given(null)),
    isSecondFactorFresh(given("2027-03-01T12:00:00Z")),
    isSecondFactorFresh(given("2027-03-01T11:50:01Z")),
    isSecondFactorFresh(given("2027-03-01T11:50:00Z")),
    isSecondFactorFresh(given("2027-03-01T12:00:01Z")),
  ]).toEqual([false, true, true, false, false]);
  const confirmed = given("2027-03-01T11:59:00Z");
  expect(await loadActor(db.database, id, confirmed)).toMatchObject({ secondFactorFresh: false });
  await db.stored("update users set two_factor_enabled = true where id = $1", [uuidFromId("usr", id)]);
  const actor = await loadActor(db.database, id, confirmed);
  expect(actor).toMatchObject({ secondFactorFresh: true });
  expect(await loadActor(db.database, id)).toMatchObject({ secondFactorFresh: false });
  const seen = await getViewer({ ctx: verbs().as(actor) });
  expect(seen).toMatchObject({ twoFactorEnabled: true, secondFactorFresh: true });
});

test("a person sees themselves, a visitor nobody", async () => {
  const person = await verbs().person({ role: "finance" });
  const seen = await getViewer({ ctx: verbs().as(person) });
  expect(seen).toMatchObject({ id: person.id, role: "finance", creator: null, suspended: false });
  expect(await getViewer({ ctx: verbs().as(visitor) })).toBeNull();
});
