import { type CreateCouponInput, couponView, createCouponInput } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import { visitor } from "@boltz/domain";
import { seedListing } from "@boltz/testkit";
import { beforeAll, describe, expect, test } from "vitest";
import { startPurchase } from "../purchases/start-purchase.ts";
import { refusal, refusedFields, useVerbs } from "../verbs.fixture.ts";
import { createCoupon } from "./create-coupon.ts";
import { listCoupons } from "./list-coupons.ts";
import { setCouponEnabled } from "./set-coupon-enabled.ts";

const verbs = useVerbs();

let creator: Person;
let finance: Person;
beforeAll(async () => {
  creator = await verbs().person({ creator: true });
  finance = await verbs().person({ role: "finance" });
});

let codes = 0;
const terms = (changes: Partial<CreateCouponInput> = {}): CreateCouponInput => {
  codes += 1;
  return createCouponInput.parse({
    code: `desk-${codes}`,
    scope: "creator",
    listingId: null,
    discount: { kind: "percent", percent: 25 },
    minimum: null,
    startsAt: null,
    endsAt: null,
    maxUses: null,
    maxUsesPerBuyer: null,
    ...changes,
  });
};

const create = (by: Person, changes: Partial<CreateCouponInput> = {}) =>
  createCoupon({ ctx: verbs().as(by), input: terms(changes) });

const list = (by: Person, page: { cursor?: string; limit?: number } = {}) =>
  listCoupons({ ctx: verbs().as(by), input: { limit: 50, ...page } });

const auditsOf = (couponId: Parameters<typeof uuidFromId<"cpn">>[1]) =>
  verbs().db.stored(
    "SELECT action, actor_id AS actor, detail FROM audit_log WHERE subject_id = $1 ORDER BY seq",
    [uuidFromId("cpn", couponId)],
  );

describe("a coupon is made", () => {
  test("with every term as it was written, and audited", async () => {
    const listing = await seedListing(verbs().db, creator, { title: "Crossing averages" });
    const made = await create(creator, {
      scope: "listing",
      listingId: listing.listingId,
      discount: { kind: "amount", amount: { amountMinor: "1000", currency: "USD" } },
      minimum: { amountMinor: "3000", currency: "USD" },
      startsAt: "2030-01-01T00:00:00.000Z",
      endsAt: "2030-02-01T00:00:00.000Z",
      ...{ maxUses: 10, maxUsesPerBuyer: 1 },
    });
    expect(couponView.parse(made)).toEqual(made);
    expect(made).toMatchObject({
      ...{ scope: "listing", listingId: listing.listingId, listingTitle: "Crossing averages", percent: null },
      amount: { amountMinor: "1000", currency: "USD" },
      minimum: { amountMinor: "3000", currency: "USD" },
      ...{ startsAt: "2030-01-01T00:00:00.000Z", endsAt: "2030-02-01T00:00:00.000Z" },
      ...{ maxUses: 10, maxUsesPerBuyer: 1, used: 0, held: 0, given: [], enabled: true },
    });
    expect(await auditsOf(made.id)).toEqual([
      {
        action: "coupon_created",
        actor: uuidFromId("usr", creator.id),
        detail: { code: made.code, scope: "listing", takes: "1000 USD" },
      },
    ]);
  });

  test("for the platform by finance only, for strategies by those who may sell", async () => {
    const buyer = await verbs().person();
    const banned: Person = { ...creator, creator: { publish: true, sell: false, withdraw: true } };
    expect(await refusal(create(creator, { scope: "platform" }))).toBe("forbidden");
    expect(await refusal(create(buyer))).toBe("forbidden");
    expect(await refusal(create(banned))).toBe("forbidden");
    expect(await refusal(createCoupon({ ctx: verbs().as(visitor), input: terms() }))).toBe("unauthenticated");
    expect(await create(finance, { scope: "platform" })).toMatchObject({ scope: "platform", percent: 25 });
  });

  test("never with a code that is taken, whoever took it and however it is written", async () => {
    const { code } = await create(creator);
    const other = await verbs().person({ creator: true });
    expect(
      await refusedFields(create(other, { code: createCouponInput.shape.code.parse(code.toLowerCase()) })),
    ).toEqual(["code"]);
    expect(await refusedFields(create(creator, { code }))).toEqual(["code"]);
  });

  test("not for somebody else's listing, in the past, or with fils that nobody can charge", async () => {
    const other = await verbs().person({ creator: true });
    const { listingId } = await seedListing(verbs().db, other);
    expect(await refusedFields(create(creator, { scope: "listing", listingId }))).toEqual(["listingId"]);
    expect(await refusedFields(create(creator, { endsAt: "2020-01-01T00:00:00.000Z" }))).toEqual(["endsAt"]);
    const odd = { kind: "amount", amount: { amountMinor: "1005", currency: "KWD" } } as const;
    expect(await refusedFields(create(creator, { discount: odd }))).toEqual(["discount.amount.amountMinor"]);
  });
});

