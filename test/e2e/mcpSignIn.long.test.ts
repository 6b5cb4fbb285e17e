/** Signing in to a server of the Model Context Protocol, from the notification through the browser and back. */
import assert from 'node:assert/strict';
import { OAuthDouble } from '../doubles/mcp/oauthServer.ts';
import { replaying, type Script } from '../doubles/replay.ts';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { showAll } from './album.ts';
import { eventually } from './eventually.ts';
import { useWindow } from './harness.ts';
import { modelSettings } from './model.ts';

const list = 'Practicum: Model Context Protocol Servers';

function* whispering(): Script {
  const [result] = yield { calls: [{ name: 'mcp__guarded__whisper', input: { word: 'walnut' } }] };
  return { text: `The server said: ${result?.content ?? 'nothing'}` };
}

describe('a server that wants somebody signed in, in a real window', () => {
  let doubles: Doubles;
  let oauth: OAuthDouble;
  const window = useWindow(async () => {
    doubles = await startDoubles({ key: 'none', isHurried: true, brain: replaying(() => whispering()) });
    oauth = await OAuthDouble.start();
    return {
      settings: { ...modelSettings(doubles, 'openai'), 'practicum.mcp.servers': { guarded: { url: oauth.resourceUrl } } },
      workspaceName: 'small',
      // As where the workspace is elsewhere: the browser reaches the port that waits for it through the editor.
      leadsPorts: true,
    };
  });
  after(async () => {
    await doubles.close();
    await oauth.stop();
  });

  // shows: mcp-settled-notice
  it('has its question taken from the corner once it is answered in the list, and a late click changes nothing', async () => {
    const { chat, workbench } = window();
    await chat.open();
    const asks = /“guarded” from your settings waits for your consent/;
    const toast = await workbench.oneToast(asks);
    const ask = async (): Promise<void> => {
      await workbench.chooseOf(list, 'guarded');
      await workbench.dialog().getByText('Connect to the server “guarded”?').waitFor();
    };
    await showAll(window(), [
      async (shoot) => {
        await ask();
        await shoot('mcp-connect');
        await workbench.dialog().getByRole('button', { name: 'Cancel' }).click();
      },
    ]);
    await ask();
    await workbench.dialog().getByRole('button', { name: 'Connect', exact: true }).click();
    await toast.waitFor({ state: 'hidden' });
    await workbench.oneToast(/“guarded” .* wants a sign-in/);
    const late = await workbench.listed(asks);
    await workbench.answer(late, 'Review…');
    await workbench.notification(/“guarded” was answered already .*changed nothing/).waitFor();
    await workbench.command('Notifications: Hide Notifications');
  });

  // shows: mcp-oauth, mcp-oauth-window
  it('is signed in to in the browser, for that server alone, and its tools are called', async () => {
    const { chat, workbench, page } = window();
    await workbench.chooseOf(list, 'guarded');
    const opened = page.context().waitForEvent('page', { timeout: 60_000 });
    await workbench.choose('Sign In…');
    // The stand-in says yes at once and sends the browser back.
    const browser = await opened;
    await browser.getByText('You are signed in. You can close this page and go back.').waitFor();
    await browser.close();
    await workbench.statusItem('Signed in to guarded').waitFor();
    const [authorization] = oauth.authorizations;
    assert.match(authorization?.redirectUri ?? '', new RegExp(`^${window().server.base}/proxy/\\d+/callback$`));
    assert.deepEqual(
      oauth.exchanges.map(({ kind, resource }) => [kind, resource]),
      [['code', oauth.resourceUrl]],
    );
    // It says what its tools are after that.
    await eventually(async () => {
      await workbench.command(list);
      await workbench.quickInput.locator('.monaco-list-row', { hasText: 'guarded' }).waitFor();
      const row = await workbench.quickInput.locator('.monaco-list-row', { hasText: 'guarded' }).textContent();
      await page.keyboard.press('Escape');
      assert.match(row ?? '', /1 tool/);
    });
    await chat.open();
    await chat.send('What does it whisper?');
    await chat.approve(/whisper of guarded/);
    await chat.answers.getByText(/The server said: .*psst: walnut/s).waitFor();
    await chat.idle();
    const bearers = oauth.seen.filter(({ authorization: header }) => header !== undefined);
    assert.deepEqual([...new Set(bearers.map(({ at }) => at))], ['resource']);
  });

  // shows: mcp-oauth-sign-out, mcp-oauth-window
  it('is signed out of, which revokes both tokens', async () => {
    const { workbench } = window();
    await workbench.chooseOf(list, 'guarded');
    await workbench.choose('Sign Out');
    await eventually(async () => assert.deepEqual(oauth.revoked.map((token) => token.slice(0, 3)).sort(), ['at-', 'rt-']));
    await workbench.command(list);
    await workbench.quickInput.locator('.monaco-list-row', { hasText: 'guarded' }).getByText('needs a sign-in').waitFor();
    await window().page.keyboard.press('Escape');
  });
});
