import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { useSandboxPlace } from './place.ts';

describe('a confined command', () => {
  const place = useSandboxPlace();

  // shows: sandbox-commands
  it('writes in the workspace and in temporary folders, and nowhere else', async () => {
    const outside = join(place.folder, 'outside');
    await mkdir(outside);
    const script = `echo in > made; mkdir sub && echo in > sub/made; echo t > "$TMPDIR/t" && mktemp >/dev/null && echo temporary;
      for place in ${outside}/x "$HOME/x" /etc/practicum-test /usr/practicum-test /x /run/x/y ${place.practicumHome}/x; do echo x 2>/dev/null > "$place" && echo "WROTE $place"; done; ls`;
    const { output } = await place.run(script);
    assert.match(output, /^temporary$/m);
    assert.doesNotMatch(output, /WROTE/);
    assert.equal(await readFile(join(place.root, 'made'), 'utf8'), 'in\n');
    assert.equal(await readFile(join(place.root, 'sub/made'), 'utf8'), 'in\n');
    assert.deepEqual(await readdir(outside), []);
    assert.deepEqual(await readdir(place.home), []);
  });
});
