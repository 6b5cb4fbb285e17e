/** Files of TeX that are code and no paper: what the author of macros writes, and nobody reads as a page. */

/** A line that defines, decides or sets something. */
const codeLine =
  /^\s*(?:[{}\]&]|\\[A-Za-z]*@|\\(?:global|long|protected|outer|[egx]?def|let|new\w+|renew\w+|provide\w+|expandafter|csname|if\w*|else|or|fi|begingroup|endgroup|[be]group|advance|catcode|relax|immediate|write|pgf\w*|tikz\w*|use\w*library|Provides\w+|Declare\w+|At\w+|RequirePackage|usepackage|makeat\w+|set\w+|addto\w+|cs_\w+|tl_\w+|ExplSyntax\w+)\b|[\w /.]*\/\.(?:style|code|initial|default|cd|is )|\w[\w -]*=)|\\[a-z]*def\\|#\d/;
/** In a file of so few lines nothing is decided. */
const fewest = 8;
const leastShare = 0.5;

/** Whether a file without a document of its own is mostly code. One that has headings is a part of a paper. */
export function isCodeFile(text: string): boolean {
  if (/\\begin\s*\{(?:document|abstract)\}|^\s*\\(?:part|chapter|(?:sub)*section|title)\b/m.test(text)) return false;
  const lines = text.split('\n').filter((line) => !/^\s*(?:%|$)/.test(line));
  return lines.length >= fewest && lines.filter((line) => codeLine.test(line)).length >= leastShare * lines.length;
}
