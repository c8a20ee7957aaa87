import type { ListingId } from "@boltz/contract";
import { Button, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { api, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import classes from "./library.module.css";

interface InstallButtonProps {
  listingId: ListingId;
  /** Told to a screen reader, since a list holds many of these buttons. */
  title: string;
  version?: string;
}

/** Asks for a link of sixty seconds and downloads the bundle through it. */
export function InstallButton({ listingId, title, version }: InstallButtonProps) {
  const install = useMutation(
    api.library.install.mutationOptions({
      onSuccess: ({ bundleUrl }) => {
        window.location.assign(bundleUrl);
        return queryClient.invalidateQueries({ queryKey: api.library.list.pathKey() });
      },
    }),
  );
  return (
    <div className={classes["install"]}>
      <Button
        size="md"
        leftSection={<IconDownload size={18} stroke={1.7} />}
        aria-label={`Install ${title}`}
        loading={install.isPending}
        onClick={() => install.mutate({ listingId, ...(version ? { version } : {}) })}
      >
        Install
      </Button>
      <div role="status">
        {install.isSuccess ? (
          <Text size="xs" c="dimmed">
            Version {install.data.version} is downloading.
          </Text>
        ) : null}
        {install.isError ? (
          <Text size="xs" c="red">
            {wireErrorOf(install.error).sentence}
          </Text>
        ) : null}
      </div>
    </div>
  );
}
