import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkReferences } from './check-references.ts';
import { slugOf } from './parse-stop.ts';
import { readContent, referencesFile } from './read-content.ts';

const files = await readContent(join(import.meta.dirname, '../..'));
const { references } = checkReferences(files.get(referencesFile) ?? '', {
  release: 'none',
  stops: [],
});
const stops = new Map(
  [...files]
    .filter(([file]) => /\/tour\/.*\/(?!chapter\.md$)[^/]+$/.test(file))
    .map(([file, text]) => [slugOf(file), text]),
);

const manager = 'cmd/kube-controller-manager/app/controllermanager.go';
const replicaSet = 'pkg/controller/replicaset/replica_set.go';

/** What the document that the tour started from looks at, in v1.16. */
const knownLines: readonly (readonly [row: number, path: string, line: number])[] = [
  [2, manager, 234],
  [3, manager, 386],
  [4, manager, 498],
  [5, 'cmd/kube-controller-manager/app/apps.go', 69],
  [6, replicaSet, 177],
  [7, replicaSet, 432],
  [8, replicaSet, 163],
  [10, replicaSet, 459],
  [11, replicaSet, 658],
  [12, 'pkg/controller/controller_utils.go', 523],
  [13, 'pkg/controller/controller_utils.go', 567],
  [14, 'pkg/scheduler/eventhandlers.go', 418],
  [15, 'pkg/scheduler/eventhandlers.go', 323],
  [16, 'pkg/kubelet/config/apiserver.go', 32],
  [17, 'pkg/scheduler/scheduler.go', 516],
  [18, 'pkg/scheduler/scheduler.go', 447],
  [19, 'pkg/kubelet/kuberuntime/kuberuntime_manager.go', 803],
  [20, 'pkg/kubelet/kubelet.go', 1481],
  [21, 'pkg/kubelet/kubelet.go', 1999],
  [22, replicaSet, 459],
];

describe('the references of the tour', () => {
  test('there are the rows 1 to 36, in order and each once', () => {
    expect(references.map(({ row }) => row)).toEqual(Array.from({ length: 36 }, (_, at) => at + 1));
  });

  test.each(references)('row $row names stops that are there: $about', ({ covers }) => {
    expect(covers.map(({ stop }) => stop).filter((slug) => !stops.has(slug))).toEqual([]);
  });

  test('a note that a row names is a quote of its stop', () => {
    const quoted = (text: string): string => text.replaceAll('\\"', '"');
    const missing = references.flatMap(({ row, covers }) =>
      covers.flatMap(({ stop, note }) =>
        note === undefined || quoted(stops.get(stop) ?? '').includes(note)
          ? []
          : [`${row}: ${note}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  test('the known lines of v1.16 are exactly these', () => {
    expect(
      references.flatMap(({ row, expects }) =>
        expects?.release === 'v1.16' ? [[row, expects.path, expects.line]] : [],
      ),
    ).toEqual(knownLines);
  });
});
