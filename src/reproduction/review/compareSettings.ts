/**
 * Holds the values in code against what a paper states. A difference is told only where the name in code certainly means the setting and none of
 * the values that the paper gives for it fits; a value that stands nowhere in the code is no difference.
 */
import type { Paper } from '../../papers/document.ts';
import type { Said } from '../../papers/said/said.ts';
import type { CodeCall, CodeSetting } from './codeSetting.ts';
import type { ReviewFinding } from './finding.ts';
import { defaultsOf, optimizerOf } from './libraryDefaults.ts';
import { type SettingName, settingOf, wordsOfName } from './settingNames.ts';
import { type Stated, StatedByWords, type StatedSettings, statedSettings } from './statedSettings.ts';

export interface Compared {
  readonly findings: readonly ReviewFinding[];
  /** Settings whose value in code is the paper's. */
  readonly agree: readonly { readonly setting: string; readonly code: CodeSetting }[];
  /** Settings that the paper states and that were seen nowhere in this code. */
  readonly notFound: readonly string[];
}

interface Candidate {
  readonly code: CodeSetting;
  readonly name: SettingName;
}

export function compareSettings(
  { settings, calls }: { readonly settings: readonly CodeSetting[]; readonly calls: readonly CodeCall[] },
  paper: Paper,
  said: Said,
): Compared {
  const stated = statedSettings(said);
  const known = new Set(stated.keys());
  const candidates = settings.flatMap((code): Candidate[] => {
    const name = settingOf(code.callee === undefined ? code.name : inCall(code), known);
    return name === undefined || !isOfSetting(code, name.setting) ? [] : [{ code, name }];
  });
  const groups = Map.groupBy(candidates, ({ name }) => JSON.stringify([name.setting, name.parts]));
  const claimed = claimedParts(candidates);
  const findings: ReviewFinding[] = [];
  const agree: Compared['agree'][number][] = [];
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const wanted = wantedFor(first.name, stated.get(first.name.setting) ?? [], claimed.get(first.name.setting) ?? []);
    judgeGroup(
      first.name,
      group.map(({ code }) => code),
      wanted,
      said,
      findings,
      agree,
    );
  }
  const named = new Set(candidates.map(({ code }) => code));
  const byWords = new StatedByWords(paper);
  for (const code of settings) if (!named.has(code)) judgeByWords(code, byWords, known, findings, agree);
  findings.push(...optimizerFindings(calls, settings, stated, findings, agree));
  const seen = new Set([
    ...candidates.map(({ name }) => name.setting),
    ...agree.map(({ setting }) => setting),
    ...findings.flatMap(({ setting }) => setting ?? []),
  ]);
  return {
    findings: hasUnreadNumbers(paper) ? unique(findings).map(lessSure) : unique(findings),
    agree,
    notFound: [...known].filter((name) => !seen.has(name) && !notInCode.has(name)),
  };
}

/** In a PDF the numbers within formulas are lost, and with them what a sentence may say of a setting. */
function hasUnreadNumbers({ nodes }: Paper): boolean {
  return nodes.some(
    (node) =>
      (node.kind === 'paragraph' || node.kind === 'footnote') &&
      node.content.some((inline) => inline.kind === 'math' && inline.tex === null),
  );
}

function lessSure(finding: ReviewFinding): ReviewFinding {
  if (finding.severity === 'info') return finding;
  const { fix: _, ...rest } = finding;
  return {
    ...rest,
    severity: 'info',
    confidence: 'medium',
    message: `${finding.message} Formulas of it could not be read here; they may say otherwise.`,
  };
}

/** What a program seldom holds as a value. */
const notInCode = new Set(['hardware', 'devices', 'seeds', 'classes', 'precision', 'target modules', 'normalization', 'sampler']);

