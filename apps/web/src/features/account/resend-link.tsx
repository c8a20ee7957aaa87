import { Button, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { authProblem } from "./auth-problem.ts";
import { rememberWayBack } from "./way-back.ts";

interface ResendLinkProps {
  email: string;
  next?: string | undefined;
}

/** Sends the confirmation link once more, once. */
export function ResendLink({ email, next }: ResendLinkProps) {
  const resend = useMutation({
    mutationFn: async () => {
      const { authClient } = await import("../../api/auth-client.ts");
      if (next !== undefined) rememberWayBack(next);
      const { error } = await authClient.sendVerificationEmail({ email });
      return error ? authProblem(error) : null;
    },
  });
  const problem = resend.isError ? authProblem({ status: 0 }) : resend.data;
  return (
    <div>
      <Button
        variant="light"
        loading={resend.isPending}
        disabled={resend.isSuccess && !problem}
        onClick={() => resend.mutate()}
      >
        {resend.isSuccess && !problem ? "Link sent" : "Send the link again"}
      </Button>
      <Text size="sm" c={problem ? "red" : "dimmed"} mt={6} role="status">
        {problem ?? (resend.isSuccess ? `A new link is on its way to ${email}.` : "")}
      </Text>
    </div>
  );
}
