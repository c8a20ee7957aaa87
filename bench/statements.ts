import type { Reader } from "@boltz/db";
import { visitor } from "@boltz/domain";
import type { Context } from "@boltz/services";

type Values = Parameters<Reader["unsafe"]>[1];

export interface Statement {
  text: string;
  values: Values;
}

class Recorded extends Error {}

/** What a reading verb asks the database, taken down instead of being asked, to be asked without the verb. */
export const statementOf = async (
  ctx: Context,
  verb: (ctx: Context) => Promise<unknown>,
): Promise<Statement> => {
  let taken: Statement | undefined;
  const reader = new Proxy(ctx.reader, {
    get: (target, name) =>
      name === "unsafe"
        ? (text: string, values: Values) => {
            taken = { text, values };
            return Promise.reject(new Recorded());
          }
        : Reflect.get(target, name),
  });
  await verb({ ...ctx, reader, actor: visitor }).catch((error: unknown) => {
    if (!(error instanceof Recorded)) throw error;
  });
  if (taken === undefined) throw new Error("the verb asked nothing");
  return taken;
};
