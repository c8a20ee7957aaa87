import { lockedTopics, topics } from "@boltz/contract";
import { newId } from "@boltz/db";
import { expect, test } from "vitest";
import { readUnsubscribeToken, writeUnsubscribeToken } from "./unsubscribe-token.ts";

const secret = "links in tests only";
const userId = newId("usr");
const token = writeUnsubscribeToken(secret, { userId, topic: "versions" });

test.each(topics.filter((topic) => !lockedTopics.includes(topic)))(
  "a link for %s says whose it is",
  (topic) => {
    const subscription = { userId, topic };
    expect(readUnsubscribeToken(secret, writeUnsubscribeToken(secret, subscription))).toEqual(subscription);
  },
);

test("a link with one bit changed anywhere is not ours", () => {
  const bytes = Buffer.from(token, "base64url");
  for (let place = 0; place < bytes.length; place += 1) {
    const forged = Buffer.from(bytes);
    forged[place] = (forged[place] ?? 0) ^ 1;
    expect(readUnsubscribeToken(secret, forged.toString("base64url")), `byte ${place}`).toBeUndefined();
  }
});

test.each([
  ["of another secret", writeUnsubscribeToken("another", { userId, topic: "versions" })],
  ["for what is always mailed", writeUnsubscribeToken(secret, { userId, topic: "security" })],
  ["cut short", token.slice(0, -1)],
  ["with something behind it", `${token}=`],
  ["without a topic", Buffer.alloc(48).toString("base64url")],
  ["of nothing", ""],
  ["of other letters", "ü/../\u0000"],
])("a link %s is refused", (_, other) => {
  expect(readUnsubscribeToken(secret, other)).toBeUndefined();
});
