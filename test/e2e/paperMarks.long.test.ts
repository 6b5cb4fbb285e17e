import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/package.ts';
import type { Accepted, Code, Contracts, Plan, StageRecords } from '../../src/reproduction/stages/records.ts';
import type { Report, ReportCell } from '../../src/reproduction/stages/resultRecords.ts';
import { planHash } from '../../src/reproduction/stages/units.ts';
import { showAll } from './album.ts';
import { eventually } from './eventually.ts';
import { useScripted } from './model.ts';
import { PaperView } from './pages/paperView.ts';

const folder = '.practicum/papers/file-smoothing.tex';
const paperId = 'file:smoothing.tex';
const title = 'How Much Label Smoothing Does a Small Network Want?';

const model = `def hidden(x):
    return x


def probabilities(z):
    return z / z.sum()
`;
const metrics = 'def calibration(p, y):\n    return abs(p - y).mean()\n';
const target = 'def target(y, epsilon):\n    return (1 - epsilon) * y\n';
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

const file = (name: string, places: Readonly<Record<string, string>>): Plan['files'][number] => ({
  path: name,
  change: 'new',
  role: 'code',
  purpose: `What ${name} is for.`,
  symbols: Object.entries(places).map(([symbol, label]) => ({ name: symbol, items: [], addresses: [`${paperId}#${label}`] })),
  needs: [],
  reuses: [],
});
const plan: Plan = {
  v: 1,
  stage: 'plan',
  inputs: {},
  framework: 'pytorch',
  summary: 'Three files.',
  files: [
    file('model.py', { hidden: 'eq:hidden', probabilities: 'eq:softmax' }),
    file('metrics.py', { calibration: 'eq:ece' }),
    file('target.py', { target: 'eq:target' }),
    file('train.py', { train: 'alg:train' }),
  ],
  order: ['model.py', 'metrics.py', 'target.py', 'train.py'],
  packages: [],
  hub: [],
  commands: { smoke: ['python', 'train.py', '--steps', '2'], run: ['python', 'train.py', '--seed', '{seed}'] },
  seeds: [0],
  cells: [
    { address: `${paperId}#tab:main`, row: 3, column: 2, key: 'accuracy', pick: 'last' },
    { address: `${paperId}#tab:gap`, row: 2, column: 2, key: 'gap', pick: 'last' },
  ],
};
const accepted: Accepted = { v: 1, stage: 'accepted', plan: planHash(plan), at: '2026-11-22T10:00:00.000Z', edited: false, without: [] };
const code = (...files: readonly (readonly [string, string])[]): Code => ({
  v: 1,
  stage: 'code',
  files: files.map(([name, text]) => ({ path: name, inputs: {}, written: sha(text) })),
});
const contract = (
  label: string,
  symbol: string,
  state: 'ok' | 'mismatch',
  of: readonly [string, string],
): Contracts['contracts'][number] => ({
  address: `${paperId}#${label}`,
  part: 0,
  tex: 'y = x',
  inputs: {},
  code: { file: of[0], symbol },
  symbols: [],
  state,
  result: { files: { [of[0]]: sha(of[1]) } },
});
const cell = (label: string, verdict: ReportCell['verdict']): ReportCell => ({
  address: `${paperId}#${label}`,
  row: 2,
  column: 2,
  rowPath: [],
  columnPath: [],
  key: 'accuracy',
  paper: null,
  measured: null,
  difference: null,
  verdict,
  beside: [],
});
const report = (...cells: readonly ReportCell[]): Report => ({
  v: 1,
  stage: 'report',
  inputs: {},
  paper: paperId,
  title,
  madeAt: '2026-11-22T11:00:00.000Z',
  headline: 'One is, one is not.',
  integrity: { state: 'checked', findings: [], notChecked: [] },
  counts: { reproduced: 1, 'within noise': 0, 'trend only': 0, diverged: 1, 'not run': 0, 'not comparable': 0 },
  cells: [...cells],
  deviations: [],
  contracts: { equations: null, ok: 0, mismatch: 0, notCompared: 0, none: 0, mismatches: [] },
  runs: [],
  cost: { usd: null, basis: 'own machine', hours: null },
  environment: [],
  commits: [],
  personLines: [],
  notRun: [],
});

