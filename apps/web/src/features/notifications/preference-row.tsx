import "@mantine/core/styles/Switch.layer.css";
import { type Preference, type Topic, topicNames } from "@boltz/contract";
import { Switch } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { api, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { notify } from "../../components/notify.ts";
import classes from "./notifications.module.css";

const about: Record<Topic, string> = {
  purchases: "Receipts and refunds.",
  versions: "New versions of what you own or wish for.",
  following: "New strategies of creators you follow.",
  wishlist: "Lower prices of what you wish for.",
  reviews: "Reviews of your strategies, and answers to yours.",
  moderation: "Decisions about what you publish or report.",
  payouts: "Your sales, payouts and disputes.",
  security: "Sign-in and payout details that were changed.",
};

/** One topic with its two switches. What the server does not take goes back to where it was. */
export function PreferenceRow({ preference }: { preference: Preference }) {
  const { topic, mailLocked } = preference;
  const change = useMutation(
    api.notifications.setPreference.mutationOptions({
      onSuccess: (saved) => {
        const key = api.notifications.preferences.queryKey();
        queryClient.setQueryData(key, (shown) =>
          shown?.map((one) =>
            one.topic === topic ? (saved.find((now) => now.topic === topic) ?? one) : one,
          ),
        );
      },
      onError: (error) => notify(`Not saved: ${wireErrorOf(error).sentence}`, "bad"),
    }),
  );
  const { inApp, mail } = change.isPending ? change.variables : preference;
  const set = (wanted: { inApp?: boolean; mail?: boolean }) => {
    if (!change.isPending) change.mutate({ topic, inApp, mail, ...wanted });
  };
  return (
    <tr>
      <th scope="row">
        <span className={classes["topic"]}>{topicNames[topic]}</span>
        <span className={classes["about"]}>{about[topic]}</span>
        {mailLocked ? (
          <span className={classes["about"]}>
            {topic === "security" ? "To keep your account yours" : "Because it is about your money"}, these
            mails always come.
          </span>
        ) : null}
      </th>
      <td>
        <Switch
          aria-label={`${topicNames[topic]} on the site`}
          checked={inApp}
          aria-busy={change.isPending}
          onChange={(event) => set({ inApp: event.currentTarget.checked })}
        />
      </td>
      <td>
        {mailLocked ? (
          <span className={classes["always"]}>Always</span>
        ) : (
          <Switch
            aria-label={`${topicNames[topic]} by mail`}
            checked={mail}
            aria-busy={change.isPending}
            onChange={(event) => set({ mail: event.currentTarget.checked })}
          />
        )}
      </td>
    </tr>
  );
}
