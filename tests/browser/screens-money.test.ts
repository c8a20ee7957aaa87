import { expect, test } from "vitest";
import { earnersSee, newEarnersSee } from "./screens/earners.ts";
import { orderersSee, refundedSee } from "./screens/payers.ts";
import { staffSee } from "./screens/staff.ts";
import { type Look, useStage } from "./screens/stage.ts";

const stage = useStage();

test.each<{ name: string; look: Look }>([
  { name: "finance", look: staffSee },
  { name: "orders of every kind", look: orderersSee },
  { name: "money that goes back", look: refundedSee },
  { name: "a creator who earns", look: earnersSee },
  { name: "a creator who sold nothing yet", look: newEarnersSee },
])(
  "every screen of $name is sound, narrow and wide, light and dark",
  { timeout: 240_000 },
  async ({ look }) => {
    expect(await look(stage())).toEqual([]);
  },
);