describe('the marks of a paper in a real window', () => {
  const scripted = useScripted({
    workspaceName: 'small',
    workspace(workspace) {
      copyFileSync(path.join(root, 'test/fixtures/papers/latexml/smoothing.tex'), path.join(workspace, 'smoothing.tex'));
      mkdirSync(path.join(workspace, folder), { recursive: true });
    },
  });
  let paper: PaperView;
  const nodes = { hidden: 'S2.E1', softmax: 'S2.E3', target: 'S2.E4', ece: 'S3.E8', train: 'alg1', main: 'S3.T1', gap: 'S3.T2' };
  /** Everything that the plan has, with another word than “Planned” where one is given. */
  const all = (words: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(nodes).map(([name, anchor]) => [anchor, words[name] ?? 'Planned']));
  const write = (name: string, text: string): void => {
    const at = scripted.window().file(name);
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, text);
  };
  const stage = <Name extends keyof StageRecords>(name: Name, record: StageRecords[Name]): void =>
    write(`${folder}/${name}.json`, JSON.stringify(record, undefined, 2));
  const marked = async (wanted: Readonly<Record<string, string>>): Promise<void> => {
    const words = async (): Promise<Record<string, string>> =>
      Object.fromEntries(
        await paper.frame
          .locator('[data-anchor]:has(> .margin > .mark)')
          .evaluateAll((nodes) => nodes.map((node) => [node.dataset.anchor, node.querySelector('.mark').textContent])),
      );
    await eventually(async () => assert.deepEqual(await words(), wanted));
  };

  // shows: paper-marks-stages
  it('come and go with plan, code, contracts, runs and report, on the page and in the tree', async function follow() {
    this.timeout(300_000);
    const { workbench } = scripted.window();
    paper = new PaperView(workbench);
    await paper.open('smoothing.tex', title);
    stage('plan', plan);
    await paper.formula('S2.E3').waitFor();
    await marked({});
    stage('accepted', accepted);
    await marked(all({}));

    write('model.py', model);
    write('metrics.py', metrics);
    write('target.py', target);
    stage('code', code(['model.py', model], ['metrics.py', metrics], ['target.py', target]));
    await marked(all({ hidden: 'Coded', softmax: 'Coded', target: 'Coded', ece: 'Coded' }));

    stage('contracts', {
      v: 1,
      stage: 'contracts',
      contracts: [
        contract('eq:softmax', 'probabilities', 'ok', ['model.py', model]),
        contract('eq:target', 'target', 'mismatch', ['target.py', target]),
      ],
    });
    await marked(all({ hidden: 'Coded', softmax: 'Tested', target: 'Diverged', ece: 'Coded' }));

    finished('measured', 'metrics.py', metrics);
    await marked(all({ hidden: 'Coded', softmax: 'Tested', target: 'Diverged', ece: 'Run' }));

    stage('report', report(cell('tab:main', 'reproduced'), cell('tab:gap', 'diverged')));
    const whole = { hidden: 'Coded', softmax: 'Tested', target: 'Diverged', ece: 'Run', main: 'Matched', gap: 'Diverged' };
    await marked(all(whole));
    // The tree follows what is seen.
    await paper.open('smoothing.tex#tab:main', title);
    await paper.row(/^Table 1.*, matched: 1 of 1 measured cell is what the paper says/).waitFor();

    await showAll(scripted.window(), [
      async (shoot) => {
        await paper.attach(title);
        await paper.open('smoothing.tex#eq:softmax', title);
        await shoot('paper-marks');
        await paper.open('smoothing.tex#tab:main', title);
        await shoot('paper-marks-results');
      },
    ]);

    // The code is another one now: what was compared and run holds no longer.
    write('model.py', model.replace('z / z.sum()', 'z'));
    write('metrics.py', metrics.replace('mean', 'max'));
    await marked(all({ ...whole, softmax: 'Coded', ece: 'Coded' }));
    await paper.mark(nodes.ece).click();
    await workbench.tab('metrics.py').waitFor();
    await paper.attach(title);
    await paper.mark(nodes.gap).click();
    await workbench.tab(/^Reproduction: /).waitFor();
  });

  function finished(id: string, name: string, text: string): void {
    const run = `.practicum/runs/20261122-100000-${id}`;
    const workspace = path.dirname(scripted.window().file('smoothing.tex'));
    const script = path.join(workspace, name);
    const spec = {
      v: 1,
      id: `20261122-100000-${id}`,
      name: id,
      createdMs: Date.now() - 60_000,
      origin: { by: 'person' },
      target: 'local',
      argv: ['python', script],
      cwd: workspace,
      script,
      interpreter: { path: 'python', version: '3.12.0', origin: 'PATH' },
      env: {},
      code: { isDirty: false, scriptSha256: sha(text) },
    };
    write(
      `${run}/code/code.json`,
      JSON.stringify({ v: 1, root: workspace, files: [{ path: name, sha256: sha(text), kept: 'git' }], notes: [] }),
    );
    const line = (status: string): string => JSON.stringify({ atMs: Date.now() - 30_000, status });
    write(`${run}/state.jsonl`, `${line('done')}\n`);
    write(`${run}/exit.json`, JSON.stringify({ v: 1, code: 0, signal: null, endedMs: Date.now() - 30_000, pointCount: 0, metrics: [] }));
    write(`${run}/spec.json`, JSON.stringify(spec));
  }
});
