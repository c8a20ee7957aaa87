import { createServer } from "node:net";

/** Throws one sentence naming the variable when the port cannot be listened on. */
export async function assertPortFree(port: number, name: string): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, resolve);
    });
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : cause;
    const reason = code === "EADDRINUSE" ? "is already in use" : `cannot be listened on (${String(code)})`;
    throw new Error(`${name}: port ${port} ${reason}; choose another one, for example ${name}=${port + 1}`, {
      cause,
    });
  }
  await new Promise((resolve) => server.close(resolve));
}
