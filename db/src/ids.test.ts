import { listingId } from "@boltz/contract";
import fc from "fast-check";
import { TypeID } from "typeid-js";
import { expect, test } from "vitest";
import { idFromUuid, newId, uuidFromId } from "./ids.ts";

test("an id and its uuid are two spellings of the same bits", () => {
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      const id = idFromUuid("lst", uuid);
      expect(id).toBe(TypeID.fromUUID("lst", uuid).toString());
      expect(uuidFromId("lst", id)).toBe(uuid);
    }),
  );
});

test("an id that nobody made still has its uuid, to be looked up and not found", () => {
  const letter = fc.constantFrom(..."0123456789abcdefghjkmnpqrstvwxyz");
  const suffix = fc.tuple(fc.constantFrom(..."01234567"), fc.array(letter, { minLength: 25, maxLength: 25 }));
  fc.assert(
    fc.property(suffix, ([first, rest]) => {
      const id = listingId.parse(`lst_${first}${rest.join("")}`);
      expect(idFromUuid("lst", uuidFromId("lst", id))).toBe(id);
    }),
  );
});

test("new ids sort by the time they were made", () => {
  const made = Array.from({ length: 50 }, () => newId("lst"));
  expect(made.toSorted()).toEqual(made);
});

test("what is no uuid has no id", () => {
  for (const text of ["", "0198", "z1980000-0000-7000-8000-000000000000", "01980000000070008000000000000000"])
    expect(() => idFromUuid("lst", text)).toThrow(TypeError);
});
