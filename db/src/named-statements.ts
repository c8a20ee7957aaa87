import type pg from "pg";

/** Texts that vary with the length of a list would fill the memory of a connection's backend if each were kept. */
const keptAtMost = 500;
const namesOf = new WeakMap<pg.ClientBase, Map<string, string>>();

const nameOf = (client: pg.ClientBase, text: string): string | undefined => {
  const names = namesOf.get(client) ?? new Map<string, string>();
  namesOf.set(client, names);
  const known = names.get(text);
  if (known !== undefined || names.size >= keptAtMost) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
};

const isStatement = (value: unknown): value is { text: string } =>
  typeof value === "object" && value !== null && "text" in value && typeof value.text === "string";

/**
 * The same connection, with every statement that takes values prepared under a name, so that PostgreSQL
 * parses and plans it once for each connection: planning is most of what a statement with policies costs.
 */
export const withNamedStatements = <Client extends pg.ClientBase>(client: Client): Client => {
  const query = (...args: unknown[]): unknown => {
    const [statement, values, ...rest] = args;
    if (!(isStatement(statement) && Array.isArray(values) && values.length > 0))
      return Reflect.apply(client.query, client, args);
    return Reflect.apply(client.query, client, [
      { ...statement, name: nameOf(client, statement.text) },
      values,
      ...rest,
    ]);
  };
  return new Proxy(client, {
    get: (target, property) => (property === "query" ? query : Reflect.get(target, property)),
  });
};
