/** Prints a step every 50 ms until the test lays down the file that ends it: what was printed is known, however long the test took. */
const untilTold = `
import os, sys, time

def main():
    step = 0
    while not os.path.exists(sys.argv[0] + '.enough'):
        step += 1
        print(f'step {step} loss {2 / (step + 1):.12f}', flush=True)
        time.sleep(0.05)
    print(f'end after {step}', flush=True)

if __name__ == '__main__':
    main()
`;

/** What lies in the workspace, by file name. */
export const scripts = {
  // Says by which Python and with which tqdm it ran.
  'train.py': `
import sys

import tqdm

if __name__ == '__main__':
    print(f'step 1 loss 0.5 by {sys.prefix}', flush=True)
    print(f'tqdm {tqdm.__version__}', flush=True)
`,
  'watched.py': untilTold,
  'reloaded.py': untilTold,
  'orphaned.py': untilTold,
  'polite.py': `
import time

if __name__ == '__main__':
    step = 0
    try:
        while True:
            step += 1
            print(f'step {step} loss {1 / step:.6f}', flush=True)
            time.sleep(0.05)
    except KeyboardInterrupt:
        with open('polite.ckpt', 'w') as file:
            file.write(f'step {step}')
        print(f'saved step {step}', flush=True)
`,
  'broken.py': `
# train:
if __name__ == '__main__':
    raise ValueError('the learning rate must be positive, got -1')
`,
  'options.py': `
import argparse

if __name__ == '__main__':
    parser = argparse.ArgumentParser()
    parser.add_argument('--epochs', type=int, default=20, help='how often the data is seen')
    for step in range(1, parser.parse_args().epochs + 1):
        print(f'step {step} loss {1 / step:.6f}', flush=True)
`,
  'silent.py': `
# train:
if __name__ == '__main__':
    pass
`,
  // At least 2 s of 100,000 lines a second, in bursts of 1,000 every 10 ms, until the test has seen the window at work; after a million it drips.
  'flood.py': `
import os, sys, time

if __name__ == '__main__':
    begin = time.monotonic()
    step = bursts = 0
    while bursts < 200 or not os.path.exists(sys.argv[0] + '.enough'):
        first = step + 1
        step += 1000 if bursts < 1000 else 1
        sys.stdout.write(''.join(f'step {at} loss {1 / at:.8f}\\n' for at in range(first, step + 1)))
        sys.stdout.flush()
        bursts += 1
        time.sleep(max(0, begin + bursts * 0.01 - time.monotonic()))
`,
} as const;
