import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunState } from '../../../../src/runs/run.ts';
import { eventually, exists, makeWorkspace, type Workspace } from '../workspace.ts';
import { type SshServer, startSshServer } from './sshServer.ts';

/** Prints a line for each step, waits for a word to go on in the middle, and leaves a file behind. */
const train = `
import os, sys, time
import helper

def wait_for(name):
    while not os.path.exists(os.path.join(sys.argv[1], name)):
        time.sleep(0.02)

print('in', os.path.basename(os.getcwd()), helper.word, sys.argv[2:], os.environ.get('SECRET_WORD'), flush=True)
for step in range(1, 101):
    print(f'step {step} loss {1 / step:.6f}', flush=True)
    if step == 50:
        wait_for('half')
wait_for('all')
os.makedirs('out', exist_ok=True)
with open('out/model.txt', 'w') as file:
    file.write('weights')
sys.exit(3)
`;

function points(run: RunState): readonly number[] {
  return readFileSync(path.join(run.folder, 'points.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).step);
}

const notes = (run: RunState): string => readFileSync(path.join(run.folder, 'state.jsonl'), 'utf8');

describe('A run on a host that is reached by ssh', function () {
  this.timeout(90_000);
  let server: SshServer;
  let workspace: Workspace;
  /** Outside of the workspace: a path in it is another one there. */
  let words: string;
  before(async () => {
    server = await startSshServer();
  });
  after(() => server.dispose());
  beforeEach(() => {
    workspace = makeWorkspace({
      supervisorOptions: ['interruptGraceMs=3000'],
      settings: { hosts: { 'gpu-box': { folder: server.folder } } },
    });
    words = mkdtempSync(path.join(tmpdir(), 'practicum-words-'));
    workspace.script('helper.py', "word = 'helped'\n");
  });
  afterEach(() => {
    workspace.dispose();
    rmSync(words, { recursive: true });
  });

  const launch = (script: string, ...args: readonly string[]): Promise<RunState> =>
    workspace.launch(script, [words, ...args], { host: server.host });
  const say = (word: string): void => writeFileSync(path.join(words, word), '');

  // shows: ssh-run, ssh-config
  it('gets the files of the workspace, runs under supervision there, and what it made is fetched', async () => {
    const script = workspace.script('train.py', train);
    workspace.script('.env', 'KEY=1\n');
    for (const word of ['half', 'all']) say(word);
    const ended = await workspace.ended(await launch(script, '--lr', '0.1'));
    assert.deepEqual([ended.status, ended.exit?.code], ['failed', 3]);
    assert.deepEqual(
      points(ended),
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
    assert.match(readFileSync(path.join(ended.folder, 'console.log'), 'utf8'), /^in work helped \['--lr', '0.1'\] None\n/);
    assert.equal(readFileSync(path.join(ended.folder, 'artifacts/out/model.txt'), 'utf8'), 'weights');
    // What was sent is not fetched, and secrets were not sent.
    assert.equal(existsSync(path.join(ended.folder, 'artifacts/train.py')), false);
    assert.equal(existsSync(path.join(server.folder, ended.spec.id, 'work/.env')), false);
    assert.match(notes(ended), /1 file with secrets stayed here/);
    assert.deepEqual([ended.spec.target, ended.spec.ssh?.host], ['ssh', 'gpu-box']);
  });

  // shows: ssh-cut
  it('goes on while the line is cut and nobody can be reached, and nothing is lost or told twice', async () => {
    const script = workspace.script('train.py', train);
    const run = await launch(script);
    await eventually(
      () => (existsSync(path.join(run.folder, 'points.jsonl')) && points(run).length === 50 ? true : undefined),
      '50 points',
    );
    await server.stop();
    await eventually(() => (notes(run).includes('is cut') ? true : undefined), 'a word of the cut line');
    for (const word of ['half', 'all']) say(word);
    await eventually(() => (existsSync(path.join(server.folder, run.spec.id, 'keep/exit.json')) ? true : undefined), 'its end there');
    await server.start();
    const ended = await workspace.ended(run);
    assert.deepEqual([ended.status, ended.exit?.code], ['failed', 3]);
    assert.deepEqual(
      points(ended),
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
    assert.match(notes(ended), /is up again/);
  });

  // shows: ssh-cut
  it('is followed again after the process here that followed it was killed: from where its record ends', async () => {
    const script = workspace.script('train.py', train);
    const run = await launch(script);
    await eventually(
      () => (existsSync(path.join(run.folder, 'points.jsonl')) && points(run).length === 50 ? true : undefined),
      '50 points',
    );
    const { supervisor } = JSON.parse(readFileSync(path.join(run.folder, 'heartbeat'), 'utf8'));
    process.kill(supervisor.pid, 'SIGKILL');
    const other = workspace.otherRuns();
    await eventually(async () => ((await other.get(run.spec.id)).status === 'lost' ? true : undefined), 'a run that nobody follows');
    assert.match((await other.get(run.spec.id)).note ?? '', /Nobody here follows this run on gpu-box any more/);
    for (const word of ['half', 'all']) say(word);
    assert.deepEqual(await other.followAgain(), [run.spec.id]);
    assert.deepEqual(await other.followAgain(), []);
    const ended = await workspace.ended(run);
    assert.deepEqual([ended.status, ended.exit?.code, ended.segment], ['failed', 3, 1]);
    assert.deepEqual(
      points(ended),
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
    assert.equal(readFileSync(path.join(ended.folder, 'artifacts/out/model.txt'), 'utf8'), 'weights');
  });

  // shows: ssh-run, run-ladder
  it('is asked to stop there, may save first, and leaves nothing behind', async () => {
    const script = workspace.script(
      'save.py',
      `
import signal, subprocess, sys, time
child = subprocess.Popen(['sleep', '600'], start_new_session=True)
print('step 1 loss 0.5', child.pid, flush=True)
try:
    time.sleep(600)
except KeyboardInterrupt:
    print('saved', flush=True)
    sys.exit(5)
`,
    );
    const run = await launch(script);
    const child = await eventually(() => {
      const said = existsSync(path.join(run.folder, 'console.log')) ? readFileSync(path.join(run.folder, 'console.log'), 'utf8') : '';
      return /loss 0.5 (\d+)/.exec(said)?.[1];
    }, 'its first line');
    await workspace.runs.stop(run.spec.id);
    const ended = await workspace.ended(run);
    assert.equal(ended.status, 'stopped');
    assert.equal(ended.exit?.code, 5);
    assert.match(readFileSync(path.join(ended.folder, 'console.log'), 'utf8'), /saved/);
    await eventually(() => (exists(Number(child)) ? undefined : true), 'the end of what it left in a session of its own');
  });

  // shows: ssh-config
  it('says in one sentence why it cannot be started there, with the next step', async () => {
    const script = workspace.script('train.py', 'print(1)\n');
    const unknown = await workspace.ended(await workspace.launch(script, [], { host: 'no-such-host.invalid' }));
    assert.match(unknown.exit?.reason ?? '', /could not start on no-such-host\.invalid: .*resolve hostname.*ssh configuration/s);
    await assert.rejects(workspace.launch(script, [], { host: '-oProxyCommand=touch x' }), /is no name of a host/);
  });
});
