/** A plan as a person reads it before they say yes: all that it would do, and what in it nobody has said. Pure. */
import type { EnvironmentRecord, Plan, PlanFile, Register, RegisterRow } from '../stages/records.ts';
import { commandLine } from './command.ts';
import { environmentLines, lackingIn } from './environment.ts';
import { type PlanFinding, some } from './finding.ts';

export interface PlanShown {
  readonly plan: Plan;
  readonly register?: Register | undefined;
  readonly environment?: EnvironmentRecord | undefined;
  readonly findings?: readonly PlanFinding[];
  /** As the person knows it: where they can change the plan. */
  readonly path: string;
  /** What earlier runs of it took, in words. */
  readonly took?: string | undefined;
}

export function planText({ plan, register, environment, findings = [], path, took }: PlanShown): string {
  const warnings = findings.filter(({ severity }) => severity === 'warning').map(({ message }) => `- ${message}`);
  return [
    plan.summary,
    '',
    ...filesText(plan),
    ...assumedText(register),
    '',
    ...runsText(plan, register, took),
    ...(environment === undefined ? [] : ['', ...environmentLines(environment), ...goOnText(environment)]),
    ...(warnings.length === 0 ? [] : ['', 'To know before you answer:', ...warnings]),
    '',
    `The plan is ${path}. Change it there before you say yes: what stands there then counts, once it has been checked. A later change of it needs another yes.`,
  ].join('\n');
}

function filesText({ files, order, framework }: Plan): readonly string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const written = [...order.flatMap((path) => byPath.get(path) ?? []), ...files.filter(({ path }) => !order.includes(path))].filter(
    ({ change }) => change !== 'keep',
  );
  const kept = files.filter(({ change }) => change === 'keep').map(({ path }) => path);
  const counts = (['new', 'edit'] as const).map((change) => ({ change, count: written.filter((file) => file.change === change).length }));
  const many = counts.filter(({ count }) => count > 0).map(({ change, count }) => `${count} ${change === 'new' ? 'new' : 'edited'}`);
  return [
    `Files in the order in which they are written (${many.join(', ')}; ${framework}):`,
    ...written.map((file, at) => `${at + 1}. ${fileLine(file)}`),
    ...(kept.length === 0 ? [] : [`Left as they are: ${some(kept)}.`]),
  ];
}

export function fileLine({ path, change, role, purpose, symbols, needs, reuses }: PlanFile): string {
  const names = symbols.map(({ name }) => name);
  const facts = [
    ...(names.length === 0 ? [] : [`defines ${some(names)}`]),
    ...(needs.length === 0 ? [] : [`needs ${some(needs)}`]),
    ...(reuses.length === 0
      ? []
      : [`reuses ${some(reuses.map(({ file, symbol }) => (symbol === undefined ? file : `${symbol} of ${file}`)))}`]),
  ];
  return `${change} ${path} (${role}): ${purpose}${facts.length === 0 ? '' : ` – ${facts.join('; ')}`}`;
}

function assumedText(register: Register | undefined): readonly string[] {
  const rows = register?.rows ?? [];
  const assumed = rows.filter(({ state, value }) => state === 'proposed' && value !== undefined);
  const open = rows.filter(({ state, value }) => value === undefined && state !== 'sweep');
  return [
    ...(assumed.length === 0
      ? []
      : ['', `Assumed, and not looked at by you (${assumed.length}):`, ...assumed.slice(0, 20).map((row) => `- ${rowText(row)}`)]),
    ...(assumed.length > 20 ? [`- and ${assumed.length - 20} more in the register`] : []),
    ...(open.length === 0
      ? []
      : [
          '',
          `Without a value: ${some(
            open.map(({ name }) => name),
            12,
          )}.`,
        ]),
  ];
}

export function rowText({ name, value, unit, origin }: RegisterRow): string {
  return `${name} = ${valueText(value)}${unit === undefined ? '' : ` ${unit}`} (${origin.text === '' ? origin.kind : origin.text})`;
}

export function valueText(value: RegisterRow['value']): string {
  return value === undefined ? 'no value' : Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}

function runsText({ commands, seeds, cells }: Plan, register: Register | undefined, took: string | undefined): readonly string[] {
  const { smoke, overfit, baseline, run, test } = commands;
  const full = `${Math.max(1, seeds.length)} full run${seeds.length > 1 ? 's' : ''}${seeds.length === 0 ? '' : ` (seed${seeds.length > 1 ? 's' : ''} ${seeds.join(', ')})`}`;
  const others = [
    ...(overfit === undefined ? [] : ['one that learns a batch by heart']),
    'a smoke run',
    ...(baseline === undefined ? [] : ['a baseline']),
  ];
  const swept = (register?.rows ?? []).filter(({ state, cost }) => state === 'sweep' && cost !== undefined);
  return [
    `Runs: ${others.join(', ')}, ${full}; each is asked about before it starts.`,
    ...[
      ['test', test] as const,
      ['overfit', overfit] as const,
      ['smoke', smoke] as const,
      ['baseline', baseline] as const,
      ['run', run] as const,
    ].flatMap(([name, argv]) => (argv === undefined ? [] : [`- ${name}: ${commandLine(argv)}`])),
    `What they cost: nothing but time on this machine; elsewhere each is quoted before it starts. ${took ?? 'How long they take is not known before the smoke run.'}`,
    ...swept.map(
      ({ name, cost }) =>
        `- trying values of ${name}: ${cost?.runs} runs${cost?.minutes === null || cost?.minutes === undefined ? '' : `, about ${Number(cost.minutes.toPrecision(2))} min`}${cost?.usd === null || cost?.usd === undefined ? '' : `, $${cost.usd.toFixed(2)}`} (${cost?.basis})`,
    ),
    cells.length === 0
      ? 'No cell of a table is compared with.'
      : `Compared with the paper: ${cells.length} cell${cells.length === 1 ? '' : 's'} (${some(
          cells.map(({ address, row, column, key }) => `${address.slice(address.indexOf('#') + 1)} ${row},${column} by ${key}`),
          8,
        )}).`,
  ];
}

function goOnText(environment: EnvironmentRecord): readonly string[] {
  const lacking = lackingIn(environment);
  return lacking.length === 0 ? [] : [`Your yes also means: go on without ${some(lacking, 12)}, or bring it in time.`];
}
