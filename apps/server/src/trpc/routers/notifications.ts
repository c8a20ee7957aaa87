import {
  done,
  listNotificationsInput,
  listNotificationsOutput,
  markReadInput,
  preferencesOutput,
  setPreferenceInput,
  unreadOutput,
} from "@boltz/contract";
import { countUnread, listNotifications, listPreferences, markRead, setPreference } from "@boltz/services";
import { procedure, router } from "../init.ts";

export const notifications = router({
  list: procedure.input(listNotificationsInput).output(listNotificationsOutput).query(listNotifications),
  unread: procedure.output(unreadOutput).query(countUnread),
  markRead: procedure.input(markReadInput).output(done).mutation(markRead),
  preferences: procedure.output(preferencesOutput).query(listPreferences),
  setPreference: procedure.input(setPreferenceInput).output(preferencesOutput).mutation(setPreference),
});
