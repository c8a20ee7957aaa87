import { MarketError } from "@boltz/contract";
import type { Context as Caller } from "@boltz/services";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { identify } from "../../auth/actor-of.ts";
import type { AppParts, Env } from "../parts.ts";
import { refuse, refuseError, refuseTooMany } from "../refuse.ts";
import { auditFile } from "./audit-file.ts";
import { differencesFile, type ExportFile, evidenceFile, salesFile, statementFile } from "./export-files.ts";
import { myDataFile } from "./my-data-file.ts";

type MakeFile = (ctx: Caller, input: unknown) => ExportFile;

const refusalOf = (c: Context<Env>, error: unknown): Response => {
  if (error instanceof MarketError) return refuseError(c, error);
  if (error instanceof z.ZodError) return refuse(c, "invalid_input", 400);
  throw error;
};

/** Sends a file as it is written. What fails on the way cuts it off, which a browser shows as failed. */
const streamOf = (
  c: Context<Env>,
  first: Uint8Array<ArrayBuffer>,
  rest: AsyncIterator<Uint8Array<ArrayBuffer>>,
) =>
  new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.enqueue(first),
    pull: async (controller) => {
      try {
        const { done, value } = await rest.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        c.var.log.error({ err: error }, "export cut off");
        controller.error(error);
      }
    },
    cancel: async () => {
      await rest.return?.();
    },
  });

/** Files to take away, under `/exports`: always as an attachment, by the rights of the session. */
export const exportRoutes = (parts: AppParts): Hono<Env> => {
  const { services, auth, callLimits } = parts;
  const send =
    (make: MakeFile, inputOf: (c: Context<Env>) => unknown) =>
    async (c: Context<Env>): Promise<Response> => {
      const { actor, cookies } = await identify(auth, services, c.req.raw.headers);
      for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
      if (actor.kind === "visitor") return refuse(c, "unauthenticated", 401);
      const wait = actor.kind === "person" ? await callLimits.takeForPerson(actor.id, 1) : 0;
      if (wait > 0) return refuseTooMany(c, wait);
      try {
        const { name, type, chunks } = make({ ...services, actor }, inputOf(c));
        const rest = chunks[Symbol.asyncIterator]();
        const { value: first } = await rest.next();
        return c.body(streamOf(c, first ?? new Uint8Array(), rest), 200, {
          "content-type": type === "application/zip" ? type : `${type}; charset=utf-8`,
          "content-disposition": `attachment; filename="${name}"`,
          "x-content-type-options": "nosniff",
          "cache-control": "private, no-store",
        });
      } catch (error) {
        return refusalOf(c, error);
      }
    };
  const app = new Hono<Env>();
  app.get(
    "/payouts/:file{[^/]+\\.csv}",
    send(statementFile, (c) => ({ payoutId: c.req.param("file")?.slice(0, -".csv".length) })),
  );
  app.get(
    "/sales.csv",
    send(salesFile, (c) => c.req.query()),
  );
  app.get(
    "/differences.csv",
    send(differencesFile, (c) => c.req.query()),
  );
  app.get(
    "/audit.csv",
    send(auditFile, (c) => c.req.query()),
  );
  app.get(
    "/disputes/:disputeId/evidence.txt",
    send(evidenceFile, (c) => ({ disputeId: c.req.param("disputeId") })),
  );
  app.get(
    "/my-data/:file{[^/]+\\.zip}",
    send(myDataFile, (c) => ({ dataExportId: c.req.param("file")?.slice(0, -".zip".length) })),
  );
  return app;
};