/** `r` of a LoraConfig is its rank. */
function inCall({ callee = '', name }: CodeSetting): string {
  const last = callee.split('.').at(-1) ?? '';
  if (/^LoraConfig$/i.test(last) && name === 'r') return 'lora_r';
  if (/^(?:Step|MultiStep|Exponential|ReduceOnPlateau).*LR$/.test(last)) return name === 'gamma' ? 'lr_gamma' : '';
  if (optimizerOf(callee) !== undefined && name === 'eps') return 'adam_eps';
  // Arguments of a call are its own business, unless their name leaves no doubt.
  return optimizerOf(callee) !== undefined || wordsOfName(name).length > 1 || unmistakable.test(name) ? name : '';
}

const unmistakable = /^(?:lr|dropout|momentum|epochs|temperature|optimizer|betas?[12]?|nhead|num_heads|optim)$/i;

const counts =
  /^(?:batch size|epochs|training steps|warmup steps|warmup epochs|layers|hidden units|attention heads|embedding dimension|feed-forward dimension|diffusion steps|sampling steps|lora rank|episodes|environments|group size|vocabulary size|sequence length|image size|patch size|training examples|test examples|folds|beam size|top-k|gradient accumulation|replay buffer size|negatives)$/;

/** A kind of value that the setting can have at all. */
function isOfSetting({ value, how, callee }: CodeSetting, setting: string): boolean {
  if (typeof value === 'boolean') return false;
  if (counts.test(setting)) return typeof value === 'number' && Number.isInteger(value) && value > 0;
  // A share with a default for the whole set is a count.
  if (/fraction$/.test(setting)) return typeof value === 'number' && value > 0 && value < 1;
  if (/^(?:optimizer|learning rate schedule|activation)$/.test(setting)) return typeof value === 'string' && how !== 'parameter';
  if (setting === 'learning rate' && callee !== undefined && optimizerOf(callee) === undefined && typeof value === 'number' && value === 0)
    return false;
  return typeof value === 'number';
}

/** Parts that names in the code tell apart: what is left over is that of the name without any. */
function claimedParts(candidates: readonly Candidate[]): ReadonlyMap<string, readonly string[]> {
  const claimed = new Map<string, string[]>();
  for (const { name } of candidates) claimed.set(name.setting, [...(claimed.get(name.setting) ?? []), ...name.parts]);
  return claimed;
}

function wantedFor({ parts }: SettingName, all: readonly Stated[], claimed: readonly string[]): readonly Stated[] {
  if (parts.length > 0) return all.filter((one) => one.parts.some((part) => parts.includes(part)));
  const rest = all.filter((one) => one.parts.length === 0 || !one.parts.every((part) => claimed.includes(part)));
  return rest.length > 0 ? rest : [];
}

function judgeGroup(
  { setting, isLoose }: SettingName,
  group: readonly CodeSetting[],
  wanted: readonly Stated[],
  said: Said,
  findings: ReviewFinding[],
  agree: Compared['agree'][number][],
): void {
  const [first] = wanted;
  if (first === undefined) return;
  const right = group.filter((code) => wanted.some((one) => isSame(code.value, one, setting)));
  const wrong = group.filter((code) => !right.includes(code));
  for (const code of right) agree.push({ setting, code });
  const values = distinct(wanted);
  const says = saysOf(setting, wanted);
  if (right.length > 0) {
    for (const code of wrong.filter(({ how }) => how !== 'parameter'))
      if (wrong.length < group.length && right.some((other) => other.how === code.how || other.file !== code.file))
        findings.push({
          ...place(code),
          kind: 'code-differs',
          severity: 'info',
          confidence: 'medium',
          setting,
          address: first.address,
          message: `${nameIn(code)} is ${code.text} here and ${right[0]?.text} elsewhere (${right[0]?.file}:${right[0]?.line}). ${says}`,
        });
    const differs = said.contradictions.find(({ name, values: own }) => name === setting && own.length > 1);
    const [code] = right;
    if (differs !== undefined && code !== undefined && values.length > 1)
      findings.push({
        ...place(code),
        kind: 'paper-differs',
        severity: 'info',
        confidence: 'medium',
        setting,
        address: first.address,
        message: `${nameIn(code)} is ${code.text}; the paper contradicts itself. ${says}`,
      });
    return;
  }
  for (const code of wrong) {
    const isSure = !isLoose && values.length === 1 && code.how !== 'parameter';
    findings.push({
      ...place(code),
      kind: 'setting',
      severity: isSure ? 'warning' : 'info',
      confidence: isSure ? 'high' : 'medium',
      setting,
      address: first.address,
      message: `${nameIn(code)} is ${code.text}. ${says}`,
      ...fixOf(code, values),
    });
  }
}

