// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package cache

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"sort"
	"testing"
	"time"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/kubernetes/pkg/scheduler/framework"
)

type cacheStep struct {
	// At: milliseconds of the clock at which it is done.
	At int64  `json:"at"`
	Op string `json:"op"`
	// Pod: `name;node;cpu;memory`; Node: `name;zone;cpu`. Old: the same, before an update.
	Pod  string `json:"pod,omitempty"`
	Node string `json:"node,omitempty"`
	Old  string `json:"old,omitempty"`
	Got  string `json:"got,omitempty"`
	// Nodes: `name node-is-there requested-cpu requested-memory nonzero-cpu nonzero-memory allocatable-cpu pods`, in order of
	// the list of the cache.
	Nodes    []string `json:"nodes"`
	States   []string `json:"states"`
	Snapshot []string `json:"snapshot"`
}

func cacheInfoText(name string, info *framework.NodeInfo) string {
	pods := []string{}
	for _, pod := range info.Pods {
		pods = append(pods, pod.Pod.Name)
	}
	return fmt.Sprint(name, " ", info.Node() != nil, " ", info.Requested.MilliCPU, " ", info.Requested.Memory, " ",
		info.NonZeroRequested.MilliCPU, " ", info.NonZeroRequested.Memory, " ", info.Allocatable.MilliCPU, " ", pods)
}

func cachePodOf(name, node string, cpu, memory int) (*v1.Pod, string) {
	pod := &v1.Pod{}
	pod.Namespace, pod.Name, pod.UID = "ns", name, types.UID("uid-"+name)
	pod.Spec.NodeName = node
	requests := v1.ResourceList{}
	if cpu >= 0 {
		requests[v1.ResourceCPU] = *resource.NewMilliQuantity(int64(cpu), resource.DecimalSI)
	}
	if memory >= 0 {
		requests[v1.ResourceMemory] = *resource.NewQuantity(int64(memory), resource.BinarySI)
	}
	pod.Spec.Containers = []v1.Container{{Resources: v1.ResourceRequirements{Requests: requests}}}
	return pod, fmt.Sprintf("%s;%s;%d;%d", name, node, cpu, memory)
}

func cacheNodeOf(name, zone string, cpu int) (*v1.Node, string) {
	node := &v1.Node{}
	node.Name = name
	if zone != "" {
		node.Labels = map[string]string{v1.LabelTopologyZone: zone}
	}
	node.Status.Allocatable = v1.ResourceList{v1.ResourceCPU: *resource.NewMilliQuantity(int64(cpu), resource.DecimalSI)}
	return node, fmt.Sprintf("%s;%s;%d", name, zone, cpu)
}

