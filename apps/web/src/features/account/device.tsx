import { Button, Text, TextInput } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Gate } from "../../components/gate.tsx";
import { ErrorPanel, LoadingLines } from "../../components/states.tsx";
import classes from "./account.module.css";
import { AuthFrame, Problem } from "./auth-frame.tsx";

const route = getRouteApi("/device");

/** Lets the command line act for the signed-in person, or not. */
export const Device = () => (
  <Gate title="Connect the command line" action="library.read">
    {() => <DeviceCode />}
  </Gate>
);

function DeviceCode() {
  const { user_code: code } = route.useSearch();
  return code ? <DeviceRequest key={code} code={code} /> : <TypeTheCode />;
}

function TypeTheCode() {
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string>();
  return (
    <AuthFrame title="Connect the command line" lead="Type the code that your terminal shows.">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const code = typed.trim().toUpperCase();
          if (code === "") setProblem("Type the code from your terminal");
          else void navigate({ to: "/device", search: { user_code: code } });
        }}
      >
        <TextInput
          label="Code"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          value={typed}
          error={problem}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" size="md">
          Continue
        </Button>
      </form>
    </AuthFrame>
  );
}

type DeviceState = "pending" | "approved" | "denied" | "unknown";

function DeviceRequest({ code }: { code: string }) {
  const request = useQuery({
    queryKey: ["device", code],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<DeviceState> => {
      const { authClient } = await import("../../api/auth-client.ts");
      const { data, error } = await authClient.device({ query: { user_code: code } });
      if (error) return "unknown";
      return data.status === "approved" || data.status === "denied" ? data.status : "pending";
    },
  });
  const decide = useMutation({
    mutationFn: async (decision: "approve" | "deny"): Promise<DeviceState> => {
      const { authClient } = await import("../../api/auth-client.ts");
      const { error } = await authClient.device[decision]({ userCode: code });
      if (error) throw new Error(error.error);
      return decision === "approve" ? "approved" : "denied";
    },
  });
  const state = decide.data ?? request.data;
  return (
    <AuthFrame title="Connect the command line">
      {request.isPending ? (
        <LoadingLines lines={3} label="Looking up the code" />
      ) : request.isError ? (
        <ErrorPanel error={request.error} retry={request.refetch} />
      ) : state === "pending" ? (
        <div className={classes["stack"]}>
          <Text>A terminal asks to install strategies in your name. Does it show this code?</Text>
          <p className={classes["code"]}>{code}</p>
          <Text size="sm" c="dimmed">
            Approve only what you started yourself. You can sign it out on your account page at any time.
          </Text>
          <Problem
            text={decide.isError ? "This did not work. Ask the terminal for a new code." : undefined}
          />
          <Button
            size="md"
            disabled={decide.isPending}
            loading={decide.isPending && decide.variables === "approve"}
            onClick={() => decide.mutate("approve")}
          >
            Approve
          </Button>
          <Button
            size="md"
            variant="default"
            disabled={decide.isPending}
            loading={decide.isPending && decide.variables === "deny"}
            onClick={() => decide.mutate("deny")}
          >
            Deny
          </Button>
        </div>
      ) : (
        <DeviceOutcome state={state ?? "unknown"} />
      )}
    </AuthFrame>
  );
}

const outcomes: Record<Exclude<DeviceState, "pending">, string> = {
  approved: "Approved. Go back to your terminal: it goes on by itself.",
  denied: "Denied. The terminal gets no access.",
  unknown: "This code is not known, or it has expired. Ask the terminal for a new one.",
};

const DeviceOutcome = ({ state }: { state: Exclude<DeviceState, "pending"> }) => (
  <div className={classes["stack"]} role="status">
    <Text fw={560}>
      {state === "approved" ? <IconCheck size={18} aria-hidden /> : <IconX size={18} aria-hidden />}{" "}
      {outcomes[state]}
    </Text>
  </div>
);
