import assert from 'node:assert/strict';
import { parseCommandLine } from '../../../src/cli/args.ts';
import { sandboxSettings } from '../../../src/cli/host.ts';
import { type McpFacts, mcpDefinitions, mcpTextSettings } from '../../../src/editor/mcpDefinition.ts';
import { settings } from '../../../src/editor/settingContributions.ts';

const facts: McpFacts = {
  node: '/editor/node',
  program: '/ext/dist/cli.js',
  version: '1.2.3',
  homedir: '/home/ada',
  folders: [{ name: 'work', path: '/work' }],
  isTrusted: true,
  mode: 'ask',
  texts: {},
  home: '',
  sandboxHosts: [],
  runHosts: [],
  metricPatterns: [],
  parallel: undefined,
  interpreter: undefined,
  sessionUsd: undefined,
  dayUsd: undefined,
};

describe('The server that the editor starts for other agents', () => {
  // shows: mcp-serve-editor
  it('is practicum mcp under the editor’s own Node, for each folder that is trusted, with a command line that is understood', () => {
    const [one, ...none] = mcpDefinitions({ ...facts, mode: 'plan', sessionUsd: 2, dayUsd: 0 });
    assert.deepEqual(none, []);
    assert.deepEqual([one?.label, one?.command, one?.folder, one?.version], ['Practicum', '/editor/node', '/work', '1.2.3']);
    assert.deepEqual(one?.env, { ELECTRON_RUN_AS_NODE: '1' });
    const { command, options } = parseCommandLine(one?.args.slice(1) ?? []);
    assert.equal(command.kind, 'mcp');
    assert.deepEqual([options.cwd, options.mode, options.budgetUsd, options.dayBudgetUsd], ['/work', 'plan', 2, null]);
    assert.deepEqual(mcpDefinitions({ ...facts, isTrusted: false }), []);
    assert.deepEqual(mcpDefinitions({ ...facts, folders: [] }), []);
    const two = mcpDefinitions({ ...facts, folders: [...facts.folders, { name: 'other', path: '/other' }] });
    assert.deepEqual(
      two.map(({ label }) => label),
      ['Practicum (work)', 'Practicum (other)'],
    );
  });

  // shows: mcp-serve-editor
  it('has the window’s settings as the command line has them, and no key', () => {
    for (const id of Object.keys(mcpTextSettings)) assert.ok(Object.hasOwn(settings, id), id);
    const [definition] = mcpDefinitions({
      ...facts,
      texts: { 'practicum.runs.folder': 'out/runs', 'practicum.sandbox.use': 'required', 'practicum.hub.endpoint': '' },
      home: '.practicum-home',
      sandboxHosts: ['pypi.org', '*.huggingface.co'],
      runHosts: ['gpu-box', 'lab'],
      metricPatterns: ['a (?<step>\\d+)', 'b (?<step>\\d+)'],
      parallel: 2,
      interpreter: '/venv/bin/python',
    });
    const env = definition?.env ?? {};
    assert.deepEqual(env, {
      ELECTRON_RUN_AS_NODE: '1',
      PRACTICUM_RUNS_FOLDER: 'out/runs',
      PRACTICUM_SANDBOX: 'required',
      PRACTICUM_HOME: '/home/ada/.practicum-home',
      PRACTICUM_SANDBOX_HOSTS: 'pypi.org *.huggingface.co',
      PRACTICUM_HOSTS: 'gpu-box,lab',
      PRACTICUM_METRIC_PATTERNS: 'a (?<step>\\d+)\nb (?<step>\\d+)',
      PRACTICUM_PARALLEL_RUNS: '2',
      PRACTICUM_PYTHON: '/venv/bin/python',
    });
    assert.deepEqual(sandboxSettings(env), { use: 'required', hosts: ['pypi.org', '*.huggingface.co'] });
    assert.ok(!Object.keys(env).some((name) => /KEY|TOKEN|SECRET/.test(name)));
  });
});
