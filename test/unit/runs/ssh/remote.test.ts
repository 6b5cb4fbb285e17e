import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { checkpointsAmong } from '../../../../src/runs/checkpoints.ts';
import { runPaths } from '../../../../src/runs/folder.ts';
import { formatPoint } from '../../../../src/runs/folderSchema.ts';
import { type Ticket, turnOf } from '../../../../src/runs/machine/tickets.ts';
import { Recorded } from '../../../../src/runs/recorded.ts';
import type { RunSpec } from '../../../../src/runs/run.ts';
import { RemoteCall, type Wanted } from '../../../../src/runs/ssh/call.ts';
import { CheckpointsOnHost } from '../../../../src/runs/ssh/checkpointsOnHost.ts';
import type { Frame } from '../../../../src/runs/ssh/frames.ts';
import { MirroredLogs } from '../../../../src/runs/ssh/mirroredLogs.ts';
import { readRemoteProgram } from '../../../../src/runs/ssh/remoteProgram.ts';
import { systemPython } from '../../../systemPython.ts';
import { remoteProgram } from '../workspace.ts';
import { type SshServer, startSshServer } from './sshServer.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'practicum-remote-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What one expression of the program for hosts gives. */
function inPython(expression: string, given: unknown): unknown {
  const load = `import json, sys
sys.path.insert(0, sys.argv[1])
from practicum_host import files, keeping, turns
given = json.load(sys.stdin)
print(json.dumps(${expression}))`;
  const options = {
    input: JSON.stringify(given ?? null),
    encoding: 'utf8',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  } as const;
  return JSON.parse(execFileSync(systemPython(), ['-c', load, path.dirname(remoteProgram)], options));
}

describe('The program that keeps a run on a host', () => {
  // shows: run-queue
  it('gives turns exactly as runs of this machine get theirs', () => {
    const slot = fc.constantFrom('gpu-0', 'gpu-1', 'gpu-2', 'run-0', 'run-1');
    const need = fc.record({ oneOf: fc.uniqueArray(slot, { minLength: 1, maxLength: 3 }), count: fc.integer({ min: 1, max: 2 }) });
    const ticket = fc.record({
      run: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      priority: fc.integer({ min: 0, max: 2 }),
      needs: fc.array(need, { minLength: 1, maxLength: 2 }),
    });
    const tickets = fc.uniqueArray(ticket, { minLength: 1, maxLength: 5, selector: ({ run }) => run });
    const cases = fc.sample(fc.record({ tickets, taken: fc.uniqueArray(slot) }), { numRuns: 500, seed: 7 });
    const wanted = cases.map((each) => turnOf(runOf(each.tickets), each.tickets, new Set(each.taken)) ?? null);
    const given = cases.map((each) => ({ ...each, run: runOf(each.tickets) }));
    assert.deepEqual(inPython('[turns.turn_of(each["run"], each["tickets"], set(each["taken"])) for each in given]', given), wanted);
    assert.ok(wanted.some((slots) => slots === null) && wanted.some((slots) => slots !== null));
  });

  it('finds its interpreter below the home there, also behind the keeper of a terminal, and leaves arguments as they are', () => {
    const home = inPython('keeping.os.path.expanduser("~")', undefined);
    assert.deepEqual(inPython('keeping.expanded(given)', ['~/bin/python', '-c', 'keeper', '~/bin/python', 'train.py', '~/data']), [
      `${String(home)}/bin/python`,
      '-c',
      'keeper',
      `${String(home)}/bin/python`,
      'train.py',
      '~/data',
    ]);
  });

  it('tells by the same mark whether a log there is the one that is here', async () => {
    const sizes = [1, 4095, 4096, 4097, 9000];
    for (const size of sizes) writeFileSync(path.join(folder, `${size}.csv`), Buffer.alloc(size, `${size} `));
    const held = await new MirroredLogs(folder).held();
    const there = inPython('{name: [size, files.check_of(given["folder"] + "/" + name, size)] for name, size in given["files"].items()}', {
      folder,
      files: Object.fromEntries(sizes.map((size) => [`${size}.csv`, size])),
    });
    assert.deepEqual(there, held);
  });
});

function runOf(tickets: readonly Ticket[]): string {
  return tickets.at(-1)?.run ?? '';
}

