import assert from 'node:assert/strict';
import { setConfig } from '../../../../src/reproduction/register/config.ts';

const changed = (file: string, text: string, key: string, value: Parameters<typeof setConfig>[3]): string =>
  setConfig(text, file, key, value).text;

describe('The place of a value in code and configuration', () => {
  // shows: repro-register-change
  it('is found by dotted key in JSON, YAML and TOML, and every other byte stays', () => {
    assert.equal(
      changed('c.json', '{\n  "a": {"b": 1,  "c": [1, 2]}, "b": 2\n}', 'a.b', 3e-4),
      '{\n  "a": {"b": 0.0003,  "c": [1, 2]}, "b": 2\n}',
    );
    assert.equal(changed('c.json', '{"a": [1, 2]}', 'a', [3]), '{"a": [3]}');
    const yaml = '# all\noptimizer:\n  name: "adam" # which\n  lr: 1e-3\t\n  betas: [0.9, 0.999]  # two\nlr: 5\r\nother:\n  lr: 7\n';
    assert.equal(changed('c.yaml', yaml, 'optimizer.lr', 1e-5), yaml.replace('1e-3', '0.00001'));
    assert.equal(changed('c.yaml', yaml, 'optimizer.lr', 1e-7), yaml.replace('1e-3', '1.0e-7'));
    assert.equal(changed('c.yaml', yaml, 'optimizer.name', 'sgd: nesterov'), yaml.replace('"adam"', '"sgd: nesterov"'));
    assert.equal(changed('c.yml', yaml, 'lr', 6), yaml.replace('lr: 5', 'lr: 6'));
    assert.equal(changed('c.yml', yaml, 'optimizer.betas', [0.9, 0.95]), yaml.replace('[0.9, 0.999]', '[0.9, 0.95]'));
    const toml = 'lr = 0.1 # usual\n[model]\nlr = 2\nname = "a # b" # c\n[model.head]\nlr = 3\n';
    assert.equal(changed('c.toml', toml, 'model.head.lr', 4), toml.replace('lr = 3', 'lr = 4'));
    assert.equal(changed('c.toml', toml, 'lr', 1), toml.replace('0.1', '1'));
    assert.equal(changed('c.toml', toml, 'model.name', 'x'), toml.replace('"a # b"', '"x"'));
  });

  // shows: repro-register-change
  it('is found in Python as a constant at the left margin or the default of an option', () => {
    const code = [
      'LR: float = 1e-3  # unsaid',
      'def f():',
      '    LR = 5',
      "p.add_argument('--lr', type=float, default=0.1, help='(rate)')",
      'p.add_argument(',
      "    '-w', '--weight-decay',",
      '    default=0.0,',
      ')',
      "p.add_argument('--weight', default=3)",
      "p.add_argument('--fast', action='store_true')",
      '',
    ].join('\n');
    assert.equal(changed('train.py', code, 'LR', 0.01), code.replace('1e-3', '0.01'));
    assert.equal(changed('train.py', code, '--lr', 0.2), code.replace('default=0.1', 'default=0.2'));
    assert.equal(changed('train.py', code, '--weight-decay', true), code.replace('default=0.0', 'default=True'));
    assert.equal(setConfig(code, 'train.py', '--weight-decay', 1).line, 7);
    assert.equal(setConfig(code, 'train.py', 'LR', 1).was, '1e-3');
  });

  it('is told where it is not there, or at several places, and nothing is changed', () => {
    for (const [file, text, key] of [
      ['c.json', '{"a": {"b": 1}}', 'a.c'],
      ['c.json', '{"a": {"b": 1}}', 'a'],
      ['c.json', '{"a": ', 'a'],
      ['c.yaml', 'a:\n  b: 1\n', 'b'],
      ['c.yaml', 'a: |\n  text\n', 'a'],
      ['c.toml', '[a]\nb = 1\n', 'b'],
      ['t.py', 'LR = rate()\n', 'LR'],
      ['t.py', 'LR = 1\nLR = 2\n', 'LR'],
      ['t.py', "p.add_argument('--fast', action='store_true')\n", '--fast'],
    ] as const)
      assert.throws(() => setConfig(text, file, key, 1), { code: 'config-no-key' }, `${file} ${key}`);
    assert.throws(() => setConfig('a = 1', 'a.ini', 'a', 1), { code: 'config-unknown' });
  });
});
