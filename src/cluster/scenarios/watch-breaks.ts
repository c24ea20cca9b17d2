import { webReplicaSet } from '../manifests.ts';
import type { Scenario } from '../scenario.ts';

export const watchBreaks: Scenario = {
  id: 'watch-breaks',
  title: 'The watch breaks, twice',
  about:
    'The connection over which the controller hears of Pods breaks while a Pod is deleted. It watches again from the version that it saw last and misses nothing. Later it is cut off for some seconds, and the API server forgets the old changes, as it does when its own watch of the database breaks: now the version is too old. It lists everything anew and finds out from the list what it missed.',
  *play(stage) {
    const { replicaSetClient } = stage.cluster.controllerManager;
    const hub = stage.cluster.server.hub('pods');
    yield* stage.kubectl.apply(webReplicaSet, 'rs.yaml');
    yield* stage.untilSettled('web', 3);
    stage.say('The watch of Pods breaks.');
    replicaSetClient.cutOff(500);
    replicaSetClient.breakWatches('pods');
    yield* stage.kubectl.delete('pod', stage.somePod().metadata.name);
    yield* stage.untilSettled('web', 3);
    stage.say('The ReplicaSet controller is cut off for four seconds.');
    replicaSetClient.cutOff(4000);
    replicaSetClient.breakWatches('pods');
    yield* stage.kubectl.delete('pod', stage.somePod().metadata.name);
    yield* stage.sleep(2000);
    stage.say('The API server reads all Pods anew and forgets the changes up to now.');
    hub.restart();
    yield* stage.until('the watch is told that it begins too early', () =>
      stage.cluster.recorder.messages.some(({ text }) => text.startsWith('ERROR ')),
    );
    yield* stage.untilSettled('web', 3);
  },
};
