import assert from 'node:assert/strict';
import { plotPng } from '../../../src/runs/plot/plotPng.ts';
import { eventually } from '../eventually.ts';
import type { Scripted } from '../model.ts';
import { inEmptyConversations } from './beginnings.ts';

export function pictures(scripted: Scripted): void {
  const { window, doubles } = scripted;
  inEmptyConversations(scripted);

  // shows: images-attach, images-transcript
  it('are pasted, stand in the message, reach the model byte for byte and open in the editor', async () => {
    const { chat, workbench } = window();
    const png = plotPng([{ name: 'loss', steps: [0, 1, 2], values: [3, 1, 2] }])?.png.toString('base64') ?? '';
    await chat.frame.evaluate(`(() => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob('${png}'), (letter) => letter.charCodeAt(0))], 'image.png', { type: 'image/png' }));
      document.querySelector('.composer textarea').dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }));
    })()`);
    await chat.frame.getByRole('list', { name: 'Attached' }).getByRole('img').and(chat.frame.locator('img')).waitFor();
    await chat.send('What is this?');
    await chat.idle();
    const asked = await eventually(() => {
      const body = doubles().requests.findLast(({ bodyText }) => bodyText?.includes('What is this?'))?.bodyText;
      assert.ok(body !== undefined);
      return body;
    });
    assert.ok(asked.includes(`"type":"image","source":{"type":"base64","media_type":"image/png","data":"${png}"}`), asked.slice(-600));
    await chat.frame.getByRole('list', { name: 'Attached pictures' }).getByRole('button', { name: 'Pasted picture' }).click();
    await workbench.page.getByRole('tab', { name: /^[0-9a-f]{16}\.png/ }).waitFor();
  });
}
