import { Button } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, type Outputs, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { notify } from "../../components/notify.ts";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { formatDay } from "../../format/dates.ts";
import { plural } from "../../format/numbers.ts";
import classes from "./following.module.css";

type Followed = Outputs["creators"]["followed"][number];

export function FollowedCreators() {
  const followed = useQuery(api.creators.followed.queryOptions());
  if (followed.isPending) return <LoadingRows rows={2} label="Loading the creators you follow" />;
  if (followed.isError && !followed.data)
    return (
      <ErrorPanel
        error={followed.error}
        retry={followed.refetch}
        title="The creators you follow could not be loaded"
      />
    );
  if (followed.data.length === 0)
    return (
      <EmptyPanel title="You follow nobody yet" icon={<IconUsers size={26} stroke={1.4} />}>
        A creator's page, which every strategy leads to, has the button.
      </EmptyPanel>
    );
  return (
    <ul className={classes["creators"]}>
      {followed.data.map((creator) => (
        <li key={creator.id}>
          <FollowedCreator creator={creator} />
        </li>
      ))}
    </ul>
  );
}

function FollowedCreator({ creator: { id, displayName, since, listings } }: { creator: Followed }) {
  const unfollow = useMutation(
    api.creators.follow.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.creators.pathKey() }),
      onError: (error) => notify(wireErrorOf(error).sentence, "bad"),
    }),
  );
  return (
    <div className={classes["creator"]}>
      <div className={classes["creatorText"]}>
        <Link to="/creators/$creatorId" params={{ creatorId: id }}>
          {displayName}
        </Link>
        <span className={classes["quiet"]}>
          {plural(listings, "strategy", "strategies")} · followed since {formatDay(since)}
        </span>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        flex="none"
        aria-label={`Unfollow ${displayName}`}
        loading={unfollow.isPending}
        onClick={() => unfollow.mutate({ creatorId: id, following: false })}
      >
        Unfollow
      </Button>
    </div>
  );
}
