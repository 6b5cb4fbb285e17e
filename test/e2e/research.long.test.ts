import assert from 'node:assert/strict';
import type { Brain } from '../doubles/script.ts';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { showAll } from './album.ts';
import { useWindow } from './harness.ts';
import { modelSettings } from './model.ts';

const questions = ['Which learning rate does the script use by default?', 'Which data does it load?'];
/** Opened by the test: until then the sub-agents have read and do not report. */
const gate = Promise.withResolvers<void>();

/** The agent sends out two sub-agents; each reads the script and reports what stands there, and something that does not. */
const brain: Brain = async ({ system, messages }) => {
  const results = messages.flatMap((message) => (message.role === 'tool' ? message.results : []));
  if (!system.startsWith('You are a research sub-agent')) {
    if (results.length > 0) return { text: 'They found it.' };
    return { calls: [{ name: 'research', input: { task: 'What does train.py do?', questions } }] };
  }
  const [read] = results;
  if (read === undefined) return { calls: [{ name: 'read_file', input: { path: 'train.py' } }] };
  await gate.promise;
  const line = read.content.split('\n').find((row) => row.includes('--lr')) ?? '';
  const [number = '', words = ''] = line.trim().split('\t');
  const facts = [
    { fact: 'The default stands in the script.', source: `train.py:${number}`, quote: words.trim() },
    { fact: 'Everybody uses it.', source: 'https://example.org/nowhere' },
  ];
  return { text: `\`\`\`json\n${JSON.stringify({ facts, open: [] })}\n\`\`\`` };
};

describe('research in a real window', () => {
  let doubles: Doubles;
  const window = useWindow(async () => {
    doubles = await startDoubles({ key: 'none', brain });
    return { settings: modelSettings(doubles, 'anthropic') };
  });
  after(() => doubles.close());

  const shown = (name: string): Promise<void> => showAll(window(), [(shoot) => shoot(name)]);

  // shows: research-progress, research-cited
  it('shows sub-agents while they look, then what they found with its line, which opens, also after a reload', async () => {
    const { chat, workbench, page } = window();
    await chat.open();
    await chat.send('What does the script do?');
    const agents = chat.frame.getByRole('list', { name: 'Sub-agents' });
    await agents.getByText(questions[0] ?? '').waitFor();
    await agents
      .getByText(/^1 call · /)
      .first()
      .waitFor();
    await chat.frame.getByText('2 sub-agents: 2 at work, 0 ended.').waitFor({ state: 'attached' });
    await shown('research-at-work');
    gate.resolve();
    await chat.answers.getByText('They found it.').waitFor();
    const agent = agents.getByRole('button', { name: new RegExp(questions[0]?.slice(0, 30) ?? '') });
    if (!(await agent.isVisible())) await chat.frame.getByRole('button', { name: /Research: What does train\.py do/ }).click();
    await agent.click();
    const found = chat.frame.getByRole('list', { name: 'Found' });
    await found.getByText('The default stands in the script.').waitFor();
    await chat.frame.getByRole('list', { name: 'Not backed by anything it read' }).getByText('Everybody uses it.').waitFor();
    await shown('research-done');
    await found.getByRole('button', { name: /^train\.py:\d+$/ }).click();
    await page.getByRole('tab', { name: /train\.py/ }).waitFor();
    await workbench.reload();
    await chat.attach();
    // What was open is open again, over what the log says.
    const kept = chat.frame.getByRole('list', { name: 'Found' });
    await kept.getByText('The default stands in the script.').waitFor();
    assert.equal(await kept.getByText('Everybody uses it.').count(), 0);
  });
});
