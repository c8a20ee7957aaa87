import { isRecord } from "./is-record.ts";

/** The fields of a document, in the order in which they are read. */
export const documentParts = [
  "format",
  "name",
  "style",
  "market",
  "timeframe",
  "params",
  "indicators",
  "long",
  "short",
  "sizing",
  "costs",
];

const order = [
  ...documentParts,
  "kind",
  "source",
  "method",
  "default",
  "min",
  "max",
  "step",
  "fast",
  "slow",
  "length",
  "smoothK",
  "entry",
  "exit",
  "stop",
  "target",
  "price",
  "indicator",
  "output",
];

// Whatever the list does not name stays behind what it names, in the order in which it came.
const placeOf = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);

/** A document as people read it, from its format to its costs: what was stored comes back in another order. */
export function inReadingOrder(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(inReadingOrder);
  if (!isRecord(node)) return node;
  return Object.fromEntries(
    Object.entries(node)
      .toSorted(([a], [b]) => placeOf(a) - placeOf(b))
      .map(([name, inner]) => [name, inReadingOrder(inner)]),
  );
}
