import assert from 'node:assert/strict';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { eventually } from './eventually.ts';
import { useWindow } from './harness.ts';
import { modelSettings } from './model.ts';
import { frameTexts } from './pages/webview.ts';

describe('money in a real window', () => {
  let doubles: Doubles;
  const window = useWindow(async () => {
    doubles = await startDoubles({ brain: () => ({ text: 'Here I am.' }), key: 'none' });
    const { port, pathname } = new URL(doubles.openaiUrl);
    return {
      settings: {
        ...modelSettings(doubles, 'openai'),
        // This machine under an address that is not known to be near, so that what it costs is not known.
        'practicum.openai.baseUrl': `http://[::ffff:127.0.0.1]:${port}${pathname}`,
        'practicum.budget.session': 7,
      },
      workspaceName: 'small',
    };
  });
  after(() => doubles.close());

  // shows: ledger-unknown, ledger-status
  it('asks in the chat about a model whose price is not known, and shows spent and cap in the status bar', async () => {
    const { chat, workbench } = window();
    await chat.open();
    await workbench.statusItem('$0.00 / $7.00').waitFor();
    await chat.send('Say something');
    await chat.approve(/: Use openai\/.*, whose price is not known/);
    await chat.answers.filter({ hasText: 'Here I am.' }).waitFor();
    await chat.idle();
  });

  // shows: ledger-status, ledger-caps
  it('changes the cap of the session from the status bar', async () => {
    const { chat, workbench, page } = window();
    await chat.open();
    await workbench.statusItem('$0.00 / $7.00').click();
    await workbench.quickInput.locator('.monaco-list-row', { hasText: 'Cap of this session…' }).click();
    await workbench.type('2.50');
    await workbench.statusItem('$0.00 / $2.50').waitFor();
    await workbench.command('Practicum: Show Spending');
    await workbench.quickInput.locator('.monaco-list-row', { hasText: 'Everything' }).click();
    await eventually(async () =>
      assert.match(await frameTexts(page), /What was spent[\s\S]*This session[\s\S]*1 request went to models without a price/),
    );
  });
});
