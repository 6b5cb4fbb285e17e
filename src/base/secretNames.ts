/**
 * Whether `NAME = value` gives a secret away. Half of this file is about what must *not* be hidden: in training code a
 * token is a piece of text and a key is a column, and a file whose harmless lines were blanked can no longer be edited.
 */

/** `strong`: the name alone says so. `weak`: it could be anything, so the value must look random as well. */
type NameStrength = 'strong' | 'weak' | 'harmless';

const credentialWords: ReadonlySet<string> = new Set(
  `access account admin anthropic api app auth azure aws bearer bot client cloud csrf deploy encryption gemini gh git github gitlab google
  groq hf hub huggingface jwt kaggle license master mistral ngc npm openai openrouter personal private pypi refresh replicate secret
  security service session signing slack ssh storage together user wandb webhook write`.split(/\s+/),
);

/** What comes before `token` when a token is a piece of text, and before `key` when a key is a place in a table. */
const harmlessWords: ReadonlySet<string> = new Set(
  `assistant audio begin blank bos cache cls column config data dataset decoder dict dictionary end entry eom eos eot fim first foreign
  group hot image img index input item json label last line map mask max metric middle min n new next num output pad partition per prefix
  prev primary prompt public query row sep sort sos sot special start state stop suffix system target text think tool total unk video
  vision word`.split(/\s+/),
);

const alwaysSecret = /(?:password|passwd|passphrase|secret|apikey|accesskey|secretkey|privatekey|authtoken|accesstoken|apitoken)$/;

/** What every name that is not harmless ends with. Most do not, and are asked about for every property that is written down. */
const suspiciousEnd = /(?:password|passwd|passphrase|secret|key|token)[_-]*$/iu;

function nameStrength(name: string): NameStrength {
  if (!suspiciousEnd.test(name)) return 'harmless';
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_-]+/)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  const before = words.at(-2);
  if (alwaysSecret.test(last)) return 'strong';
  if (last !== 'key' && last !== 'token') return 'harmless';
  if (before !== undefined && harmlessWords.has(before)) return 'harmless';
  if (before !== undefined && credentialWords.has(before)) return 'strong';
  // An environment variable of unknown meaning. `KEY` alone is too common in documentation (`--env KEY=VALUE`).
  const isEnvironmentName = name === name.toUpperCase() && (before !== undefined || last === 'token');
  return isEnvironmentName ? 'strong' : 'weak';
}

