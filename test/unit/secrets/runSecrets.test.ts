import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PracticumError } from '../../../src/base/errors.ts';
import { hideSecrets } from '../../../src/base/redact.ts';
import type { RunConfinement, RunOrigin } from '../../../src/runs/run.ts';
import { secretVariablesOf, withSecretsOf } from '../../../src/runs/runSecrets.ts';
import { makeWorkspace, type Workspace } from '../runs/workspace.ts';

const key = (name: string): string => `${name}7Zk2Wp9Lm4Xc8Vb3Nr6Ty1H`;
const variables = {
  HF_TOKEN: key('hub'),
  WANDB_API_KEY: key('wandb'),
  OPENAI_API_KEY: key('openai'),
  AWS_SECRET_ACCESS_KEY: key('aws'),
  LR: '0.1',
};
const person: RunOrigin = { by: 'person' };
const agent: RunOrigin = { by: 'agent', session: 'se_1', call: 'ca_1' };
const walls = (network: RunConfinement['network']): RunConfinement => ({ writable: [], network, roots: [], home: '/none' });

describe('the secrets of a run', () => {
  // shows: secrets-everywhere
  it('are the person’s where the person starts it, and those of what a training logs in to where the agent does', () => {
    assert.deepEqual(secretVariablesOf({ origin: person }, variables), [
      'AWS_SECRET_ACCESS_KEY',
      'HF_TOKEN',
      'OPENAI_API_KEY',
      'WANDB_API_KEY',
    ]);
    assert.deepEqual(secretVariablesOf({ origin: agent }, variables), ['HF_TOKEN', 'WANDB_API_KEY']);
  });

  // shows: secrets-everywhere
  it('are none behind walls, unless they let it reach the service', () => {
    const of = (network: RunConfinement['network']) => secretVariablesOf({ origin: agent, confinement: walls(network) }, variables);
    assert.deepEqual(of('off'), []);
    assert.deepEqual(of({ hosts: ['pypi.org'] }), []);
    assert.deepEqual(of({ hosts: ['huggingface.co'] }), ['HF_TOKEN']);
    assert.deepEqual(of({ hosts: ['*.wandb.ai', 'pypi.org'] }), ['WANDB_API_KEY']);
  });

  it('leave the rest of the environment as it is', () => {
    assert.deepEqual(withSecretsOf({ secrets: ['HF_TOKEN'] }, variables), { HF_TOKEN: variables.HF_TOKEN, LR: '0.1' });
    assert.deepEqual(withSecretsOf({}, variables), variables);
  });
});

describe('a run and its record', function () {
  this.timeout(90_000);
  let workspace: Workspace;
  const before = new Map<string, string | undefined>();
  beforeEach(() => {
    workspace = makeWorkspace();
    for (const [name, value] of Object.entries(variables)) {
      before.set(name, process.env[name]);
      process.env[name] = value;
    }
  });
  afterEach(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    workspace.dispose();
  });

  const program = `import os, pathlib
names = ["AWS_SECRET_ACCESS_KEY", "HF_TOKEN", "LR", "OPENAI_API_KEY", "WANDB_API_KEY"]
print("has", [name for name in names if name in os.environ])
parent = pathlib.Path(f"/proc/{os.getppid()}/environ")
if parent.exists():
    print("parent", [name for name in names if name.encode() + b"=" in parent.read_bytes()])
`;

  for (const [who, origin, expected] of [
    ['the agent', agent, ['HF_TOKEN', 'WANDB_API_KEY']],
    ['a person', person, ['AWS_SECRET_ACCESS_KEY', 'HF_TOKEN', 'OPENAI_API_KEY', 'WANDB_API_KEY']],
  ] as const) {
    // shows: secrets-everywhere
    it(`gets what ${who} may give it, its supervisor no more, and the record says the names only`, async () => {
      const run = await workspace.ended(await workspace.launch(workspace.script('train.py', program), [], { origin }));
      const { lines } = await workspace.runs.logPage(run.spec.id, { lines: 20 });
      const shown = JSON.stringify([...expected, 'LR'].sort())
        .replaceAll('"', "'")
        .replaceAll(',', ', ');
      assert.equal(lines[0], `has ${shown}`);
      if (lines.length > 1) assert.equal(lines[1], `parent ${shown}`);
      assert.deepEqual(run.spec.secrets, [...expected]);
      for (const entry of readdirSync(run.folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const file = join(entry.parentPath, entry.name);
        const text = readFileSync(file, 'utf8');
        for (const value of Object.values(variables).filter((each) => each.length > 8)) assert.ok(!text.includes(value), file);
      }
    });
  }

  // shows: secrets-everywhere
  it('is not started with a secret in its arguments, its name or its path, which other programs could read', async () => {
    const token = `hf_${key('q7Zk2Wp9Lm')}`;
    const script = workspace.script('train.py', 'print(1)\n');
    const attempts = [
      workspace.launch(script, ['--hub_token', 'hunter2']),
      workspace.launch(script, [`--note=${token}`]),
      workspace.launch(script, [], { name: token }),
      workspace.launch(workspace.script(`${token}.py`, 'print(1)\n')),
    ];
    for (const attempt of attempts) {
      await assert.rejects(attempt, (error) => {
        assert.ok(error instanceof PracticumError && error.code === 'secret-in-arguments', String(error));
        assert.ok(!error.message.includes(token) && !error.message.includes('hunter2'), error.message);
        assert.match(error.hint ?? '', /environment/);
        return true;
      });
    }
    assert.deepEqual(await workspace.runs.list(), []);
  });

  it('is started with arguments that only sound like it', async () => {
    const args = [
      '--use_auth_token',
      'True',
      '--tokenizer_name',
      'gpt2',
      '--max_tokens',
      '128',
      '--api-key',
      '$KEY',
      '--sort-key',
      'loss1',
    ];
    assert.equal(hideSecrets(args.join(' ')), args.join(' '));
    const run = await workspace.ended(await workspace.launch(workspace.script('train.py', 'print(1)\n'), args));
    assert.equal(run.status, 'done');
  });

  // shows: secrets-everywhere
  it('shows its console without secrets, and keeps the file itself as the script wrote it', async () => {
    const token = `hf_${key('q7Zk2Wp9Lm')}`;
    const script = workspace.script(
      'train.py',
      `print("token", "hf_" + "${token.slice(3)}")\nprint("x" * 1990 + " hf_" + "${token.slice(3)}")\n`,
    );
    const run = await workspace.ended(await workspace.launch(script));
    const { lines } = await workspace.runs.logPage(run.spec.id, { lines: 20 });
    assert.equal(lines[0], 'token [redacted:huggingface]');
    assert.ok(!lines.join('\n').includes(token.slice(0, 8)), lines[1]);
    assert.ok(readFileSync(join(run.folder, 'console.log'), 'utf8').includes(token));
  });
});
