import { isIP } from "node:net";

const windowMs = 60_000;

const groupsOf = (half: string): string[] => half.split(":").filter((group) => group !== "");

/** Whom an address stands for: itself, or of IPv6 the /64 in which one customer may pick any address. */
export const networkOf = (address: string): string => {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("::");
  const before = groupsOf(head);
  const after = groupsOf(tail ?? "");
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0");
  const groups = [...before, ...zeros, ...after].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
};

/**
 * Counts calls by key in one-minute windows, in this process. It keeps one client from taking
 * everything; what guards accounts and money is counted in the database.
 */
export const createCallLimit = (options: { perMinute: number; now: () => number }) => {
  let windowEnd = 0;
  const counts = new Map<string, number>();
  return {
    /** Whether `key` has so many calls left in its minute. Each call of a batch costs one. */
    allows: (key: string, calls: number): boolean => {
      if (options.perMinute === 0) return true;
      const now = options.now();
      if (now >= windowEnd) {
        counts.clear();
        windowEnd = now + windowMs;
      }
      const count = (counts.get(key) ?? 0) + calls;
      counts.set(key, count);
      return count <= options.perMinute;
    },
  };
};

export type CallLimit = ReturnType<typeof createCallLimit>;
