import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Hub, startHub } from '../../../doubles/hub/hub.ts';
import { pointsOf, textOf } from '../ssh/seen.ts';
import { eventually } from '../workspace.ts';
import { assertWhole } from './jobTraining.ts';
import { type JobWorkspace, makeJobWorkspace, session } from './jobWorkspace.ts';
import { type SpaceRuns, spaceRuns } from './spaceWorkspace.ts';

describe('A run as a Space of Hugging Face', function () {
  this.timeout(150_000);
  let hub: Hub;
  let workspace: JobWorkspace;
  let runs: SpaceRuns;
  beforeEach(async () => {
    hub = await startHub();
    workspace = makeJobWorkspace(hub);
    runs = spaceRuns(hub, workspace);
  });
  afterEach(async () => {
    workspace.dispose();
    await hub.close();
  });

  const spacesOfHub = (): readonly string[] => hub.repos.all('space').map(({ id }) => id);

  // shows: space-run, space-once, space-ends
  it('is there with files, secrets and hardware before its first build, comes back byte for byte, is paid once and gone then', async () => {
    runs.say('half');
    const run = await runs.launch();
    await eventually(() => (pointsOf(run).length >= 100 ? true : undefined), '100 points');
    const [space] = runs.built;
    assert.ok(space !== undefined);
    assert.ok(space.repo.isPrivate);
    assert.deepEqual([space.currentHardware, space.sleepSeconds], ['t4-small', 600 + 3600]);
    assert.deepEqual([...space.secrets.keys()].sort(), ['HF_TOKEN', 'PRACTICUM_SPACE_TOKEN']);
    const files = [...space.repo.head.files.values()].map((file) => hub.repos.blobs.bytes(file.sha256).toString('utf8')).join('\n');
    for (const secret of [hub.token, space.secrets.get('PRACTICUM_SPACE_TOKEN')?.value ?? '-']) assert.ok(!files.includes(secret));
    runs.say('all');
    const ended = await workspace.ended(run);
    assertWhole(ended, runs.built.length);
    assert.deepEqual([runs.creations(), space.starts, spacesOfHub()], [1, 1, []]);
    assert.match(ended.job?.page ?? '', /\/spaces\/ada\/practicum-run-/);
    assert.match(textOf(ended, 'build.log'), /--> FROM ghcr\.io\/astral-sh\/uv/);
    for (const file of ['spec.json', 'state.jsonl', 'remote.json', 'console.log', 'build.log'])
      assert.ok(!textOf(ended, file).includes(hub.token), file);
    const { promised, spent } = await workspace.ledger().standing(session);
    assert.equal(promised, 0);
    // Whole minutes of what it was there, and there are ten at most.
    assert.ok(Array.from({ length: 10 }, (_, index) => Math.ceil((400_000 * (index + 1)) / 60)).includes(spent), String(spent));
  });

  // shows: space-reattach
  it('is followed again after the process here was killed, from where its record ends, and is never begun again', async () => {
    const run = await runs.launch();
    await runs.isHalfWay(run);
    process.kill(JSON.parse(readFileSync(path.join(run.folder, 'heartbeat'), 'utf8')).supervisor.pid, 'SIGKILL');
    const other = workspace.otherRuns();
    await eventually(async () => ((await other.get(run.spec.id)).status === 'lost' ? true : undefined), 'a run that nobody follows');
    for (const word of ['half', 'all'] as const) runs.say(word);
    assert.deepEqual(await other.followAgain(), [run.spec.id]);
    assertWhole(await workspace.ended(run), runs.built.length);
    assert.equal(runs.creations(), 1);
    assert.equal((await workspace.ledger().standing(session)).promised, 0);
  });

  // shows: space-stop
  it('is stopped by its own server, so that the script may save first, and is gone then', async () => {
    const script = workspace.script(
      'save.py',
      "import sys, time\nprint('step 1 loss 0.5', flush=True)\ntry:\n    time.sleep(600)\nexcept KeyboardInterrupt:\n    open('saved.txt', 'w').write('all')\n    print('saved', flush=True)\n    sys.exit(0)\n",
    );
    const run = await runs.launch(script);
    await eventually(() => (pointsOf(run).length === 1 ? true : undefined), 'a point');
    await workspace.runs.stop(run.spec.id);
    const ended = await workspace.ended(run);
    assert.equal(ended.status, 'stopped');
    assert.match(textOf(ended, 'console.log'), /saved/);
    assert.equal(textOf(ended, 'artifacts/saved.txt'), 'all');
    assert.deepEqual(spacesOfHub(), []);
    // Nobody else ends it: neither without a token nor with that of the Hub alone.
    assert.ok(hub.requests.some(({ method, url }) => method === 'POST' && url.endsWith('/stop')));
  });
});
