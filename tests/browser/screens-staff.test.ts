import { expect, test } from "vitest";
import { adminsSee, moderatorsSee } from "./screens/moderators.ts";
import { staffSee } from "./screens/staff.ts";
import { type Look, useStage } from "./screens/stage.ts";

const stage = useStage();

test.each<{ name: string; look: Look }>([
  { name: "an admin", look: adminsSee },
  { name: "a moderator", look: moderatorsSee },
  { name: "finance", look: staffSee },
])(
  "every screen of $name is sound, narrow and wide, light and dark",
  { timeout: 240_000 },
  async ({ look }) => {
    expect(await look(stage())).toEqual([]);
  },
);
