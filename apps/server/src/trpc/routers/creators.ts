import {
  creatorDashboard,
  creatorPage,
  dashboardInput,
  done,
  followInput,
  followsOutput,
  getCreatorInput,
} from "@boltz/contract";
import { followCreator, getCreator, getDashboard, listFollowed } from "@boltz/services";
import { procedure, router } from "../init.ts";

export const creators = router({
  dashboard: procedure.input(dashboardInput).output(creatorDashboard).query(getDashboard),
  get: procedure.input(getCreatorInput).output(creatorPage).query(getCreator),
  follow: procedure.input(followInput).output(done).mutation(followCreator),
  followed: procedure.output(followsOutput).query(listFollowed),
});
