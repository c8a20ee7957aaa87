import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Rig, readEvent, startRig } from "../../test-rig.ts";
import { openShop, refusal, type Shop } from "../shop.fixture.ts";

let rig: Rig;
let shop: Shop;

beforeAll(async () => {
  rig = await startRig();
  shop = openShop(rig);
});
afterEach(() => rig.sandbox.faults.reset());
afterAll(() => rig.close());

const returnUrl = "http://127.0.0.1:8005/creator/payouts?done=1";
const refreshUrl = "http://127.0.0.1:8005/creator/payouts?again=1";

const link = (account: string) =>
  shop.stripe.v2.core.accountLinks.create({
    account,
    use_case: {
      type: "account_onboarding",
      account_onboarding: { return_url: returnUrl, refresh_url: refreshUrl },
    },
  });

const read = async (id: string) => {
  const account = await shop.stripe.v2.core.accounts.retrieve(id, {
    include: ["configuration.recipient", "requirements"],
  });
  return {
    status: account.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers?.status,
    awaits: [...new Set(account.requirements?.entries?.map((entry) => entry.awaiting_action_from))],
    errors: account.requirements?.entries?.flatMap((entry) => entry.errors.map(({ code }) => code)),
  };
};

const visit = (url: string) => fetch(url, { redirect: "manual" });
const handIn = (url: string, fields: Record<string, string>) =>
  fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
const person = { name: "Ada Lovelace", birth: "1990-12-10", bank: "DE89370400440532013000" };

describe("an account", () => {
  test("is made with what was asked for, and answers only the parts that are wanted", async () => {
    const account = await shop.stripe.v2.core.accounts.create({
      contact_email: "ada@example.com",
      display_name: "Ada",
      identity: { country: "DE" },
      dashboard: "express",
      configuration: {
        recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
      },
      defaults: { responsibilities: { fees_collector: "application", losses_collector: "application" } },
      metadata: { account_id: "pac_1" },
      include: ["configuration.recipient", "requirements", "identity", "defaults"],
    });
    expect(account).toMatchObject({
      object: "v2.core.account",
      contact_email: "ada@example.com",
      display_name: "Ada",
      dashboard: "express",
      identity: { country: "de" },
      defaults: { responsibilities: { fees_collector: "application", requirements_collector: "stripe" } },
      metadata: { account_id: "pac_1" },
      applied_configurations: ["recipient"],
      livemode: false,
    });
    expect(await read(account.id)).toEqual({ status: "restricted", awaits: ["user"], errors: [] });
    const plain = await shop.stripe.v2.core.accounts.retrieve(account.id);
    expect(plain.configuration).toBeUndefined();
    expect(plain.requirements).toBeUndefined();
  });

  test("with one key is one account", async () => {
    const create = () =>
      shop.stripe.v2.core.accounts.create({ display_name: "Once" }, { idempotencyKey: "account-once" });
    expect((await create()).id).toBe((await create()).id);
  });

  test.each([
    { status: "active", wire: "active", awaits: [], errors: [] },
    { status: "pending", wire: "pending", awaits: ["stripe"], errors: [] },
    {
      status: "restricted",
      wire: "restricted",
      awaits: ["user"],
      errors: ["verification_document_not_readable"],
    },
    { status: "rejected", wire: "rejected", awaits: [], errors: [] },
  ] as const)("can become $status, and says so once", async ({ status, wire, awaits, errors }) => {
    const id = await shop.creator("onboarding");
    rig.sandbox.dashboard.setAccount(id, status);
    rig.sandbox.dashboard.setAccount(id, status);
    expect(await read(id)).toEqual({ status: wire, awaits, errors });
    expect((await shop.eventsOf(id)).sort()).toEqual([
      "v2.core.account[configuration.recipient].capability_status_updated",
      "v2.core.account[requirements].updated",
    ]);
  });

  test("is found through its event, which says what it is about", async () => {
    const id = await shop.creator();
    await rig.sandbox.faults.settled();
    const events = await Promise.all(rig.received.map(readEvent));
    const type = "v2.core.account[configuration.recipient].capability_status_updated";
    const event = events.find((candidate) => candidate.objectId === id && candidate.type === type);
    expect(await shop.stripe.v2.core.events.retrieve(event?.id ?? "")).toMatchObject({
      type,
      related_object: { id, type: "v2.core.account", url: `/v2/core/accounts/${id}` },
      data: { updated_capability: "stripe_balance.stripe_transfers" },
    });
  });

  test("is refused in unknown words and for strangers", async () => {
    const strange = { display_name: "X", configuration: { customer: {} } };
    expect(await refusal(shop.stripe.v2.core.accounts.create(strange))).toMatchObject({ statusCode: 400 });
    expect(await refusal(shop.stripe.v2.core.accounts.retrieve("acct_gone"))).toMatchObject({
      statusCode: 404,
    });
    expect(await refusal(link("acct_gone"))).toMatchObject({ statusCode: 404 });
    const response = await fetch(`${rig.sandbox.url}/v2/core/accounts`, {
      method: "POST",
      headers: { authorization: "Bearer sk_test_sandbox", "content-type": "application/json" },
      body: "[1",
    });
    expect(response.status).toBe(400);
  });
});

