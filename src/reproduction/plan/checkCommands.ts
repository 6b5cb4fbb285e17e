/** The commands and cells of a plan: that they can be started, take the seed, and are about numbers that the paper really prints. */
import type { ReportedCell } from '../cells/reported.ts';
import type { Plan } from '../stages/records.ts';
import { type CommandName, commandLine, commandsOf, hasSeed, scriptOfCommand, unknownMarks } from './command.ts';
import { type PlanFinding, some } from './finding.ts';
import { anchorIn, nearest, type PlanGround } from './ground.ts';

export function checkCommands(plan: Plan, { files: there }: PlanGround): readonly PlanFinding[] {
  const findings: PlanFinding[] = [];
  const say = (severity: PlanFinding['severity'], message: string): void => void findings.push({ severity, kind: 'command', message });
  const planned = plan.files.map(({ path }) => path);
  const known = new Set([...planned, ...there]);
  for (const [name, argv] of commandsOf(plan)) {
    const line = commandLine(argv);
    const found = scriptOfCommand(argv);
    if (argv.length === 0) say('error', `The command for ${name} is empty: write argv, as ["python", "train.py"].`);
    else if (found === undefined && name !== 'test')
      say(
        'error',
        `“${line}” (${name}) starts no Python script: write it as python script.py with its arguments, so that it can be a run.`,
      );
    else if (found !== undefined && !known.has(found.script) && !known.has(found.script.replace(/\.py$/u, '/__main__.py')))
      say('error', `“${line}” (${name}) starts ${found.script}, which is neither planned nor there.${nearest(found.script, [...known])}`);
    const marks = unknownMarks(argv);
    if (marks.length > 0) say('error', `“${line}” (${name}) holds ${some(marks)}: only {seed} is filled in.`);
    if (argv.some((word) => /[;&|<>`]|\$\(/u.test(word)))
      say('warning', `“${line}” (${name}) holds marks of a shell, and no shell reads it.`);
  }
  saySeeds(plan, say);
  return findings;
}

function saySeeds({ commands, seeds, cells }: Plan, say: (severity: PlanFinding['severity'], message: string) => void): void {
  if (new Set(seeds).size !== seeds.length) say('error', 'A seed stands in seeds twice: its second run would say nothing new.');
  const withSeeds: readonly CommandName[] = commands.baseline === undefined ? ['run'] : ['run', 'baseline'];
  for (const name of withSeeds) {
    const argv = commands[name] ?? [];
    if (seeds.length > 1 && !hasSeed(argv))
      say('error', `“${commandLine(argv)}” (${name}) does not take {seed}: all ${seeds.length} runs would be the same.`);
    if (seeds.length === 1 && !hasSeed(argv) && name === 'run')
      say('warning', `The run does not take {seed}, so its seed is the script's own.`);
  }
  if (seeds.length === 0 && hasSeed(commands.run)) say('error', 'The run takes {seed}, and seeds is empty: name at least one.');
  if (cells.length > 0 && seeds.length < 3)
    say(
      'warning',
      `${seeds.length === 0 ? 'No seeds are' : `Only ${seeds.length} of at least 3 seeds is`} planned: without a spread most differences cannot be told from noise.`,
    );
  if (cells.length > 0 && commands.baseline === undefined)
    say('warning', 'No baseline is planned: nothing will show that the evaluation itself gives known numbers.');
}

export function checkCells({ cells }: Plan, { tables }: PlanGround): readonly PlanFinding[] {
  const findings: PlanFinding[] = [];
  const say = (severity: PlanFinding['severity'], message: string): void => void findings.push({ severity, kind: 'cell', message });
  const seen = new Set<string>();
  if (tables === undefined && cells.length > 0)
    say('warning', 'The paper could not be read now: whether the chosen cells exist was not looked at.');
  for (const { address, row, column } of cells) {
    const place = `row ${row}, column ${column} of ${address}`;
    const key = `${anchorIn(address)} ${row} ${column}`;
    if (seen.has(key)) say('error', `${place} is chosen twice: one metric measures one cell.`);
    seen.add(key);
    if (tables === undefined) continue;
    const table = tables.get(anchorIn(address));
    if (table === undefined) {
      say('error', `${address} is no table of the paper. It has ${tables.size === 0 ? 'none' : some([...tables.keys()])}.`);
      continue;
    }
    const cell = table.find((one) => one.row === row && one.column === column);
    const numbers = table.filter((one) => one.cell.kind === 'number');
    if (cell === undefined)
      say('error', `There is no cell at ${place} (rows and columns count from 1, headings too). ${numbersText(numbers)}`);
    else if (cell.cell.kind !== 'number') say('error', `The cell at ${place} holds no single number. ${numbersText(numbers)}`);
  }
  return findings;
}

/** Cells with a number, so that the right one can be taken. */
export function numbersText(cells: readonly ReportedCell[], most = 8): string {
  if (cells.length === 0) return 'The table reports no numbers.';
  const rows = cells.map(
    ({ row, column, rowPath, columnPath }) => `${row},${column} (${[...rowPath, ...columnPath].join(' · ').slice(0, 60)})`,
  );
  return `Numbers stand at ${some(rows, most)}.`;
}
