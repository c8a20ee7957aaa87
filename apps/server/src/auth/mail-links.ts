import { createHash } from "node:crypto";
import type { UserId } from "@boltz/contract";
import { system } from "@boltz/domain";
import { type Services, tell } from "@boltz/services";

export interface Recipient {
  id: UserId;
  name: string;
}

const digest = (token: string) => createHash("sha256").update(token).digest("hex").slice(0, 40);

/** Puts a link with a token into the outbox; the token is kept there until the mail is out, and nowhere else. */
const queueLink = (
  services: Services,
  kind: "verify_email" | "reset_password",
  { to, token, url }: { to: Recipient; token: string; url: URL },
): Promise<void> =>
  services.database.withActor(system("auth"), (tx) =>
    tell(services.queue, tx, {
      userId: to.id,
      kind,
      params: { name: to.name, url: url.href },
      dedupeKey: `${kind}:${digest(token)}`,
    }),
  );

export const queueVerification = (services: Services, to: Recipient, token: string): Promise<void> => {
  const url = new URL("/api/auth/verify-email", services.settings.publicUrl);
  url.searchParams.set("token", token);
  url.searchParams.set("callbackURL", "/verified");
  return queueLink(services, "verify_email", { to, token, url });
};

export const queueReset = (services: Services, to: Recipient, token: string): Promise<void> => {
  const url = new URL("/reset-password", services.settings.publicUrl);
  url.searchParams.set("token", token);
  return queueLink(services, "reset_password", { to, token, url });
};
