/** A tar, with whatever headers a test wants: also such as no program would write. */

export interface TarFile {
  readonly name: string;
  readonly data?: string | Uint8Array;
  /** `2`: a symbolic link; `5`: a folder. */
  readonly flag?: string;
  readonly link?: string;
  readonly prefix?: string;
  /** What the header claims. */
  readonly size?: number;
}

export function makeTar(files: readonly TarFile[]): Uint8Array {
  return Buffer.concat([...files.flatMap(blocksOf), Buffer.alloc(1024)]);
}

function blocksOf({ name, data = '', flag = '0', link = '', prefix = '', size }: TarFile): readonly Buffer[] {
  const bytes = Buffer.from(data);
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write('0000644\0', 100);
  header.write(`${(size ?? bytes.length).toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write(flag, 156);
  header.write(link, 157, 100);
  header.write('ustar\x0000', 257);
  header.write(prefix, 345, 155);
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
}