/** Where no setting is known by that name: the paper gives another number to what is called the same. */
function judgeByWords(
  code: CodeSetting,
  byWords: StatedByWords,
  known: ReadonlySet<string>,
  findings: ReviewFinding[],
  agree: Compared['agree'][number][],
): void {
  if (typeof code.value !== 'number' || (code.how !== 'option' && code.how !== 'constant' && code.how !== 'key')) return;
  const name = wordsOfName(code.name).join(' ');
  if (known.has(name) || code.value === 0) return;
  const wanted = byWords.of(code.name);
  const [first] = wanted;
  if (first === undefined) return;
  if (wanted.some((one) => isSame(code.value, one, name))) return void agree.push({ setting: name, code });
  const values = distinct(wanted);
  // Several numbers beside one word are numbers of several things.
  if (values.length > 2) return;
  findings.push({
    ...place(code),
    kind: 'setting',
    severity: 'info',
    confidence: 'medium',
    setting: name,
    address: first.address,
    message: `${nameIn(code)} is ${code.text}. ${saysOf(name, wanted)}`,
    ...fixOf(code, values),
  });
}

function optimizerFindings(
  calls: readonly CodeCall[],
  settings: readonly CodeSetting[],
  stated: StatedSettings,
  known: readonly ReviewFinding[],
  agree: Compared['agree'][number][],
): readonly ReviewFinding[] {
  const made = calls.flatMap((call) => {
    const name = optimizerOf(call.callee);
    return name === undefined ? [] : [{ call, name }];
  });
  const names = new Set(made.map(({ name }) => name));
  const wanted = stated.get('optimizer') ?? [];
  const found: ReviewFinding[] = [];
  const [first] = wanted;
  const isTold = known.some(({ setting }) => setting === 'optimizer') || agree.some(({ setting }) => setting === 'optimizer');
  const isPapers = (name: string): boolean => wanted.some(({ value }) => sameWords(String(value), name));
  const ofDescent = (name: string): boolean => name === 'SGD' && wanted.some(({ value }) => /gradient descent/.test(String(value)));
  if (first !== undefined && made.length > 0 && !isTold && ![...names].some((name) => isPapers(name) || ofDescent(name)))
    for (const { call, name } of made)
      found.push({
        ...placeOfCall(call),
        kind: 'setting',
        severity: names.size === 1 ? 'warning' : 'info',
        confidence: names.size === 1 && new Set(wanted.map(({ value }) => value)).size === 1 ? 'high' : 'medium',
        setting: 'optimizer',
        address: first.address,
        message: `The optimizer is ${name}. ${saysOf('optimizer', wanted)}`,
      });
  // What an optimizer does where nothing is said to it is the library's choice.
  if (names.size === 1)
    for (const { call, name } of made) {
      if (call.isOpen || settings.some(({ file, callee, line }) => file === call.file && callee === call.callee && line < call.line - 40))
        continue;
      for (const [argument, setting, value] of defaultsOf(name, call.callee)) {
        if (call.names.includes(argument) || (call.names.includes('betas') && /^beta/.test(setting))) continue;
        const all = stated.get(setting) ?? [];
        const [one] = all;
        if (one === undefined || all.some((each) => isSame(value, each, setting)) || agree.some((each) => each.setting === setting))
          continue;
        if (known.some((each) => each.setting === setting)) continue;
        found.push({
          ...placeOfCall(call),
          kind: 'library-default',
          severity: 'info',
          confidence: 'medium',
          setting,
          address: one.address,
          message: `${name} is not told ${argument}, so the library’s default ${value} holds. ${saysOf(setting, all)}`,
        });
      }
    }
  return found;
}

