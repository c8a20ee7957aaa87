import { expect, test } from "vitest";
import { buyersSee, newcomersSee, purchasesGoThrough } from "./screens/buyers.ts";
import { listenersSee } from "./screens/listeners.ts";
import { type Look, useStage } from "./screens/stage.ts";
import { visitorsSee } from "./screens/visitors.ts";

const stage = useStage();

test.each<{ name: string; look: Look }>([
  { name: "a visitor", look: visitorsSee },
  { name: "a buyer", look: buyersSee },
  { name: "a buyer who listens and speaks", look: listenersSee },
  { name: "a first purchase", look: purchasesGoThrough },
  { name: "somebody whose address is not confirmed", look: newcomersSee },
])(
  "every screen of $name is sound, narrow and wide, light and dark",
  { timeout: 240_000 },
  async ({ look }) => {
    expect(await look(stage())).toEqual([]);
  },
);
