/** Words of Markdown: emphasis, code, links, formulas. */
import type { Inline } from '../document.ts';
import { Inlines, type TextStyle } from '../inlines.ts';
import { splitMath } from '../splitMath.ts';

type MakeMath = (tex: string, isDisplay: boolean) => Inline;

const codeSpan = /(`+)([\s\S]*?[^`])\1(?!`)/g;

export function markdownInlines(text: string, makeMath: MakeMath): readonly Inline[] {
  const out = new Inlines();
  let at = 0;
  for (const match of text.matchAll(codeSpan)) {
    withMath(text.slice(at, match.index), out, makeMath);
    out.text((match[2] ?? '').trim(), 'code');
    at = match.index + match[0].length;
  }
  withMath(text.slice(at), out, makeMath);
  return out.take();
}

function withMath(text: string, out: Inlines, makeMath: MakeMath): void {
  for (const part of splitMath(text, { dollars: true })) {
    if (part.kind === 'math') out.push(makeMath(part.tex, part.isDisplay));
    else styled(part.text, out, undefined);
  }
}

const marked =
  /!\[([^\]]*)\]\(([^)\s]+)[^)]*\)|\[([^\]]+)\]\(([^)\s]+)[^)]*\)|<(https?:\/\/[^>\s]+)>|(\*\*|__)(?=\S)([\s\S]*?\S)\6|(?<![\w*])(\*|_)(?=\S)([^*_]*?[^\s*_])\8(?![\w*])|\\([!-/:-@[-`{-~])/g;

function styled(text: string, out: Inlines, style: TextStyle | undefined): void {
  let at = 0;
  for (const match of text.matchAll(marked)) {
    plain(text.slice(at, match.index), out, style);
    at = match.index + match[0].length;
    const [, alt, image, words, href, bare, , strong, , emphasis, escaped] = match;
    if (image !== undefined) out.push({ kind: 'link', href: image, text: `!${alt ?? ''}` });
    else if (href !== undefined && words !== undefined)
      out.push(href.startsWith('#') ? { kind: 'reference', to: href.slice(1), text: words } : { kind: 'link', href, text: words });
    else if (bare !== undefined) out.push({ kind: 'link', href: bare, text: bare });
    else if (strong !== undefined) styled(strong, out, 'strong');
    else if (emphasis !== undefined) styled(emphasis, out, 'emphasis');
    else if (escaped !== undefined) out.text(escaped, style);
  }
  plain(text.slice(at), out, style);
}

function plain(text: string, out: Inlines, style: TextStyle | undefined): void {
  for (const [index, word] of text.split(/\s+/).entries()) {
    if (index > 0) out.space();
    out.text(word, style);
  }
}
