/** A tolerant reader of `.bib`: what is broken costs its own entry and no other. */

export interface BibEntry {
  readonly type: string;
  readonly key: string;
  /** Names in small letters; values without their braces or quotes, as TeX. */
  readonly fields: ReadonlyMap<string, string>;
}

export function readBib(text: string): readonly BibEntry[] {
  const entries: BibEntry[] = [];
  const strings = new Map(months);
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at)) {
    const head = /^@\s*([A-Za-z]+)\s*[{(]/.exec(text.slice(at, at + 60));
    at++;
    if (head === null) continue;
    const start = at - 1 + head[0].length;
    const end = closing(text, start);
    // Without its end an entry reaches to the next that begins a line.
    const next = text.slice(start).search(/\n\s*@\s*[A-Za-z]+\s*[{(]/);
    const stop = end < 0 ? (next < 0 ? text.length : start + next) : end;
    const type = (head[1] ?? '').toLowerCase();
    const body = text.slice(start, stop);
    if (type === 'string') for (const [name, value] of fieldsOf(body, strings)) strings.set(name, value);
    else if (type !== 'comment' && type !== 'preamble') {
      const comma = body.indexOf(',');
      const key = (comma < 0 ? body : body.slice(0, comma)).trim();
      if (key !== '' && !/[\s={}]/.test(key))
        entries.push({ type, key, fields: fieldsOf(comma < 0 ? '' : body.slice(comma + 1), strings) });
    }
    at = Math.max(at, stop);
  }
  return entries;
}

const months: readonly (readonly [string, string])[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
].map((month) => [month.slice(0, 3).toLowerCase(), month] as const);

/** Where the brace that was opened before `start` is closed; −1 where an entry begins first. */
function closing(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at;
    else if (character === ')' && depth === 1 && text[start - 1] === '(') return at;
    else if (
      character === '@' &&
      depth === 1 &&
      /\n\s*$/.test(text.slice(Math.max(start, at - 20), at)) &&
      /^@\s*[A-Za-z]+\s*\{/.test(text.slice(at, at + 40))
    )
      return -1;
  }
  return -1;
}

function fieldsOf(body: string, strings: ReadonlyMap<string, string>): Map<string, string> {
  const fields = new Map<string, string>();
  const name = /\s*([A-Za-z][\w:+.-]*)\s*=\s*/y;
  let at = 0;
  while (at < body.length) {
    name.lastIndex = at;
    const match = name.exec(body);
    if (match === null) {
      const comma = body.indexOf(',', at);
      if (comma < 0) break;
      at = comma + 1;
      continue;
    }
    at = name.lastIndex;
    let value = '';
    for (;;) {
      const part = valueAt(body, at, strings);
      value += part.value;
      at = part.end;
      const more = /^\s*#\s*/.exec(body.slice(at, at + 40));
      if (more === null) break;
      at += more[0].length;
    }
    const field = (match[1] ?? '').toLowerCase();
    if (!fields.has(field)) fields.set(field, value.replaceAll(/\s+/g, ' ').trim());
    const comma = body.indexOf(',', at);
    if (comma < 0) break;
    at = comma + 1;
  }
  return fields;
}

function valueAt(body: string, start: number, strings: ReadonlyMap<string, string>): { readonly value: string; readonly end: number } {
  const first = body[start];
  if (first === '{') {
    const end = closing(body, start + 1);
    return end < 0 ? { value: body.slice(start + 1), end: body.length } : { value: body.slice(start + 1, end), end: end + 1 };
  }
  if (first === '"') {
    let depth = 0;
    for (let at = start + 1; at < body.length; at++) {
      if (body[at] === '{') depth++;
      if (body[at] === '}') depth--;
      if (body[at] === '"' && depth <= 0 && body[at - 1] !== '\\') return { value: body.slice(start + 1, at), end: at + 1 };
    }
    return { value: body.slice(start + 1), end: body.length };
  }
  const word = /^[^\s,#}]*/.exec(body.slice(start))?.[0] ?? '';
  return { value: strings.get(word.toLowerCase()) ?? word, end: start + Math.max(word.length, 0) };
}

/** Of the `.bbl` of biblatex, which is data: `\entry{key}{article}{}` with names and fields. */
export function readBiblatex(text: string): readonly BibEntry[] {
  return text
    .split(/\\entry(?=\{)/)
    .slice(1)
    .flatMap((part) => {
      const [, key, type] = /^\{([^}]*)\}\{([^}]*)\}/.exec(part) ?? [];
      if (key === undefined || type === undefined) return [];
      const body = part.split('\\endentry')[0] ?? part;
      const fields = new Map<string, string>();
      for (const match of body.matchAll(/\\(?:field|strng|list)\{(\w+)\}\{/g)) {
        const start = match.index + match[0].length;
        const end = closing(body, start);
        if (end > 0 && match[1] !== undefined && !fields.has(match[1])) fields.set(match[1], body.slice(start, end));
      }
      for (const match of body.matchAll(/\\verb\{(\w+)\}\s*\\verb (\S+)/g))
        if (match[1] !== undefined && match[2] !== undefined) fields.set(match[1], match[2]);
      const authors = /\\name\{author\}([\s\S]*?)(?=\\(?:name|strng|field|list)\{)/.exec(body)?.[1] ?? '';
      const names = [...authors.matchAll(/family=\{?((?:[^{},]|\{[^}]*\})*)\}?,[\s\S]*?given=\{?((?:[^{},]|\{[^}]*\})*)\}?,/g)].map(
        ([, family, given]) => `${given} ${family}`,
      );
      if (names.length > 0) fields.set('author', names.join(' and '));
      return [{ type, key, fields }];
    });
}
