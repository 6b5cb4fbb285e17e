/** Python that has imported once what takes long to import, and executes each script in a copy of itself: what one leaves behind no other sees. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { testPython } from '../../../scripts/python.mjs';
import type { RunPython } from '../../../src/reproduction/integrity/codeSplits.ts';

const source = `
import importlib, io, json, os, sys
for name in sys.argv[1:]:
    importlib.import_module(name)

def execute(folder, script):
    os.chdir(folder)
    said, sys.stdout = sys.stdout, io.StringIO()
    try:
        exec(compile(script, "script", "exec"), {"__name__": "__main__"})
    except BaseException as error:
        print(type(error).__name__, error)
    text, sys.stdout = sys.stdout.getvalue(), said
    return json.dumps(text)

for line in sys.stdin:
    wanted = json.loads(line)
    from_copy, to_parent = os.pipe()
    copy = os.fork()
    if copy == 0:
        os.close(from_copy)
        with open(to_parent, "w") as answer:
            answer.write(execute(**wanted))
        os._exit(0)
    os.close(to_parent)
    with open(from_copy) as answer:
        print(answer.read() or json.dumps("the copy ended without an answer"), flush=True)
    os.waitpid(copy, 0)
`;

export interface PythonWorker {
  runIn(folder: string): RunPython;
  end(): void;
}

/** `warm`: modules that are imported once for all scripts. One script at a time. */
export async function pythonWorker(warm: readonly string[]): Promise<PythonWorker> {
  const child = spawn(await testPython(), ['-c', source, ...warm], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    runIn: (folder) => async (script) => {
      child.stdin.write(`${JSON.stringify({ folder, script })}\n`);
      const { value } = await answers.next();
      return { stdout: String(JSON.parse(String(value))), exit: 0 };
    },
    end: () => child.stdin.end(),
  };
}
