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

  // shows: bad-tool-arguments, loop-validates-arguments
  it('that break off go back with where and why, and are not completed by guessing', () => {
    const said = refused('{"path": "train.py", "edits": [{"old": "lr = 5", "new": "lr');
    assert.match(said, /breaks off after 59 characters/);
    assert.match(said, /Nothing was done\. Send the call again/);
  });

  // shows: bad-tool-arguments
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

  it('of any kind at all are answered, never thrown over', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseToolInput(tool, text)));
    fc.assert(fc.property(fc.json(), (text) => void parseToolInput(tool, text)));
  });
});
