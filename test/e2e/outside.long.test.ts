import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Connection, connect, textOf } from '../unit/cli/mcpClient.ts';
import { eventually } from './eventually.ts';
import { useWindow } from './harness.ts';

describe('what another agent asks, in a real window', () => {
  const window = useWindow(async () => ({
    workspaceName: 'asked',
    workspace: (at) => writeFileSync(path.join(at, 'train.py'), 'print("step 1 loss 0.5")\n'),
  }));
  let connection: Connection | undefined;
  afterEach(async () => {
    await connection?.close();
    connection = undefined;
  });

  /** Another program serves the folder to an agent that cannot ask, which calls a tool and waits. */
  async function train(): ReturnType<Connection['client']['callTool']> {
    const { server } = window();
    const env = { HOME: path.dirname(server.home), PRACTICUM_HOME: server.home };
    connection = await connect({ cwd: window().file('.'), env, options: ['--timeout', '240'] });
    const options = { timeout: 250_000 };
    return await connection.client.callTool({ name: 'start_run', arguments: { script: 'train.py', check: false } }, undefined, options);
  }

  // shows: mcp-serve-waits
  it('comes as a notification, also where no conversation was opened yet, and its answer reaches the call that waits', async () => {
    const { workbench } = window();
    await workbench.openFile('train.py');
    const called = train();
    await workbench.toast(/Practicum in asked asks: Train with train\.py, in “test, over MCP”/).waitFor({ timeout: 90_000 });
    await workbench.answerToast(/Train with train\.py/, 'Approve');
    const result = await called;
    assert.equal(result.isError, undefined, textOf(result));
    assert.match(textOf(result), /train/);
  });

  // shows: mcp-serve-waits
  it('is shown whole from the status bar, and refused there', async () => {
    const { workbench, page } = window();
    const called = train();
    const item = page.locator('.statusbar-item', { hasText: 'Practicum asks' });
    await item.waitFor({ timeout: 90_000 });
    await workbench.dismissToast(/Train with train\.py/).catch(() => undefined);
    const dialog = page.locator('.monaco-dialog-box');
    await eventually(async () => {
      await item.click({ timeout: 3_000 });
      await dialog.waitFor({ timeout: 3_000 });
    });
    assert.match((await dialog.textContent()) ?? '', /Train with train\.py\?.*execute .*train\.py.*Asked by test over MCP/s);
    await dialog.getByRole('button', { name: 'Reject', exact: true }).click();
    assert.match(textOf(await called), /^Error \(not-approved\): The person did not agree/);
    await item.waitFor({ state: 'hidden' });
  });
});
