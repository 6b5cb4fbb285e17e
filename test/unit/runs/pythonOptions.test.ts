import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { EntryPoint } from '../../../src/runs/entries/entryPoint.ts';
import { joinWords, splitWords } from '../../../src/runs/entries/words.ts';
import { dryRunArguments } from '../../../src/runs/options/dryRun.ts';
import { glanceAtOptions } from '../../../src/runs/options/glance.ts';
import type { ProgramOption } from '../../../src/runs/options/option.ts';
import { overridesIn } from '../../../src/runs/options/overrides.ts';
import { argumentsOf, missingIn, problemWith, valuesOf } from '../../../src/runs/options/values.ts';
import { hydraConfigOf, readPythonOptions } from '../../../src/runs/pythonOptions.ts';
import { systemPython } from '../../systemPython.ts';

const python: Pick<EntryPoint, 'launcher' | 'args'> = { launcher: { by: 'python' }, args: [] };

/** Each option on one line: how it is written, its type, and what is known of it. */
function shown(text: string): readonly string[] {
  return readPythonOptions(text).options.map(line);
}

function line({ name, form, type, default: value, choices, help, isRequired }: ProgramOption): string {
  const written = form.is === 'positional' ? `${name}${form.isList ? '…' : ''}` : form.is === 'assignment' ? `${name}=` : form.flag;
  const off = form.is === 'switch' && form.off !== undefined ? `/${form.off}` : '';
  const facts = [
    value === undefined ? undefined : `= ${value}`,
    choices === undefined ? undefined : `of ${choices.join('|')}`,
    isRequired ? 'required' : undefined,
    help === undefined ? undefined : `(${help})`,
  ];
  return [`${written}${off} ${form.is === 'switch' ? 'switch' : form.is === 'list' ? `${type}s` : type}`, ...facts]
    .filter((fact) => fact !== undefined)
    .join(' ');
}

const argparse = `
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("data")
parser.add_argument("extra", nargs="*")
parser.add_argument("--lr", "-l", type=float, default=1e-3, help="the rate, "
    "%(default)s unless given")
group = parser.add_argument_group("more")
group.add_argument("--epochs", type=int, default=os.cpu_count())
group.add_argument("--opt", choices=["sgd", "adam"], default="sgd")
group.add_argument("--betas", nargs=2, type=float, default=[0.9, 0.99])
group.add_argument("--fp16", action="store_true")
group.add_argument("--no-log", action="store_false", dest="log")
group.add_argument("--compile", action=argparse.BooleanOptionalAction)
group.add_argument("--out", required=True, type=Path)
group.add_argument("--version", action="version", version="1")
`;

