import { errorCodes, errorSentences, MarketError } from "@boltz/contract";
import { TRPCError } from "@trpc/server";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { useMarketplace } from "../testing/use-marketplace.fixture.ts";
import { createVisitor } from "../testing/visitor.fixture.ts";
import { toTransport, transportCodes, wireErrorOf } from "./wire-error.ts";

const market = useMarketplace();

describe("what of an error leaves the server", () => {
  test.each(errorCodes)("of %s its code and its sentence, never its cause", (code) => {
    const refusal = new MarketError(code, { cause: new Error("SELECT secret FROM users") });
    const wire = wireErrorOf(toTransport(refusal), "c-1");
    expect(wire).toEqual({
      ...{ code, message: errorSentences[code], issues: [], correlationId: "c-1" },
      retryAfterSeconds: null,
    });
    expect(transportCodes[code]).toBeTypeOf("string");
  });

  test("of a refused input the fields, of a wrong output nothing", () => {
    const { error: cause } = z
      .object({ price: z.object({ amountMinor: z.string() }) })
      .safeParse({ price: {} });
    const input = wireErrorOf(new TRPCError({ code: "BAD_REQUEST", cause }), "c-1");
    expect(input.issues).toEqual([{ path: ["price", "amountMinor"], message: expect.any(String) }]);
    const output = wireErrorOf(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause }), "c-1");
    expect(output).toEqual({
      code: "internal",
      message: errorSentences.internal,
      issues: [],
      correlationId: "c-1",
      retryAfterSeconds: null,
    });
  });

  test("of what was too often when it may be done again", () => {
    const refusal = new MarketError("rate_limited", { retryAfterSeconds: 12 });
    expect(wireErrorOf(toTransport(refusal), "c-1")).toMatchObject({
      code: "rate_limited",
      retryAfterSeconds: 12,
    });
  });
});

test("a fault with a person's values in it keeps them out of answer and log", async () => {
  const visitor = createVisitor(market());
  await visitor.signUp();
  await market().db.stored("UPDATE users SET email_verified = true WHERE email = $1", [visitor.email]);
  await market().db.stored(
    "ALTER TABLE creator_profiles ADD CONSTRAINT no_secret CHECK (display_name <> 'Very secret name')",
  );
  const { status, error } = await visitor.mutate("people.becomeCreator", { displayName: "Very secret name" });
  expect([status, error?.code]).toEqual([500, "internal"]);
  expect(JSON.stringify(error)).not.toMatch(/secret|insert|creator_profiles/i);
  const log = market().logLines.join("");
  expect(log).toContain("no_secret");
  expect(log).not.toContain("Very secret name");
  expect(log).not.toContain(visitor.email);
});

test("a procedure that does not exist is nothing, and says nothing about those that do", async () => {
  const { status, error } = await createVisitor(market()).query("listings.destroyAll");
  expect([status, error?.code]).toEqual([404, "not_found"]);
  expect(error?.message).toBe(errorSentences.not_found);
});

test("fields that nobody asked for are refused and named", async () => {
  const { status, error } = await createVisitor(market()).query("listings.search", { status: "draft" });
  expect([status, error?.code]).toEqual([400, "invalid_input"]);
  expect(error?.issues[0]?.message).toContain("status");
});
