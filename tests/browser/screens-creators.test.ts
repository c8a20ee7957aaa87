import { expect, test } from "vitest";
import { creatorsSee } from "./screens/creators.ts";
import { earnersSee, newEarnersSee } from "./screens/earners.ts";
import { judgedSee } from "./screens/listeners.ts";
import { type Look, useStage } from "./screens/stage.ts";

const stage = useStage();

test.each<{ name: string; look: Look }>([
  { name: "a creator's desk", look: creatorsSee },
  { name: "a creator who earns", look: earnersSee },
  { name: "a creator who sold nothing yet", look: newEarnersSee },
  { name: "creators who were judged", look: judgedSee },
])(
  "every screen of $name is sound, narrow and wide, light and dark",
  { timeout: 240_000 },
  async ({ look }) => {
    expect(await look(stage())).toEqual([]);
  },
);
