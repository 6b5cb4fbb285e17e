/** Light syntax colour for code in answers: comments, strings, numbers, keywords. A lexer per family, not a grammar per language. */
export type CodeKind = 'plain' | 'comment' | 'string' | 'number' | 'keyword' | 'constant';

export interface CodeSpan {
  readonly kind: CodeKind;
  readonly text: string;
}

interface Family {
  readonly pattern: RegExp;
  readonly keywords: ReadonlySet<string>;
}

const number = String.raw`\b(?:0[xXbBoO][\da-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)\b`;
const word = String.raw`[A-Za-z_$][\w$]*`;
const quoted = String.raw`"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'`;
const constants = new Set(['True', 'False', 'None', 'true', 'false', 'null', 'undefined', 'self', 'this', 'nan', 'inf']);

function family(comment: string, string: string, keywords: string): Family {
  return {
    pattern: new RegExp(`(?<comment>${comment})|(?<string>${string})|(?<number>${number})|(?<word>${word})`, 'g'),
    keywords: new Set(keywords.split(' ')),
  };
}

const python = family(
  '#[^\\n]*',
  String.raw`[rRbBfFuU]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|${quoted})`,
  'and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield match case',
);
const script = family(
  String.raw`\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)`,
  String.raw`${quoted}|${'`'}(?:\\.|[^${'`'}\\])*${'`'}`,
  'as async await break case catch class const continue default delete do else enum export extends finally for from function if implements import in instanceof interface let namespace new of private protected public readonly return static super switch throw try type typeof var void while yield fn impl mut pub struct trait use match func package range go defer chan map int float double char bool auto template using virtual override',
);
const shell = family(
  String.raw`(?<=^|\s)#[^\n]*`,
  quoted,
  'if then else elif fi for in do done while until case esac function export local return source cd echo set unset exit pip python python3 git npm',
);
const data = family('#[^\\n]*', quoted, '');
const sql = family(
  String.raw`--[^\n]*`,
  quoted,
  'select from where and or not join left right on group by order limit insert into values update set delete create table as',
);

const families: Readonly<Record<string, Family>> = {
  python,
  py: python,
  python3: python,
  pycon: python,
  ipython: python,
  javascript: script,
  js: script,
  jsx: script,
  typescript: script,
  ts: script,
  tsx: script,
  java: script,
  c: script,
  cpp: script,
  'c++': script,
  cuda: script,
  rust: script,
  rs: script,
  go: script,
  csharp: script,
  cs: script,
  kotlin: script,
  swift: script,
  bash: shell,
  sh: shell,
  shell: shell,
  zsh: shell,
  console: shell,
  dockerfile: shell,
  json: data,
  jsonc: data,
  yaml: data,
  yml: data,
  toml: data,
  ini: data,
  sql,
};

export function highlight(code: string, language: string): readonly CodeSpan[] {
  const rules = families[language.toLowerCase()];
  if (rules === undefined) return [{ kind: 'plain', text: code }];
  const spans: CodeSpan[] = [];
  let at = 0;
  for (const match of code.matchAll(rules.pattern)) {
    const kind = kindOf(match, rules);
    if (kind === 'plain') continue;
    if (match.index > at) spans.push({ kind: 'plain', text: code.slice(at, match.index) });
    spans.push({ kind, text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < code.length) spans.push({ kind: 'plain', text: code.slice(at) });
  return spans;
}

function kindOf(match: RegExpMatchArray, rules: Family): CodeKind {
  const groups = match.groups ?? {};
  if (groups['comment'] !== undefined) return 'comment';
  if (groups['string'] !== undefined) return 'string';
  if (groups['number'] !== undefined) return 'number';
  const found = groups['word'] ?? '';
  if (rules.keywords.has(found) || (rules.keywords.has(found.toLowerCase()) && rules === sql)) return 'keyword';
  return constants.has(found) ? 'constant' : 'plain';
}