// Pods of the same name may be on different nodes, but an update or delete that would end the
// process is not tried. Snapshots are of one Snapshot that is updated again and again.
func TestRecordSchedulerCache(t *testing.T) {
	random := rand.New(rand.NewSource(69))
	cases := [][]cacheStep{}
	for len(cases) < 105 {
		cache := newSchedulerCache(2*time.Second, time.Second, nil)
		snapshot := NewEmptySnapshot()
		start := time.Unix(1600000000, 0)
		at := int64(0)
		steps := []cacheStep{}
		nodes := map[string]*v1.Node{}
		nodeTexts := map[string]string{}
		podTexts := map[string]string{}
		for len(steps) < 14 {
			at += int64(random.Intn(1500))
			now := start.Add(time.Duration(at) * time.Millisecond)
			step := cacheStep{At: at}
			name := string(rune('a' + random.Intn(5)))
			nodeName := fmt.Sprint("n", random.Intn(3))
			cpu, memory := random.Intn(8)*50-50, random.Intn(6)*1000-1000
			pod, text := cachePodOf(name, nodeName, cpu, memory)
			key, _ := framework.GetPodKey(pod)
			state, known := cache.podStates[key]
			if known && random.Intn(3) != 0 {
				pod, text = state.pod, podTexts[name]
			}
			var err error
			switch op := random.Intn(16); {
			case op < 3:
				step.Op, step.Pod = "assume", text
				if err = cache.AssumePod(pod); err == nil {
					podTexts[name] = text
				}
			case op < 5:
				step.Op, step.Pod = "finish", text
				err = cache.finishBinding(pod, now)
			case op < 6:
				step.Op, step.Pod = "forget", text
				if known && state.pod.Spec.NodeName == pod.Spec.NodeName {
					pod, step.Pod = state.pod, podTexts[name]
				}
				err = cache.ForgetPod(pod)
			case op < 9:
				step.Op, step.Pod = "add", text
				// What an assumed pod asks for does not change.
				if known && cache.assumedPods[key] && state.pod.Spec.NodeName == pod.Spec.NodeName {
					pod, step.Pod = state.pod, podTexts[name]
				}
				if err = cache.AddPod(pod); err == nil {
					podTexts[name] = step.Pod
				}
			case op < 10:
				step.Op = "update"
				if known {
					nodeName = state.pod.Spec.NodeName
				}
				changed, changedText := cachePodOf(name, nodeName, cpu, memory)
				step.Pod, step.Old = changedText, text
				old := pod
				if known {
					old, step.Old = state.pod, podTexts[name]
				}
				if err = cache.UpdatePod(old, changed); err == nil {
					podTexts[name] = changedText
				}
			case op < 11:
				step.Op = "remove"
				if known {
					pod, text = state.pod, podTexts[name]
				}
				step.Pod = text
				err = cache.RemovePod(pod)
			case op < 13:
				step.Op = "addNode"
				// A node of another zone would stay in both.
				if nodes[nodeName] != nil {
					continue
				}
				nodes[nodeName], nodeTexts[nodeName] = cacheNodeOf(nodeName, []string{"", "z1", "z2"}[random.Intn(3)], random.Intn(5)*1000)
				step.Node = nodeTexts[nodeName]
				err = cache.AddNode(nodes[nodeName])
			case op < 14:
				step.Op = "updateNode"
				changed, text := cacheNodeOf(nodeName, []string{"", "z1", "z2"}[random.Intn(3)], random.Intn(5)*1000)
				step.Node, step.Old = text, nodeTexts[nodeName]
				if nodes[nodeName] == nil {
					continue
				}
				err = cache.UpdateNode(nodes[nodeName], changed)
				nodes[nodeName], nodeTexts[nodeName] = changed, text
			case op < 15:
				step.Op = "removeNode"
				node, text := nodes[nodeName], nodeTexts[nodeName]
				if node == nil {
					node, text = cacheNodeOf(nodeName, "", 0)
				}
				step.Node = text
				err = cache.RemoveNode(node)
				delete(nodes, nodeName)
				delete(nodeTexts, nodeName)
			default:
				step.Op = "cleanup"
				cache.cleanupAssumedPods(now)
			}
			if err != nil {
				step.Got = err.Error()
			}
			step.Nodes, step.States, step.Snapshot = []string{}, []string{}, []string{}
			for node := cache.headNode; node != nil; node = node.next {
				for name, item := range cache.nodes {
					if item == node {
						text := cacheInfoText(name, node.info)
						step.Nodes = append(step.Nodes, text)
					}
				}
			}
			for key, state := range cache.podStates {
				deadline := int64(-1)
				if state.deadline != nil {
					deadline = state.deadline.Sub(start).Milliseconds()
				}
				assumed, _ := cache.IsAssumedPod(state.pod)
				step.States = append(step.States, fmt.Sprint(key, " ", state.pod.Spec.NodeName, " ", assumed, " ", state.bindingFinished, " ", deadline))
			}
			sort.Strings(step.States)
			if random.Intn(3) == 0 {
				if err := cache.UpdateSnapshot(snapshot); err != nil {
					step.Snapshot = append(step.Snapshot, err.Error())
				}
				list, _ := snapshot.List()
				step.Snapshot = append(step.Snapshot, fmt.Sprint(snapshot.NumNodes()))
				for _, info := range list {
					name := "gone"
					if info.Node() != nil {
						name = info.Node().Name
					}
					step.Snapshot = append(step.Snapshot, cacheInfoText(name, info))
				}
			}
			steps = append(steps, step)
		}
		cases = append(cases, steps)
	}
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	data, err := json.Marshal(map[string]interface{}{"symbol": "pkg/scheduler/internal/cache/cache.go#schedulerCache", "cases": cases})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, "scheduler-cache.json"), append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
