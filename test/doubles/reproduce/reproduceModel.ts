/** The model that reproduces a paper: it brings code (`recipes`), and says nothing of the paper that no tool has told it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/package.ts';
import { type Prompt, replaying, type Script, type StepResult } from '../replay.ts';
import type { Brain, NeutralReply, ScriptedCall } from '../script.ts';
import { statusIn } from '../toolText.ts';
import { call, end, firstLine, isRejection, say, start } from '../trainingScript.ts';
import { formulasIn, sectionsIn, tablesIn, titleIn } from './paperWords.ts';
import { contractsAt, type PlanGround, planFrom, splitsOf } from './planning.ts';
import type { Source } from './recipe.ts';
import { type PaperName, recipeFor } from './recipes.ts';
import { isUsable, rowFor, rowName, type Setting, settingsFrom, valueOfText } from './settings.ts';
import { type RegisterText, readRecord, registerText, specText } from './stageText.ts';

export const reproduceBrain: Brain = replaying((prompt) => reproduce(prompt));

type Part<T> = Generator<NeutralReply, T, readonly StepResult[]>;

/** Why it goes no further. */
class GivesUp {
  readonly why: string;
  constructor(why: string) {
    this.why = why;
  }
}

/** What one paper takes, once it has been read and begun. */
interface Work extends PlanGround {
  readonly name: PaperName;
  /** All that read_paper showed. */
  readonly text: string;
  /** Where its stages lie, relative to the workspace. */
  readonly folder: string;
  readonly register: RegisterText;
}

const proposedSeeds = [0, 1, 2];

