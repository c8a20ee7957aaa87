import { expect, test } from "vitest";
import { creatorsSee } from "./screens/creators.ts";
import { judgedSee } from "./screens/listeners.ts";
import { adminsSee, moderatorsSee } from "./screens/moderators.ts";
import { type Look, useStage } from "./screens/stage.ts";

const stage = useStage();

test.each<{ name: string; look: Look }>([
  { name: "an admin", look: adminsSee },
  { name: "a moderator", look: moderatorsSee },
  { name: "a creator's desk", look: creatorsSee },
  { name: "creators who were judged", look: judgedSee },
])(
  "every screen of $name is sound, narrow and wide, light and dark",
  { timeout: 240_000 },
  async ({ look }) => {
    expect(await look(stage())).toEqual([]);
  },
);
