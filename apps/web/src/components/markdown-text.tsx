import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import classes from "./markdown-text.module.css";

// The page has its own first and second level, so an author's headings begin below them.
const parts: Components = {
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h5>{children}</h5>,
  h5: ({ children }) => <h6>{children}</h6>,
  a: ({ children, href }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
      {children}
    </a>
  ),
  // A picture from elsewhere would tell its server who reads; its description stands for it.
  img: ({ alt }) => (alt ? <em>{alt}</em> : null),
  table: ({ children }) => (
    <div className={classes["table"]}>
      <table>{children}</table>
    </div>
  ),
};

/** Markdown without raw HTML, sanitized; links leave without a referrer. */
export const MarkdownText = ({ text }: { text: string }) => (
  <div className={classes["text"]}>
    <ReactMarkdown skipHtml remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeSanitize]} components={parts}>
      {text}
    </ReactMarkdown>
  </div>
);
