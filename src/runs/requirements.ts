/** What a script needs to run: its imports, as the names under which pip knows them. Pure. */

/** Import names whose package has another name. */
const packageNames: Readonly<Record<string, string>> = {
  sklearn: 'scikit-learn',
  skimage: 'scikit-image',
  cv2: 'opencv-python-headless',
  PIL: 'pillow',
  yaml: 'pyyaml',
  bs4: 'beautifulsoup4',
  dateutil: 'python-dateutil',
  dotenv: 'python-dotenv',
  attr: 'attrs',
  google: 'protobuf',
  umap: 'umap-learn',
  sentence_transformers: 'sentence-transformers',
  huggingface_hub: 'huggingface_hub',
  pytorch_lightning: 'pytorch-lightning',
  lightning: 'lightning',
  torch_geometric: 'torch-geometric',
  faiss: 'faiss-cpu',
  Levenshtein: 'levenshtein',
  OpenSSL: 'pyopenssl',
  git: 'gitpython',
  serial: 'pyserial',
  wx: 'wxpython',
  jwt: 'pyjwt',
  magic: 'python-magic',
  tensorboardX: 'tensorboardX',
  // Without its extra it has no way to load a model.
  lm_eval: 'lm_eval[hf]',
};

/** Top-level modules of Python's own library (3.9 to 3.14), which pip must not be asked for. */
const standardLibrary = new Set(
  (
    '__future__ _thread abc aifc annotationlib argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 ' +
    'calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall compression concurrent configparser contextlib ' +
    'contextvars copy copyreg cProfile crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ' +
    'ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc getopt getpass gettext glob graphlib grp gzip ' +
    'hashlib heapq hmac html http imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma ' +
    'mailbox mailcap marshal math mimetypes mmap modulefinder multiprocessing netrc nis nntplib ntpath numbers opcode operator optparse os ossaudiodev ' +
    'pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc queue ' +
    'quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr ' +
    'socket socketserver spwd sqlite3 ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile ' +
    'telnetlib tempfile termios test textwrap threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle types typing ' +
    'unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo'
  ).split(' '),
);

const stringOrComment =
  /#[^\n]*|[rRbBuUfF]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?)/g;
const importLine = /^([ \t]*)(?:from[ \t]+(\.*)([A-Za-z_]\w*)?[\w.]*[ \t]+import\b|import[ \t]+([^\n;#]+))/gm;

/** Top-level names of the modules a Python text imports, without Python's own. Imports inside `try` and `if` are optional. */
export function importedModules(text: string): readonly string[] {
  const code = text.replace(stringOrComment, (found) => found.replace(/[^\n]/g, ' '));
  const found = new Set<string>();
  for (const match of code.matchAll(importLine)) {
    const [, indent = '', dots = '', from, plain] = match;
    if (dots !== '' || (indent !== '' && isOptional(code, match.index, indent.length))) continue;
    const names = from === undefined ? (plain ?? '').split(',').map((part) => /^\s*([A-Za-z_]\w*)/.exec(part)?.[1]) : [from];
    for (const name of names) if (name !== undefined && !standardLibrary.has(name)) found.add(name);
  }
  return [...found];
}

/** By the line that opened the block which this line stands in. */
function isOptional(code: string, index: number, indent: number): boolean {
  const before = code.slice(0, index).split('\n').reverse();
  for (const line of before) {
    if (line.trim() === '') continue;
    const own = line.length - line.trimStart().length;
    if (own >= indent) continue;
    return /^\s*(?:try|except\b.*|else|elif\b.*|if\b(?!.*__name__).*)\s*:/.test(line);
  }
  return false;
}

export function packageOf(module: string): string {
  return packageNames[module] ?? module.replaceAll('_', '-');
}

/** One line of a requirements.txt that names a package of the index. */
export interface Requirement {
  /** Lower case with dashes. */
  readonly name: string;
  /** As pip takes it: `torch==2.13.0`. Without the version where the line bears a condition, which an argument cannot. */
  readonly spec: string;
}

/** Options, links and comments are left out. */
export function requirementsIn(text: string): readonly Requirement[] {
  const found: Requirement[] = [];
  for (const line of text.split(/\r?\n/)) {
    const written = line.replace(/(?:^|\s)#.*$/, '').trim();
    const name = /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*(?:[<>=!~;@]|$)/.exec(written)?.[1];
    if (name !== undefined) found.push({ name: normalised(name), spec: isPackageSpec(written) ? written.replaceAll(' ', '') : name });
  }
  return found;
}

const version = String.raw`(?:===|==|~=|!=|<=|>=|<|>)\s*[A-Za-z0-9][A-Za-z0-9.*+!_-]*`;
const packageSpec = new RegExp(
  String.raw`^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\s*\[\s*[A-Za-z0-9._-]+(?:\s*,\s*[A-Za-z0-9._-]+)*\s*\])?(?:\s*${version}(?:\s*,\s*${version})*)?$`,
);
/** pip takes a file of such a name in the current folder for the package itself. */
const archive = /\.(?:whl|zip|tar|tgz|tbz|tlz|txz|tar\.(?:gz|bz2|xz|lz|lzma))$/i;

/** A package of the index, with extras and versions (PEP 508), and nothing else: no option, address, path, file or condition. */
export function isPackageSpec(text: string): boolean {
  return packageSpec.test(text) && !archive.test(text);
}

/** `torch` of `torch[opt]==2.13.0`, as the index compares it. */
export function packageName(spec: string): string {
  return normalised(/^[A-Za-z0-9._-]+/.exec(spec.trim())?.[0] ?? spec);
}

/** Builds of one package under several names hold the same modules: `faiss-gpu` and `faiss-cpu`. */
export function packageFamily(name: string): string {
  return normalised(name).replaceAll(/-(?:cpu|gpu|headless|contrib|binary)(?=-|$)/g, '');
}

export function normalised(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}
