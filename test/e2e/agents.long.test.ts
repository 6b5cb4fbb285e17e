import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { root } from '../../scripts/package.ts';
import { run } from '../../scripts/run.ts';
import type { Brain } from '../doubles/script.ts';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { eventually } from './eventually.ts';
import { useWindow } from './harness.ts';
import { modelSettings } from './model.ts';
import { Tap } from './tap.ts';

/** Writes a note at first, and says so. */
const brain: Brain = ({ messages }) =>
  messages.some(({ role }) => role === 'tool')
    ? { text: 'The note is written, as you can see in note.md.' }
    : { text: 'I write the note.', calls: [{ name: 'write_file', input: { path: 'note.md', content: 'hello\n' } }] };

/** The editor’s own chat sends nothing to anybody as long as the editor has no model at all. */
async function packTestModels(folder: string): Promise<string> {
  const vsix = path.join(folder, 'test-models.vsix');
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix];
  await run(process.execPath, [vsce, 'package', ...flags], { cwd: path.join(root, 'test/doubles/lm-extension'), isQuiet: true });
  return vsix;
}

describe('other agents in a real window', () => {
  const tap = new Tap();
  let doubles: Doubles;
  let folder: string;
  const window = useWindow(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'practicum-agents-'));
    doubles = await startDoubles({ key: 'none', brain: tap.on(brain) });
    return {
      extensions: [await packTestModels(folder)],
      workspaceName: 'agents',
      workspace: (at) => writeFileSync(path.join(at, 'train.py'), 'print("step 1 loss 0.5")\n'),
      settings: { ...modelSettings(doubles, 'anthropic'), 'chat.disableAIFeatures': false, 'chat.mcp.access': 'all' },
      env: { PRACTICUM_DOUBLE_OPENAI_URL: doubles.openaiUrl },
    };
  });
  after(async () => {
    tap.open();
    await doubles.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const chat = (): Locator => window().page.locator('.interactive-session');

  /** Types into the editor’s own chat and sends it. */
  async function ask(text: string): Promise<void> {
    const { workbench, page } = window();
    await workbench.command('Chat: Open Chat');
    const input = chat().locator('.interactive-input-editor');
    await input.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.keyboard.type(text, { delay: 20 });
    await eventually(async () => assert.match((await input.textContent()) ?? '', /practicum/));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
  }

  // shows: mcp-serve-editor
  it('find the bench among the editor’s servers, and start it', async () => {
    const { workbench, page } = window();
    await workbench.openFile('train.py');
    const row = workbench.quickInput.locator('.monaco-list-row', { hasText: 'Practicum' }).first();
    await eventually(async () => {
      await workbench.command('MCP: List Servers');
      await row.click({ timeout: 3000 });
    });
    await workbench.choose('Start Server');
    await page
      .locator('.output-view-container, .part.panel', { hasText: /Discovered\s+\d+\s+tools/ })
      .first()
      .waitFor();
  });

  // shows: participant
  it('are answered by @practicum in the editor’s own chat, from Practicum’s session and under its approvals', async () => {
    const { workbench } = window();
    // The editor looks for its models with the first request, and says so when there were none yet.
    await ask('@practicum write a note');
    const button = chat().getByRole('button', { name: 'Show approval' });
    const none = chat().getByText('Language model unavailable');
    await button.or(none).first().waitFor();
    if (!(await button.isVisible())) await ask('@practicum write a note');
    await button.waitFor();
    await chat().getByText('Waits for your answer:').waitFor();
    assert.ok(!existsSync(window().file('note.md')));
    await button.click();
    const practicum = await window().chat.attach();
    await practicum.approve(/Write note\.md/);
    await eventually(() => assert.ok(existsSync(window().file('note.md'))));
    assert.deepEqual(await practicum.prompts(), ['write a note']);
    await workbench.command('Chat: Open Chat');
    await chat().getByText('The note is written, as you can see in note.md.').waitFor();
    await chat().getByText('What changed?').waitFor();
  });

  // shows: participant
  it('stop the turn where they cancel it there', async () => {
    const { page } = window();
    tap.close();
    await ask('@practicum say that again');
    await tap.let(1);
    const stop = chat().locator('.interactive-input-part .codicon-stop-circle, .interactive-input-part .codicon-debug-stop');
    await stop
      .or(chat().getByRole('button', { name: /^Cancel/ }))
      .first()
      .waitFor();
    await page.keyboard.press('Control+Escape');
    await window().chat.open();
    await window().chat.idle();
    tap.open();
    assert.equal((await window().chat.prompts()).at(-1), 'say that again');
  });
});
