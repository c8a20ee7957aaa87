import { useMutation } from "@tanstack/react-query";
import { api, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { notify } from "../../components/notify.ts";

/** Marks as read, and has the bell and the list read anew, also when the screen is left meanwhile. */
export const useMarkRead = () =>
  useMutation(
    api.notifications.markRead.mutationOptions({
      onSuccess: () =>
        Promise.all(
          [api.notifications.unread.queryKey(), api.notifications.list.pathKey()].map((queryKey) =>
            queryClient.invalidateQueries({ queryKey }),
          ),
        ),
      onError: (error) => notify(wireErrorOf(error).sentence, "bad"),
    }),
  );
