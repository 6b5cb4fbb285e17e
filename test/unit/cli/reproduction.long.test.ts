import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { testPython } from '../../../scripts/python.mjs';
import type { Report } from '../../../src/reproduction/stages/resultRecords.ts';
import type { PaperName } from '../../doubles/reproduce/recipes.ts';
import { reproduceBrain } from '../../doubles/reproduce/reproduceModel.ts';
import { type Doubles, startDoubles } from '../../doubles/server.ts';
import { exampleTruth } from '../../support/examplePapers.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';
import { type Ended, mustBeBuilt, runProgram } from './program.ts';

const name: PaperName = 'policy-gradient-bandit';
const needsApproval = 3;

describe('A reproduction on the command line', () => {
  const folder = useTemporaryFolder();
  let doubles: Doubles;
  before(async () => {
    mustBeBuilt();
    doubles = await startDoubles({ brain: reproduceBrain, key: 'none', isHurried: true });
  });
  after(() => doubles.close());

  // shows: reproduction-headless
  it('goes from a paper to its report in one session, with a yes to each thing that is executed', async function reproduce() {
    this.timeout(600_000);
    const workspace = join(folder.path, 'workspace');
    await mkdir(workspace);
    await copyFile(join('examples/papers', name, 'paper.tex'), join(workspace, 'paper.tex'));
    const python = await testPython();
    const env = {
      PRACTICUM_HOME: join(folder.path, 'home'),
      ANTHROPIC_API_KEY: 'none',
      VIRTUAL_ENV: dirname(dirname(python)),
      PATH: `${dirname(python)}:${process.env['PATH']}`,
    };
    const practicum = (...args: readonly string[]): Promise<Ended> =>
      runProgram(workspace, ['--model', `anthropic/${doubles.models[0]}`, '--base-url', doubles.anthropicUrl, ...args], env);
    const { title } = exampleTruth(name);
    const prompt = `Implement the section “2 Method” of “${title}” (file:paper.tex#S2) in this workspace. State every value that the text leaves open before you choose one.`;
    let ended = await practicum('--mode', 'auto', prompt);
    const asked: string[] = [];
    while (ended.code === needsApproval && asked.length < 30) {
      const [waiting = ''] = (await practicum('approvals', '--json')).out.trim().split('\n');
      const approval: { readonly id: string; readonly title: string } = JSON.parse(waiting);
      asked.push(approval.title);
      ended = await practicum('approve', approval.id);
    }
    assert.equal(ended.code, 0, `${asked.join('\n')}\n${ended.out}\n${ended.err}`);
    assert.match(asked[0] ?? '', /^Accept the plan/);
    const report: Report = JSON.parse(await readFile(join(workspace, '.practicum/papers/file-paper.tex/report.json'), 'utf8'));
    assert.deepEqual(
      report.cells.map(({ verdict }) => verdict).filter((verdict) => verdict !== 'reproduced' && verdict !== 'within noise'),
      [],
    );
    assert.equal(report.cells.length, exampleTruth(name).cells.length);
    assert.match(ended.out, /The report is written\./);
  });
});
