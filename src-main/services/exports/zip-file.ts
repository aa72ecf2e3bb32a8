import { once } from 'node:events';
import { createDeflateRaw, crc32 } from 'node:zlib';
import type { FileSink } from '../../files/atomic-write.ts';

/** What an archive cannot hold: without the 64-bit extension, sizes and offsets are 32 bits. */
const LARGEST = 0xffff_ffff;
/** 1980-01-01, the first day an archive can say: equal contents make equal files. */
const FIRST_DAY = 0x21;
const SIZES_FOLLOW = 8;
const DEFLATE = 8;
const VERSION = 20;
/** Fast compression: the texts of a workbook are so alike that more of it gains little. */
const LEVEL = 3;

interface Entry {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
}

/** An archive was asked to hold more than it can. */
export class ArchiveTooLarge extends Error {
  override readonly name = 'ArchiveTooLarge';
}

/** Writes a zip archive entry by entry, without ever holding one in memory. */
export class ZipFile {
  readonly #sink: FileSink;
  readonly #entries: Entry[] = [];
  #offset = 0;

  constructor(sink: FileSink) {
    this.#sink = sink;
  }

  /** Adds a text as a compressed entry. @throws ArchiveTooLarge beyond 4 GB; and whatever `chunks` and the sink throw. */
  async add(name: string, chunks: AsyncIterable<string> | Iterable<string>): Promise<void> {
    const bytes = Buffer.from(name);
    const offset = this.#offset;
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(VERSION, 4);
    header.writeUInt16LE(SIZES_FOLLOW, 6);
    header.writeUInt16LE(DEFLATE, 8);
    header.writeUInt16LE(FIRST_DAY, 12);
    header.writeUInt16LE(bytes.length, 26);
    await this.#put(header);
    await this.#put(bytes);
    const { crc, size, compressed } = await this.#deflate(chunks);
    const trailer = Buffer.alloc(16);
    trailer.writeUInt32LE(0x08074b50, 0);
    trailer.writeUInt32LE(crc, 4);
    trailer.writeUInt32LE(compressed, 8);
    trailer.writeUInt32LE(size, 12);
    await this.#put(trailer);
    this.#entries.push({ name: bytes, offset, crc, compressed, size });
  }

  /** Writes the directory; nothing can be added after it. */
  async end(): Promise<void> {
    const start = this.#offset;
    for (const { name, offset, crc, compressed, size } of this.#entries) {
      const header = Buffer.alloc(46);
      header.writeUInt32LE(0x02014b50, 0);
      header.writeUInt16LE(VERSION, 4);
      header.writeUInt16LE(VERSION, 6);
      header.writeUInt16LE(SIZES_FOLLOW, 8);
      header.writeUInt16LE(DEFLATE, 10);
      header.writeUInt16LE(FIRST_DAY, 14);
      header.writeUInt32LE(crc, 16);
      header.writeUInt32LE(compressed, 20);
      header.writeUInt32LE(size, 24);
      header.writeUInt16LE(name.length, 28);
      header.writeUInt32LE(offset, 42);
      await this.#put(header);
      await this.#put(name);
    }
    const end = Buffer.alloc(22);
    const size = this.#offset - start;
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#entries.length, 8);
    end.writeUInt16LE(this.#entries.length, 10);
    end.writeUInt32LE(size, 12);
    end.writeUInt32LE(start, 16);
    await this.#put(end);
  }

  async #deflate(
    chunks: AsyncIterable<string> | Iterable<string>,
  ): Promise<Pick<Entry, 'crc' | 'size' | 'compressed'>> {
    const deflate = createDeflateRaw({ level: LEVEL });
    let compressed = 0;
    const drained = (async () => {
      for await (const piece of deflate) {
        if (!(piece instanceof Uint8Array)) throw new TypeError('compressed data is bytes');
        compressed += piece.length;
        await this.#put(piece);
      }
    })();
    // A failure of the sink is thrown below; it must not be taken for one that nobody hears of.
    drained.catch(() => undefined);
    let crc = 0;
    let size = 0;
    try {
      for await (const text of chunks) {
        const bytes = Buffer.from(text);
        crc = crc32(bytes, crc);
        size += bytes.length;
        if (size > LARGEST) throw new ArchiveTooLarge();
        if (!deflate.write(bytes)) await Promise.race([once(deflate, 'drain'), drained]);
      }
      deflate.end();
      await drained;
    } finally {
      deflate.destroy();
    }
    return { crc, size, compressed };
  }

  async #put(bytes: Uint8Array): Promise<void> {
    this.#offset += bytes.length;
    if (this.#offset > LARGEST) throw new ArchiveTooLarge();
    await this.#sink.write(bytes);
  }
}
