import type { Node } from '../api/node.ts';

/** The names of the nodes by their zones, so that the zones can take turns. */
export class NodeTree {
  readonly tree = new Map<string, string[]>();
  readonly zones: string[] = [];
  numNodes = 0;

  /**
   * Adds a node to its zone, if it is not there.
   *
   * @ports pkg/scheduler/internal/cache/node_tree.go#nodeTree.addNode
   */
  addNode(n: Node): void {
    const zone = getZoneKey(n); // go: zone := utilnode.GetZoneKey(n)
    const na = this.tree.get(zone);
    // go: if na, ok := nt.tree[zone]; ok {
    if (na) {
      // go: for _, nodeName := range na {
      for (const nodeName of na) {
        // left out (logging): klog.Warningf("node %q already exist in the NodeTree"
        if (nodeName === n.metadata.name) return; // go: if nodeName == n.Name {
        // left out (said above): return
      }
      na.push(n.metadata.name); // go: nt.tree[zone] = append(na, n.Name)
    } else {
      this.zones.push(zone); // go: nt.zones = append(nt.zones, zone)
      this.tree.set(zone, [n.metadata.name]); // go: nt.tree[zone] = []string{n.Name}
    }
    // left out (logging): klog.V(2).Infof("Added node
    this.numNodes++; // go: nt.numNodes++
  }

  /**
   * Takes a node out of its zone.
   *
   * @ports pkg/scheduler/internal/cache/node_tree.go#nodeTree.removeNode
   */
  removeNode(n: Node): Error | undefined {
    const zone = getZoneKey(n); // go: zone := utilnode.GetZoneKey(n)
    const { name } = n.metadata;
    const na = this.tree.get(zone);
    // go: if na, ok := nt.tree[zone]; ok {
    if (na) {
      // go: for i, nodeName := range na {
      for (const [i, nodeName] of na.entries()) {
        // go: if nodeName == n.Name {
        if (nodeName === name) {
          na.splice(i, 1); // go: nt.tree[zone] = append(
          // go: if len(nt.tree[zone]) == 0 {
          if (na.length === 0) {
            this.removeZone(zone); // go: nt.removeZone(zone)
          }
          // left out (logging): klog.V(2).Infof("Removed node
          this.numNodes--; // go: nt.numNodes--
          return undefined; // go: return nil
        }
      }
    }
    // left out (logging): klog.Errorf("Node %q in group
    return new Error(`node "${name}" in group ${JSON.stringify(zone)} was not found`); // go: return fmt.Errorf("node %q in group
  }

  /**
   * Takes a zone out.
   *
   * @ports pkg/scheduler/internal/cache/node_tree.go#nodeTree.removeZone
   */
  removeZone(zone: string): void {
    this.tree.delete(zone); // go: delete(nt.tree, zone)
    // go: for i, z := range nt.zones {
    for (const [i, z] of this.zones.entries()) {
      // go: if z == zone {
      if (z === zone) {
        this.zones.splice(i, 1); // go: nt.zones = append(
        return; // go: return
      }
    }
  }

  /**
   * Puts a node into its new zone, if that is another.
   *
   * @ports pkg/scheduler/internal/cache/node_tree.go#nodeTree.updateNode
   */
  updateNode(old: Node | undefined, node: Node): void {
    let oldZone = ''; // go: var oldZone string
    if (old) oldZone = getZoneKey(old); // go+: if old != nil {
    const newZone = getZoneKey(node); // go: newZone := utilnode.GetZoneKey(new)
    if (oldZone === newZone) return; // go+: if oldZone == newZone {
    if (old) this.removeNode(old); // go: nt.removeNode(old)
    this.addNode(node); // go: nt.addNode(new)
  }

  /**
   * All nodes: the first of every zone, then the second, and so on.
   *
   * @ports pkg/scheduler/internal/cache/node_tree.go#nodeTree.list
   */
  list(): string[] {
    if (this.zones.length === 0) return []; // go+: if len(nt.zones) == 0 {
    const nodesList: string[] = []; // go: nodesList := make(
    // left out (the count is always right): numExhaustedZones := 0
    let nodeIndex = 0; // go: nodeIndex := 0
    // go: for len(nodesList) < nt.numNodes {
    while (nodesList.length < this.numNodes) {
      // left out (the count is always right): if numExhaustedZones >= len(nt.zones) {
      // go: for zoneIndex := 0; zoneIndex < len(nt.zones); zoneIndex++ {
      for (const zone of this.zones) {
        const na = this.tree.get(zone) ?? []; // go: na := nt.tree[nt.zones[zoneIndex]]
        const name = na[nodeIndex];
        if (name === undefined) continue; // go+: if nodeIndex >= len(na) {
        nodesList.push(name); // go: nodesList = append(
      }
      nodeIndex++; // go: nodeIndex++
    }
    return nodesList; // go: return nodesList, nil
  }
}

/**
 * The zone and region that a node's labels say; empty if they say none. The older names of the
 * labels go before the newer ones.
 *
 * @ports pkg/util/node/node.go#GetZoneKey
 */
export function getZoneKey(node: Node): string {
  const { labels } = node.metadata; // go: labels := node.Labels
  if (!labels) return ''; // go+: if labels == nil {

  const zone = // go: zone, ok := labels[v1.LabelFailureDomainBetaZone]
    labels['failure-domain.beta.kubernetes.io/zone'] ??
    labels['topology.kubernetes.io/zone'] ?? // go+: if !ok { @1
    '';
  const region = // go: region, ok := labels[v1.LabelFailureDomainBetaRegion]
    labels['failure-domain.beta.kubernetes.io/region'] ??
    labels['topology.kubernetes.io/region'] ?? // go+: if !ok { @2
    '';
  if (region === '' && zone === '') return ''; // go+: if region == "" && zone == "" {
  return `${region}:\0:${zone}`; // go: return region + ":\x00:" + zone
}
