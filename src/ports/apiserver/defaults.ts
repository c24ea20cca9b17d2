import type { Deployment } from '../api/deployment.ts';
import type { Container, Pod, PodSpec, ResourceRequirements } from '../api/pod.ts';
import type { ReplicaSet } from '../api/replica-set.ts';

/**
 * What a container has that doesn't say so.
 *
 * @ports pkg/apis/core/v1/defaults.go#SetDefaults_Container
 */
export function setDefaults_Container(obj: Container): void {
  // go: if obj.ImagePullPolicy == "" {
  if (!obj.imagePullPolicy) {
    const tag = imageTag(obj.image ?? ''); // go: _, tag, _, _ := parsers.ParseImageName(

    // go: if tag == "latest" {
    if (tag === 'latest') {
      obj.imagePullPolicy = 'Always'; // go: obj.ImagePullPolicy = v1.PullAlways
    } else {
      obj.imagePullPolicy = 'IfNotPresent'; // go: obj.ImagePullPolicy = v1.PullIfNotPresent
    }
  }
  // go: if obj.TerminationMessagePath == "" {
  if (!obj.terminationMessagePath) {
    obj.terminationMessagePath = '/dev/termination-log'; // go: obj.TerminationMessagePath = v1
  }
  // go: if obj.TerminationMessagePolicy == "" {
  if (!obj.terminationMessagePolicy) {
    obj.terminationMessagePolicy = 'File'; // go: obj.TerminationMessagePolicy = v1
  }
}

/** The tag of a name of an image; `latest` without tag and digest, none if it is no name. */
function imageTag(image: string): string {
  const match =
    /^(?:[a-zA-Z0-9.-]+(?::[0-9]+)?\/)?[a-z0-9._/-]+(?::(?<tag>\w[\w.-]{0,127}))?(?<digest>@[a-z0-9]+:[0-9a-f]{32,})?$/.exec(
      image,
    );
  if (!match) return '';
  const { tag = '', digest } = match.groups ?? {};
  return tag === '' && digest === undefined ? 'latest' : tag;
}

/**
 * What a pod has that doesn't say so: limits are requests, too.
 *
 * @ports pkg/apis/core/v1/defaults.go#SetDefaults_Pod
 */
export function setDefaults_Pod(obj: Pod): void {
  // go: for i := range obj.Spec.Containers {
  for (const container of obj.spec.containers ?? []) {
    if (container.resources) requestLimits(container.resources); // go+: if obj.Spec.Containers[i].Resources.Limits != nil {
  }
  // go: for i := range obj.Spec.InitContainers {
  for (const container of obj.spec.initContainers ?? []) {
    if (container.resources) requestLimits(container.resources); // go+: if obj.Spec.InitContainers[i].Resources.Limits != nil {
  }
  obj.spec.enableServiceLinks ??= true; // go+: if obj.Spec.EnableServiceLinks == nil {
}

function requestLimits(resources: ResourceRequirements): void {
  if (resources.limits) resources.requests = { ...resources.limits, ...resources.requests };
}

/**
 * What the spec of a pod has that doesn't say so, in a template, too.
 *
 * @ports pkg/apis/core/v1/defaults.go#SetDefaults_PodSpec
 */
export function setDefaults_PodSpec(obj: PodSpec): void {
  obj.dnsPolicy ??= 'ClusterFirst'; // go+: if obj.DNSPolicy == "" {
  obj.restartPolicy ??= 'Always'; // go+: if obj.RestartPolicy == "" {
  // go: if obj.HostNetwork {
  if (obj.hostNetwork) {
    defaultHostNetworkPorts(obj.containers ?? []); // go: defaultHostNetworkPorts(&obj.Containers)
    defaultHostNetworkPorts(obj.initContainers ?? []); // go: defaultHostNetworkPorts(&obj.InitContainers)
  }
  obj.securityContext ??= {}; // go+: if obj.SecurityContext == nil {
  obj.terminationGracePeriodSeconds ??= 30; // go+: if obj.TerminationGracePeriodSeconds == nil {
  obj.schedulerName ??= 'default-scheduler'; // go+: if obj.SchedulerName == "" {
}

/**
 * On the node's own network, a port is the node's.
 *
 * @ports pkg/apis/core/v1/defaults.go#defaultHostNetworkPorts
 */
function defaultHostNetworkPorts(containers: readonly Container[]): void {
  // go: for i := range *containers {
  for (const container of containers) {
    // go: for j := range
    for (const port of container.ports ?? []) {
      // go: if (*containers)[i].Ports[j].HostPort == 0 {
      if (!port.hostPort) {
        port.hostPort = port.containerPort; // go: (*containers)[i].Ports[j].HostPort = (*
      }
    }
  }
}

/**
 * A ReplicaSet that doesn't say how many has one pod.
 *
 * @ports pkg/apis/apps/v1/defaults.go#SetDefaults_ReplicaSet
 */
export function setDefaults_ReplicaSet(obj: ReplicaSet): void {
  obj.spec.replicas ??= 1; // go+: if obj.Spec.Replicas == nil {
}

/**
 * What a Deployment has that doesn't say so.
 *
 * @ports pkg/apis/apps/v1/defaults.go#SetDefaults_Deployment
 */
export function setDefaults_Deployment(obj: Deployment): void {
  obj.spec.replicas ??= 1; // go+: if obj.Spec.Replicas == nil {
  const strategy = (obj.spec.strategy ??= {}); // go: strategy := &obj.Spec.Strategy
  strategy.type ??= 'RollingUpdate'; // go+: if strategy.Type == "" {
  // go: if strategy.Type == appsv1.RollingUpdateDeploymentStrategyType {
  if (strategy.type === 'RollingUpdate') {
    strategy.rollingUpdate ??= {}; // go+: if strategy.RollingUpdate == nil {
    strategy.rollingUpdate.maxUnavailable ??= '25%'; // go+: if strategy.RollingUpdate.MaxUnavailable == nil {
    strategy.rollingUpdate.maxSurge ??= '25%'; // go+: if strategy.RollingUpdate.MaxSurge == nil {
  }
  obj.spec.revisionHistoryLimit ??= 10; // go+: if obj.Spec.RevisionHistoryLimit == nil {
  obj.spec.progressDeadlineSeconds ??= 600; // go+: if obj.Spec.ProgressDeadlineSeconds == nil {
}

/** All defaults of the spec of a pod, as the generated defaulting of Go calls them. */
export function setObjectDefaults_PodSpec(spec: PodSpec): void {
  setDefaults_PodSpec(spec);
  for (const container of [...(spec.initContainers ?? []), ...(spec.containers ?? [])]) {
    setDefaults_Container(container);
    for (const port of container.ports ?? []) port.protocol ??= 'TCP';
  }
}

/** All defaults of a pod. */
export function setObjectDefaults_Pod(pod: Pod): void {
  setDefaults_Pod(pod);
  setObjectDefaults_PodSpec(pod.spec);
}

/** All defaults of a ReplicaSet and its template. */
export function setObjectDefaults_ReplicaSet(rs: ReplicaSet): void {
  setDefaults_ReplicaSet(rs);
  setObjectDefaults_PodSpec((rs.spec.template.spec ??= {}));
}

/** All defaults of a Deployment and its template. */
export function setObjectDefaults_Deployment(deployment: Deployment): void {
  setDefaults_Deployment(deployment);
  setObjectDefaults_PodSpec((deployment.spec.template.spec ??= {}));
}
