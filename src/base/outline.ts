/** The headings of a Markdown text, and the part below one of them. */

export interface Heading {
  /** 1 to 6. */
  readonly level: number;
  readonly title: string;
  /** Line of the text, from 0. */
  readonly line: number;
}

export function headingsOf(lines: readonly string[]): readonly Heading[] {
  const found: Heading[] = [];
  let fence = '';
  for (const [line, text] of lines.entries()) {
    const marks = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1] ?? '';
    if (fence !== '') {
      // As long as the one that opened it, and nothing behind.
      if (marks.startsWith(fence) && text.trim() === marks) fence = '';
      continue;
    }
    if (marks !== '') {
      fence = marks;
      continue;
    }
    const [, hashes = '', words = ''] = /^(#{1,6})[ \t]+(.{1,300})/.exec(text) ?? [];
    const title = plain(words);
    if (hashes !== '' && title !== '') found.push({ level: hashes.length, title, line });
  }
  return found;
}

export interface Section {
  readonly heading: Heading;
  /** Before this line. */
  readonly endLine: number;
}

/** The section of this title: exactly so, else beginning so, else holding it; in whatever case. With all that stands below its heading. */
export function sectionOf(lines: readonly string[], title: string): Section | undefined {
  const headings = headingsOf(lines);
  const wanted = plain(title).toLowerCase();
  if (wanted === '') return undefined;
  const named = (is: (text: string) => boolean): number => headings.findIndex((one) => is(one.title.toLowerCase()));
  const index = [named((text) => text === wanted), named((text) => text.startsWith(wanted)), named((text) => text.includes(wanted))].find(
    (one) => one >= 0,
  );
  const heading = index === undefined ? undefined : headings[index];
  if (index === undefined || heading === undefined) return undefined;
  const next = headings.slice(index + 1).find(({ level }) => level <= heading.level);
  return { heading, endLine: next?.line ?? lines.length };
}

/** Without links, emphasis and the anchors that documentation puts behind a title: `[[trl.SFTTrainer]]`. */
function plain(title: string): string {
  return title
    .replaceAll(/\[\[[^\]]*\]\]/g, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*`]/g, '')
    .replace(/#+\s*$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