describe("onboarding", () => {
  test.each([
    { outcome: "verified", status: "active" },
    { outcome: "pending", status: "pending" },
    { outcome: "more", status: "restricted" },
  ])("leads back, $outcome", async ({ outcome, status }) => {
    const id = await shop.creator("onboarding");
    const { url } = await link(id);
    const page = await visit(url);
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("form-action 'self' http://127.0.0.1:8005");
    expect(await page.text()).toContain("Bank account number or IBAN");
    const back = await handIn(url, { ...person, outcome });
    expect([back.status, back.headers.get("location")]).toEqual([303, returnUrl]);
    expect(await read(id)).toMatchObject({ status });
    expect(await shop.eventsOf(id)).toContain(
      "v2.core.account[configuration.recipient].capability_status_updated",
    );
  });

  test("names the field that is empty", async () => {
    const id = await shop.creator("onboarding");
    const { url } = await link(id);
    const page = await handIn(url, { ...person, bank: " ", outcome: "verified" });
    expect(page.status).toBe(422);
    const markup = await page.text();
    expect(markup).toContain('aria-describedby="bank-error"');
    expect(markup).not.toContain('aria-describedby="name-error"');
    expect(markup).toContain('value="Ada Lovelace"');
    expect(await read(id)).toMatchObject({ status: "restricted" });
  });

  test("through a used or old link leads to a new one, and a later link finishes", async () => {
    const id = await shop.creator("onboarding");
    const used = await link(id);
    await handIn(used.url, { ...person, outcome: "more" });
    const old = await link(id);
    expect((await visit(used.url)).headers.get("location")).toBe(refreshUrl);
    rig.sandbox.faults.set({ clockOffsetMs: 11 * 60_000 });
    expect((await visit(old.url)).headers.get("location")).toBe(refreshUrl);
    const late = await handIn(old.url, { ...person, outcome: "verified" });
    expect(late.headers.get("location")).toBe(refreshUrl);
    expect(await read(id)).toMatchObject({ status: "restricted" });
    const fresh = await link(id);
    expect(Date.parse(fresh.expires_at)).toBeGreaterThan(Date.parse(old.expires_at));
    await handIn(fresh.url, { ...person, outcome: "verified" });
    expect(await read(id)).toMatchObject({ status: "active" });
  });

  test("a wrong address is no form", async () => {
    expect((await visit(`${rig.sandbox.url}/onboarding/guess`)).status).toBe(404);
    expect((await handIn(`${rig.sandbox.url}/onboarding/guess`, person)).status).toBe(404);
  });
});
