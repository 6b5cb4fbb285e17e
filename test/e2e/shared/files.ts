/** What lies in the shared workspace beside the example, and what its tests ask for. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';

export const config = 'lr = 0.001\nepochs = 5\nseed = 1\n';
export const faster = 'edit config.py replace 0.001 with 0.1';

/** Prints until it is told that it is enough. */
const endless = `import os, time

if __name__ == '__main__':
    step = 0
    while not os.path.exists('enough'):
        step += 1
        print(f'step {step} loss {1 / step:.6f}', flush=True)
        time.sleep(0.05)
`;

export function writeSmallFiles(folder: string): void {
  const files = { 'config.py': config, 'other.py': config, 'endless.py': endless };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
}
