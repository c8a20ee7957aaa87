import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import type { ErasureView, Viewer } from "@boltz/contract";
import { Button, Modal, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import { api, queryClient } from "../../api/client.ts";
import { notify } from "../../components/notify.ts";
import { ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { formatMomentInZone } from "../../format/dates.ts";
import { plural } from "../../format/numbers.ts";
import { ConfirmErasure } from "./confirm-erasure.tsx";
import { ErasureBlocks } from "./erasure-blocks.tsx";
import classes from "./privacy.module.css";

/** The end of an account: what goes, what stays and why, what stands in the way, and the way back. */
export function EraseAccount({ viewer }: { viewer: Viewer }) {
  const erasure = useQuery(api.privacy.erasure.queryOptions());
  if (erasure.isPending) return <LoadingRows rows={3} />;
  if (erasure.data === undefined) return <ErrorPanel error={erasure.error} retry={erasure.refetch} />;
  const { request } = erasure.data;
  return (
    <div className={classes["block"]}>
      {request === null ? null : <Scheduled request={request} />}
      <Effects view={erasure.data} />
      {request === null ? <AskForErasure view={erasure.data} viewer={viewer} /> : null}
    </div>
  );
}

function Scheduled({ request }: { request: NonNullable<ErasureView["request"]> }) {
  const once = useOneAtATime();
  const keep = useMutation(
    api.privacy.keep.mutationOptions({
      onSuccess: async (view) => {
        queryClient.setQueryData(api.privacy.erasure.queryKey(), view);
        await notify("The erasure is called off. Your account stays.");
      },
    }),
  );
  return (
    <div className={classes["notice"]}>
      <Text fw={600}>Your account will be erased after {formatMomentInZone(request.dueAt)}</Text>
      {request.blocks.length === 0 ? (
        <Text>Until then everything works as before, and you can call it off.</Text>
      ) : (
        <>
          <Text>It was due already, but this stood in the way. We try again every day:</Text>
          <ErasureBlocks blocks={request.blocks} />
        </>
      )}
      {keep.isError ? <ErrorPanel error={keep.error} title="It was not called off" /> : null}
      <div className={classes["actions"]}>
        <Button loading={keep.isPending} onClick={() => once(() => keep.mutateAsync())}>
          Call it off
        </Button>
      </div>
    </div>
  );
}

function Effects({ view: { effects, retentionYears } }: { view: ErasureView }) {
  const { listings, owned, reviews, purchases, sales } = effects;
  return (
    <div className={classes["sides"]}>
      <div>
        <h3>What goes</h3>
        <ul>
          <li>Your name, address, password, sign-ins and settings</li>
          <li>
            Your library{owned === 0 ? null : `: ${plural(owned, "strategy", "strategies")} that you own`},
            wish list, follows and messages
          </li>
          <li>
            The words of {reviews === 0 ? "your reviews" : plural(reviews, "review")}, reports and appeals;
            the stars of a review stay
          </li>
          {listings === 0 ? null : (
            <li>{plural(listings, "listing")} of yours: off the market, with your words and your name</li>
          )}
        </ul>
      </div>
      <div>
        <h3>What stays, and why</h3>
        <ul>
          <li>
            Records of money
            {purchases + sales === 0
              ? null
              : ` (${[
                  purchases === 0 ? null : plural(purchases, "purchase"),
                  sales === 0 ? null : plural(sales, "sale"),
                ]
                  .filter((part) => part !== null)
                  .join(", ")})`}
            , without your name, for {plural(retentionYears, "year")}: the law wants them
          </li>
          {sales === 0 ? null : (
            <li>The strategies that others bought, and their titles: buyers keep what they paid for</li>
          )}
          <li>The audit log, which names nobody: only numbers that lead to no one any more</li>
          <li>What payment providers keep about you: ask them</li>
        </ul>
      </div>
    </div>
  );
}

function AskForErasure({ view, viewer }: { view: ErasureView; viewer: Viewer }) {
  const [opened, dialog] = useDisclosure(false);
  const { blocks, coolingOffDays } = view;
  const isBlocked = blocks.length > 0;
  return (
    <>
      {isBlocked ? (
        <div className={classes["notice"]} id="erasure-blocks">
          <Text fw={600}>This stands in the way</Text>
          <ErasureBlocks blocks={blocks} />
        </div>
      ) : (
        <Text>
          You have {plural(coolingOffDays, "day")} to call it off. After that nobody can undo it, we neither.
        </Text>
      )}
      <div className={classes["actions"]}>
        <Button
          color="red"
          variant="outline"
          disabled={isBlocked}
          {...(isBlocked ? { "aria-describedby": "erasure-blocks" } : {})}
          onClick={dialog.open}
        >
          Erase my account
        </Button>
      </div>
      <Modal opened={opened} onClose={dialog.close} title="Erase your account?" centered>
        <ConfirmErasure email={viewer.email} coolingOffDays={coolingOffDays} onClose={dialog.close} />
      </Modal>
    </>
  );
}
