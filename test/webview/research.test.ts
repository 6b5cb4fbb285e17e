import assert from 'node:assert/strict';
import { playChat } from './act.ts';
import { chatStates, delta, snapshot } from './chatStates.ts';
import { said } from './posted.ts';
import { agents, researchItem } from './researchStates.ts';
import { useStage } from './setup.ts';
import { press } from './stage.ts';

describe('Research in the chat, in a browser', function () {
  this.timeout(60_000);
  const setup = useStage();
  const opened = async (state: Parameters<typeof playChat>[2]) => setup.keep(await playChat(setup.stage, 'dark', state));

  // shows: research-progress
  it('shows each sub-agent with its step, its calls, tokens and cost, and goes on while it works', async () => {
    const view = await opened({ messages: [snapshot([researchItem('running', [agents.reading, agents.waits])], { status: 'running' })] });
    const { page } = view;
    await page.getByText('Read the paper arxiv:1910.01108v4, S3.SS1').waitFor();
    await page.getByText('12 calls · 148k tokens · $0.21').waitFor();
    await page.getByText('Waits for its turn').waitFor();
    assert.equal(await page.getByRole('status').getByText('2 sub-agents: 1 at work, 0 ended.').count(), 1);
    const later = { ...agents.reading, step: 'Writing its report', state: 'reporting', calls: 14 } as const;
    await view.send(delta(2, [{ op: 'replace', item: researchItem('running', [later, agents.waits]) }]));
    await page.getByText('Writing its report').waitFor();
    await page.getByText('14 calls').waitFor();
  });

  // shows: research-progress, chat-keyboard
  it('opens with the keyboard what was found and looked at; nothing loads before it is clicked', async () => {
    const view = await opened({ messages: [snapshot([researchItem('done', [agents.done, agents.partial])])] });
    const { page } = view;
    await page.getByRole('button', { name: /^Research: how small/ }).focus();
    await press(page, 'Enter', 'Tab');
    const agent = page.getByRole('button', { name: /Which data were the students trained on/ });
    assert.equal(await page.evaluate("document.activeElement.getAttribute('aria-controls')"), await agent.getAttribute('aria-controls'));
    assert.equal(await agent.getAttribute('aria-expanded'), 'false');
    await press(page, 'Enter');
    assert.equal(await agent.getAttribute('aria-expanded'), 'true');
    assert.deepEqual(await said(view), []);
    await press(page, 'Tab', 'Enter', 'Tab', 'Enter', 'Tab', 'Enter');
    assert.deepEqual(await said(view), [
      { type: 'openPaper', address: 'arxiv:1910.01108v4#S3.p4' },
      { type: 'openLink', url: 'https://huggingface.co/distilbert/distilbert-base-uncased' },
      { type: 'openFile', path: 'src/data/load.py', line: 41 },
    ]);
    await page
      .getByRole('list', { name: 'Not backed by anything it read' })
      .getByText('Nothing that was read here shows this source.')
      .waitFor();
  });

  // shows: research-progress
  it('fits into 300 pixels', async () => {
    const { page } = await opened(chatStates.researchNarrow);
    assert.equal(await page.evaluate('document.documentElement.scrollWidth <= 300'), true);
  });
});
