import { type Evidence, editing, firstOf, holds, onlyChanged, type Task } from '../task.ts';

const block = (name: string): string => `[${name}]\nsteps = 100\nbatch = 8\n`;

const notebook = (second: string): string =>
  `${JSON.stringify(
    {
      cells: [
        { cell_type: 'code', id: 'a1', execution_count: null, metadata: {}, outputs: [], source: ['import math\n'] },
        { cell_type: 'code', id: 'b2', execution_count: null, metadata: {}, outputs: [], source: [second] },
      ],
      metadata: { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' }, language_info: { name: 'python' } },
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    1,
  )}\n`;

function sourcesOf({ read }: Evidence, path: string): readonly string[] | string {
  try {
    const { cells } = JSON.parse(read(path) ?? '') as { readonly cells: readonly { readonly source: string | readonly string[] }[] };
    return cells.map(({ source }) => (typeof source === 'string' ? source : source.join('')).trim());
  } catch {
    return `${path} is no notebook any more`;
  }
}

function readBefore({ calls }: Evidence, path: string): string | undefined {
  const edit = calls.findIndex(({ tool }) => editing.has(tool));
  const looked = calls.slice(0, edit < 0 ? calls.length : edit);
  const isSeen = looked.some(({ tool, input, outcome }) => {
    const names = JSON.stringify(input ?? {});
    return outcome === 'done' && (tool === 'search_text' || names.includes(path)) && !editing.has(tool);
  });
  return isSeen ? undefined : `${path} was changed before it was looked at`;
}

const manyLines = Array.from({ length: 240 }, (_, index) => `${index + 1}: ${(index * 7919) % 1000}`).join('\n');
const wide = '# Grüße aus 東京\nname = "Ελένη 👩‍🔬"\nshare = "½ – “quoted”"\n';

/** Changing files: the right one, exactly, and nothing else. */
export const editingTasks: readonly Task[] = [
  {
    id: 'right-file',
    title: 'edits the file that is meant, of two alike',
    prompt: 'In small/config.py set LEARNING_RATE to 0.01. Change nothing else.',
    files: { 'small/config.py': 'LEARNING_RATE = 0.1\nSEED = 1\n', 'large/config.py': 'LEARNING_RATE = 0.1\nSEED = 1\n' },
    check: (found) => firstOf(holds(found, 'small/config.py', 'LEARNING_RATE = 0.01\nSEED = 1\n'), onlyChanged(found, 'small/config.py')),
  },
  {
    id: 'reads-first',
    title: 'reads a file before it edits it',
    prompt: 'Double the batch size in train.py. Do not guess what it is now.',
    files: { 'train.py': 'def main():\n    batch_size = 48  # fits\n    print(batch_size)\n\n\nmain()\n' },
    check: (found) =>
      firstOf(
        readBefore(found, 'train.py'),
        holds(found, 'train.py', 'def main():\n    batch_size = 96  # fits\n    print(batch_size)\n\n\nmain()\n'),
      ),
  },
  {
    id: 'same-text-twice',
    title: 'changes one of several places that look the same',
    prompt: 'In runs.toml set steps of the section [second] to 250, and leave the other sections as they are.',
    files: { 'runs.toml': [block('first'), block('second'), block('third')].join('\n') },
    check: (found) => holds(found, 'runs.toml', [block('first'), block('second').replace('100', '250'), block('third')].join('\n')),
  },
  {
    id: 'rename',
    title: 'renames a function wherever it is used',
    prompt: 'Rename the function load_rows to read_rows in all Python files of this folder, where it is defined and where it is used.',
    files: {
      'data.py': 'def load_rows(path):\n    return open(path).readlines()\n',
      'train.py': 'from data import load_rows\n\nrows = load_rows("a.txt")\n',
      'tools/count.py': 'from data import load_rows\n\nprint(len(load_rows("a.txt")))\n',
      'tools/other.py': 'def download_rows():\n    return []\n',
    },
    check: (found) =>
      firstOf(
        holds(found, 'data.py', 'def read_rows(path):\n    return open(path).readlines()\n'),
        holds(found, 'train.py', 'from data import read_rows\n\nrows = read_rows("a.txt")\n'),
        holds(found, 'tools/count.py', 'from data import read_rows\n\nprint(len(read_rows("a.txt")))\n'),
        onlyChanged(found, 'data.py', 'train.py', 'tools/count.py'),
      ),
  },
  {
    id: 'line-ends',
    title: 'keeps line ends and white space that it was not asked to change',
    prompt: 'In settings.ini set epochs to 5. Everything else has to stay exactly as it is, byte for byte.',
    files: { 'settings.ini': '[train]\r\nlr = 0.1   \r\nepochs = 3\r\n\tname=x\r\n' },
    check: (found) =>
      found.read('settings.ini') === '[train]\r\nlr = 0.1   \r\nepochs = 5\r\n\tname=x\r\n'
        ? undefined
        : `settings.ini holds ${JSON.stringify(found.read('settings.ini'))}`,
  },
  {
    id: 'notebook',
    title: 'changes one cell of a notebook',
    prompt: 'In work.ipynb change the second cell so that it is print(math.pi). Leave the first one as it is.',
    files: { 'work.ipynb': notebook('print(math.e)') },
    check(found) {
      const sources = sourcesOf(found, 'work.ipynb');
      if (typeof sources === 'string') return sources;
      return JSON.stringify(sources) === JSON.stringify(['import math', 'print(math.pi)'])
        ? onlyChanged(found, 'work.ipynb')
        : `its cells are ${JSON.stringify(sources)}`;
    },
  },
  {
    id: 'long-arguments',
    title: 'writes a long text whole',
    prompt: `Write a file list.txt with exactly these 240 lines, and nothing else in it:\n\n${manyLines}`,
    files: {},
    check: (found) => firstOf(holds(found, 'list.txt', manyLines), onlyChanged(found, 'list.txt')),
  },
  {
    id: 'unicode',
    title: 'writes any script and sign exactly',
    prompt: `Write the file übersicht.toml with exactly this in it:\n\n${wide}`,
    files: {},
    check: (found) => firstOf(holds(found, 'übersicht.toml', wide), onlyChanged(found, 'übersicht.toml')),
  },
];
