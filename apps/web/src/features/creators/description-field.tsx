import "@mantine/core/styles/Tabs.layer.css";
import { Input, Tabs, Text, Textarea } from "@mantine/core";
import { useEffect, useId, useState } from "react";
import { Markdown } from "../../components/markdown.tsx";
import classes from "./creators.module.css";

interface DescriptionFieldProps {
  text: string;
  error: string | undefined;
  onChange: (text: string) => void;
}

/** Markdown to write, and how a buyer will read it. */
export function DescriptionField({ text, error, onChange }: DescriptionFieldProps) {
  const id = useId();
  const [tab, setTab] = useState<string | null>("write");
  // What is wrong is mended where it is written.
  useEffect(() => {
    if (error !== undefined) setTab("write");
  }, [error]);
  return (
    <div>
      <Input.Label htmlFor={id}>Description</Input.Label>
      <Input.Description id={`${id}-hint`}>
        Markdown. Say when it trades, when it loses, and what it was built for. No HTML, no pictures.
      </Input.Description>
      <Tabs value={tab} onChange={setTab} keepMounted={false} mt={6}>
        <Tabs.List aria-label="Description: write or preview">
          <Tabs.Tab value="write">Write</Tabs.Tab>
          <Tabs.Tab value="preview">Preview</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="write" pt="sm">
          <Textarea
            id={id}
            aria-describedby={`${id}-hint`}
            autosize
            minRows={8}
            maxRows={24}
            maxLength={20_000}
            value={text}
            error={error}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        </Tabs.Panel>
        <Tabs.Panel value="preview" pt="sm">
          <div className={classes["preview"]}>
            {text.trim() === "" ? <Text c="dimmed">Nothing written yet.</Text> : <Markdown text={text} />}
          </div>
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
