import { ProblemError } from '../../src/problem.ts';
import type { Pin } from '../../src/release/pin.ts';
import type { Release } from '../../src/release/release.ts';
import type { AddOptions } from './add-options.ts';

/** A repository to pin, before its commit is looked up. */
export interface WantedPin {
  readonly repository: string;
  readonly ref: string;
  readonly mount: string;
  readonly only?: readonly string[] | undefined;
  readonly debian?: Pin['debian'];
}

/**
 * The repositories that a new release pins: those that were named, or the one of the release
 * before it.
 */
export function pinsOfRelease(
  { ref, repository, only, debian }: Pick<AddOptions, 'ref' | 'repository' | 'only' | 'debian'>,
  earlier: Release,
): WantedPin[] {
  const wanted = repository?.length
    ? repository.map(parseRepository)
    : [sameRepository(ref, earlier)];
  const mounts = wanted.map(({ mount }) => mount);
  const twice = mounts.find((mount, at) => mounts.indexOf(mount) !== at);
  if (twice !== undefined) {
    throw new ProblemError({
      message: `Two repositories are mounted at ${twice === '' ? 'the root' : `\`${twice}\``}.`,
      hint: 'Give each its own: --repository owner/name@ref:path/to/mount.',
    });
  }
  const root = wanted.find(({ mount }) => mount === '');
  if (only?.length && !root) {
    throw new ProblemError({
      message: '--only speaks of the repository at the root, and none is mounted there.',
      hint: 'Leave --only out, or add --repository kubernetes/kubernetes@v1.32.0.',
    });
  }
  return wanted.map((pin, at) => ({
    ...pin,
    ...(pin === root && only?.length ? { only } : {}),
    ...(at === 0 && debian ? { debian: parseDebian(debian) } : {}),
  }));
}

function sameRepository(ref: string, earlier: Release): WantedPin {
  const [pin, other] = earlier.pins;
  if (pin && !other) return { repository: pin.repository, ref, mount: pin.mount };
  throw new ProblemError({
    message: `${earlier.id} pins several repositories, and \`${ref}\` is of one only.`,
    hint: `Name each: ${earlier.pins
      .map(({ repository, mount }) => `--repository ${repository}@REF${mount && `:${mount}`}`)
      .join(' ')}`,
  });
}

/** `kubernetes/client-go@v0.32.3:staging/src/k8s.io/client-go` */
function parseRepository(text: string): WantedPin {
  const [, repository, ref, mount = ''] =
    /^([\w.-]+\/[\w.-]+)@([^:\s]+)(?::([^\s]*?)\/?)?$/.exec(text) ?? [];
  if (repository && ref) return { repository, ref, mount };
  throw new ProblemError({
    message: `--repository \`${text}\` does not say which repository at which commit.`,
    hint: 'Write owner/name@ref, or owner/name@ref:path/to/mount.',
  });
}

function parseDebian(text: string): NonNullable<Pin['debian']> {
  const [, name, version] = /^([\w.+-]+)=(\S+)$/.exec(text) ?? [];
  if (name && version) return { package: name, version };
  const [own = 'kubernetes'] = /^[\w.+-]+/.exec(text) ?? [];
  throw new ProblemError({
    message: `--debian \`${text}\` names no package and version.`,
    hint: `Write --debian ${own}=VERSION, with the upstream part of Debian's version: \`apt-cache showsrc ${own}\` says 1.2.3-4, you write 1.2.3.`,
  });
}
