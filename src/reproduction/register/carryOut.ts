/** Carries out `change_register`. */
import { PracticumError } from '../../base/errors.ts';
import type { ToolCall, ToolResult } from '../../base/tool.ts';
import type { RunServices } from '../../tools/define.ts';
import { absolutePath, displayPath } from '../../tools/paths.ts';
import { decodeText, encodeText } from '../../workspace/text.ts';
import type { Subject } from '../plan/subject.ts';
import { nextLine, rowLine } from '../spec/begunText.ts';
import { requireBegun, withRows } from '../spec/draftStages.ts';
import { writeStage } from '../stages/files.ts';
import { readStages, workStages } from '../stages/readAll.ts';
import type { Register, RegisterRow } from '../stages/records.ts';
import { stageFilePath, stageFilesFor } from '../stages/toolFiles.ts';
import { type Stages, unitStates } from '../stages/units.ts';
import { askAuthors } from './askAuthors.ts';
import { proposeRow, type RegisterValue, rowNamed, runsBehind, sweepRow, withRow } from './changes.ts';
import { setConfig } from './config.ts';
import { isDecided, settled } from './decided.ts';

export interface ChangeWish {
  readonly subject: Subject;
  readonly row: string;
  readonly action: 'propose' | 'sweep' | 'ask';
  readonly value?: RegisterValue | undefined;
  readonly origin?: { readonly kind: RegisterRow['origin']['kind']; readonly text: string } | undefined;
  readonly file?: string | undefined;
  readonly key?: string | undefined;
}

/** Throws `no-spec`, `register-no-row`, `register-decided`, `register-no-value`, `register-no-alternatives`, `config-…` and what the ports throw. */
export async function change(wish: ChangeWish, services: RunServices, call: ToolCall): Promise<ToolResult> {
  const { subject, action } = wish;
  const files = stageFilesFor(subject.folder, services, call);
  const before = await readStages(files, workStages);
  const begun = requireBegun(before, subject.name);
  if (action === 'ask') return await ask(wish, begun.register, before, files, services);
  const row = rowNamed(begun.register, wish.row);
  const lines: string[] = [];
  let made: RegisterRow;
  if (action === 'sweep') {
    if (isDecided(row)) throw settled(row);
    const seeds = before.plan?.seeds.length ? before.plan.seeds : [0, 1, 2];
    const sweep = sweepRow(row, seeds);
    made = sweep.row;
    const values = [...new Set(sweep.runs.map(({ value }) => JSON.stringify(value)))];
    lines.push(
      `${sweep.runs.length} runs: ${row.name} of ${values.join(', ')}, each with the seeds ${seeds.join(', ')}. Start them with start_run; each that costs something is asked about.`,
    );
  } else {
    if (wish.value === undefined)
      throw new PracticumError('register-no-value', 'No value is given to propose.', {
        hint: `Give value and origin; the alternatives of ${row.id} are ${row.alternatives.map(({ value }) => JSON.stringify(value)).join(', ') || 'none'}.`,
      });
    const place = placeFor(wish, row);
    made = proposeRow(row, wish.value, { kind: wish.origin?.kind ?? 'model', text: wish.origin?.text ?? '' });
    if (place !== undefined) {
      made = { ...made, config: place };
      lines.push(await putValue(place, wish.value, services, call));
    }
  }
  const register = await writeStage(files, 'register', withRow(begun.register, made));
  const spec = await writeStage(files, 'spec', { ...begun.spec, items: [...withRows(begun.spec.items, register.rows)] });
  const stages: Stages = { ...before, register, spec };
  const content = [`${rowLine(made)}`, ...lines, ...behindLines(row, made, register, stages), nextLine(stages)];
  return { content: content.join('\n'), detail: { kind: 'files', paths: [...files.written] }, ...originOf(before) };
}

/** Where the value stands: as given, or as the row says. The call may change only a file that it named. */
function placeFor({ file, key }: ChangeWish, row: RegisterRow): { readonly file: string; readonly key: string } | undefined {
  const named = key ?? row.config?.key;
  if (file !== undefined && named !== undefined) return { file, key: named };
  if (file !== undefined)
    throw new PracticumError('config-no-key', `Nothing says where in ${file} the value stands.`, {
      hint: 'Give key: a dotted key, the name of a constant, or an option such as --weight-decay.',
    });
  if (row.config?.file !== undefined)
    throw new PracticumError('config-not-named', `The value of ${row.name} stands in ${row.config.file} too (${row.config.key}).`, {
      hint: `Call again with file ${JSON.stringify(row.config.file)}, so that both change together.`,
    });
  return undefined;
}

async function putValue(
  { file, key }: { readonly file: string; readonly key: string },
  value: RegisterValue,
  services: RunServices,
  call: ToolCall,
): Promise<string> {
  const path = absolutePath(file, services.roots);
  const { bytes } = await services.files.read(call.permit, path, call.signal);
  const decoded = decodeText(bytes, file);
  const shown = displayPath(path, services.roots);
  const { text, was, line } = setConfig(decoded.text, shown, key, value);
  if (text === decoded.text) return `${shown} has it already (line ${line}).`;
  const after = encodeText(text, decoded);
  await services.recordChange({ turn: call.turn, call: call.id, path, before: bytes, after });
  await services.files.write(call.permit, path, after, bytes);
  return `${shown}, line ${line}: ${key} was ${was}.`;
}

/** What was made with the value that the row had. */
function behindLines(before: RegisterRow, now: RegisterRow, register: Register, stages: Stages): readonly string[] {
  const stale = [...unitStates(stages)].flatMap(([key, state]) =>
    state.kind === 'stale' && (state.because.includes(`register/${now.id}`) || key.startsWith('run/')) ? [key] : [],
  );
  const runs = runsBehind(register, stages.runs)
    .filter(({ rows }) => rows.includes(now.id))
    .map(({ run }) => `run/${run}`);
  const all = [...new Set([...stale, ...runs])];
  if (all.length === 0 || JSON.stringify(before.value) === JSON.stringify(now.value)) return [];
  return [`Behind now, and to be made again: ${all.slice(0, 20).join(', ')}${all.length > 20 ? ', …' : ''}.`];
}

async function ask(
  { row, subject }: ChangeWish,
  register: Register,
  before: Stages,
  files: ReturnType<typeof stageFilesFor>,
  { roots }: RunServices,
): Promise<ToolResult> {
  const rows = row.split(',').map((name) => rowNamed(register, name));
  const paper = { title: before.slice?.title ?? subject.name, id: before.slice?.paper ?? subject.name };
  const { subject: title, body } = askAuthors(paper, rows);
  await files.write('questions.md', `# ${title}\n\n${body}`);
  const asked = rows.map((one): RegisterRow => (one.value === undefined && one.state === 'open' ? { ...one, state: 'asked' } : one));
  await writeStage(files, 'register', asked.reduce(withRow, register));
  const path = displayPath(stageFilePath(subject.folder, 'questions.md', roots), roots);
  return {
    content: [
      `A question to the authors is drafted in ${path}; nothing was sent. The person sends it, as an issue or a mail.`,
      '',
      `# ${title}`,
      '',
      body,
      nextLine(before),
    ].join('\n'),
    detail: { kind: 'files', paths: [...files.written] },
    ...originOf(before),
  };
}

function originOf({ slice }: Stages): Pick<ToolResult, 'origin'> {
  return slice === undefined ? {} : { origin: { kind: 'paper', name: slice.paper } };
}
