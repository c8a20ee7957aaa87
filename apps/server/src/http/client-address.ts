import { BlockList, isIP } from "node:net";

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");
const unmapped = (address: string) => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");

const listOf = (networks: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    if (bits === undefined) list.addAddress(address, familyOf(address));
    else list.addSubnet(address, Number(bits), familyOf(address));
  }
  return list;
};

/**
 * Who really asks: the connection's own address, or behind trusted proxies the last address in
 * X-Forwarded-For that is not one of them. What stands further left anybody can write.
 */
export const createAddressReader = (trustedProxies: readonly string[]) => {
  const trusted = listOf(trustedProxies);
  const isTrusted = (address: string) => trusted.check(address, familyOf(address));
  return (connection: string | undefined, forwardedFor: string | null): string => {
    let address = unmapped(connection ?? "127.0.0.1");
    const hops = (forwardedFor ?? "").split(",").map((hop) => unmapped(hop.trim()));
    for (const hop of hops.reverse()) {
      if (!isTrusted(address) || isIP(hop) === 0) return address;
      address = hop;
    }
    return address;
  };
};

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