describe('The checkpoints of a run on a host', () => {
  const spec = { argv: ['python', '/w/train.py', '--save', '/w/out.h5'], cwd: '/w', ssh: { root: '/w' } } as unknown as RunSpec;

  it('are those that would be found here, by the same names', () => {
    const files = [
      'out/checkpoint-5/trainer_state.json',
      'out/checkpoint-5/model.safetensors',
      'checkpoint-9/model.safetensors',
      'last.pt',
      'data.bin',
      'x.h5',
    ];
    const found = checkpointsAmong(
      files.map((file, at) => ({ path: file, bytes: at + 1, modifiedMs: at })),
      (file) => file === 'x.h5',
    );
    assert.deepEqual(
      found.map(({ path: place, bytes, step }) => [place, bytes, step]),
      [
        ['last.pt', 4, undefined],
        ['x.h5', 6, undefined],
        ['out/checkpoint-5', 3, 5],
      ],
    );
  });

  it('are told once, again when they have changed, and when they are gone; one that was told before is known', () => {
    const checkpoints = new CheckpointsOnHost(spec, [{ path: '/h/work/last.pt', bytes: 7, atMs: 0 }]);
    assert.deepEqual(checkpoints.take([['last.pt', 7, 1]], [], '/h/work'), []);
    assert.deepEqual(
      checkpoints.take(
        [
          ['last.pt', 8, 2],
          ['out.h5', 3, 3],
          ['out.txt', 3, 3],
        ],
        [],
        '/h/work',
      ),
      [
        { checkpoint: '/h/work/last.pt', bytes: 8 },
        { checkpoint: '/h/work/out.h5', bytes: 3 },
      ],
    );
    const state = ['checkpoint-5/trainer_state.json', 2, 4] as const;
    assert.deepEqual(checkpoints.take([state], [], '/h/work'), [{ checkpoint: '/h/work/checkpoint-5', bytes: 2, step: 5 }]);
    assert.deepEqual(checkpoints.take([], ['last.pt', 'checkpoint-5/trainer_state.json'], '/h/work'), [
      { checkpoint: '/h/work/last.pt', isGone: true },
      { checkpoint: '/h/work/checkpoint-5', isGone: true },
    ]);
  });
});

describe('What stands of an execution already', () => {
  it('counts once for each time that it stands there, and only of its own segment', async () => {
    const point = { metric: 'loss', step: 3, value: Number.NaN, wallMs: 1 };
    const paths = runPaths(folder);
    const written = [point, point, { ...point, value: 2 }, { ...point, source: 'hook' as const }, { ...point, step: 4, segment: 1 }];
    writeFileSync(paths.points, `${written.map(formatPoint).join('')}{"cut`);
    const recorded = await Recorded.read(paths, 0);
    assert.deepEqual(
      [recorded.takePoint(point), recorded.takePoint({ ...point, wallMs: 9 }), recorded.takePoint(point)],
      [true, true, false],
    );
    assert.deepEqual([recorded.takePoint({ ...point, value: 2 }), recorded.takePoint({ ...point, value: 2 })], [true, false]);
    assert.deepEqual([recorded.takePoint({ ...point, source: 'hook' }), recorded.takePoint({ ...point, source: 'file' })], [true, false]);
    assert.equal(recorded.takePoint({ ...point, step: 4 }), false);
    assert.equal((await Recorded.read(runPaths(path.join(folder, 'none')), 0)).takePoint(point), false);
  });
});

