import { createGunzip } from 'node:zlib';
import { posix } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Transform, type Readable } from 'node:stream';
import { extract, type Header } from 'tar-stream';
import { reasonOf } from '../problem.ts';
import { unknownCommit } from '../release/pin.ts';
import { SourceError, UnprovenError, type SourceFile, type SourceRequest } from './source.ts';

/** Bounds on what an archive may make us read. All of Kubernetes v1.20.2 unpacks to 260 MB. */
export interface ArchiveLimits {
  /** Bytes of one wanted file. */
  readonly file: number;
  /** Bytes of the whole archive once unpacked. */
  readonly unpacked: number;
}

const defaultLimits: ArchiveLimits = { file: 16 * 2 ** 20, unpacked: 4 * 2 ** 30 };

/**
 * Reads a `.tar.gz` of one tree as it streams in. Nothing is unpacked to disk, so a hostile
 * archive has no path to write to; one that tries is refused as a whole.
 *
 * The tree may lie in one top folder, as in the archives that git and GitHub make.
 */
export async function* readArchive(
  compressed: Readable,
  { pin, wants, blobs }: Pick<SourceRequest, 'pin' | 'wants' | 'blobs'>,
  limits: ArchiveLimits = defaultLimits,
): AsyncGenerator<SourceFile> {
  const tar = extract();
  const meter = new UnpackedMeter(limits.unpacked, pin.commit);
  const flow = pipeline(compressed, createGunzip(), meter, tar);
  // A failure reaches us through the iteration below; this only keeps it from being unhandled.
  flow.catch(() => undefined);
  let top: string | undefined;
  let seen = 0;
  try {
    for await (const entry of tar) {
      const { name, type, size } = entry.header;
      refuseEscape(entry.header);
      if (!blobs && !meter.isProven && !pin.declared) throw new UnprovenError();
      top ??= topFolder(name);
      const path = top !== '' && name.startsWith(top) ? name.slice(top.length) : name;
      const isFile = type === 'file' || type === 'contiguous-file';
      if (isFile) seen++;
      if (!isFile || !wants(path)) {
        entry.resume();
        continue;
      }
      if (size > limits.file) {
        throw new SourceError(
          `holds \`${name}\` of ${size} bytes; no source file may pass ${limits.file} bytes`,
        );
      }
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry as AsyncIterable<Uint8Array>) chunks.push(chunk);
      yield { path, bytes: Buffer.concat(chunks) };
    }
    await flow;
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError(`is not a whole .tar.gz: ${reasonOf(error)}`, { cause: error });
  } finally {
    compressed.destroy();
    tar.destroy();
  }
  if (seen === 0) throw new SourceError('is an archive without any file');
}

/** Git and GitHub put the tree into one folder; a plain `tar` of a tree begins with `./`. */
function topFolder(firstName: string): string {
  if (firstName.startsWith('./')) return './';
  const slash = firstName.indexOf('/');
  return slash === -1 ? '' : firstName.slice(0, slash + 1);
}

function refuseEscape({ name, type, linkname }: Header): void {
  const escapes = (path: string): boolean =>
    posix.isAbsolute(path) || path.includes('\0') || /^\.\.(\/|$)/.test(posix.normalize(path));
  if (escapes(name)) throw new SourceError(`is hostile: its entry \`${name}\` leaves the tree`);
  if ((type === 'symlink' || type === 'link') && linkname) {
    const target = type === 'symlink' ? posix.join(posix.dirname(name), linkname) : linkname;
    if (posix.isAbsolute(linkname) || escapes(target)) {
      throw new SourceError(
        `is hostile: its link \`${name}\` leads out of the tree to \`${linkname}\``,
      );
    }
  }
}

/** Counts unpacked bytes, and reads the commit id that `git archive` writes into its first block. */
class UnpackedMeter extends Transform {
  /** Whether the archive itself says that it is our commit. */
  isProven = false;
  #unpacked = 0;
  #head: Buffer | undefined = Buffer.alloc(0);
  readonly #limit: number;
  readonly #commit: string;

  constructor(limit: number, commit: string) {
    super();
    this.#limit = limit;
    this.#commit = commit;
  }

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error?: Error | null, data?: Buffer) => void,
  ): void {
    this.#unpacked += chunk.length;
    if (this.#unpacked > this.#limit) {
      done(new SourceError(`unpacks to more than ${this.#limit} bytes; it is refused`));
      return;
    }
    const other = this.#otherCommit(chunk);
    if (other) {
      done(
        new SourceError(`was made from commit ${other}, not from ${this.#commit}`, {
          hint: 'If that is the commit that you mean, name it in place of the other.',
        }),
      );
      return;
    }
    done(null, chunk);
  }

  /** The archive's own word on its commit, when it has one and it is not ours. */
  #otherCommit(chunk: Buffer): string | undefined {
    if (!this.#head) return undefined;
    this.#head = Buffer.concat([this.#head, chunk.subarray(0, 1024)]);
    if (this.#head.length < 1024) return undefined;
    const isGlobalHeader = this.#head[156] === 'g'.charCodeAt(0);
    const comment = /comment=([0-9a-f]{40})\n/.exec(this.#head.toString('latin1', 512, 1024));
    this.#head = undefined;
    if (!isGlobalHeader || !comment) return undefined;
    this.isProven = comment[1] === this.#commit || this.#commit === unknownCommit;
    return this.isProven ? undefined : comment[1];
  }
}
