import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent, get, request as send } from "node:http";
import { join } from "node:path";
import { z } from "zod";

export interface Server {
  /** Asks a tRPC query, reads the whole answer and throws unless it is 200. */
  ask(procedure: string, input: unknown): Promise<void>;
  /** Posts a body with headers and throws unless the answer is 2xx. */
  post(path: string, body: string, headers: Record<string, string>): Promise<void>;
  /** Ends the server; answers the most memory that it took. */
  stop(): Promise<{ peakBytes: number }>;
}

/** Starts the API in its own process, with as many kept connections as there are callers. */
export const startServer = async (
  database: { databaseUrl: string; secret: string },
  connections: number,
): Promise<Server> => {
  const child = fork(join(import.meta.dirname, "server.ts"), { stdio: "inherit" });
  const answer = async <T>(schema: z.ZodType<T>): Promise<T> => {
    const ended = once(child, "exit").then(() => Promise.reject(new Error("the server ended")));
    const [message]: unknown[] = await Promise.race([once(child, "message"), ended]);
    return schema.parse(message);
  };
  child.send(database);
  const { port } = await answer(z.object({ port: z.number() }));
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const ask = (procedure: string, input: unknown) => {
    const path = `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
    return new Promise<void>((resolve, reject) => {
      const request = get({ host: "127.0.0.1", port, path, agent }, (response) => {
        response.on("end", () => {
          if (response.statusCode === 200) resolve();
          else reject(new Error(`${procedure} answered ${response.statusCode}`));
        });
        response.on("error", reject);
        response.resume();
      });
      request.on("error", reject);
    });
  };
  const post = (path: string, body: string, headers: Record<string, string>) =>
    new Promise<void>((resolve, reject) => {
      const options = { host: "127.0.0.1", port, path, agent, method: "POST", headers };
      const request = send(options, (response) => {
        response.on("end", () => {
          if (response.statusCode !== undefined && response.statusCode < 300) resolve();
          else reject(new Error(`${path} answered ${response.statusCode}`));
        });
        response.on("error", reject);
        response.resume();
      });
      request.on("error", reject);
      request.end(body);
    });
  const stop = async () => {
    agent.destroy();
    const ended = once(child, "exit");
    child.send("stop");
    const memory = await answer(z.object({ peakBytes: z.number() }));
    await ended;
    return memory;
  };
  return { ask, post, stop };
};
