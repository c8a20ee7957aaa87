import { expect, test, vi } from "vitest";
import { z } from "zod";
import { codeOf, secretOf } from "../testing/authenticator.fixture.ts";
import { useMarketplace } from "../testing/use-marketplace.fixture.ts";
import { createVisitor, password, type Visitor } from "../testing/visitor.fixture.ts";

let aheadMs = 0;
const market = useMarketplace({ works: true, now: () => new Date(Date.now() + aheadMs) });

const setUp = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()).length(10) });
const refusal = z.object({ code: z.string() });

const viewerOf = async (visitor: Visitor) => (await visitor.query("people.me")).data;
const codeRefused = async (response: Response) => [
  response.status,
  refusal.parse(await response.json()).code,
];
const give = (visitor: Visitor, code: string) => visitor.post("/api/auth/two-factor/verify-totp", { code });
const giveSpare = (visitor: Visitor, code: string) =>
  visitor.post("/api/auth/two-factor/verify-backup-code", { code });
/** Any six digits but those that are right about now. */
const wrongCode = (uri: string, at = 0) => {
  const right = [-2, -1, 0, 1, 2].map((step) => codeOf(uri, step));
  const wrong = Array.from({ length: 40 }, (_, index) => String(100_000 + index)).filter(
    (code) => !right.includes(code),
  );
  return wrong[at] ?? "";
};

const begin = async (visitor: Visitor) => {
  const response = await visitor.post("/api/auth/two-factor/enable", { password });
  return setUp.parse(await response.json());
};

/** Somebody signed in whose second factor is on; the code of the next step is still unused. */
const protectedVisitor = async () => {
  const visitor = createVisitor(market());
  await visitor.signUp();
  const { totpURI, backupCodes } = await begin(visitor);
  expect((await give(visitor, codeOf(totpURI))).status).toBe(200);
  return { visitor, totpURI, backupCodes };
};

const mailed = (visitor: Visitor, subject: string) =>
  vi.waitFor(
    () => {
      const subjects = market()
        .sandbox.mails(visitor.email)
        .map((mail) => mail.subject);
      expect(subjects).toContain(subject);
    },
    { timeout: 15_000, interval: 50 },
  );

const elsewhere = async (visitor: Visitor) => {
  const other = { ...createVisitor(market()), email: visitor.email };
  const response = await other.post("/api/auth/sign-in/email", { email: visitor.email, password });
  return { other, response };
};

test("turning it on needs the password and a first code, tells the owner, and signs nobody out", async () => {
  const visitor = createVisitor(market());
  await visitor.signUp();
  const { other } = await elsewhere(visitor);
  const wrong = await visitor.post("/api/auth/two-factor/enable", { password: "another long password" });
  expect(await codeRefused(wrong)).toEqual([400, "INVALID_PASSWORD"]);
  const { totpURI } = await begin(visitor);
  expect(await viewerOf(visitor)).toMatchObject({ twoFactorEnabled: false, secondFactorFresh: false });
  expect(await codeRefused(await give(visitor, wrongCode(totpURI)))).toEqual([401, "INVALID_CODE"]);
  expect(await viewerOf(visitor)).toMatchObject({ twoFactorEnabled: false });

  expect((await give(visitor, codeOf(totpURI, 1))).status).toBe(200);
  expect(await viewerOf(visitor)).toMatchObject({ twoFactorEnabled: true, secondFactorFresh: true });
  expect(await viewerOf(other)).toMatchObject({ twoFactorEnabled: true, secondFactorFresh: false });
  await mailed(visitor, "Two-step sign-in is on");
  const again = await visitor.post("/api/auth/two-factor/enable", { password });
  expect(await codeRefused(again)).toEqual([400, "TOTP_ALREADY_ENABLED"]);
});

test("spare codes that no first code confirmed prove nothing", async () => {
  const visitor = createVisitor(market());
  await visitor.signUp();
  const { backupCodes } = await begin(visitor);
  const [spare = ""] = backupCodes;
  expect(await codeRefused(await giveSpare(visitor, spare))).toEqual([400, "TWO_FACTOR_NOT_ENABLED"]);
  expect(await viewerOf(visitor)).toMatchObject({ twoFactorEnabled: false, secondFactorFresh: false });
});

test("a password alone opens nothing; with a code it opens a session that counts as confirmed", async () => {
  const { visitor, totpURI } = await protectedVisitor();
  const { other, response } = await elsewhere(visitor);
  expect(await response.json()).toMatchObject({ twoFactorRedirect: true });
  expect(await viewerOf(other)).toBeNull();
  expect(await codeRefused(await give(other, wrongCode(totpURI)))).toEqual([401, "INVALID_CODE"]);
  expect(await viewerOf(other)).toBeNull();
  expect((await give(other, codeOf(totpURI, 1))).status).toBe(200);
  expect(await viewerOf(other)).toMatchObject({ email: visitor.email, secondFactorFresh: true });
  expect(await viewerOf(visitor)).toMatchObject({ email: visitor.email });
});

test("a spare code signs in once, and never again", async () => {
  const { visitor, backupCodes } = await protectedVisitor();
  const [spare = ""] = backupCodes;
  const first = await elsewhere(visitor);
  expect((await giveSpare(first.other, spare)).status).toBe(200);
  expect(await viewerOf(first.other)).toMatchObject({ secondFactorFresh: true });
  const second = await elsewhere(visitor);
  expect(await codeRefused(await giveSpare(second.other, spare))).toEqual([401, "INVALID_BACKUP_CODE"]);
  expect(await viewerOf(second.other)).toBeNull();
});

