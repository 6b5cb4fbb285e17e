/** Shards: which pieces of which xorbs a file is made of (xet-core, `mdb_shard`). All records are 48 bytes long. */

export interface Term {
  readonly xorb: string;
  readonly size: number;
  /** Chunks of the xorb, the second not among them. */
  readonly from: number;
  readonly to: number;
}

export interface ShardFile {
  readonly hash: string;
  readonly terms: readonly Term[];
  readonly sha256: string | undefined;
}

const magic = 'HFRepoMetaData\0';
const recordBytes = 48;
const hasVerification = 0x80_00_00_00;
const hasMetadata = 0x40_00_00_00;

export function filesOfShard(shard: Buffer): readonly ShardFile[] {
  if (shard.toString('latin1', 0, magic.length) !== magic) throw new Error('This is no shard');
  const files: ShardFile[] = [];
  for (let at = recordBytes; at + recordBytes <= shard.length; ) {
    // The section ends with a record of nothing but ones.
    if (shard.subarray(at, at + 32).every((byte) => byte === 0xff)) break;
    const hash = hashAt(shard, at);
    const flags = shard.readUInt32LE(at + 32);
    const count = shard.readUInt32LE(at + 36);
    at += recordBytes;
    const terms: Term[] = [];
    for (let index = 0; index < count; index++, at += recordBytes) {
      terms.push({
        xorb: hashAt(shard, at),
        size: shard.readUInt32LE(at + 36),
        from: shard.readUInt32LE(at + 40),
        to: shard.readUInt32LE(at + 44),
      });
    }
    if ((flags & hasVerification) !== 0) at += count * recordBytes;
    const sha256 = (flags & hasMetadata) === 0 ? undefined : hashAt(shard, at);
    if (sha256 !== undefined) at += recordBytes;
    files.push({ hash, terms, sha256 });
  }
  return files;
}

/** Hashes are written as four numbers of 64 bits, each with its highest digit first. */
function hashAt(bytes: Buffer, at: number): string {
  return [0, 8, 16, 24]
    .map((offset) =>
      bytes
        .readBigUInt64LE(at + offset)
        .toString(16)
        .padStart(16, '0'),
    )
    .join('');
}
