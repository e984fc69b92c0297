import DOMPurify from "dompurify";
import { Marked } from "marked";
import remend from "remend";

/** Tags that an answer may use. None of them fetches anything or runs. */
const ALLOWED_TAGS = [
  ...["p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code"],
  ...["strong", "em", "del", "a", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"],
];
const ALLOWED_ATTRIBUTES = ["href", "title", "start", "align"];
const ALLOWED_LINKS = /^(?:https?:\/\/|mailto:)/i;

/** Markdown in, one HTML string per top-level block out. The strings are not safe until cleaned. */
export function renderBlocks(text: string, isStreaming: boolean, imageWord: string): string[] {
  const marked = new Marked({ gfm: true, breaks: true });
  marked.use({
    renderer: {
      // Escaped, not dropped: what a model wrote as HTML is shown as the text it is.
      html: ({ text: source }) => escapeHtml(source),
      // A picture becomes a link: nothing is fetched unless the person opens it.
      image: ({ href, text: alternative }) =>
        `<a href="${escapeHtml(href)}">${escapeHtml(`${imageWord}: ${alternative || href}`)}</a>`,
      checkbox: ({ checked }) => (checked ? "☑ " : "☐ "),
    },
  });
  const tokens = marked.lexer(isStreaming ? remend(text) : text);
  return tokens.map((token) => marked.parser([token])).filter((html) => html !== "");
}

/** Makes nodes of one block: only the allowed tags and attributes, links to the web and mail alone. */
export function cleanBlock(html: string): DocumentFragment {
  return DOMPurify.sanitize(html, {
    ALLOWED_TAGS,
    ALLOWED_ATTR: ALLOWED_ATTRIBUTES,
    ALLOWED_URI_REGEXP: ALLOWED_LINKS,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
