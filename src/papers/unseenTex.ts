/** What a formula holds and nobody sees on the page: parts in white, and sentences as phantoms. */

export interface SeenTex {
  readonly tex: string;
  /** What was taken out and says something. */
  readonly words: readonly string[];
}

const command = /\\(color|textcolor|[hv]?phantom)(?![A-Za-z])/g;
const whiteColour =
  /^(?:white(?:!\d+)?|#?fff(?:fff)?|(?:\.9[5-9]\d*|0\.9[5-9]\d*|1(?:\.0*)?)(?:,(?:0?\.9[5-9]\d*|1(?:\.0*)?)){2}|(?:25[0-5],){2}25[0-5]|0,0,0,0|\w+!0)$/i;

export function withoutUnseenTex(tex: string): SeenTex {
  // Within a box of a colour, white is seen.
  if (!tex.includes('\\') || /\\f?colorbox/.test(tex)) return { tex, words: [] };
  let seen = '';
  let at = 0;
  const words: string[] = [];
  for (const match of tex.matchAll(command)) {
    if (match.index < at) continue;
    const end = unseenEnd(tex, match[1] ?? '', match.index + match[0].length);
    if (end === undefined) continue;
    const said = tex
      .slice(match.index, end.to)
      .replace(/^\\[a-z]+(?:\[[^\]]*\])?(?:\{[^{}]*\}(?=\s*\S))?/, '')
      .replaceAll(/\\[A-Za-z]+|\\.|[{}]/g, ' ');
    if (/\p{L}{2,}/u.test(said)) words.push(said.replaceAll(/\s+/g, ' ').trim());
    seen += tex.slice(at, match.index);
    at = end.to;
  }
  return at === 0
    ? { tex, words }
    : {
        tex: `${seen}${tex.slice(at)}`
          .replaceAll(/\{\s*\}/g, '{}')
          .replace(/^[\s{}]+$/, '')
          .trim(),
        words,
      };
}

/** Where that ends which the command makes unseen; undefined: it does not. */
function unseenEnd(tex: string, name: string, from: number): { readonly to: number } | undefined {
  const first = /^\s*(?:\[([^\]]*)\])?\s*\{/.exec(tex.slice(from, from + 60));
  if (first === null) return undefined;
  const open = from + first[0].length;
  const close = groupEnd(tex, open);
  const inner = tex.slice(open, close);
  if (name.endsWith('phantom'))
    return (inner.match(/\p{L}{2,}/gu)?.length ?? 0) >= 3 && /\\(?:text|mbox|mathrm)/.test(inner) ? { to: close + 1 } : undefined;
  const said = inner.replaceAll(/\s/g, '');
  if (!whiteColour.test(said) && !(first[1] === 'gray' && Number(said) > 0.94)) return undefined;
  if (name === 'color') return { to: colourEnd(tex, close + 1) };
  const argument = /^\s*\{/.exec(tex.slice(close + 1, close + 20));
  return argument === null ? undefined : { to: groupEnd(tex, close + 1 + argument[0].length) + 1 };
}

/** Of the group that was opened before `from`. */
function groupEnd(tex: string, from: number): number {
  let depth = 0;
  for (let at = from; at < tex.length; at++) {
    if (tex[at] === '\\') at++;
    else if (tex[at] === '{') depth++;
    else if (tex[at] === '}' && depth-- === 0) return at;
  }
  return tex.length;
}

/** A colour holds to the end of its group or cell, or to the next one. */
function colourEnd(tex: string, from: number): number {
  const end = groupEnd(tex, from);
  let depth = 0;
  for (let at = from; at < end; at++) {
    const isHere = depth === 0;
    if (isHere && (tex[at] === '&' || /^\\(?:\\|color(?![A-Za-z])|end(?![A-Za-z]))/.test(tex.slice(at, at + 8)))) return at;
    if (tex[at] === '\\') at++;
    else if (tex[at] === '{') depth++;
    else if (tex[at] === '}') depth--;
  }
  return end;
}
