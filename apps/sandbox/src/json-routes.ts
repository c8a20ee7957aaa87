import { Hono } from "hono";
import { z } from "zod";

/** A POST that takes JSON only: no page of another site can send that unasked. */
export function createJsonRoutes(present: () => object) {
  const app = new Hono();
  const post = <T>(path: string, schema: z.ZodType<T>, work: (input: T, id: string) => unknown) =>
    app.post(path, async (c) => {
      if (!c.req.header("content-type")?.startsWith("application/json")) {
        return c.json({ error: "send application/json" }, 415);
      }
      const input = schema.safeParse(await c.req.json().catch(() => undefined));
      if (!input.success) return c.json({ error: z.prettifyError(input.error) }, 400);
      try {
        return c.json((await work(input.data, c.req.param("id") ?? "")) ?? present());
      } catch (error) {
        return c.json({ error: error instanceof Error ? error.message : "failed" }, 409);
      }
    });
  return { app, post };
}
