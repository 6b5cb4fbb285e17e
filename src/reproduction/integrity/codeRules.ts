/** What Python code gives away without being run: whether a seed is set, statistics of all data before the split, the best of test measurements. Reads statements, not types. */
import { readSource, type Source, type Statement } from '../trace/pythonSource.ts';
import type { Check, Finding } from './leakJudge.ts';

export interface CodeText {
  readonly path: string;
  readonly text: string;
}

interface Block {
  readonly source: Source;
  readonly statements: readonly Statement[];
}

/** Functions each by themselves, and what stands outside of them. */
function blocksOf(source: Source): readonly Block[] {
  const owner = new Array<number>(source.statements.length).fill(-1);
  // Inner symbols come after those around them.
  source.symbols.forEach((symbol, index) => {
    for (let at = symbol.first; at < symbol.end; at++) owner[at] = index;
  });
  const groups = Map.groupBy(source.statements.keys(), (at) => owner[at] ?? -1);
  return [...groups.values()].map((places) => ({ source, statements: places.flatMap((at) => source.statements[at] ?? []) }));
}

const seedCalls =
  /(?:^|\W)((?:torch|np|numpy|random|tf|jax|keras|transformers|lightning|pl|L|accelerate|mx|paddle)(?: \. \w+)* \. (?:manual_seed(?:_all)?|seed|seed_everything|set_seed|set_random_seed|PRNGKey|key|default_rng|RandomState|RandomGenerator)|\w+ \. (?:manual_seed|seed_everything)|set_seed|seed_everything|manual_seed|default_rng|PRNGKey|RandomState|fix_seed|seed_all|set_all_seeds) \( ?([^)]*)/u;
