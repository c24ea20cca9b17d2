import { workspaceAt } from '../src/release/workspace.ts';
import { readArguments, sourceOptions } from './arguments.ts';
import { main } from './main.ts';
import { prepareReleases } from './prepare-releases.ts';

/** `npm run fetch`: brings every file of the releases into the blob store and writes their locks. */
await main(async () => {
  const { root, ...options } = readArguments(sourceOptions);
  await prepareReleases(workspaceAt(root), { ...options, extent: 'all' });
});
