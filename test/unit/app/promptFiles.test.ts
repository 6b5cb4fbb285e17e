import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { argumentsIn, filledIn } from '../../../src/app/promptText.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import { wordsOf } from '../../../src/base/userPart.ts';
import type { ModelRequest } from '../../../src/models/model.ts';
import { calls, end, ScriptedModel, type Step, say } from '../agent/scriptedModel.ts';
import { testHost, until } from './support.ts';

/** As VS Code writes a place for words. */
const input = (name: string): string => ['$', `{input:${name}}`].join('');

const skill = `---
name: sweep
description: >-
  How this project sweeps learning rates.
  Use it before any sweep.
allowed-tools: Bash(rm:*)
---

Take three seeds. See [notes](notes.md).
`;

describe('Prompt files and skills', () => {
  let folder: string;
  let root: string;
  let model: ScriptedModel;
  let workbench: OpenWorkbench;
  let problems: string[];

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-prompts-')));
    root = join(folder, 'space');
    problems = [];
    await mkdir(root);
  });
  afterEach(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function put(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  async function open(steps: readonly Step[], isTrusted = true): Promise<void> {
    model = new ScriptedModel(...steps);
    workbench = await createWorkbench(
      testHost(folder, root, () => model, { mode: 'ask', isTrusted: () => isTrusted, log: (_, text) => void problems.push(text) }),
    );
  }
  async function sent(text: string): Promise<void> {
    await workbench.chat.send(text, []);
    await until(workbench.chat.onDidChange, () => workbench.chat.snapshot().head.status === 'idle');
  }
  const wordsIn = (request: ModelRequest | undefined): string =>
    (request?.messages ?? []).flatMap((message) => (message.role === 'user' ? message.parts.map(wordsOf) : [])).join('\n');
  const names = async (query = ''): Promise<readonly string[]> => (await workbench.chat.commands(query)).map(({ name }) => name);

  // shows: skills-prompts
  it('stand behind a slash: the workspace’s and the home’s, in the forms of other programs too, with their arguments', async () => {
    await put('space/.practicum/prompts/review.md', 'Review this.');
    await put(
      'space/.github/prompts/port.prompt.md',
      `---\ndescription: Port a model\n---\nPort ${input('file:which file')} to ${input('framework')}.`,
    );
    await put('space/.claude/commands/fix.md', '---\ndescription: "Fix: an issue"\nargument-hint: number\n---\nFix #$1: $ARGUMENTS');
    await put('home/prompts/greet.md', '# Say hello\n\nSay hello.');
    await put('home/prompts/review.md', 'Of the home.');
    await put('home/prompts/bad name.md', 'No.');
    await open([]);
    assert.deepEqual(
      (await workbench.chat.commands('')).map(({ name, description, from, arguments: needed }) => [
        name,
        description,
        from,
        needed.map((one) => one.name),
      ]),
      [
        ['review', 'Review this.', 'this workspace', []],
        ['port', 'Port a model', 'this workspace', ['file', 'framework']],
        ['fix', 'Fix: an issue', 'this workspace', ['1', 'arguments']],
        ['greet', 'Say hello', 'your home', []],
      ],
    );
    assert.deepEqual(await names('re'), ['review', 'greet']);
  });

  // shows: skills-prompts
  it('reach the model as what the person’s command stands for, and the message shows what was typed', async () => {
    await put('space/.practicum/prompts/port.md', `Port ${input('file')} to $ARGUMENTS.`);
    await open([
      [say('Done.'), end()],
      [say('Done.'), end()],
    ]);
    await sent('/port train.py JAX and "flax linen"');
    assert.match(
      wordsIn(model.requests[0]),
      /\/port at the beginning of the person's message stands for this:\n\nPort train\.py to JAX and flax linen\.\n\/port train\.py/,
    );
    const [item] = workbench.chat.snapshot().items;
    assert.ok(item?.kind === 'user');
    assert.deepEqual(
      [item.text, item.mentions.map(({ kind, label }) => [kind, label])],
      ['/port train.py JAX and "flax linen"', [['prompt', '/port']]],
    );
    // What is missing is said before anything is sent; what is no command is a message.
    await assert.rejects(workbench.chat.send('/port', []), { code: 'slash-arguments' });
    await sent('/etc/hosts is odd');
    assert.equal(model.requests.length, 2);
  });

  // shows: skills-model
  it('tells the model which skills there are, and lets it read one with the texts that it names', async () => {
    await put('space/.claude/skills/sweep/SKILL.md', skill);
    await put('space/.claude/skills/sweep/notes.md', 'Rates from 1e-4 on.');
    await put('home/skills/cards/SKILL.md', '---\ndescription: How I write model cards\n---\nShort ones.');
    await put('home/skills/cards/more.md', 'With a table.');
    await put('home/secret.md', 'nothing for a model');
    await symlink(join(folder, 'home/secret.md'), join(folder, 'home/skills/cards/link.md'));
    await put('home/skills/empty/SKILL.md', 'It says nothing of itself.');
    const read = (name: string, file?: string) => ['read_skill', { skill: name, ...(file === undefined ? {} : { file }) }] as const;
    await open([
      calls(read('sweep'), read('sweep', 'notes.md'), read('cards'), read('cards', 'more.md')),
      calls(read('cards', 'link.md'), read('cards', '../../secret.md'), read('gone')),
      [say('Done.'), end()],
    ]);
    await sent('Sweep');
    const told = wordsIn(model.requests[0]);
    assert.match(told, /- sweep: How this project sweeps learning rates\. Use it before any sweep\.\n- cards: How I write model cards/);
    assert.ok(model.requests[0]?.tools.some(({ name }) => name === 'read_skill'));
    const results = model.requests.at(-1)?.messages.flatMap((message) => (message.role === 'tool' ? message.results : [])) ?? [];
    assert.deepEqual(
      results.slice(0, 4).map(({ content, isError }) => [isError, /Take three seeds|Rates from|Short ones|With a table/.test(content)]),
      Array.from({ length: 4 }, () => [false, true]),
    );
    for (const { content } of results.slice(4))
      assert.match(content, /link that leads elsewhere|outside of its folder|There is no skill “gone”/);
    assert.deepEqual(workbench.approvals.pending, []);
    assert.ok(problems.some((text) => /empty\/SKILL\.md is no skill/.test(text)));
    // A skill is a command as well.
    assert.deepEqual(await names('swe'), ['sweep']);
  });

  // shows: skills-trust
  it('are those of the home alone where the workspace is not trusted, and no tool is told of where there are none', async () => {
    await put('space/.claude/skills/sweep/SKILL.md', skill);
    await put('space/.practicum/prompts/review.md', 'Review this.');
    await put('home/prompts/greet.md', 'Say hello.');
    await open([[say('Hello.'), end()]], false);
    assert.deepEqual(await names(), ['greet']);
    await sent('/greet');
    assert.match(wordsIn(model.requests[0]), /stands for this:\n\nSay hello\./);
    assert.doesNotMatch(wordsIn(model.requests[0]), /sweep/);
    assert.ok(!model.requests[0]?.tools.some(({ name }) => name === 'read_skill'));
  });

  // shows: skills-prompts
  it('put a person’s words in once: what looks like a place in them stays', async () => {
    await open([]);
    assert.equal(filledIn(`Do $1 and ${input('x')}.`, { 1: input('x'), x: '$1' }), `Do ${input('x')} and $1.`);
    assert.equal(filledIn('Look.', { arguments: 'at a.py' }), 'Look.\n\nat a.py');
    assert.deepEqual(
      argumentsIn(`$2 $1 ${input('a')} $ARGUMENTS costs $100`).map(({ name }) => name),
      ['a', '1', '2', 'arguments'],
    );
  });
});
