import { forEachDiagnostic, setDiagnosticsEffect } from "@codemirror/lint";
import type { EditorState } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, WidgetType } from "@codemirror/view";

class Message extends WidgetType {
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  override eq(other: Message) {
    return other.text === this.text;
  }

  override toDOM() {
    const shown = document.createElement("span");
    shown.className = "cm-message";
    // The list below the editor says the same to assistive technology, outside of the text.
    shown.setAttribute("aria-hidden", "true");
    shown.textContent = this.text;
    return shown;
  }

  override ignoreEvent() {
    return true;
  }
}

function atLineEnds(state: EditorState): DecorationSet {
  const ofLine = new Map<number, string[]>();
  forEachDiagnostic(state, ({ message }, from) => {
    const end = state.doc.lineAt(from).to;
    ofLine.set(end, [...(ofLine.get(end) ?? []), message]);
  });
  return Decoration.set(
    [...ofLine].map(([end, messages]) =>
      Decoration.widget({ widget: new Message(messages.join("; ")), side: 1 }).range(end),
    ),
    true,
  );
}

/** What is wrong in a line, in words at its end. */
export const messagesInPlace = [
  ViewPlugin.define(
    (view) => ({
      decorations: atLineEnds(view.state),
      update({ docChanged, transactions, state }) {
        const isJudged = transactions.some(({ effects }) =>
          effects.some((effect) => effect.is(setDiagnosticsEffect)),
        );
        if (docChanged || isJudged) this.decorations = atLineEnds(state);
      },
    }),
    { decorations: ({ decorations }) => decorations },
  ),
  EditorView.theme({
    ".cm-message": {
      marginLeft: "1.5em",
      color: "var(--bz-bad)",
      fontFamily: "var(--mantine-font-family)",
      fontSize: "0.75rem",
    },
  }),
];
