import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { lockedTopics, type Topic, topic, type UserId } from "@boltz/contract";
import { idFromUuid, uuidFromId } from "@boltz/db";

interface Subscription {
  userId: UserId;
  topic: Topic;
}

const USER_BYTES = 16;
const MAC_BYTES = 32;

const macOf = (secret: string, subscription: Buffer): Buffer => {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "unsubscribe links", MAC_BYTES));
  return createHmac("sha256", key).update(subscription).digest();
};

/** What the link of a mail carries: whose mails of which topic it turns off. It works for as long as the mail is kept. */
export const writeUnsubscribeToken = (secret: string, subscription: Subscription): string => {
  const user = Buffer.from(uuidFromId("usr", subscription.userId).replaceAll("-", ""), "hex");
  const named = Buffer.concat([user, Buffer.from(subscription.topic, "utf8")]);
  return Buffer.concat([named, macOf(secret, named)]).toString("base64url");
};

/** Undefined for whatever `writeUnsubscribeToken` did not write with this secret. */
export const readUnsubscribeToken = (secret: string, token: string): Subscription | undefined => {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length <= USER_BYTES + MAC_BYTES || bytes.toString("base64url") !== token) return undefined;
  const named = bytes.subarray(0, -MAC_BYTES);
  if (!timingSafeEqual(macOf(secret, named), bytes.subarray(-MAC_BYTES))) return undefined;
  const about = topic.safeParse(named.subarray(USER_BYTES).toString("utf8"));
  if (!about.success || lockedTopics.includes(about.data)) return undefined;
  const uuid = named
    .subarray(0, USER_BYTES)
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return { userId: idFromUuid("usr", uuid), topic: about.data };
};
