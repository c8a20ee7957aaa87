import { expect, test } from "vitest";
import { createAddressReader, networkOf } from "./client-address.ts";

const read = createAddressReader(["10.0.0.0/8", "fd00::/8", "192.0.2.1"]);

test.each([
  ["nobody in between", "203.0.113.9", null, "203.0.113.9"],
  ["a header from a stranger", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["one proxy", "10.0.0.1", "203.0.113.9", "203.0.113.9"],
  ["two proxies", "10.0.0.1", "203.0.113.9, 10.2.3.4", "203.0.113.9"],
  ["an address made up by the client", "10.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"],
  ["no address at all", "10.0.0.1", "unknown", "10.0.0.1"],
  ["rubbish behind a proxy", "10.0.0.1", "<script>, 10.2.3.4", "10.2.3.4"],
  ["an IPv4 address in IPv6 dress", "::ffff:10.0.0.1", "::ffff:203.0.113.9", "203.0.113.9"],
  ["IPv6 proxies", "fd00::1", "2001:db8::1", "2001:db8::1"],
  ["a single trusted address", "192.0.2.1", "203.0.113.9", "203.0.113.9"],
])("%s", (_case, connection, forwardedFor, expected) => {
  expect(read(connection, forwardedFor)).toBe(expected);
});

test("without proxies nothing but the connection counts", () => {
  expect(createAddressReader([])("127.0.0.1", "203.0.113.9")).toBe("127.0.0.1");
});

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["2001:db8:0:1:ffff:ffff:ffff:ffff", "2001:db8:0:1::/64"],
  ["2001:db8:0:1::5", "2001:db8:0:1::/64"],
  ["2001:db8::5", "2001:db8:0:0::/64"],
  ["2001:0DB8::", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
])("%s counts as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
