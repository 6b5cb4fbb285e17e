/** Our Python for other machines, each program as one text: modules that need no file there. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Each before those that import it. */
const modules = ['wire', 'processes', 'files', 'gpus', 'turns', 'keeping', 'made', 'following', 'main'] as const;
const packageName = 'practicum_host';

/** `folder`: that of the modules. Throws the system's error where one is missing. */
export async function readRemoteProgram(folder: string): Promise<string> {
  return `${await readPackage(packageName, folder, modules)}module.main()\n`;
}

/** Loads the modules of one package, and ends with the last of them in `module`. */
export async function readPackage(packageName: string, folder: string, modules: readonly string[]): Promise<string> {
  const texts = await Promise.all(modules.map(async (name) => [name, await readFile(path.join(folder, `${name}.py`), 'utf8')] as const));
  return `import json, sys, types
package = types.ModuleType("${packageName}")
package.__path__ = []
sys.modules[package.__name__] = package
for name, text in json.loads(${JSON.stringify(JSON.stringify(texts))}):
    module = types.ModuleType(package.__name__ + "." + name)
    module.__package__ = package.__name__
    sys.modules[module.__name__] = module
    exec(compile(text, name + ".py", "exec"), module.__dict__)
`;
}
