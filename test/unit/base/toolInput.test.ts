import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import { parseToolInput } from '../../../src/base/toolInput.ts';

const tool = {
  name: 'edit_file',
  input: z.strictObject({
    path: z.string().min(1),
    lines: z.int().min(1).max(100).optional(),
    edits: z.array(z.strictObject({ old: z.string(), new: z.string(), all: z.boolean().optional() })).optional(),
    mode: z.enum(['open', 'done']).optional(),
  }),
};

function accepted(argumentsJson: string): unknown {
  const parsed = parseToolInput(tool, argumentsJson);
  return parsed.ok ? parsed.input : assert.fail(parsed.error.message);
}

function refused(argumentsJson: string): string {
  const parsed = parseToolInput(tool, argumentsJson);
  if (parsed.ok) assert.fail('accepted');
  assert.equal(parsed.error.code, 'bad-arguments');
  return `${parsed.error.message} ${parsed.error.hint}`;
}

/** The schema library leaves `__proto__` out of what it answers, which no tool has for a field. */
function hasPlainNames(value: unknown): boolean {
  return !JSON.stringify(value).includes('__proto__');
}

describe('tool arguments', () => {
  it('come through as they are when they are right', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), fc.string(), (path, old, wanted) => {
        const input = { path, edits: [{ old, new: wanted }] };
        assert.deepEqual(accepted(JSON.stringify(input)), input);
      }),
    );
  });

  it('are mended where a slip can mean one thing only', () => {
    assert.deepEqual(accepted('{"path": "a, ]b", "lines": 3,}'), { path: 'a, ]b', lines: 3 });
    assert.deepEqual(accepted('```json\n{"path": "a"}\n```'), { path: 'a' });
    assert.deepEqual(accepted('"{\\"path\\": \\"a\\"}"'), { path: 'a' });
    assert.deepEqual(accepted('{"path": "a", "lines": "40", "edits": "[{\\"old\\":\\"x\\",\\"new\\":\\"y\\"}]"}'), {
      path: 'a',
      lines: 40,
      edits: [{ old: 'x', new: 'y' }],
    });
    assert.deepEqual(accepted('{"path": "a", "lines": null}'), { path: 'a' });
  });

  it('are never mended inside a text', () => {
    const input = { path: 'a', edits: [{ old: '[1, 2,]', new: '{"x": "40",}' }] };
    assert.deepEqual(accepted(JSON.stringify(input).replace(/}$/, ',}')), input);
    assert.deepEqual(accepted('{"path": "40"}'), { path: '40' });
  });

  // shows: arguments-repair
  it('are read through the slips that models are known for', () => {
    assert.deepEqual(accepted('{"path": "a\tb\nc\r\n"}'), { path: 'a\tb\nc\r\n' });
    assert.deepEqual(accepted('{"path": "True, None,]", "edits": [{"old": "None", "new": "x", "all": True,},], "lines": None}'), {
      path: 'True, None,]',
      edits: [{ old: 'None', new: 'x', all: true }],
    });
    assert.deepEqual(accepted('{"path": "a"}{"path": "a"}'), { path: 'a' });
    assert.deepEqual(accepted('{"path": "a", "lines": 3,}\n{"path": "a", "lines": 3,}'), { path: 'a', lines: 3 });
    assert.match(refused('{"path": "a"}{"path": "b"}'), /not valid JSON/);
    assert.match(refused('{"path": "a"} and that is all'), /not valid JSON/);
    assert.match(refused("{'path': 'a'}"), /not valid JSON/);
  });

  it('are taken out of a wrapper that the tool does not know', () => {
    for (const name of ['args', 'arguments', 'input'])
      assert.deepEqual(accepted(`{"${name}": {"path": "a", "lines": "3"}}`), { path: 'a', lines: 3 });
    assert.deepEqual(accepted('{"path": "a", "args": null}'), { path: 'a' });
    assert.match(refused('{"path": "a", "args": {"path": "b"}}'), /There is no field “args”/);
    assert.match(refused('{"args": {"lines": 3}}'), /no field “args”/);
    assert.match(refused('{"args": "a"}'), /args must be an object with the arguments, not "a"/);
    assert.match(refused('{"path": "a", "args": [1]}'), /args must be an object/);
  });

  it('keep a wrapper that the tool does know', () => {
    const wrapped = { name: 'call', input: z.strictObject({ args: z.record(z.string(), z.unknown()).optional() }) };
    assert.deepEqual(parseToolInput(wrapped, '{"args": {"a": 1}}'), { ok: true, input: { args: { a: 1 } } });
    assert.deepEqual(parseToolInput(wrapped, '{"args": null}'), { ok: true, input: {} });
    const listed = parseToolInput(wrapped, '{"args": [1]}');
    assert.ok(!listed.ok && /args must be/.test(listed.error.message));
  });

  // shows: arguments-repair
  it('mean what JSON means wherever they are JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()).filter(hasPlainNames), fc.constantFrom(0, 1, '\t'), (object, space) => {
        const open = { name: 'any', input: z.record(z.string(), z.json()) };
        const json = JSON.stringify(object, null, space);
        assert.deepEqual(parseToolInput(open, json), { ok: true, input: JSON.parse(json) });
      }),
    );
  });

  it('mean the same after every mending', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.jsonValue(), { minKeys: 1 }).filter(hasPlainNames),
        fc.constantFrom('', '\n'),
        (object, between) => {
          const open = { name: 'any', input: z.record(z.string(), z.json()) };
          const json = JSON.stringify(object);
          const spoilt = json
            .replace(/("(?:[^"\\]|\\.)*")|\b(?:true|false|null)\b|[}\]]/g, (found, text: string | undefined) => {
              if (text !== undefined) return text.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
              return { true: 'True', false: 'False', null: 'None' }[found] ?? found;
            })
            .replace(/([^{[])([}\]])$/, '$1,$2');
          for (const text of [spoilt, `\`\`\`json\n${spoilt}\n\`\`\``, `${json}${between}${json}`]) {
            const parsed = parseToolInput(open, text);
            assert.deepEqual(parsed, { ok: true, input: JSON.parse(json) }, text);
          }
        },
      ),
    );
  });

  // shows: arguments-repair
  it('cut anywhere are never completed', () => {
    const whole = '{"path": "a \\"b\\" {c}", "edits": [{"old": "x,", "new": "tr\\nue", "all": true}], "lines": 12}';
    assert.ok(accepted(whole));
    for (let length = 1; length < whole.length; length++) refused(whole.slice(0, length));
  });

  // shows: bad-tool-arguments, loop-validates-arguments
  it('that break off go back with where and why, and are not completed by guessing', () => {
    const said = refused('{"path": "train.py", "edits": [{"old": "lr = 5", "new": "lr');
    assert.match(said, /breaks off after 59 characters/);
    assert.match(said, /Nothing was done\. Send the call again/);
  });

  // shows: bad-tool-arguments, arguments-error
  it('that do not fit go back naming the field and what was expected', () => {
    assert.match(refused('{}'), /path is missing \(expected a string\)/);
    assert.match(refused('{"path": 3}'), /path must be a string, not 3\./);
    assert.match(refused('{"path": "a", "lines": 1.5}'), /lines must be a whole number, not 1\.5/);
    assert.match(refused('{"path": "a", "lines": 1000}'), /lines must be at most 100, not 1000/);
    assert.match(refused('{"path": "a", "edits": [{"old": "x"}]}'), /edits\[0\]\.new is missing/);
    assert.match(refused('{"path": "a", "edits": [{"old": "x", "new": "y", "count": 1}]}'), /edits\[0\] has no field “count”/);
    assert.match(refused('{"path": "a", "mode": "maybe"}'), /mode must be one of "open", "done", not "maybe"/);
    assert.match(refused('["path"]'), /the arguments must be an object/);
    assert.match(refused(''), /path is missing/);
    assert.match(refused('{"path": "a" "lines": 1}'), /not valid JSON at character 13 of 24/);
  });

  it('of a megabyte that breaks off are answered at once', () => {
    const text = `{"path": "a", "edits": [{"old": "x", "new": "${'print(\\"hello\\")\\n'.repeat(60_000)}`;
    assert.ok(text.length > 1_000_000);
    assert.match(refused(text), /breaks off after \d+ characters/);
  });

  it('of any kind at all are answered, never thrown over', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseToolInput(tool, text)));
    fc.assert(fc.property(fc.json(), (text) => void parseToolInput(tool, text)));
  });
});
