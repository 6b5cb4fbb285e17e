import assert from 'node:assert/strict';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCommandLine } from '../../../src/cli/args.ts';
import { reproduce } from '../../../src/cli/reproduceCommand.ts';
import { parseStage } from '../../../src/reproduction/stages/files.ts';
import { examplePapers } from '../../support/examplePapers.ts';
import { neverAborted, useTemporaryFolder } from '../workspace/temporary.ts';

describe('practicum reproduce', () => {
  const folder = useTemporaryFolder();
  const home = process.env['PRACTICUM_HOME'];
  beforeEach(async () => {
    process.env['PRACTICUM_HOME'] = join(folder.path, 'home');
    await copyFile(join(examplePapers, 'distillation', 'paper.tex'), join(folder.path, 'paper.tex'));
  });
  afterEach(() => {
    if (home === undefined) delete process.env['PRACTICUM_HOME'];
    else process.env['PRACTICUM_HOME'] = home;
  });
  const stage = (name: string): string => join(folder.path, '.practicum/papers/file-paper.tex', name);

  async function run(...argv: readonly string[]): Promise<string> {
    const { command, options } = parseCommandLine(['--cwd', folder.path, 'reproduce', ...argv]);
    assert.ok(command.kind === 'reproduce');
    const said: string[] = [];
    const output = { out: (text: string) => void said.push(text), err: (text: string) => assert.fail(text), closed: neverAborted };
    assert.equal(await reproduce(options, command.request, output), 0);
    return said.join('');
  }

  // shows: repro-cli
  it('begins without a session, and says what is open, where it stands and what comes next', async () => {
    const said = await run('paper.tex', '--section', 'sec:loss');
    assert.match(said, /^What .*\(file:paper\.tex\)|^.*\(file:paper\.tex\)/);
    assert.match(said, /distillation-weight \(distillation weight\): contradiction, open/);
    assert.match(said, /\nregister +waits: /);
    assert.match(said, /\nNext: record_spec/);
    const slice = parseStage('slice', await readFile(stage('slice.json'), 'utf8'));
    assert.deepEqual(slice.selection, ['file:paper.tex#S2.SS2']);
    const json: unknown = JSON.parse(await run('paper.tex', '--json'));
    assert.ok(typeof json === 'object' && json !== null && 'version' in json && json.version === 1 && 'next' in json && 'register' in json);
    // What was chosen stays chosen.
    assert.deepEqual(parseStage('slice', await readFile(stage('slice.json'), 'utf8')).selection, ['file:paper.tex#S2.SS2']);
  });

  // shows: repro-cli
  it('takes what a person says of rows, writes it where code has it, and keeps it when it begins again', async () => {
    await run('paper.tex');
    const before = parseStage('register', await readFile(stage('register.json'), 'utf8'));
    const rows = before.rows.map((row) =>
      row.id === 'distillation-weight' ? { ...row, config: { file: 'config.yaml', key: 'loss.weight' } } : row,
    );
    await writeFile(stage('register.json'), JSON.stringify({ ...before, rows }));
    await writeFile(join(folder.path, 'config.yaml'), 'loss:\n  weight: 0.5  # of the soft targets\n');
    const said = await run('paper.tex', '--accept', 'learning-rate-schedule', '--set', 'distillation-weight=0.7');
    assert.match(said, /distillation weight: 0\.7, changed\. config\.yaml, line 2: loss\.weight was 0\.5\./);
    assert.equal(await readFile(join(folder.path, 'config.yaml'), 'utf8'), 'loss:\n  weight: 0.7  # of the soft targets\n');
    await run('paper.tex');
    const after = parseStage('register', await readFile(stage('register.json'), 'utf8'));
    const states = Object.fromEntries(after.rows.map(({ id, state, value }) => [id, [state, value]]));
    assert.deepEqual(states['distillation-weight'], ['changed', 0.7]);
    assert.deepEqual(states['learning-rate-schedule'], ['accepted', 'constant']);
    await assert.rejects(run('paper.tex', '--accept', 'preprocessing'), { code: 'register-no-value' });
    await assert.rejects(run('paper.tex', '--set', 'nothing=1'), { code: 'register-no-row' });
    await assert.rejects(run('paper.tex', '--section', 'S99'), { code: 'slice-no-part' });
  });

  // shows: plan-graph, repro-cli
  it('prints the plan with its graph, as data and for Mermaid', async () => {
    await run('paper.tex');
    const file = (path: string, needs: readonly string[]) => ({
      path,
      change: 'new',
      role: 'code',
      purpose: 'p',
      symbols: [],
      needs,
      reuses: [],
    });
    const plan = {
      ...{ v: 1, inputs: {}, stage: 'plan', framework: 'pytorch', summary: '', packages: [], hub: [], seeds: [], cells: [] },
      files: [file('train.py', ['model.py']), file('model.py', [])],
      order: ['model.py', 'train.py'],
      commands: { smoke: ['python', 'train.py'], run: ['python', 'train.py'] },
    };
    await writeFile(stage('plan.json'), JSON.stringify(plan));
    const { graph, mermaid, isAccepted } = JSON.parse(await run('paper.tex', '--json'));
    assert.deepEqual(
      graph.nodes.map(({ path, layer, order }: Record<string, unknown>) => [path, layer, order]),
      [
        ['train.py', 1, 2],
        ['model.py', 0, 1],
      ],
    );
    assert.match(mermaid, /^flowchart LR\n {2}f0\["train\.py<br\/>code"\]\n {2}f1\["model\.py<br\/>code"\]\n {2}f1 --> f0\n$/);
    assert.equal(isAccepted, false);
  });
});
