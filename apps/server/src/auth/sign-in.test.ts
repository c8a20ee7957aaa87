import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { useMarketplace } from "../testing/use-marketplace.fixture.ts";
import { createVisitor, password, type Visitor } from "../testing/visitor.fixture.ts";

const market = useMarketplace({ works: true });

/** The first link in the newest mail to somebody, once it is there. */
const linkTo = async (email: string, subject: string): Promise<URL> =>
  vi.waitFor(
    () => {
      const mail = market()
        .sandbox.mails(email)
        .find((one) => one.subject === subject);
      const link = /https?:\/\/\S+/.exec(mail?.text ?? "")?.[0];
      if (link === undefined) throw new Error(`no mail "${subject}" to ${email} yet`);
      return new URL(link);
    },
    { timeout: 15_000, interval: 50 },
  );

const viewerOf = async (visitor: Visitor) => (await visitor.query("people.me")).data;
const pathOf = (url: URL) => `${url.pathname}${url.search}`;

test("signing up signs in, confirms the address by mail, and only then may buy", async () => {
  const visitor = createVisitor(market());
  await visitor.signUp();
  expect(await viewerOf(visitor)).toMatchObject({ email: visitor.email, emailVerified: false, role: "user" });
  const refused = await visitor.mutate("people.becomeCreator", {
    displayName: `C ${visitor.email.slice(7, 20)}`,
  });
  expect(refused).toMatchObject({ status: 403, error: { code: "email_unverified" } });

  const link = await linkTo(visitor.email, "Confirm your e-mail address");
  expect(link.origin).toBe(market().url);
  const landed = await visitor.request(pathOf(link));
  expect([landed.status, landed.headers.get("location")]).toEqual([302, "/verified"]);
  expect(await viewerOf(visitor)).toMatchObject({ emailVerified: true });
});

test("session cookies are out of reach of scripts and other sites", async () => {
  const visitor = createVisitor(market());
  await visitor.signUp();
  await visitor.post("/api/auth/sign-out", {});
  const response = await visitor.signIn();
  const [cookie] = response.headers.getSetCookie().filter((line) => line.startsWith("boltz.session_token="));
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  expect(cookie).not.toMatch(/Secure/i);
});

test("a wrong password and an unknown address get the same answer", async () => {
  const visitor = createVisitor(market());
  await visitor.signUp();
  const wrong = await visitor.signIn("another long password");
  const unknown = await createVisitor(market()).signIn();
  expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()]);
  expect(wrong.status).toBe(401);
});

test("an address belongs to one person, however it is written", async () => {
  const visitor = createVisitor(market());
  await visitor.signUp();
  const again = createVisitor(market());
  const body = { name: "Twin", email: visitor.email.toUpperCase(), password };
  expect((await again.post("/api/auth/sign-up/email", body)).status).toBe(422);
});

test("a password has at least twelve characters, and nobody gives himself a role", async () => {
  const visitor = createVisitor(market());
  const base = { name: "A Person", email: visitor.email };
  const short = await visitor.post("/api/auth/sign-up/email", { ...base, password: "elevenchars" });
  expect(short.status).toBe(400);
  const role = await visitor.post("/api/auth/sign-up/email", { ...base, password, role: "admin" });
  expect(role.status).toBe(400);
  const nul = await visitor.post("/api/auth/sign-up/email", { ...base, name: "A\u0000B", password });
  expect(nul.status).toBe(400);
  expect(await viewerOf(visitor)).toBeNull();
});

test("a new password by mail ends every session, works once, and the old one is gone", async () => {
  const visitor = createVisitor(market());
  await visitor.signUp();
  const asked = await visitor.post("/api/auth/request-password-reset", { email: visitor.email });
  const unknown = await visitor.post("/api/auth/request-password-reset", {
    email: `${randomUUID()}@example.test`,
  });
  expect([asked.status, await asked.text()]).toEqual([unknown.status, await unknown.text()]);

  const link = await linkTo(visitor.email, "Choose a new password");
  expect(link.pathname).toBe("/reset-password");
  const token = link.searchParams.get("token");
  const newPassword = "quite another password";
  expect((await visitor.post("/api/auth/reset-password", { token, newPassword })).status).toBe(200);
  expect(await viewerOf(visitor)).toBeNull();
  expect((await visitor.post("/api/auth/reset-password", { token, newPassword })).status).toBe(400);
  expect((await visitor.signIn()).status).toBe(401);
  expect((await visitor.signIn(newPassword)).status).toBe(200);
  const stored = await market().db.stored(
    "SELECT 1 FROM verifications WHERE identifier LIKE '%' || $1 || '%'",
    [token],
  );
  expect(stored).toEqual([]);
});

test("a changed password can end the other sessions; sessions are listed and revoked one by one", async () => {
  const laptop = createVisitor(market());
  await laptop.signUp();
  const phone = { ...createVisitor(market()), email: laptop.email };
  await phone.post("/api/auth/sign-in/email", { email: laptop.email, password });
  const listed: unknown = await (await laptop.request("/api/auth/list-sessions")).json();
  expect(listed).toHaveLength(2);
  const body = {
    currentPassword: password,
    newPassword: "changed for the better",
    revokeOtherSessions: true,
  };
  expect((await laptop.post("/api/auth/change-password", body)).status).toBe(200);
  expect(await viewerOf(phone)).toBeNull();
  expect(await viewerOf(laptop)).toMatchObject({ email: laptop.email });
});

test("signing out ends the session itself, not only the cookie", async () => {
  const visitor = createVisitor(market());
  await visitor.signUp();
  const stolen = new Map(visitor.cookies);
  await visitor.post("/api/auth/sign-out", {});
  for (const [name, value] of stolen) visitor.cookies.set(name, value);
  expect(await viewerOf(visitor)).toBeNull();
});

test("a person changes his name, and nothing else of himself", async () => {
  const visitor = createVisitor(market());
  await visitor.signUp();
  expect((await visitor.post("/api/auth/update-user", { name: "Renamed" })).status).toBe(200);
  for (const body of [
    { role: "admin" },
    { name: "X", emailVerified: true },
    { image: "javascript:0" },
    { name: "" },
  ])
    expect((await visitor.post("/api/auth/update-user", body)).status).toBe(400);
  expect(await viewerOf(visitor)).toMatchObject({ name: "Renamed", role: "user", emailVerified: false });
});

test("the sign-in library's other doors are closed", async () => {
  const visitor = createVisitor(market());
  await visitor.signUp();
  for (const path of [
    "/delete-user",
    "/change-email",
    "/sign-in/social",
    "/link-social",
    "/get-access-token",
  ])
    expect((await visitor.post(`/api/auth${path}`, {})).status).toBe(404);
  expect((await visitor.request("/api/auth/error")).status).toBe(404);
});

test("mail links and addresses stay out of the log", async () => {
  const visitor = createVisitor(market());
  await visitor.signUp();
  await visitor.signIn("another long password");
  await linkTo(visitor.email, "Confirm your e-mail address");
  const log = market().logLines.join("");
  expect(log).not.toContain(visitor.email);
  expect(log).not.toContain("verify-email?token");
  expect(log).not.toContain(password);
});
