import "@mantine/core/styles/Tabs.layer.css";
import { Tabs, Text, Textarea } from "@mantine/core";
import { Markdown } from "../../components/markdown.tsx";
import classes from "./creators.module.css";

interface DescriptionFieldProps {
  text: string;
  error: string | undefined;
  onChange: (text: string) => void;
}

/** Markdown to write, and how a buyer will read it. */
export function DescriptionField({ text, error, onChange }: DescriptionFieldProps) {
  return (
    <Tabs defaultValue="write" keepMounted={false} variant="default">
      <Tabs.List aria-label="Description: write or preview">
        <Tabs.Tab value="write">Write</Tabs.Tab>
        <Tabs.Tab value="preview">Preview</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="write" pt="sm">
        <Textarea
          label="Description"
          description="Markdown. Say when it trades, when it loses, and what it was built for. No HTML, no pictures."
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
  );
}
