/** The heading under which a line of a paper stands, or undefined. LaTeX and Markdown. Lines count from 0. */
export function sectionTitleAt(lines: readonly string[], line: number): string | undefined {
  for (let at = Math.min(line, lines.length - 1); at >= 0; at -= 1) {
    const title = headingOf(lines[at] ?? '');
    if (title !== undefined) return title;
  }
  return undefined;
}

function headingOf(line: string): string | undefined {
  const latex = /^\s*\\(?:part|chapter|(?:sub){0,2}section|(?:sub)?paragraph)\*?(?:\[[^\]]*\])?\{(.*)/.exec(line)?.[1];
  if (latex !== undefined) return textOrNothing(upToClosingBrace(latex));
  const markdown = /^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$/.exec(line)?.[1];
  return markdown === undefined ? undefined : textOrNothing(markdown);
}

/** `Attention \emph{is} all}\label{x}` → `Attention \emph{is} all` */
function upToClosingBrace(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '{') depth += 1;
    else if (char === '}' && depth === 0) return text.slice(0, at);
    else if (char === '}') depth -= 1;
  }
  return text;
}

function textOrNothing(title: string): string | undefined {
  const trimmed = title.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** What stands in the composer after *Implement This Paper Section*: the person edits it before it is sent. */
export function paperPrompt(place: { readonly label: string; readonly title: string | undefined }): string {
  const which = place.title === undefined ? 'the selected part' : `the section “${place.title}”`;
  return `Implement ${which} of the paper (${place.label}) in this workspace. State every value that the text leaves open before you choose one.`;
}
