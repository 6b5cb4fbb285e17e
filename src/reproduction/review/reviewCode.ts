/** Code beside a paper: its settings, the trace links to it, its contracts, its seeds. Pure; what is told is told with its place and its address in the paper. */
import { defined } from '../../base/defined.ts';
import type { Paper } from '../../papers/document.ts';
import type { Said, Unfinished } from '../../papers/said/said.ts';
import type { Contracts } from '../stages/records.ts';
import type { TraceLink } from '../trace/link.ts';
import { locateIn } from '../trace/locate.ts';
import { paperChange } from '../trace/paperSide.ts';
import { readSource, type Source } from '../trace/pythonSource.ts';
import type { CodeCall, ReadCode } from './codeSetting.ts';
import { compareSettings } from './compareSettings.ts';
import { configSettings } from './configSettings.ts';
import type { ReviewFinding } from './finding.ts';
import { pythonSettings } from './pythonSettings.ts';

export interface ReviewedFile {
  /** Relative to the workspace, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface ReviewInput {
  readonly paper: Paper;
  readonly said: Said;
  readonly files: readonly ReviewedFile[];
  readonly links?: readonly TraceLink[];
  readonly contracts?: Contracts;
}

export interface Review {
  /** By file and line. */
  readonly findings: readonly ReviewFinding[];
  readonly files: readonly string[];
  /** Settings of the code that are as the paper says, `learning rate = 1e-3 (train.py:60)`. */
  readonly agree: readonly string[];
  /** What the paper states and was seen nowhere in these files: no fault, it may stand elsewhere. */
  readonly notFound: readonly string[];
  /** What of the paper was not worked out, and so not compared. */
  readonly unfinished?: Unfinished;
}

/** Files that a review can read. */
export const reviewedFiles = /\.(?:py|ya?ml|json|toml)$/i;

export function reviewCode({ paper, said, files, links = [], contracts }: ReviewInput): Review {
  const read = files.map(
    ({ path, text }): ReadCode => (/\.py$/i.test(path) ? pythonSettings(path, text) : { settings: configSettings(path, text), calls: [] }),
  );
  const settings = read.flatMap((one) => one.settings);
  const calls = read.flatMap((one) => one.calls);
  const compared = compareSettings({ settings, calls }, paper, said);
  const sources = files.filter(({ path }) => /\.py$/i.test(path)).map(({ path, text }) => readSource(path, text));
  const findings = [
    ...compared.findings,
    ...linkFindings(links, sources, paper),
    ...contractFindings(contracts, sources),
    ...seedFindings(calls),
  ];
  return {
    findings: findings.toSorted((a, b) => compareText(a.file, b.file) || a.line - b.line || (a.column ?? 0) - (b.column ?? 0)),
    files: files.map(({ path }) => path),
    agree: compared.agree.map(({ setting, code }) => `${setting} = ${code.text} (${code.file}:${code.line})`),
    notFound: compared.notFound,
    ...defined({ unfinished: said.unfinished }),
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Of links whose code is in one of these files, or was. */
function linkFindings(links: readonly TraceLink[], sources: readonly Source[], paper: Paper): readonly ReviewFinding[] {
  const known = new Set(sources.map(({ path }) => path));
  return links
    .filter(({ code }) => known.has(code.file))
    .flatMap((link): ReviewFinding[] => {
      const { address, code } = link;
      const name = code.symbol.join('.') || code.file;
      const at = (line: number): Pick<ReviewFinding, 'kind' | 'severity' | 'confidence' | 'address' | 'line'> => ({
        kind: 'link',
        severity: 'warning',
        confidence: 'high',
        address,
        line,
      });
      const located = locateIn(link, sources);
      const changed = paperChange(link.paper, address, paper);
      if (located.kind === 'gone')
        return [{ ...at(1), file: code.file, message: `${name}, which was linked to this part of the paper, is in none of these files.` }];
      if (located.kind === 'unsure') {
        const [place] = located.candidates;
        return [
          {
            ...at(place?.line ?? 1),
            severity: 'info',
            file: place?.file ?? code.file,
            message: `Where ${name} went, which was linked to this part of the paper, is not certain.`,
          },
        ];
      }
      const { place } = located;
      return [
        ...(located.change === 'edited'
          ? [
              {
                ...at(place.line),
                file: place.file,
                message: `${name} computes something else than when it was linked to this part of the paper.`,
              },
            ]
          : []),
        ...(changed === 'changed'
          ? [{ ...at(place.line), file: place.file, message: `The paper says something else here than when ${name} was linked to it.` }]
          : []),
        ...(changed === 'gone'
          ? [{ ...at(place.line), file: place.file, message: `The paper has no longer the part that ${name} is linked to.` }]
          : []),
      ];
    });
}

function contractFindings(contracts: Contracts | undefined, sources: readonly Source[]): readonly ReviewFinding[] {
  return (contracts?.contracts ?? []).flatMap(({ state, code, address, why }): ReviewFinding[] => {
    const source = sources.find(({ path }) => path === code?.file);
    if (state !== 'mismatch' || code === undefined || source === undefined) return [];
    const symbol = source.symbols.find(({ path }) => path.join('.') === code.symbol);
    const says = (why ?? 'The two differ on the same input.').slice(0, 400);
    return [
      {
        kind: 'contract',
        severity: 'warning',
        confidence: 'high',
        address,
        file: code.file,
        line: symbol?.line ?? 1,
        message: `${code.symbol} does not compute this equation: ${says}`,
      },
    ];
  });
}

const trains = /(?:^|\.)(?:backward|fit|train_step|value_and_grad|grad)$/;
const seeds = /(?:^|\.)(?:manual_seed|manual_seed_all|seed|set_seed|seed_everything|PRNGKey|default_rng|RandomState)$|^jax\.random\.key$/;

/** Random numbers that no seed fixes, in code that trains. */
function seedFindings(calls: readonly CodeCall[]): readonly ReviewFinding[] {
  const training = calls.find(({ callee }) => trains.test(callee));
  if (training === undefined) return [];
  if (calls.some(({ callee, names }) => seeds.test(callee) || names.some((name) => /^(?:seed|random_state|generator|rng|key)$/.test(name))))
    return [];
  const { file, line, column, endColumn } = training;
  return [
    {
      kind: 'seed',
      severity: 'info',
      confidence: 'medium',
      file,
      line,
      column,
      endColumn,
      message: 'This trains, and in none of these files a seed is set: its numbers cannot be had again.',
    },
  ];
}
