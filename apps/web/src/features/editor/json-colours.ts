import { syntaxTree } from "@codemirror/language";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin } from "@codemirror/view";

const classOf: Record<string, string> = {
  PropertyName: "cm-json-name",
  String: "cm-json-text",
  Number: "cm-json-value",
  True: "cm-json-value",
  False: "cm-json-value",
  Null: "cm-json-value",
};

function coloured(view: EditorView): DecorationSet {
  const marks = view.visibleRanges.flatMap(({ from, to }) => {
    const found: ReturnType<Decoration["range"]>[] = [];
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: (node) => {
        const name = classOf[node.name];
        if (name !== undefined) found.push(Decoration.mark({ class: name }).range(node.from, node.to));
      },
    });
    return found;
  });
  return Decoration.set(marks, true);
}

/** Names, texts and values of the JSON in the theme's own tints. */
export const jsonColours = ViewPlugin.define(
  (view) => ({
    decorations: coloured(view),
    update(update) {
      const isParsedFurther = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (update.docChanged || update.viewportChanged || isParsedFurther)
        this.decorations = coloured(update.view);
    },
  }),
  { decorations: ({ decorations }) => decorations },
);