describe('The options of a program', () => {
  // shows: entry-arguments
  it('are those of argparse, with type, default, choices, help and whether they must be given', () => {
    assert.deepEqual(shown(argparse), [
      'data text required',
      'extra… text',
      '--lr number = 1e-3 (the rate, 1e-3 unless given)',
      '--epochs integer = os.cpu_count()',
      '--opt text = sgd of sgd|adam',
      '--betas numbers = 0.9 0.99',
      '--fp16 switch = False',
      '--no-log switch = True',
      '--compile/--no-compile switch = False',
      '--out text required',
    ]);
    const commands = 'sub.add_parser("fit").add_argument("--lr")\nsub.add_parser("test")\n';
    assert.deepEqual(shown(commands), ['command text of fit|test required', '--lr text']);
  });

  // shows: entry-arguments
  it('are those of click and absl', () => {
    const click = `
@click.command()
@click.option("--lr", "-l", default=0.1, show_default=True, help="rate")
@click.option("--opt", type=click.Choice(["sgd", "adam"]), required=True)
@click.option("--shout/--no-shout", default=False)
@click.option("--debug", is_flag=True)
@click.option("--layers", multiple=True, type=int)
@click.argument("DATA", nargs=-1)
def main(lr, opt, shout, debug, layers, data):
    pass
`;
    assert.deepEqual(shown(click), [
      '--lr number = 0.1 (rate)',
      '--opt text of sgd|adam required',
      '--shout/--no-shout switch = False',
      '--debug switch',
      '--layers integers',
      'data… text',
    ]);
    const absl =
      'flags.DEFINE_float("lr", 0.1, "rate")\nflags.DEFINE_enum("opt", "sgd", ["sgd", "adam"], "which")\nflags.DEFINE_bool("fast", False, "quick")\n';
    assert.deepEqual(shown(absl), [
      '--lr number = 0.1 (rate)',
      '--opt text = sgd of sgd|adam (which)',
      '--fast/--nofast switch = False (quick)',
    ]);
  });

  // shows: entry-arguments
  it('are the fields of dataclasses and the parameters of functions', () => {
    const hugging = `
@dataclass
class Model:
    """What is trained."""
    name: str = field(metadata={"help": "of the hub"})
    layers: Optional[int] = field(default=None, metadata={"help": "how many", "choices": [2, 4]})
    freeze: bool = False
    norm: bool = True
parser = HfArgumentParser((Model, TrainingArguments))
`;
    const found = shown(hugging);
    assert.deepEqual(found.slice(0, 4), [
      '--name text required (of the hub)',
      '--layers integer of 2|4 (how many)',
      '--freeze switch = False',
      '--norm/--no_norm switch = True',
    ]);
    assert.ok(found.some((text) => text.startsWith('--max_steps integer')));
    const trl = 'types = (ScriptArguments, GRPOConfig, ModelConfig)\nparser = TrlParser(types, prog="x")\n';
    assert.equal(shown(trl).filter((text) => text.startsWith('--learning_rate')).length, 1);
    const tyro = `
@dataclasses.dataclass
class Optimizer:
    learning_rate: float = 1e-3
@dataclass
class Config:
    data: str
    opt: Optimizer = field(default_factory=Optimizer)
    mode: Literal["a", "b"] = "a"
    sizes: tuple[int, ...] = (1, 2)
    use_amp: bool = False
config = tyro.cli(Config)
`;
    assert.deepEqual(shown(tyro), [
      '--data text required',
      '--opt.learning-rate number = 1e-3',
      '--mode text = a of a|b',
      '--sizes integers = 1 2',
      '--use-amp/--no-use-amp switch = False',
    ]);
    const typer = `
@app.command()
def main(
    data: Path,
    max_steps: int = 100,
    lr: Annotated[float, typer.Option("--lr", "-l", help="rate")] = 0.1,
    name: str = typer.Option(..., help="of the run"),
    out: str = typer.Argument("out"),
    fast: bool = False,
):
    pass
`;
    assert.deepEqual(shown(typer), [
      'data text required',
      '--max-steps integer = 100',
      '--lr number = 0.1 (rate)',
      '--name text required (of the run)',
      'out text = out',
      '--fast/--no-fast switch = False',
    ]);
    assert.deepEqual(shown('def main(lr=0.1, name="x", *, quick=False):\n    pass\nfire.Fire(main)\n'), [
      '--lr number = 0.1',
      '--name text = x',
      '--quick/--noquick switch = False',
    ]);
  });

  // shows: entry-arguments
  it('are the settings that Hydra lets one override', () => {
    assert.equal(hydraConfigOf('@hydra.main(version_base=None, config_path="conf", config_name="train")\n'), 'conf/train.yaml');
    const yaml = 'defaults:\n  - model: small\nseed: 0\ntrainer:\n  max_steps: 100 # in all\n  amp: true\ndata: ???\nlist: [1, 2]\n';
    assert.deepEqual(overridesIn(yaml).map(line), [
      'seed= integer = 0',
      'trainer.max_steps= integer = 100 (in all)',
      'trainer.amp= boolean = true of true|false',
      'data= text required',
    ]);
  });

  it('of the example are all of its options', () => {
    const text = readFileSync(new URL('../../../examples/digits/train.py', import.meta.url), 'utf8');
    const names = readPythonOptions(text).options.map(({ name }) => name);
    assert.deepEqual(names, ['epochs', 'lr', 'momentum', 'batch-size', 'hidden', 'seed', 'out']);
  });

  it('are none, and no error, in text that is being written', () => {
    assert.deepEqual(readPythonOptions('parser.add_argument("--lr"'), { reader: 'argparse', options: [] });
    assert.deepEqual(readPythonOptions(''), { reader: undefined, options: [] });
    const parts = [
      'add_argument(',
      ')',
      '"--lr"',
      ',',
      'type=',
      'int',
      '\n',
      '@click.option(',
      'def f(',
      'class A:',
      '    x: int = 1',
      'tyro.cli(',
      '=',
      '[',
      ']',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 40 }), (words) => {
        for (const { name } of readPythonOptions(words.join('')).options) assert.equal(typeof name, 'string');
      }),
    );
  });
});

