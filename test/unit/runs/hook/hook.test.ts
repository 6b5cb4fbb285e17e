import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parsePoint } from '../../../../src/runs/folderSchema.ts';
import { hookEnvironment } from '../../../../src/runs/hook/hookEnvironment.ts';
import { runSettingsFrom } from '../../../../src/runs/runSettings.ts';
import { systemPython } from '../../../systemPython.ts';
import { hookPython, makeWorkspace } from '../workspace.ts';

/** A module with the documented face of trackio, and what a framework may do besides. */
const framework = (
  version: string,
  log = 'def log(metrics, step=None):\n    kept.append((step, dict(metrics)))\n    return "as ever"',
): string => `"""Not the real one."""\n__version__ = "${version}"\nkept = []\n${log}\n`;

/** Shows everything of itself that a hook could have changed. */
const honest = `import inspect, os, random, sys, threading
import trackio
from trackio import log
random.seed(7)
print(log({"loss": random.random(), "nested": {"acc": 0.25}, "text": "no"}, step=3))
print(trackio.log({"loss": float("nan"), "epoch": 2}))
print(trackio.kept, log.__name__, log.__module__, log.__doc__, inspect.signature(log), inspect.getsource(trackio)[:20])
print(sys.path[1:], sorted(name for name in sys.modules if "sitecustomize" in name), sys.argv[1:], type(trackio.__loader__).__name__)
print(random.random(), threading.active_count(), sorted(os.listdir(".")))
try:
    log(3, 4, 5)
except TypeError as error:
    print("raised", type(error).__name__)
`;