function* reproduce(prompt: Prompt): Script {
  const address = /\(([^()\s]+#[^()\s]+)\)/.exec(prompt.text)?.[1];
  if (address === undefined) return end('Which part of which paper? Its address is in none of your words.');
  const work = yield* begin(address);
  if (work instanceof GivesUp) return end(work.why);
  const planned = yield* plan(work);
  if (planned !== undefined) return end(planned.why);
  return yield* follow(work);
}

/** Reads the paper, begins, and proposes a value for what nobody says. */
function* begin(address: string): Part<Work | GivesUp> {
  const paper = address.slice(0, address.indexOf('#'));
  const [outline] = yield say('I read the paper first.', { name: 'read_paper', input: { paper } });
  if (outline?.isError !== false) return new GivesUp(`I could not read ${paper}: ${firstLine(outline)}`);
  const found = recipeFor(titleIn(outline.content));
  if (found === undefined) return new GivesUp(`I have no code for “${titleIn(outline.content)}”.`);
  const sections = yield say('', ...sectionsIn(outline.content).map((section) => ({ name: 'read_paper', input: { paper, section } })));
  const text = [outline, ...sections].map(({ content }) => content).join('\n');
  const tables = tablesIn(text);
  const chosen = [address, ...tables.map(({ anchor }) => `${paper}#${anchor}`)].map((one) => one.slice(one.indexOf('#') + 1));
  const [begun] = yield say('I begin with what was asked for, and with the tables whose numbers it has to give.', {
    name: 'start_reproduction',
    input: { paper, selection: [...new Set(chosen)] },
  });
  if (begun?.isError !== false) return new GivesUp(`The reproduction was not begun: ${firstLine(begun)}`);
  const folder = /\.practicum\/papers\/[^\s/`"]*[^\s/`".,:;]/.exec(begun.content)?.[0];
  if (folder === undefined) return new GivesUp(`I was not told where its stages lie: ${firstLine(begun)}`);
  const register = yield* readRecord(`${folder}/register.json`, registerText);
  if (register === undefined) return new GivesUp(`${folder}/register.json could not be read.`);
  const [recorded] = yield say('What nobody says gets a value of mine, for you to look at.', {
    name: 'record_spec',
    input: { paper, spec: { items: [], rows: rowsFor(found.recipe.settings, register), remove: [] } },
  });
  if (recorded?.isError !== false) return new GivesUp(`The specification was not recorded: ${firstLine(recorded)}`);
  const spec = yield* readRecord(`${folder}/spec.json`, specText);
  if (spec === undefined) return new GivesUp(`${folder}/spec.json could not be read.`);
  return { ...found, paper, text, folder, formulas: formulasIn(text), tables, spec, register, seeds: proposedSeeds };
}

/** A proposal for each row without a value, and a row for what the code has to choose and nobody noted. */
function rowsFor(settings: Readonly<Record<string, Source | readonly Source[]>>, { rows }: RegisterText): readonly object[] {
  const wanted = Object.entries(settings).flatMap(([key, sources]) =>
    [sources].flat().flatMap((source) => (source.kind === 'open' ? [{ key, source, row: rowFor(source, key, rows) }] : [])),
  );
  const own = wanted.flatMap(({ key, source, row }) => {
    const isFallback = [settings[key]].flat().length > 1;
    const isDecided = row?.state === 'accepted' || row?.state === 'changed';
    if (isDecided || isUsable(source, row?.value) || (row === undefined && isFallback)) return [];
    const origin = { kind: 'model', text: source.why };
    return [
      {
        name: row?.name ?? rowName(key),
        ...(row === undefined ? {} : { id: row.id }),
        why: source.why,
        value: (row && valueOfText(row)) ?? source.otherwise,
        origin,
      },
    ];
  });
  const known = new Set(wanted.flatMap(({ row }) => row?.id ?? []));
  const others = rows.filter(({ id, value }) => value === undefined && !known.has(id));
  const why = 'Nothing in the code depends on it.';
  return [...own, ...others.map(({ id, name }) => ({ id, name, why, value: 'of no effect here', origin: { kind: 'model', text: why } }))];
}

/** Proposes, then asks the person. Undefined: they said yes. */
function* plan(work: Work): Part<GivesUp | undefined> {
  const { paper } = work;
  const [proposed] = yield say('Now the files that this takes.', { name: 'propose_plan', input: { paper, plan: planFrom(work) } });
  if (proposed?.isError !== false) return new GivesUp(`The plan was not taken: ${proposed?.content ?? ''}`);
  const [accepted] = yield say('The plan is yours to change and to accept.', { name: 'propose_plan', input: { paper } });
  if (isRejection(accepted)) return new GivesUp('You did not accept the plan, so no code is written.');
  return accepted?.isError === false ? undefined : new GivesUp(`The plan was not accepted: ${firstLine(accepted)}`);
}

const mostSteps = 120;

/** Does what next_step says, until nothing is left. */
function* follow(work: Work): Script {
  const { paper } = work;
  const seen = new Map<string, number>();
  let report = '';
  for (let at = 0; at < mostSteps; at += 1) {
    const [told] = yield call('next_step', { paper });
    if (told?.isError !== false) return end(`I was not told what comes next: ${firstLine(told)}`);
    const next = /^Next: .*$/m.exec(told.content)?.[0] ?? '';
    if (/^Next: All stages are up to date/.test(next)) return end(closing(report));
    const times = (seen.get(next) ?? 0) + 1;
    seen.set(next, times);
    if (times > 2) return end(`I come no further. I was told three times: ${next}`);
    const done = yield* doStep(work, told.content, next);
    if (done instanceof GivesUp) return end(done.why);
    if (done !== '') report = done;
  }
  return end('I took too many steps and stop here.');
}

/** The text of the report where it was written, else nothing. */
function* doStep(work: Work, told: string, next: string): Part<string | GivesUp> {
  const analyse = /^Next: analyse (\S+?\.\w+)/.exec(next)?.[1];
  if (analyse !== undefined) return yield* analysed(work, analyse, told);
  const write = /^Next: write (\S+?\.\w+)/.exec(next)?.[1];
  if (write !== undefined) return yield* written(work, write);
  const run = /start_run (\{.*?\})(?:$|\s)/.exec(next)?.[1];
  if (run !== undefined) return yield* executed(JSON.parse(run), told);
  if (/\(check_contract\)$/.test(next)) return yield* contracts(work);
  if (/\(check_integrity\)$/.test(next)) {
    const splits = splitsOf(work);
    return yield* once(
      'check_integrity',
      { paper: work.paper, ...(splits === undefined ? {} : { splits }) },
      'Can the numbers be trusted?',
    );
  }
  if (/\(write_report\)$/.test(next)) {
    const [made] = yield say('All has run: the report.', { name: 'write_report', input: { paper: work.paper } });
    return made?.isError === false ? made.content : new GivesUp(`There is no report: ${firstLine(made)}`);
  }
  return new GivesUp(`I do not know how to do this: ${next}`);
}

function* once(name: string, input: Readonly<Record<string, unknown>>, text: string): Part<'' | GivesUp> {
  const [result] = yield say(text, { name, input });
  if (isRejection(result)) return new GivesUp('That was rejected, so I leave it at that.');
  return result?.isError === false ? '' : new GivesUp(`${name}: ${result?.content ?? ''}`);
}

function* analysed({ paper }: Work, file: string, told: string): Part<'' | GivesUp> {
  const items = [...told.matchAll(/^- (\S+) \((\w+), (\w+)\): (.*)$/gm)].map(([, id = '', , status = '']) => `- ${id} (${status})`);
  const text = [`# ${file}`, '', 'What it does:', ...(items.length === 0 ? ['- what the other files need'] : items)].join('\n');
  return yield* once('record_analysis', { paper, file, text }, '');
}

function* written(work: Work, file: string): Part<'' | GivesUp> {
  const content =
    file === 'settings.json'
      ? settingsText(settingsFrom(work.recipe, work.text, (yield* registerNow(work)) ?? work.register))
      : codeOf(work.name, file);
  if (content instanceof GivesUp) return content;
  const made = yield* once('write_file', { path: file, content }, '');
  if (made instanceof GivesUp) return made;
  const links = work.spec.items.flatMap(({ kind, evidence }) => {
    const address = evidence[0]?.address ?? '';
    return kind === 'equation'
      ? contractsAt(address, work).flatMap(({ file: own, symbol }) => (own === file ? [{ address, symbol }] : []))
      : [];
  });
  const unique = new Map(links.map((link) => [`${link.address} ${link.symbol}`, link]));
  if (unique.size === 0) return '';
  const results = yield say('', ...[...unique.values()].map((link): ScriptedCall => ({ name: 'link_code', input: { ...link, file } })));
  const failed = results.find(({ isError }) => isError);
  return failed === undefined ? '' : new GivesUp(`A link was not made: ${firstLine(failed)}`);
}

/** A person may have changed it since. */
function* registerNow({ folder }: Work): Part<RegisterText | undefined> {
  return yield* readRecord(`${folder}/register.json`, registerText);
}

function settingsText(settings: readonly Setting[]): string | GivesUp {
  const unknown = settings.filter(({ value }) => value === undefined).map(({ key }) => key);
  if (unknown.length > 0) return new GivesUp(`Nobody says what these are: ${unknown.join(', ')}.`);
  return `${JSON.stringify(Object.fromEntries(settings.map(({ key, value }) => [key, value])), null, 2)}\n`;
}

const here = path.join(root, 'test/doubles/reproduce');

function codeOf(name: PaperName, file: string): string {
  return readFileSync(path.join(here, file === 'settings.py' ? file : path.join(name, file)), 'utf8');
}

function* executed(input: Readonly<Record<string, unknown>>, told: string): Part<'' | GivesUp> {
  const [, own, shell] = /^Before it: (?:start_run (\{.*\})|(.*) \(run_shell\)) passes\.$/m.exec(told) ?? [];
  const tested =
    own !== undefined ? yield* ran(JSON.parse(own)) : shell === undefined ? '' : yield* once('run_shell', { command: shell }, '');
  return tested instanceof GivesUp ? tested : yield* ran(input);
}

function* ran(input: Readonly<Record<string, unknown>>): Part<'' | GivesUp> {
  const started = yield* start(input);
  if ('problem' in started) return new GivesUp(started.problem);
  const [waited] = yield call('wait_run', { run: started.run });
  if (waited?.isError !== false) return new GivesUp(`Run ${started.run} could not be waited for: ${firstLine(waited)}`);
  const status = statusIn(waited.content);
  return status === 'done' ? '' : new GivesUp(`Run ${started.run} did not come to its end (${status ?? 'no status'}): ${waited.content}`);
}

/** All in one go; of what its code does not compute alone, nothing is claimed. */
function* contracts(work: Work): Part<'' | GivesUp> {
  const addresses = work.spec.items.flatMap(({ kind, evidence }) => (kind === 'equation' ? (evidence[0]?.address ?? []) : []));
  const wishes = [...new Set(addresses)].flatMap((address): readonly object[] => {
    const own = contractsAt(address, work);
    // Where only the second of several equations is done by a function, the first is asked about all the same.
    const rest = own.some(({ part = 0 }) => part === 0) ? [] : [{ address, symbols: [] }];
    const mapped = own.map(({ part, file, symbol, symbols, mapping }) => ({
      address,
      ...(part === undefined ? {} : { part }),
      symbols,
      file,
      symbol,
      mapping,
    }));
    return [...rest, ...mapped];
  });
  // Those that are compared come first: they are what the card is called by.
  const [first, ...also] = wishes.toSorted((a, b) => Number('mapping' in b) - Number('mapping' in a));
  if (first === undefined) return '';
  const input = { paper: work.paper, ...first, ...(also.length === 0 ? {} : { also }) };
  return yield* once('check_contract', input, 'Does the code compute what is displayed?');
}

/** The report's own words: its headline, and what stands in it is never said in others. */
function closing(report: string): string {
  const lines = report.split('\n').filter((line) => line.trim() !== '');
  const headline = lines.find((line) => /Of \d+ table cells?:|No table cell/.test(line)) ?? lines[0] ?? 'There is no report.';
  return `The report is written. ${headline.replace(/^[#>*\s-]+/, '')}`;
}