describe('Arguments', () => {
  const { options } = readPythonOptions(argparse);

  // shows: entry-arguments
  it('are values of options, and what no option takes is kept', () => {
    const args = ['d.csv', '--lr=0.5', '--betas', '0.8', '-1', '--fp16', '--no-compile', '--what', '3', '-l', '0.1', '--', 'x'];
    const { values, rest } = valuesOf(options, args);
    assert.deepEqual(Object.fromEntries(values), { data: 'd.csv', lr: '0.1', betas: '0.8 -1', fp16: 'true', compile: 'false' });
    assert.deepEqual(rest, ['--what', '3', '--', 'x']);
    assert.deepEqual(argumentsOf(options, { values, rest }), [
      'd.csv',
      '--lr',
      '0.1',
      '--betas',
      '0.8',
      '-1',
      '--fp16',
      '--no-compile',
      '--what',
      '3',
      '--',
      'x',
    ]);
  });

  // shows: entry-arguments
  it('mean the same after a round through the form', () => {
    const value = fc.stringMatching(/^[a-z0-9 ."'\\/=-]{1,12}$/).filter((text) => text.trim() !== '');
    const chosen = fc.record(
      { data: value, lr: value, opt: value, out: value, fp16: fc.constant('true'), compile: fc.constantFrom('true', 'false') },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(chosen, fc.array(fc.constantFrom('--what', '--other=3'), { maxLength: 3 }), (set, rest) => {
        const values = new Map(Object.entries(set).filter(([name, text]) => name !== 'data' || !text.startsWith('-')));
        const back = valuesOf(options, argumentsOf(options, { values, rest }));
        assert.deepEqual([Object.fromEntries(back.values), back.rest], [Object.fromEntries(values), rest]);
      }),
    );
  });

  it('are the same words after they were written as a line', () => {
    fc.assert(fc.property(fc.array(fc.string()), (words) => assert.deepEqual(splitWords(joinWords(words)), words)));
    assert.deepEqual(splitWords('a "b c" d\\ e \'f"g\''), ['a', 'b c', 'd e', 'f"g']);
  });

  // shows: entry-arguments
  it('that the form makes are taken by argparse itself', function () {
    this.timeout(20_000);
    const set = new Map([
      ['data', 'd.csv'],
      ['extra', 'e f'],
      ['lr', '-0.5'],
      ['opt', 'adam'],
      ['betas', '0.1 0.2'],
      ['out', '-x y'],
      ['compile', 'false'],
    ]);
    const args = argumentsOf(options, { values: set, rest: [] });
    const program = `import os\nfrom pathlib import Path\n${argparse}\nprint(vars(parser.parse_args()))`;
    const { stdout, stderr } = spawnSync(systemPython(), ['-c', program, ...args], { encoding: 'utf8' });
    assert.match(
      stdout,
      /'data': 'd\.csv', 'extra': \['e', 'f'\], 'lr': -0\.5,.*'opt': 'adam', 'betas': \[0\.1, 0\.2\],.*'compile': False, 'out': \S*Path\('-x y'\)/,
      stderr,
    );
  });

  // shows: entry-arguments
  it('are checked before anything starts', () => {
    const option = (name: string): ProgramOption => options.find((each) => each.name === name) ?? assert.fail(name);
    assert.equal(problemWith(option('lr'), '1e-4'), undefined);
    assert.equal(problemWith(option('lr'), 'fast'), '“fast” is not a number.');
    assert.equal(problemWith(option('epochs'), '1.5'), '“1.5” is not a whole number.');
    assert.equal(problemWith(option('opt'), 'lion'), 'It is one of sgd, adam.');
    assert.equal(problemWith(option('betas'), '0.9 x'), '“x” is not a number.');
    assert.equal(problemWith(option('out'), ' '), 'It needs a value.');
    assert.deepEqual(
      missingIn(options, valuesOf(options, ['--lr', '1'])).map(({ name }) => name),
      ['data', 'out'],
    );
  });

  // shows: entry-lenses
  it('for a dry run are the program’s own flags with their smallest values, beside what was chosen', () => {
    const of = (...flags: readonly string[]): readonly ProgramOption[] =>
      readPythonOptions(flags.map((flag) => `p.add_argument("${flag}", type=int)\n`).join('')).options;
    assert.deepEqual(dryRunArguments(python, of('--epochs', '--lr'), ['--lr', '3']), ['--epochs', '1', '--lr', '3']);
    assert.deepEqual(dryRunArguments(python, of('--max_steps', '--num_train_epochs'), ['--max_steps', '900']), [
      '--max_steps',
      '2',
      '--num_train_epochs',
      '1',
    ]);
    assert.deepEqual(dryRunArguments(python, of('--fast_dev_run', '--epochs'), []), ['--fast_dev_run', '1']);
    assert.deepEqual(dryRunArguments(python, overridesIn('trainer:\n  max_steps: 10\n'), []), ['trainer.max_steps=2']);
    assert.deepEqual(dryRunArguments({ launcher: { by: 'trl', method: 'sft' }, args: [] }, [], []), ['--max_steps', '2']);
    assert.deepEqual(dryRunArguments({ ...python, args: ['fit'] }, [], ['--model.width=3']), [
      '--model.width=3',
      '--trainer.fast_dev_run=true',
    ]);
    assert.equal(dryRunArguments(python, of('--lr', '--seed', '--debug'), []), undefined);
  });

  // shows: entry-lenses, entry-speed
  it('for a dry run are offered where a glance at the text sees them', () => {
    const names = [
      'max_steps',
      'max-steps',
      'steps',
      'num_iterations',
      'max_train_steps',
      'epochs',
      'num_train_epochs',
      'n_epochs',
      'fast_dev_run',
      'limit_train_batches',
      'max_train_samples',
      'dry-run',
    ];
    for (const name of names) {
      const text = `p.add_argument("--${name}", type=int)\n`;
      assert.deepEqual(glanceAtOptions(text), { hasOptions: true, mayEndEarly: true }, name);
      assert.ok(dryRunArguments(python, readPythonOptions(text).options, []) !== undefined, name);
    }
    assert.deepEqual(glanceAtOptions('p.add_argument("--lr")\n'), { hasOptions: true, mayEndEarly: false });
    assert.deepEqual(glanceAtOptions('epochs = 3\n'), { hasOptions: false, mayEndEarly: false });
  });
});
