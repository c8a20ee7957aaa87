import { type Id, type IdPrefix, isId } from "@boltz/contract";
import { fromString, TypeID, toUUID, typeid } from "typeid-js";

const checked = <P extends IdPrefix>(prefix: P, value: string): Id<P> => {
  if (!isId(prefix, value)) throw new TypeError(`not an id with prefix ${prefix}`);
  return value;
};

/** A fresh id, a UUIDv7 underneath, so that ids sort by the time they were made. */
export const newId = <P extends IdPrefix>(prefix: P): Id<P> => checked(prefix, typeid(prefix).toString());

export const idFromUuid = <P extends IdPrefix>(prefix: P, uuid: string): Id<P> =>
  checked(prefix, TypeID.fromUUID(prefix, uuid).toString());

export const uuidFromId = <P extends IdPrefix>(prefix: P, id: Id<P>): string =>
  toUUID(fromString(id, prefix));