describe('A host', function () {
  this.timeout(60_000);
  let server: SshServer;
  before(async () => {
    server = await startSshServer();
  });
  after(() => server.dispose());

  // shows: ssh-run
  it('tells of each log only as much as is asked for, and says so; the rest is fetched at the end', async () => {
    const python = systemPython();
    const host = { host: server.host, python, folder: '' };
    const program = await readRemoteProgram(remoteProgram);
    const run = { folder: path.join(server.folder, 'capped'), part: 0 };
    const code = 'open("a.csv", "w").write("step,x\\n1,2\\n"); open("b.csv", "w").write("s" * 40); open("last.pt", "w").write("w")';
    const heard = async (wanted: Wanted): Promise<readonly Frame[]> => {
      const call = new RemoteCall(host, program, wanted);
      const frames: Frame[] = [];
      for await (const received of call.received()) {
        if (received.kind === 'bytes') continue;
        frames.push(received.frame);
        if ('ready' in received.frame) await call.write(Buffer.from('{"end": true}\n'));
      }
      call.close();
      return frames;
    };
    const command = {
      id: 'capped',
      name: 'capped',
      argv: [python, '-c', code],
      cwd: '.',
      env: {},
      hook: false,
      terminal: false,
      isOnePerGpu: false,
    };
    const [, kept] = await heard({ ...run, verb: 'start', ...command });
    assert.ok(kept !== undefined && 'kept' in kept && kept.again === false);
    const [again] = await heard({ ...run, verb: 'start', ...command });
    assert.ok(again !== undefined && 'kept' in again && again.again === true, 'it is started once');
    const files = { told: {}, eachBytes: 20, allBytes: 1000, everyS: 0.1 };
    const frames = await heard({ ...run, verb: 'follow', console: 0, hooks: {}, system: 0, files });
    assert.deepEqual(
      frames.filter((frame) => 'log' in frame || 'capped' in frame),
      [{ log: 'a.csv', at: 0, past: 0, bytes: 11 }, { capped: 'b.csv' }],
    );
    assert.deepEqual(
      frames.flatMap((frame) => ('made' in frame ? frame.made.map(([name, bytes]) => [name, bytes]) : [])),
      [['last.pt', 1]],
    );
    assert.ok(frames.some((frame) => 'exit' in frame && frame.exit.code === 0));
    const fetched = await heard({ ...run, verb: 'fetch', maxBytes: 30 });
    assert.deepEqual(
      fetched.flatMap((frame) => ('file' in frame ? [frame.file] : 'left' in frame ? [`not ${frame.left}`] : [])),
      ['last.pt', 'a.csv', 'not b.csv'],
    );
  });

  // shows: ssh-run
  it('that gives up while files are sent is heard, and nobody waits for it to take the rest', async () => {
    const full = path.join(folder, 'full');
    const said = { ready: { python: '3', path: 'python3', system: 'Linux', folder: '/runs' } };
    const refused = { error: '/runs/data: No space left on device', kind: 'full' };
    writeFileSync(full, `#!/bin/sh\necho '${JSON.stringify(said)}'\nsleep 0.3\necho '${JSON.stringify(refused)}'\nexit 3\n`, {
      mode: 0o755,
    });
    const wanted: Wanted = { folder: '/runs', part: 0, verb: 'fetch', maxBytes: 1 };
    const remote = new RemoteCall({ host: server.host, python: full, folder: '' }, '', wanted);
    const send = async (): Promise<void> => {
      for await (const received of remote.received())
        if (received.kind === 'frame' && 'ready' in received.frame)
          for (let part = 0; part < 256; part++) await remote.write(Buffer.alloc(2 ** 16));
    };
    await assert.rejects(send(), {
      code: 'ssh-host',
      message: 'gpu-box: /runs/data: No space left on device',
      hint: /Free some space on gpu-box/,
    });
    remote.close();
  });

  // shows: ssh-config, ssh-run
  it('that cannot keep a run is said in one sentence with the next step: no Python, one that is too old, a folder that is a file, a run that is gone', async () => {
    const call = async (python: string, wanted: Wanted): Promise<void> => {
      const remote = new RemoteCall({ host: server.host, python, folder: '' }, await readRemoteProgram(remoteProgram), wanted);
      try {
        for await (const _ of remote.received()) assert.fail('it says nothing else');
      } finally {
        remote.close();
      }
    };
    const run = { folder: path.join(server.folder, 'run'), part: 0 };
    const fetch: Wanted = { ...run, verb: 'fetch', maxBytes: 1 };
    const hint = /Name a Python of gpu-box in the setting practicum\.runs\.hosts/;
    await assert.rejects(call('no-such-python', fetch), { code: 'ssh-host', message: /gpu-box: .*no-such-python/, hint });
    const old = path.join(folder, 'python');
    writeFileSync(old, `#!/bin/sh\necho 'its Python is too old: 2.7, where 3.6 is needed' >&2\nexit 1\n`, { mode: 0o755 });
    await assert.rejects(call(old, fetch), { code: 'ssh-host', message: 'gpu-box: its Python is too old: 2.7, where 3.6 is needed', hint });
    const files = { told: {}, eachBytes: 1, allBytes: 1, everyS: 1 };
    const follow: Wanted = { ...run, verb: 'follow', console: 0, hooks: {}, system: 0, files };
    await assert.rejects(call(systemPython(), follow), { message: /run is not there any more$/, hint: /start the script as a new run/ });
    const start = {
      verb: 'start',
      id: 'a',
      name: 'a',
      argv: ['true'],
      cwd: '.',
      env: {},
      hook: false,
      terminal: false,
      isOnePerGpu: false,
    } as const;
    await assert.rejects(call(systemPython(), { folder: path.join(old, 'run'), part: 0, ...start }), { message: /Not a directory/ });
  });
});
