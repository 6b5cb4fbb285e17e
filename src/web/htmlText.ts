/** What stands where in the source of a page. Linear, whatever the source. */

export const voidElements: ReadonlySet<string> = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);

export type Attributes = ReadonlyMap<string, string>;

export function nameAt(html: string, at: number): string {
  const name = /[a-z][a-z0-9:-]{0,40}/iy;
  name.lastIndex = at;
  return name.exec(html)?.[0].toLowerCase() ?? '';
}

const mostAttributes = 60;

/** Up to behind the `>`; one in quotes ends nothing. */
export function attributesAt(html: string, from: number): { readonly attributes: Attributes; readonly end: number } {
  const attributes = new Map<string, string>();
  const piece = /[\s/]*(?:([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?|["'=])/y;
  let at = from;
  while (at < html.length) {
    piece.lastIndex = at;
    const match = piece.exec(html);
    if (match === null || match[0] === '') break;
    at = piece.lastIndex;
    const [, name, double, single, bare] = match;
    if (name !== undefined && attributes.size < mostAttributes && !attributes.has(name.toLowerCase()))
      attributes.set(name.toLowerCase(), (double ?? single ?? bare ?? '').slice(0, 4_000));
  }
  const close = html.indexOf('>', at);
  return { attributes, end: close < 0 ? html.length : close + 1 };
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The few that stand in titles and addresses; those of the text are the translator's. */
export function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi, (whole, decimal: string, hex: string, name: string) => {
    const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : undefined;
    if (code !== undefined) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
    return entities[name.toLowerCase()] ?? whole;
  });
}