describe("coupons are listed", () => {
  test("newest first, page by page, with what became of their uses; nobody else's among them", async () => {
    const seller = await verbs().person({ creator: true });
    const made = [];
    for (let index = 0; index < 3; index += 1)
      made.push(await create(seller, { discount: { kind: "percent", percent: 100 } }));
    await create(creator);
    const [oldest] = made;
    const listing = await seedListing(verbs().db, seller);
    const buyer = await verbs().person();
    await startPurchase({
      ctx: verbs().as(buyer),
      input: {
        listingId: listing.listingId,
        ...{ provider: "stripe", method: "card", couponCode: oldest?.code ?? "" },
        expectedPrice: { amountMinor: "0", currency: "USD" },
        idempotencyKey: crypto.randomUUID(),
      },
    });
    const first = await list(seller, { limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual([made[2]?.id, made[1]?.id]);
    const rest = await list(seller, { limit: 2, cursor: first.nextCursor ?? "" });
    expect(rest).toMatchObject({
      items: [{ id: oldest?.id, used: 1, held: 0, given: [{ currency: "USD", amountMinor: "4900" }] }],
      nextCursor: null,
    });
    expect(await refusedFields(list(seller, { cursor: "somewhere" }))).toEqual(["cursor"]);
  });

  test("with all of the platform's for finance", async () => {
    const colleague = await verbs().person({ role: "finance" });
    const { id } = await create(finance, { scope: "platform" });
    const own = await create(creator);
    const seen = (await list(colleague)).items.map((coupon) => coupon.id);
    expect(seen).toContain(id);
    expect(seen).not.toContain(own.id);
    expect((await list(creator)).items.map((coupon) => coupon.id)).not.toContain(id);
  });
});

describe("a coupon is stopped and started", () => {
  const set = (by: Person, couponId: Parameters<typeof uuidFromId<"cpn">>[1], enabled: boolean) =>
    setCouponEnabled({ ctx: verbs().as(by), input: { couponId, enabled } });

  test("by its creator, audited once for each change", async () => {
    const { id } = await create(creator);
    for (const enabled of [false, false, true])
      expect(await set(creator, id, enabled)).toMatchObject({ id, enabled });
    expect((await auditsOf(id)).map(({ action }) => action)).toEqual([
      "coupon_created",
      "coupon_disabled",
      "coupon_enabled",
    ]);
  });

  test("by no other creator, and the platform's by any of finance", async () => {
    const { id } = await create(creator);
    const other = await verbs().person({ creator: true });
    expect(await refusal(set(other, id, false))).toBe("not_found");
    expect(await refusal(set(finance, id, false))).toBe("not_found");
    const platform = await create(finance, { scope: "platform" });
    expect(await refusal(set(creator, platform.id, false))).toBe("not_found");
    const colleague = await verbs().person({ role: "admin" });
    expect(await set(colleague, platform.id, false)).toMatchObject({ enabled: false });
  });
});
