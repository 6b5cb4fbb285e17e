import assert from 'node:assert/strict';
import { webviewHtml } from '../../../src/editor/webviewPage.ts';

const assets = { cspSource: 'https://view.example', script: 'https://view.example/chat.js', styles: ['https://view.example/chat.css'] };

describe('a view’s page', () => {
  // shows: chat-csp
  it('runs its own script only, evaluates nothing and loads nothing from elsewhere', () => {
    const html = webviewHtml({ name: 'chat', title: 'Chat' }, assets);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const nonce = /<script defer nonce="([^"]+)" src="https:\/\/view\.example\/chat\.js"><\/script>/.exec(html)?.[1];
    assert.deepEqual(policy.split('; '), [
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      'style-src https://view.example',
      'font-src https://view.example',
      'img-src https://view.example data:',
    ]);
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(html.match(/<script/g)?.length, 1);
  });

  it('has another nonce each time', () => {
    const pages = [1, 2].map(() => webviewHtml({ name: 'chat', title: 'Chat' }, assets));
    assert.notEqual(pages[0], pages[1]);
  });
});
