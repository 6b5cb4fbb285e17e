/**
 * What a run needs only sometimes, and is therefore imported late. A supervisor loads it at its start: it outlives the window by
 * hours, and an update may take its files away meanwhile. Its bundle is held to this list by a test.
 */
export async function loadLateParts(): Promise<void> {
  await Promise.all([
    import('./files/eventFolder.ts'),
    import('./files/tableFile.ts'),
    import('./files/jsonLinesFile.ts'),
    import('./files/trainerState.ts'),
    import('./files/wandbFile.ts'),
    import('./files/trackioDatabase.ts'),
    import('./files/trackioInbox.ts'),
    import('./files/mlflowRun.ts'),
  ]);
}

/** Those of a confined run, which may wait for hours for its turn: their proxy loads all of Node's HTTP, which no other run needs. */
export async function loadWalls(): Promise<void> {
  await Promise.all([import('../sandbox/bubblewrap.ts'), import('../sandbox/seatbelt.ts')]);
}