describe('The hook', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-hook-')));
    mkdirSync(path.join(folder, 'hook'));
    mkdirSync(path.join(folder, 'own'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const put = (name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const run = (
    args: readonly string[],
    isHooked: boolean,
    PYTHONPATH = '',
  ): { readonly status: number | null; readonly output: string } => {
    const plain = { ...process.env, PYTHONPATH, PYTHONDONTWRITEBYTECODE: '1' };
    const env = isHooked ? { ...plain, ...hookEnvironment(plain, { python: hookPython, folder: path.join(folder, 'hook') }) } : plain;
    const { status, stdout, stderr } = spawnSync(systemPython(), args, { cwd: folder, env, encoding: 'utf8' });
    return { status, output: `${stdout}${stderr}` };
  };
  const told = (): readonly string[] =>
    readdirSync(path.join(folder, 'hook')).flatMap((name) =>
      readFileSync(path.join(folder, 'hook', name), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/^\{"t":\d+,/, '{')),
    );

  // shows: hook-harmless
  it('changes nothing that a script can see: output, seeds, path, modules, signatures, exceptions', () => {
    put('trackio.py', framework('0.36.0'));
    const script = put('train.py', honest);
    const without = run([script, 'a'], false);
    const hooked = run([script, 'a'], true);
    assert.deepEqual(hooked, without);
    assert.equal(without.status, 0, without.output);
    assert.match(without.output, /as ever\n[\s\S]*raised TypeError/);
    assert.deepEqual(told().slice(0, 2), [
      '{"f":"trackio","s":3,"v":{"loss":0.32383276483316237,"nested.acc":0.25}}',
      '{"f":"trackio","s":4,"e":2,"v":{"loss":"NaN"}}',
    ]);
  });

  // shows: hook-harmless
  it('leaves a framework alone that is not as it knows it, and says so once', () => {
    const loop = 'import trackio\nfor step in range(3):\n    print(trackio.log({"loss": 1}, step))\n';
    const script = put('train.py', loop);
    for (const [text, why] of [
      [framework('9.0.1'), /version 9\.0\.1 of trackio is not known to the hook/],
      [framework('0.36.0', 'def log(data, when):\n    return "as ever"'), /log of trackio takes data, when/],
      ['__version__ = "0.36.0"\nclass Log:\n    def __call__(self, metrics, step):\n        return "as ever"\nlog = Log()\n', /__code__/],
    ] as const) {
      put('trackio.py', text);
      const { status, output } = run([script], true);
      assert.deepEqual([status, output], [0, 'as ever\nas ever\nas ever\n'], text);
      const [note = '', ...rest] = told();
      assert.deepEqual(rest, []);
      assert.match(note, /^\{"f":"trackio","note":/);
      assert.match(note, why);
      rmSync(path.join(folder, 'hook'), { recursive: true });
      mkdirSync(path.join(folder, 'hook'));
    }
  });

  // shows: hook-harmless
  it('says nothing and breaks nothing where it cannot write, or its number now means another file', () => {
    put('trackio.py', framework('0.36.0'));
    const script = put(
      'train.py',
      `import os, trackio
trackio.log({"loss": 1.0}, 1)
os.closerange(3, 100)
files = [open(f"own/{n}.txt", "w") for n in range(5)]
trackio.log({"loss": 2.0}, 2)
for file in files: file.close()
print([os.path.getsize(f"own/{n}.txt") for n in range(5)])
`,
    );
    assert.deepEqual(run([script], true), { status: 0, output: '[0, 0, 0, 0, 0]\n' });
    assert.equal(told().length, 2);
    rmSync(path.join(folder, 'hook'), { recursive: true });
    assert.deepEqual(run([script], true), { status: 0, output: '[0, 0, 0, 0, 0]\n' });
  });

  // shows: hook-harmless
  it('lets a sitecustomize that was there run, and fail, as without it', () => {
    const script = put(
      'train.py',
      'import sys\nprint(sys.modules["sitecustomize"].__file__ if "sitecustomize" in sys.modules else "none")\n',
    );
    for (const text of ['import sys\nsys.stdout.write("theirs ")\n', 'raise RuntimeError("theirs")\n']) {
      put('own/sitecustomize.py', text);
      const without = run([script], false, path.join(folder, 'own'));
      assert.deepEqual(run([script], true, path.join(folder, 'own')), without);
      assert.match(without.output, /theirs/);
    }
  });

  // shows: hook-frameworks
  it('follows into the processes that a script starts, each with a file and a rank of its own', () => {
    put('trackio.py', framework('0.36.0'));
    const script = put(
      'train.py',
      `import os, subprocess, sys, trackio
trackio.log({"loss": 0.5}, 1)
if len(sys.argv) == 1:
    subprocess.run([sys.executable, __file__, "child"], env={**os.environ, "RANK": "1"}, check=True)
    child = os.fork()
    if child == 0:
        trackio.log({"forked": 0.125}, 2)
        os._exit(0)
    os.waitpid(child, 0)
`,
    );
    assert.deepEqual(run([script], true), { status: 0, output: '' });
    assert.equal(readdirSync(path.join(folder, 'hook')).length, 3);
    assert.deepEqual(told().toSorted(), [
      '{"f":"trackio","s":1,"r":1,"v":{"loss":0.5}}',
      '{"f":"trackio","s":1,"v":{"loss":0.5}}',
      '{"f":"trackio","s":2,"v":{"forked":0.125}}',
    ]);
  });

  // shows: hook-switch
  it('is on unless it is switched off', () => {
    for (const said of [undefined, '', 'on', true, 'yes']) assert.equal(runSettingsFrom({ hook: said }).hook, true, String(said));
    for (const said of ['off', false, 'no', '0', 'OFF']) assert.equal(runSettingsFrom({ hook: said }).hook, false, String(said));
  });

  it('puts its folder before what PYTHONPATH names, and no empty entry', () => {
    const hook = { python: '/p', folder: '/run/hook' };
    assert.deepEqual(hookEnvironment({}, hook, ':'), { PYTHONPATH: '/p', PRACTICUM_HOOK: '/run/hook' });
    assert.deepEqual(hookEnvironment({ PYTHONPATH: '' }, hook, ':'), { PYTHONPATH: '/p', PRACTICUM_HOOK: '/run/hook' });
    assert.deepEqual(hookEnvironment({ PYTHONPATH: 'a;b' }, hook, ';'), { PYTHONPATH: '/p;a;b', PRACTICUM_HOOK: '/run/hook' });
  });

  it('is Python that 3.8 reads', () => {
    const files = readdirSync(hookPython, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.py'));
    assert.ok(files.length > 8);
    const check = 'import ast, sys\nfor name in sys.argv[1:]: ast.parse(open(name).read(), name, feature_version=(3, 8))';
    execFileSync(systemPython(), ['-c', check, ...files.map((name) => path.join(hookPython, name))]);
  });

  // shows: hook-switch, capture-merge
  it('makes the points of a run exact, is written in its record, and can be switched off', async () => {
    const workspace = makeWorkspace({ root: folder });
    try {
      put('trackio.py', framework('0.36.0'));
      const script = put(
        'train.py',
        `import os, trackio
print("hooked", "PRACTICUM_HOOK" in os.environ)
for step in range(1, 21):
    trackio.log({"loss": 1 / 3 / step}, step)
    print(f"step {step} loss {1 / 3 / step:.3f} lr 0.001")
`,
      );
      const run = await workspace.ended(await workspace.launch(script));
      const points = readFileSync(path.join(run.folder, 'points.jsonl'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => parsePoint(line));
      const losses = points.filter((point) => point?.metric === 'loss');
      assert.deepEqual(
        losses.map((point) => [point?.step, point?.value, point?.source]),
        Array.from({ length: 20 }, (_, index) => [index + 1, 1 / 3 / (index + 1), 'hook']),
      );
      assert.equal(points.filter((point) => point?.metric === 'lr' && point.source === undefined).length, 20);
      assert.equal(run.pointCount, 40);
      assert.equal(JSON.parse(readFileSync(path.join(run.folder, 'spec.json'), 'utf8')).hook, true);
      assert.match(readFileSync(path.join(run.folder, 'console.log'), 'utf8'), /^hooked True\n/);
      assert.equal(existsSync(path.join(run.folder, 'hook')), false);
      const off = await workspace.ended(await workspace.launch(script, [], { hook: false }));
      assert.equal(off.spec.hook, false);
      assert.match(readFileSync(path.join(off.folder, 'console.log'), 'utf8'), /^hooked False\n/);
      const ofConsole = (await workspace.runs.points(off.spec.id)).filter(({ metric }) => metric === 'loss');
      assert.deepEqual([ofConsole.length, ofConsole[0]?.value, ofConsole[0]?.source], [20, 0.333, undefined]);
    } finally {
      workspace.dispose();
    }
  });
});
