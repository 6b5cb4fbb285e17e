import assert from 'node:assert/strict';
import { createMcpSlashSource } from '../../../src/app/mcpSlash.ts';
import { joinSlashSources, type SlashCommand, type SlashSource, slashArguments } from '../../../src/app/slash.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import type { PromptRow } from '../../../src/mcp/desk.ts';

const signal = new AbortController().signal;
const prompt = (server: string, name: string): PromptRow => ({
  server,
  name,
  title: 'Review',
  description: '',
  arguments: [
    { name: 'file', description: 'Which', isRequired: true },
    { name: 'focus', description: 'On what', isRequired: false },
  ],
});

describe('slash commands', () => {
  const asked: unknown[] = [];
  const source = createMcpSlashSource({
    prompts: () => [prompt('my files', 'review'), prompt('my/files', 'review')],
    prompt: async (...given) => {
      asked.push(given.slice(0, 3));
      return 'Look at it.';
    },
    onDidChange: () => ({ dispose() {} }),
  });

  // shows: mcp-prompts
  it('are the prompts of servers, whose words are marked as theirs', async () => {
    assert.deepEqual(
      source.list().map(({ name, description, from }) => [name, description, from]),
      [
        ['my_files.review', 'Review', 'the server “my files”'],
        ['my_files.review-2', 'Review', 'the server “my/files”'],
      ],
    );
    assert.deepEqual(await source.expand('my_files.review-2', { file: 'a.py' }, signal), {
      text: 'Look at it.',
      origin: { kind: 'mcp', name: 'my/files/review' },
    });
    assert.deepEqual(asked, [['my/files', 'review', { file: 'a.py' }]]);
    await assert.rejects(source.expand('gone', {}, signal), (error) => error instanceof PracticumError && error.code === 'slash-unknown');
  });

  // shows: mcp-prompts
  it('of several sources are one list, of the same name the first', async () => {
    const command: SlashCommand = { name: 'my_files.review', description: 'Ours', arguments: [], from: 'your files' };
    const own: SlashSource = { list: () => [command], onDidChange: () => ({ dispose() {} }), expand: async () => ({ text: 'ours' }) };
    const joined = joinSlashSources([own, source]);
    assert.deepEqual(
      joined.list().map(({ name, from }) => [name, from]),
      [
        ['my_files.review', 'your files'],
        ['my_files.review-2', 'the server “my/files”'],
      ],
    );
    assert.deepEqual(await joined.expand('my_files.review', {}, signal), { text: 'ours' });
    await assert.rejects(joined.expand('none', {}, signal), /There is no command \/none/);
  });

  // shows: mcp-prompts
  it('take what is typed behind them in order, by name and in quotes, and say what is missing', () => {
    const [command] = source.list();
    assert(command !== undefined);
    assert.deepEqual(slashArguments(command, 'a.py the loss, please'), { file: 'a.py', focus: 'the loss, please' });
    assert.deepEqual(slashArguments(command, 'focus="the loss" a.py'), { focus: 'the loss', file: 'a.py' });
    assert.deepEqual(slashArguments(command, '"two words.py"'), { file: 'two words.py' });
    assert.throws(
      () => slashArguments(command, 'focus=loss'),
      (error) => error instanceof PracticumError && error.hint?.includes('/my_files.review FILE [FOCUS]') === true,
    );
    assert.throws(() => slashArguments(command, '  '), /needs file/);
  });
});
