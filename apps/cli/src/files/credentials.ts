import { join } from "node:path";
import { z } from "zod";
import type { Session } from "../session.ts";
import { readPrivateJson, writePrivateJson } from "./private-file.ts";

const credentials = z.object({
  /** The server that was signed in to last. */
  current: z.string().optional(),
  servers: z.record(z.string(), z.object({ token: z.string(), savedAt: z.iso.datetime() })),
});

const pathIn = (session: Session) => join(session.configDir, "credentials.json");
const read = async (session: Session) =>
  (await readPrivateJson(pathIn(session), credentials)) ?? { current: undefined, servers: {} };

export const currentServer = async (session: Session): Promise<string | undefined> =>
  (await read(session)).current;

export const savedToken = async (session: Session, server: string): Promise<string | undefined> =>
  (await read(session)).servers[server]?.token;

export const saveToken = async (session: Session, server: string, token: string): Promise<void> => {
  const { servers } = await read(session);
  const savedAt = session.now().toISOString();
  await writePrivateJson(pathIn(session), {
    current: server,
    servers: { ...servers, [server]: { token, savedAt } },
  });
};

export const forgetToken = async (session: Session, server: string): Promise<void> => {
  const { current, servers } = await read(session);
  const { [server]: _forgotten, ...others } = servers;
  await writePrivateJson(pathIn(session), { current, servers: others });
};
