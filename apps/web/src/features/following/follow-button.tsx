import type { UserId } from "@boltz/contract";
import { Button } from "@mantine/core";
import { IconBell, IconBellCheck } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { api, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { useViewer } from "../../api/viewer.ts";
import { notify } from "../../components/notify.ts";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";

interface FollowButtonProps {
  creatorId: UserId;
  name: string;
  follows: boolean;
}

/** Follows a creator: their next publications are told. A visitor signs in first and comes back. */
export function FollowButton({ creatorId, name, follows }: FollowButtonProps) {
  const viewer = useViewer();
  const navigate = useNavigate();
  const here = useLocation({ select: (location) => location.href });
  const once = useOneAtATime();
  const follow = useMutation(
    api.creators.follow.mutationOptions({
      onSuccess: async (_, { following }) => {
        await queryClient.invalidateQueries({ queryKey: api.creators.pathKey() });
        await notify(
          following
            ? `You follow ${name}. We tell you what they publish.`
            : `You do not follow ${name} any more.`,
        );
      },
      onError: (error) => notify(wireErrorOf(error).sentence, "bad"),
    }),
  );
  return (
    <Button
      variant={follows ? "default" : "filled"}
      aria-pressed={follows}
      loading={follow.isPending}
      leftSection={follows ? <IconBellCheck size={17} stroke={1.7} /> : <IconBell size={17} stroke={1.7} />}
      onClick={() =>
        viewer === null
          ? void navigate({ to: "/sign-in", search: { next: here } })
          : once(() => follow.mutateAsync({ creatorId, following: !follows }))
      }
    >
      {follows ? "Following" : "Follow"}
    </Button>
  );
}