function isSame(value: CodeSetting['value'], { value: stated, range }: Stated, setting: string): boolean {
  if (typeof value === 'boolean') return false;
  if (range !== undefined) return typeof value === 'number' && value >= range[0] && value <= range[1];
  if (typeof value === 'number' && typeof stated === 'number') {
    const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b));
    return (
      near(value, stated) ||
      (/fraction|rate|dropout|ratio|share/.test(setting) &&
        setting !== 'learning rate' &&
        (near(value, stated / 100) || near(value / 100, stated)))
    );
  }
  return sameWords(String(value), String(stated));
}

const sameNames: readonly RegExp[] = [
  /^(?:cosine|cosineannealing|cosinedecay|cosinewithwarmup)$/,
  /^(?:linear|lineardecay|linearwithwarmup)$/,
  /^(?:constant|none|fixed|no)$/,
  /^(?:sgd|gradientdescent|stochasticgradientdescent|momentum)$/,
  /^(?:swish|silu)$/,
  /^(?:step|stepwise|multistep|steplr)$/,
  /^(?:inversesquareroot|rsqrt|noam|invsqrt)$/,
];

function sameWords(a: string, b: string): boolean {
  const [first, second] = [a, b].map((text) => text.toLowerCase().replaceAll(/[^a-z\d]/g, ''));
  if (first === undefined || second === undefined) return false;
  return (
    first === second ||
    sameNames.some((pattern) => pattern.test(first) && pattern.test(second)) ||
    (first.length > 4 && second.startsWith(first))
  );
}

function distinct(wanted: readonly Stated[]): readonly Stated[] {
  return wanted.filter((one, at) => wanted.findIndex((other) => String(other.value) === String(one.value)) === at);
}

function saysOf(setting: string, wanted: readonly Stated[]): string {
  const all = distinct(wanted)
    .slice(0, 4)
    .map(
      ({ text, address, parts }) =>
        `${text.slice(0, 60)}${parts.length === 0 ? '' : ` for ${parts.join(', ')}`} (${address.slice(address.indexOf('#'))})`,
    );
  return `The paper says for ${setting}: ${all.join('; ')}.`;
}

function nameIn({ name, callee }: CodeSetting): string {
  return callee === undefined ? name : `${name} of ${callee}`;
}

type Place = Pick<ReviewFinding, 'file' | 'line' | 'column' | 'endColumn'>;

function place({ file, line, column, endColumn }: CodeSetting): Place {
  return { file, line, column, endColumn };
}

function placeOfCall({ file, line, column, endColumn }: CodeCall): Place {
  return { file, line, column, endColumn };
}

/** One number in place of another, written so that every format reads it as a number. */
function fixOf({ value, text }: CodeSetting, values: readonly Stated[]): { readonly fix?: string } {
  const [only, ...others] = values;
  if (only === undefined || others.length > 0 || only.range !== undefined) return {};
  if (typeof value === 'number' && typeof only.value === 'number')
    return { fix: /^[-+]?\d+\.\d*$/.test(text) && Number.isInteger(only.value) ? `${only.value}.0` : String(only.value) };
  if (typeof value === 'string' && typeof only.value === 'string' && /^[\w-]+$/.test(only.value)) {
    const [quote] = /^["']/.exec(text) ?? [''];
    return { fix: `${quote}${value === value.toLowerCase() ? only.value.toLowerCase() : only.value}${quote}` };
  }
  return {};
}

function unique(findings: readonly ReviewFinding[]): readonly ReviewFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ file, line, column, kind, setting }) => {
    const key = JSON.stringify([file, line, column, kind, setting]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
