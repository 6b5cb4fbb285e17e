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
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(html.match(/<script/g)?.length, 1);
  });

  // shows: webview-csp
  it('has no script in the page itself, no handler, and no policy that would let one in', () => {
    for (const name of ['chat', 'curves'] as const) {
      const html = webviewHtml({ name, title: name }, assets);
      const policies = [...html.matchAll(/http-equiv="Content-Security-Policy" content="([^"]*)"/g)].map((match) => match[1] ?? '');
      assert.equal(policies.length, 1);
      assert.match(policies[0] ?? '', /^default-src 'none';/);
      assert.doesNotMatch(
        policies[0] ?? '',
        /unsafe-(?:eval|inline|hashes)|wasm-unsafe-eval|strict-dynamic|\*|https?:(?!\/\/view\.example)/,
      );
      // The policy stands before anything that it is to hold back.
      assert.ok(html.indexOf('Content-Security-Policy') < html.search(/<(?:script|link|style)/));
      const scripts = [...html.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)];
      assert.deepEqual(
        scripts.map((script) => script[1]),
        [''],
      );
      assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=|javascript:/i);
    }
  });

  // shows: webview-csp
  it('may hold its own files as text, each under the nonce, and nothing else', () => {
    const html = webviewHtml(
      { name: 'curves', title: 'Curves' },
      { cspSource: assets.cspSource, script: { text: 'start()' }, styles: [{ text: '.curves { color: red; }' }] },
    );
    const nonce = /<script nonce="([^"]+)">start\(\)<\/script>/.exec(html)?.[1];
    assert.ok(nonce !== undefined);
    assert.ok(html.includes(`<style nonce="${nonce}">.curves { color: red; }</style>`));
    assert.ok(html.includes(`script-src 'nonce-${nonce}'; style-src https://view.example 'nonce-${nonce}';`));
    assert.doesNotMatch(html, /unsafe|src=/);
  });

  // shows: curves-tab
  it('hands a page what it begins with, as data that is no markup', () => {
    const html = webviewHtml({ name: 'curves', title: 'Curves', state: { search: '"><script>&amp;' } }, assets);
    assert.ok(
      html.includes('<div id="root" data-state="{&quot;search&quot;:&quot;\\&quot;&gt;&lt;script&gt;&amp;amp;&quot;}"></div>'),
      html,
    );
  });

  it('has another nonce each time', () => {
    const pages = [1, 2].map(() => webviewHtml({ name: 'chat', title: 'Chat' }, assets));
    assert.notEqual(pages[0], pages[1]);
  });
});
