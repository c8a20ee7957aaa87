import { checkStrategy } from "@boltz/backtest";
import { createListingInput, strategyId } from "@boltz/contract";
import { expect, test } from "vitest";
import { deskListings } from "./desk-listings.ts";

test.each(deskListings)(
  "$name is a listing that its author could have sent",
  ({ name, document, listing }) => {
    expect(checkStrategy(document)).toMatchObject({ ok: true, strategy: { name } });
    const input = { strategyId: strategyId.parse("str_01h455vb4pex5vsknk084sn02q"), ...listing };
    expect(createListingInput.parse(input)).toEqual(input);
  },
);
