import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linkTarget, namesItsHost } from '../../../webview-ui/chat/links.ts';

describe('The target of a link in an answer', () => {
  // shows: chat-safe-markdown
  it('is nothing for every scheme but http, https and mailto', () => {
    const hostile = [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      ' java\tscript:alert(1)',
      'java\nscript:alert(1)',
      '\u0001javascript:alert(1)',
      'javascript\u200b:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:msgbox(1)',
      'file:///etc/passwd',
      'command:workbench.action.terminal.new',
      'vscode://settings',
      'vscode-insiders:x',
      'blob:https://x/y',
      '//evil.example/x',
      '\\\\evil.example\\share',
      'mailto:a@b.c?attach=/etc/passwd',
      '#anchor',
      '',
    ];
    for (const href of hostile) assert.equal(linkTarget(href), undefined, JSON.stringify(href));
  });

  // shows: chat-safe-markdown
  it('is never a scheme that runs, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary-ascii', maxLength: 40 }),
        fc.constantFrom('javascript:', 'data:', 'vbscript:', 'command:', ''),
        (text, scheme) => {
          const target = linkTarget(scheme + text);
          if (target?.kind === 'web') assert.match(target.url, /^(?:https?|mailto):/i);
          else if (target?.kind === 'file') assert.doesNotMatch(target.path, /^[a-z]+:/i);
        },
      ),
    );
  });

  it('names the real host', () => {
    assert.deepEqual(linkTarget('https://huggingface.co/docs?a=1#b'), {
      kind: 'web',
      url: 'https://huggingface.co/docs?a=1#b',
      host: 'huggingface.co',
    });
    assert.equal(linkTarget('https://huggingface.co@evil.example/'), undefined, 'a user name that reads like a host');
  });

  // shows: untrusted-links
  it('is said beside words that do not begin with it, whatever they look like', () => {
    for (const words of ['huggingface.co', 'https://huggingface.co/docs', 'HuggingFace.co', 'huggingface.co?q=1'])
      assert.equal(namesItsHost(words, 'huggingface.co'), true, words);
    const others = [
      'the docs',
      'huggingface.co.evil.example',
      'https://huggingface.com',
      'see huggingface.co',
      'huggingface.co and more',
      '',
    ];
    for (const words of others) assert.equal(namesItsHost(words, 'huggingface.co'), false, words);
    assert.equal(namesItsHost('https://huggingface.co/', 'evil.example'), false);
    assert.equal(namesItsHost('ada@example.org', 'ada@example.org'), true);
  });

  it('is a file of the workspace, with a line where there is one', () => {
    assert.deepEqual(linkTarget('src/train.py'), { kind: 'file', path: 'src/train.py' });
    assert.deepEqual(linkTarget('train.py:12'), { kind: 'file', path: 'train.py', line: 12 });
    assert.deepEqual(linkTarget('train.py:12:3'), { kind: 'file', path: 'train.py', line: 12 });
    assert.deepEqual(linkTarget('my%20data.py#L12-L20'), { kind: 'file', path: 'my data.py', line: 12 });
  });
});
