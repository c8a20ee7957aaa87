import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { assertPortFree } from "./port.ts";

test("a taken port is refused in one sentence that names the variable", async () => {
  const occupant = createServer().listen(0);
  await once(occupant, "listening");
  const address = occupant.address();
  if (address === null || typeof address === "string") throw new Error("The occupant has no port");
  const { port } = address;
  await expect(assertPortFree(port, "PORT")).rejects.toThrow(`PORT: port ${port} is already in use`);
  occupant.close();
  await once(occupant, "close");
  await expect(assertPortFree(port, "PORT")).resolves.toBeUndefined();
});
