const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** The public half of the key with which this marketplace signs. Throws where it cannot be read. */
async function readSigningKey(): Promise<string> {
  const response = await fetch("/.well-known/boltz-signing-key", { headers: { accept: "application/json" } });
  const body: unknown = response.ok ? await response.json() : null;
  const pem = isRecord(body) ? body["publicKeyPem"] : undefined;
  if (typeof pem !== "string") throw new Error("the signing key did not come");
  return pem;
}

export const signingKeyQuery = {
  queryKey: ["signing-key"],
  queryFn: readSigningKey,
  staleTime: 300_000,
  retry: 1,
};
