import { expect, test } from "vitest";
import { z } from "zod";
import { useMarketplace } from "../testing/use-marketplace.fixture.ts";
import { createVisitor } from "../testing/visitor.fixture.ts";
import { cliClientId } from "./create-auth.ts";

const market = useMarketplace();

const codes = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri_complete: z.string(),
});
const tokenAnswer = z.object({ access_token: z.string() });
const grant_type = "urn:ietf:params:oauth:grant-type:device_code";

/** A program on a command line: no cookie, no origin. */
const program = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  market().app.request(`${market().url}/api${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });

const askForCode = async () => {
  const response = await program("/auth/device/code", { client_id: cliClientId });
  expect(response.status).toBe(200);
  return codes.parse(await response.json());
};

const poll = (device_code: string) =>
  program("/auth/device/token", { grant_type, device_code, client_id: cliClientId });

const waitAsLongAsAsked = () =>
  market().db.stored("UPDATE device_codes SET last_polled_at = last_polled_at - interval '10 seconds'");

test("a program signs in by a code that a person confirms, and its token works once it is given", async () => {
  const { device_code, user_code, verification_uri_complete } = await askForCode();
  expect(verification_uri_complete).toBe(`${market().url}/device?user_code=${user_code}`);
  expect(await (await poll(device_code)).json()).toMatchObject({ error: "authorization_pending" });

  const person = createVisitor(market());
  await person.signUp();
  expect((await person.request(`/api/auth/device?user_code=${user_code}`)).status).toBe(200);
  expect((await person.post("/api/auth/device/approve", { userCode: user_code })).status).toBe(200);

  expect(await (await poll(device_code)).json()).toMatchObject({ error: "slow_down" });
  await waitAsLongAsAsked();
  const { access_token } = tokenAnswer.parse(await (await poll(device_code)).json());
  await waitAsLongAsAsked();
  expect((await poll(device_code)).status).toBe(400);

  const authorization = `Bearer ${access_token}`;
  const me = await market().app.request(`${market().url}/api/trpc/people.me`, { headers: { authorization } });
  expect(await me.json()).toMatchObject({ result: { data: { email: person.email } } });
  const mutation = await program("/trpc/library.install", { listingId: "lst_x" }, { authorization });
  expect(mutation.status).toBe(400);
  expect((await program("/trpc/library.install", {})).status).toBe(403);
});

test("a code that was refused, or that nobody signed in confirmed, gives no token", async () => {
  const { device_code, user_code } = await askForCode();
  const visitor = createVisitor(market());
  expect((await visitor.post("/api/auth/device/approve", { userCode: user_code })).status).toBe(401);
  await visitor.signUp();
  await visitor.request(`/api/auth/device?user_code=${user_code}`);
  expect((await visitor.post("/api/auth/device/deny", { userCode: user_code })).status).toBe(200);
  expect(await (await poll(device_code)).json()).toMatchObject({ error: "access_denied" });
});

test("an unknown program, or one that names its user beforehand, gets no code", async () => {
  expect((await program("/auth/device/code", { client_id: "somebody-else" })).status).toBe(400);
  const bound = { client_id: cliClientId, user_id: "usr_01h455vb4pex5vsknk084sn02q" };
  expect((await program("/auth/device/code", bound)).status).toBe(400);
});
