/** A rule's path as the place in the document that it names: `long.entry.all.1` is ["long", "entry", "all", 1]. */
export const documentPath = (rule: string): (string | number)[] =>
  rule.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key));