test("a code is good once, however many send it at the same time", async () => {
  const { visitor, totpURI } = await protectedVisitor();
  const code = codeOf(totpURI, 1);
  const others = await Promise.all(Array.from({ length: 6 }, () => elsewhere(visitor)));
  const answers = await Promise.all(others.map(({ other }) => give(other, code)));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    200, 401, 401, 401, 401, 401,
  ]);
  expect(await codeRefused(await give(visitor, code))).toEqual([401, "INVALID_CODE"]);
});

test("a confirmation lasts ten minutes, belongs to its session, and a new code renews it", async () => {
  const { visitor, totpURI } = await protectedVisitor();
  const fresh = async () => {
    const viewer = z.object({ secondFactorFresh: z.boolean() }).parse(await viewerOf(visitor));
    return viewer.secondFactorFresh;
  };
  try {
    aheadMs = 9.9 * 60_000;
    expect(await fresh()).toBe(true);
    aheadMs = 10 * 60_000;
    expect(await fresh()).toBe(false);
    const cookie = visitor.cookies.get("boltz.session_token");
    expect((await give(visitor, codeOf(totpURI, 1))).status).toBe(200);
    expect(await fresh()).toBe(true);
    expect(visitor.cookies.get("boltz.session_token")).toBe(cookie);
    aheadMs = 20 * 60_000;
    expect(await fresh()).toBe(false);
  } finally {
    aheadMs = 0;
  }
});

test("turning it off, or new spare codes, need the password and a code of the last minutes", async () => {
  const { visitor, totpURI, backupCodes } = await protectedVisitor();
  const off = () => visitor.post("/api/auth/two-factor/disable", { password });
  const renew = () => visitor.post("/api/auth/two-factor/generate-backup-codes", { password });
  try {
    aheadMs = 11 * 60_000;
    for (const tried of [await off(), await renew()])
      expect(await codeRefused(tried)).toEqual([403, "SECOND_FACTOR_REQUIRED"]);
    expect((await give(visitor, codeOf(totpURI, 1))).status).toBe(200);
    const wrong = await visitor.post("/api/auth/two-factor/disable", { password: "another long password" });
    expect(await codeRefused(wrong)).toEqual([400, "INVALID_PASSWORD"]);
    const renewed = z.object({ backupCodes: z.array(z.string()) }).parse(await (await renew()).json());
    expect(renewed.backupCodes).toHaveLength(10);
    expect(renewed.backupCodes).not.toContain(backupCodes[0]);
    expect((await giveSpare(visitor, backupCodes[0] ?? "")).status).toBe(401);
    expect((await off()).status).toBe(200);
  } finally {
    aheadMs = 0;
  }
  expect(await viewerOf(visitor)).toMatchObject({ twoFactorEnabled: false, secondFactorFresh: false });
  await mailed(visitor, "Two-step sign-in is off");
  const { other } = await elsewhere(visitor);
  expect(await viewerOf(other)).toMatchObject({ email: visitor.email });
  expect(await codeRefused(await off())).toEqual([400, "TWO_FACTOR_NOT_ENABLED"]);
});

test("guessing in a live session locks after ten, also all at once, and then the right code too", async () => {
  const { visitor, totpURI } = await protectedVisitor();
  const tries = await Promise.all(
    Array.from({ length: 20 }, (_, index) => give(visitor, wrongCode(totpURI, index))),
  );
  expect(tries.filter(({ status }) => status === 401)).toHaveLength(10);
  expect(tries.filter(({ status }) => status === 429)).toHaveLength(10);
  expect(await codeRefused(await give(visitor, codeOf(totpURI, 1)))).toEqual([
    429,
    "ACCOUNT_TEMPORARILY_LOCKED",
  ]);
  await market().db.stored(
    "UPDATE two_factors SET locked_until = now() - interval '1 second' WHERE locked_until IS NOT NULL",
  );
  expect((await give(visitor, codeOf(totpURI, 1))).status).toBe(200);
});

test("no device is trusted, no token gives codes, and the other doors are closed", async () => {
  const { visitor, totpURI } = await protectedVisitor();
  const trusting = { code: codeOf(totpURI, 1), trustDevice: true };
  expect((await visitor.post("/api/auth/two-factor/verify-totp", trusting)).status).toBe(400);
  const spare = { code: "aaaaa-bbbbb", disableSession: true };
  expect((await visitor.post("/api/auth/two-factor/verify-backup-code", spare)).status).toBe(400);
  const bearer = { authorization: "Bearer anything" };
  const byToken = await visitor.post(
    "/api/auth/two-factor/verify-totp",
    { code: codeOf(totpURI, 1) },
    bearer,
  );
  expect(byToken.status).toBe(403);
  for (const path of ["get-totp-uri", "send-otp", "verify-otp", "view-backup-codes"])
    expect((await visitor.post(`/api/auth/two-factor/${path}`, { password })).status).toBe(404);
});

test("secrets and codes stay out of the tables in plain text, and out of the log", async () => {
  const { visitor, totpURI, backupCodes } = await protectedVisitor();
  const secret = secretOf(totpURI).toString();
  const [row] = await market().db.stored<{ secret: string; backup_codes: string }>(
    "SELECT t.secret, t.backup_codes FROM two_factors t JOIN users u ON u.id = t.user_id WHERE u.email = $1",
    [visitor.email],
  );
  expect(secret).toHaveLength(32);
  expect(row?.secret).not.toContain(secret);
  expect(row?.backup_codes).not.toContain(backupCodes[0]);
  const log = market().logLines.join("");
  const shown = new URL(totpURI).searchParams.get("secret") ?? "";
  for (const word of [secret, shown, ...backupCodes]) expect(log).not.toContain(word);
});