/** What stands where a value will be: a reference, a type, a word of the documentation. */
const placeholder =
  /^(?:\$\w.*|\$[({].*|%\w+%|<.*>|\{.*\}|\[redacted:.*|value|none|null|nil|true|false|undefined|empty|required|optional|string|str|secret|token|key|password|(?:[a-z]{2,8}[-_]){0,3}(?:x{3,}|\*+|\.+|…+)|-+|your[-_ ].*|change[-_]?me|replace[-_]?me|dummy|fake|example|placeholder|unused|test|local|ollama|lm[-_]studio|not[-_ ](?:needed|required|used|set)|(?:sk[-_])?no[-_]key[-_\w]*|os\.environ.*|process\.env.*)$/i;
/** The name of a variable, not its value: `api_key="OPENAI_API_KEY"`. */
const variableName = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
const dottedName = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/;

/** Random enough to be a key: long, one piece, and switching between letters and digits as words do not. */
function looksRandom(value: string): boolean {
  if (value.length < 20 || !/\d/.test(value) || !/^[\w+/=-]+$/.test(value)) return false;
  if (/^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i.test(value)) return false; // MD5, git commit, SHA-256
  return (value.match(/[a-zA-Z][0-9]|[0-9][a-zA-Z]/g)?.length ?? 0) >= 4;
}

export interface Assignment {
  /** Where the name starts. */
  readonly nameAt: number;
  readonly name: string;
  readonly valueAt: number;
  readonly valueEnd: number;
  readonly isSecret: boolean;
  /** The text ended before the value did: more of it may follow. */
  readonly isOpen: boolean;
}

const keyword = /key|token|secret|passw(?:or)?d|passphrase|cookie/gi;
const nameCharacter = /[\w-]/;
const maxNameLength = 64;
const maxSpaces = 8;
/** A quoted value may be a passphrase or a blob; a bare one is a word. Both bounds keep the scan linear. */
export const maxValueLength = 4096;

/** Every `NAME = value`, `"name": "value"` and `--name value` in the text whose name could be a secret's. Linear in the text. */
export function findAssignments(text: string, from = 0): readonly Assignment[] {
  const found: Assignment[] = [];
  const lastWord: WordSpan = { start: 0, end: 0 };
  keyword.lastIndex = from;
  for (let hit = keyword.exec(text); hit !== null; hit = keyword.exec(text)) {
    const assignment = readAssignment(text, hit.index, keyword.lastIndex, lastWord);
    if (assignment !== undefined) found.push(assignment);
  }
  return found;
}

function readAssignment(text: string, keywordAt: number, keywordEnd: number, lastWord: WordSpan): Assignment | undefined {
  if (nameCharacter.test(text.charAt(keywordEnd))) return undefined; // tokenizer, keys, token_id
  let nameAt = keywordAt;
  while (nameAt > 0 && keywordEnd - nameAt < maxNameLength && nameCharacter.test(text.charAt(nameAt - 1))) nameAt -= 1;
  // Glued to something that is redacted already: what is left of the name says nothing.
  if (text.charAt(nameAt - 1) === ']') return undefined;
  const name = text.slice(nameAt, keywordEnd);
  if (cookieHeader.test(name)) return readCookies(text, { nameAt, name, nameEnd: keywordEnd });
  const strength = nameStrength(name);
  if (strength === 'harmless') return undefined;

  let at = skip(text, keywordEnd, '\\', maxSpaces);
  // `"name"`, and `["name"]` as in os.environ["HF_TOKEN"] = …; but not the end of `[redacted:secret]`.
  if (isQuote(text.charAt(at))) at += text.charAt(at + 1) === ']' ? 2 : 1;
  const nameEnd = at;
  at = skip(text, at, ' \t', maxSpaces);
  const separatorAt = at;
  if (text.startsWith('==', at)) return undefined;
  if (text.startsWith(':=', at) || text.startsWith('=>', at)) at += 2;
  else if (text.charAt(at) === '=' || text.charAt(at) === ':') at += 1;
  // In a text about it, the flag is quoted: “`--hf-token` is required”.
  const isFlag = at === separatorAt && name.startsWith('--') && at > nameEnd && nameEnd === keywordEnd;
  if (at === separatorAt && !isFlag) {
    return at === text.length ? { nameAt, name, valueAt: at, valueEnd: at, isSecret: false, isOpen: true } : undefined;
  }
  const afterSeparator = at;
  at = skip(text, at, ' \t', maxSpaces);
  const isTight = separatorAt === nameEnd && at === afterSeparator;

  const prefixed = /^[fFrRbBuU]{1,2}(?=\\*["'`])/.exec(text.slice(at, at + 12));
  if (prefixed !== null) at += prefixed[0].length;
  const openingAt = at;
  at = skip(text, at, '\\', maxSpaces);
  const quote = text.charAt(at);
  if (isQuote(quote)) {
    const delimiter = text.slice(openingAt, at + 1);
    const value = readQuoted(text, at + 1, delimiter);
    return {
      nameAt,
      name,
      valueAt: at + 1,
      valueEnd: value.end,
      isOpen: value.isOpen,
      isSecret: isSecretString(strength, name, text.slice(at + 1, value.end)),
    };
  }
  const valueEnd = endOfWord(text, openingAt, lastWord);
  const isSecret = isSecretWord(
    strength,
    text.slice(openingAt, valueEnd),
    text.charAt(valueEnd),
    isFlag || (isTight && name === name.toUpperCase()),
    name === '--token',
  );
  return { nameAt, name, valueAt: openingAt, valueEnd, isSecret, isOpen: valueEnd === text.length };
}

const cookieHeader = /^(?:set-)?cookie$/i;

/** `Cookie: a=…; b=…`: a line of names that only their service knows. */
function readCookies(
  text: string,
  { nameAt, name, nameEnd }: { readonly nameAt: number; readonly name: string; readonly nameEnd: number },
): Assignment | undefined {
  const before = /["'\\]{0,4}[ \t]?:[ \t]{0,4}[\\"']{0,4}/y;
  before.lastIndex = nameEnd;
  if (!before.test(text)) return undefined;
  const valueAt = before.lastIndex;
  const reach = text.slice(valueAt, valueAt + maxValueLength);
  const length = reach.search(/["'\\\r\n]/);
  const value = length === -1 ? reach : reach.slice(0, length);
  const isSecret = /=(?=[^;\s]{0,512}\d)[^;\s]{12,}/.test(value);
  return { nameAt, name, valueAt, valueEnd: valueAt + value.length, isSecret, isOpen: length === -1 && reach.length < maxValueLength };
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'" || character === '`';
}

function skip(text: string, from: number, characters: string, atMost: number): number {
  let at = from;
  while (at < text.length && at - from < atMost && characters.includes(text.charAt(at))) at += 1;
  return at;
}

function readQuoted(text: string, from: number, delimiter: string): { readonly end: number; readonly isOpen: boolean } {
  const reach = text.slice(from, from + maxValueLength);
  const newline = reach.indexOf('\n');
  const line = newline === -1 ? reach : reach.slice(0, newline);
  const close = line.indexOf(delimiter);
  if (close !== -1) return { end: from + close, isOpen: false };
  return { end: from + line.length, isOpen: newline === -1 && reach.length < maxValueLength };
}

const word = /[^\s"'`\\;&|<>(){}]{0,1024}/y;

/** The word scanned last: `key=key=key=…` asks for the end of the same word again and again. */
interface WordSpan {
  start: number;
  end: number;
}

function endOfWord(text: string, from: number, lastWord: WordSpan): number {
  if (from < lastWord.start || from >= lastWord.end) {
    word.lastIndex = from;
    word.test(text);
    lastWord.start = from;
    lastWord.end = Math.max(from, word.lastIndex);
  }
  let at = lastWord.end;
  while (at > from && at < text.length && ',:.]'.includes(text.charAt(at - 1))) at -= 1;
  return at;
}

function isSecretString(strength: NameStrength, name: string, value: string): boolean {
  if (placeholder.test(value) || variableName.test(value) || value.trim().length < 4) return false;
  if (value.toLowerCase() === name.toLowerCase()) return false;
  return strength === 'strong' || looksRandom(value);
}

/** An unquoted value. In a shell line (`NAME=value`, `--name value`) anything is a value; elsewhere a bare word is mostly code. */
function isSecretWord(strength: NameStrength, value: string, next: string, isShell: boolean, isTokenFlag: boolean): boolean {
  if (value === '' || placeholder.test(value.replace(/\]$/, '')) || variableName.test(value) || value.startsWith('-')) return false;
  if (value === '$' && (next === '{' || next === '(')) return false;
  if (next === '(' || value.includes('[') || dottedName.test(value)) return false; // a call, an index, an attribute: code
  const isMixed = /\d/.test(value) && /[A-Za-z]/.test(value);
  // `--token` of a program is mostly one to log in with.
  if (strength === 'weak') return looksRandom(value) || (isTokenFlag && isMixed && /^[\w.+~=-]{8,}$/.test(value));
  return isShell || (value.length >= 6 && isMixed);
}

/** For structured data, where name and value are already apart. */
export function isSecretEntry(name: string, value: string): boolean {
  const strength = nameStrength(name);
  return strength !== 'harmless' && isSecretString(strength, name, value);
}
