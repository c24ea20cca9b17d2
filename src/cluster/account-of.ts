import type { ApiAnswer, ApiRequest } from './api-request.ts';
import type { KubeEvent, KubeObject } from './kube-object.ts';
import { resources } from './resource.ts';
import { statusText } from './status-code.ts';

interface Known extends KubeObject {
  spec?: { replicas?: number; nodeName?: string };
  status?: {
    replicas?: number;
    readyReplicas?: number;
    updatedReplicas?: number;
    phase?: string;
    conditions?: { type: string; status: string }[];
  };
}

/** A request and its answer in words; nothing for reads that went well. */
export function accountOf(
  request: ApiRequest,
  answer: ApiAnswer,
  lane: string,
): string | undefined {
  const { verb, resource, subresource } = request;
  const { error, code } = answer;
  const object = answer.object as Known | undefined;
  const kind = resources.get(resource)?.kind ?? resource;
  const name = request.name ?? object?.metadata.name ?? '';
  const what = [kind, name].filter((part) => part !== '').join(' ');
  if (error) {
    if (verb === 'get') return code === 404 ? `asks for ${what}: not found` : undefined;
    const path = subresource === undefined ? what : `${subresource} of ${what}`;
    return `wants to ${verb} ${path}, and is refused: ${statusText(code)}, ${error.message}`;
  }
  switch (verb) {
    case 'get':
    case 'list':
      return undefined;
    case 'create':
      if (subresource === 'binding') {
        const { target } = request.body as { target: { name: string } };
        return `binds ${what} to ${target.name}`;
      }
      if (resource === 'events') return eventText(object as unknown as KubeEvent);
      return `creates ${what}${replicasText(object)}`;
    case 'update':
    case 'patch':
      return changeText(request, what, object);
    case 'delete':
      if (request.options?.gracePeriodSeconds === 0 && lane.startsWith('kubelet')) {
        return `removes ${what} for good`;
      }
      return object?.metadata.deletionTimestamp === undefined
        ? `deletes ${what}`
        : `deletes ${what}, which gets ${object.metadata.deletionGracePeriodSeconds ?? 0} s to end`;
  }
}

function changeText(
  { resource, subresource, verb }: ApiRequest,
  what: string,
  object: Known | undefined,
): string {
  if (resource === 'events') return eventText(object as unknown as KubeEvent);
  if (subresource === 'status' && object?.status) {
    const { status } = object;
    if (resource === 'pods') {
      const ready = status.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';
      return `reports ${what}: ${status.phase ?? ''}, ${ready ? 'ready' : 'not ready'}`;
    }
    if (resource === 'nodes') return `writes the status of ${what}`;
    const counts = `${status.replicas ?? 0} replicas, ${status.readyReplicas ?? 0} ready`;
    return `writes the status of ${what}: ${counts}`;
  }
  if (subresource === 'scale') return `scales ${what}${replicasText(object)}`;
  return `${verb === 'patch' ? 'patches' : 'updates'} ${what}${replicasText(object)}`;
}

const replicasText = (object: Known | undefined): string =>
  object?.spec?.replicas === undefined ? '' : `, ${object.spec.replicas} replicas`;

const eventText = ({ reason, message, count, involvedObject }: KubeEvent): string =>
  `records an event of ${involvedObject.kind} ${involvedObject.name}: ${reason}, ${message}${count > 1 ? ` (${count} times)` : ''}`;