/** Seeds of frameworks that take one as a parameter. */
const seedParameter = /(?:^|[ (,])(?:random_state|seed|data_seed|generator) = ([^,)]+)/u;
const randomUse =
  /(?:^|\W)(?:torch|np|numpy|random|jax|tf)(?: \. \w+)* \. (?:randn?|rand_like|randn_like|randint|randperm|normal|uniform|multinomial|bernoulli|shuffle|permutation|choice|sample|permute|categorical|standard_normal)\b|nn \. (?:Linear|Conv\w*|Embedding|LSTM|Dropout)|DataLoader \(|train_test_split \(/u;

/** Whether the code sets a seed that can be another one for each run. */
export function checkSeeds(
  files: readonly CodeText[],
  seeds: readonly number[],
): { readonly findings: readonly Finding[]; readonly check: Check } {
  const name = 'the code sets its seed';
  const sources = files.map(({ path, text }) => readSource(path, text));
  if (sources.every(({ statements }) => statements.length === 0))
    return { findings: [], check: { name, state: 'not checked', how: 'There is no Python code of the plan yet.' } };
  const set: { readonly path: string; readonly line: number; readonly argument: string }[] = [];
  let random: { readonly path: string; readonly line: number } | undefined;
  for (const { path, statements } of sources)
    for (const statement of statements) {
      const text = statement.words.join(' ');
      const call = seedCalls.exec(text) ?? undefined;
      const argument = call?.[2] ?? seedParameter.exec(text)?.[1];
      if (argument !== undefined && !/^(?:def|class)\b/u.test(text)) set.push({ path, line: statement.line, argument: argument.trim() });
      else if (randomUse.test(text)) random ??= { path, line: statement.line };
    }
  const how = `${files.length} Python files were read for calls that set a seed (torch, numpy, random, jax, tensorflow, transformers, lightning, scikit-learn).`;
  if (set.length === 0) {
    if (random === undefined) return { findings: [], check: { name, state: 'clean', how: `${how} Nothing random was found either.` } };
    const message = `No seed is set anywhere, and ${random.path} draws random numbers: runs cannot be repeated.`;
    return { findings: [codeFinding('seed-unset', message, random)], check: { name, state: 'found', how } };
  }
  // A constant is fine for one of several generators (an evaluation's own), not where nothing else follows the seed.
  const following = set.filter(({ argument }) => argument !== '' && !/^-?\d[\d_]*$/u.test(argument) && argument !== 'None');
  const [first] = set;
  if (following.length === 0 && seeds.length > 1 && first !== undefined) {
    const message = `The seed is always ${first.argument === '' ? 'the usual one' : first.argument} (${set.length} ${set.length === 1 ? 'call' : 'calls'}), but ${seeds.length} seeds are planned: their runs would be the same.`;
    return { findings: [codeFinding('seed-unset', message, first)], check: { name, state: 'found', how } };
  }
  return { findings: [], check: { name, state: 'clean', how } };
}

const fittedAll =
  /(?:Scaler|PCA|Imputer|Encoder|Vectorizer|SelectKBest|SelectPercentile|Normalizer|Discretizer|TruncatedSVD|KernelPCA|UMAP)\b/u;
const resampled = /(?:SMOTE|ADASYN|RandomOverSampler|BorderlineSMOTE)\b|\. fit_resample \(/u;
const splitCall = /(?:train_test_split|random_split|\w*split\w*) \(|\. split \(/u;

/** Means, scales or features that were fitted to all rows before the test rows were taken out. */
export function checkStatistics(files: readonly CodeText[]): { readonly findings: readonly Finding[]; readonly check: Check } {
  const name = 'statistics of the training data only';
  const findings: Finding[] = [];
  let splits = 0;
  for (const { path, text } of files)
    for (const { statements } of blocksOf(readSource(path, text))) {
      const fitted = new Map<string, { readonly line: number; readonly what: string }>();
      const scalers = new Set<string>();
      const counted = new Map<string, string>();
      for (const { words, line } of statements) {
        const code = words.join(' ');
        if (splitCall.test(code) && !/^(?:def|class)\b/u.test(code)) {
          const given = argumentsOf(code);
          const found = given.map((each) => fitted.get(each)).find((each) => each !== undefined);
          if (given.length > 0) splits += 1;
          if (found !== undefined)
            findings.push(
              codeFinding(
                'leak-statistics',
                `${found.what} in line ${found.line}, before the rows are split in line ${line}: the test rows had a part in it.`,
                {
                  path,
                  line: found.line,
                },
              ),
            );
        }
        noteFit(code, line, { fitted, scalers, counted });
      }
    }
  const how = `${files.length} Python files were read for scalers, encoders and means that are fitted to data which are split afterwards in the same function (${splits} splits seen).`;
  return { findings, check: { name, state: findings.length > 0 ? 'found' : splits === 0 ? 'not checked' : 'clean', how } };
}

interface Fits {
  readonly fitted: Map<string, { readonly line: number; readonly what: string }>;
  readonly scalers: Set<string>;
  /** Names of means and deviations, and of what. */
  readonly counted: Map<string, string>;
}

function noteFit(code: string, line: number, { fitted, scalers, counted }: Fits): void {
  const assigned = /^(\w+(?: , \w+)*) = (.*)$/u.exec(code);
  const [targets, value] = assigned === null ? [[], code] : [(assigned[1] ?? '').split(' , '), assigned[2] ?? ''];
  const fit = /(\w+)(?: \([^()]*\))? \. (fit|fit_transform|fit_resample) \( (\w+)/u.exec(value);
  if (fit !== null) {
    const [, object = '', method = '', data = ''] = fit;
    if (fittedAll.test(value) || scalers.has(object) || resampled.test(value)) {
      const what = method === 'fit_resample' ? `Rows of ${data} are made or repeated (${object})` : `${object} is fitted to ${data}`;
      for (const target of [...targets, data]) fitted.set(target, { line, what });
      return;
    }
  }
  if (fittedAll.test(value) && targets[0] !== undefined) scalers.add(targets[0]);
  const statistic =
    /(\w+) \. (mean|std|var|min|max|median|quantile|amax|amin)\b/u.exec(value) ??
    /\b(?:np|numpy|torch) \. (?:mean|std|var|min|max|median|percentile) \( (\w+)/u.exec(value);
  const of = statistic?.[1];
  const [target] = targets;
  if (target === undefined) return;
  if (of !== undefined && of !== target && !new RegExp(`\\b${of} [-/]`, 'u').test(value)) counted.set(target, of);
  const isScaled = / [-/] /u.test(value);
  if (!isScaled) return;
  for (const [statisticName, data] of [...counted, ...(of === undefined ? [] : [[of, of] as const])]) {
    const isUsed = new RegExp(`\\b${statisticName}\\b`, 'u').test(value) && new RegExp(`\\b${data}\\b`, 'u').test(value);
    if (isUsed && !/train|tr\b/iu.test(data)) fitted.set(target, { line, what: `${target} is scaled by statistics of all of ${data}` });
  }
}

function argumentsOf(code: string): readonly string[] {
  const inner = /split\w* \( (.*)$/u.exec(code)?.[1] ?? '';
  return inner.split(/[ ,()]+/u).filter((word) => /^[^\W\d]\w*$/u.test(word));
}

const bestOfTest =
  /\b(best\w*) = max \( (?=.*\b\w*test\w*)|\bif (?:\w+ \. )?(\w*test\w*)(?: \[[^\]]*\])? [<>]=? (?:\w+ \. )?best\w*|\bmax \( \w*test\w*(?:_accs?|_scores?|_history|_losses|_results)\w* \)/u;

/** Places where the best of several test measurements is kept. */
export function checkBestOfTest(files: readonly CodeText[]): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { path, text } of files)
    for (const { words, line } of readSource(path, text).statements)
      if (bestOfTest.test(words.join(' ')))
        findings.push(
          codeFinding(
            'tuned-on-test',
            `The best of several measurements on the test data is kept in line ${line}: the test data choose, and the number is too good.`,
            {
              path,
              line,
            },
          ),
        );
  return findings;
}

function codeFinding(kind: Finding['kind'], message: string, { path, line }: { readonly path: string; readonly line: number }): Finding {
  return { kind, severity: 'warning', message, evidence: [{ file: path, line }], examples: [] };
}
