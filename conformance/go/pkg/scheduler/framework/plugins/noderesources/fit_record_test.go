// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package noderesources

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"sort"
	"testing"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/sets"
	"k8s.io/kubernetes/pkg/scheduler/framework"
)

// writeVectors writes the cases of one function to <VECTORS_OUT>/<name>.json.
func writeVectors(t *testing.T, name, symbol string, cases interface{}) {
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	data, err := json.Marshal(map[string]interface{}{"symbol": symbol, "cases": cases})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, name+".json"), append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

// fitPod: what containers, init containers and the overhead ask for.
type fitPod struct {
	Containers []map[string]string `json:"c,omitempty"`
	Init       []map[string]string `json:"i,omitempty"`
	Overhead   map[string]string   `json:"o,omitempty"`
}

type fitNode struct {
	Allocatable map[string]string `json:"a"`
	Pods        []fitPod          `json:"p,omitempty"`
}

type fitResource struct {
	CPU       int64            `json:"cpu"`
	Memory    int64            `json:"memory"`
	Ephemeral int64            `json:"ephemeral"`
	Pods      int              `json:"pods"`
	Scalar    map[string]int64 `json:"scalar"`
}

func fitResourceOf(r *framework.Resource) fitResource {
	one := fitResource{r.MilliCPU, r.Memory, r.EphemeralStorage, r.AllowedPodNumber, map[string]int64{}}
	for name, value := range r.ScalarResources {
		one.Scalar[string(name)] = value
	}
	return one
}

func fitList(texts map[string]string) v1.ResourceList {
	if texts == nil {
		return nil
	}
	list := v1.ResourceList{}
	for name, text := range texts {
		list[v1.ResourceName(name)] = resource.MustParse(text)
	}
	return list
}

func (p fitPod) pod(name string) *v1.Pod {
	pod := &v1.Pod{}
	pod.Name, pod.UID = name, types.UID(name)
	for _, requests := range p.Containers {
		pod.Spec.Containers = append(pod.Spec.Containers, v1.Container{Resources: v1.ResourceRequirements{Requests: fitList(requests)}})
	}
	for _, requests := range p.Init {
		pod.Spec.InitContainers = append(pod.Spec.InitContainers, v1.Container{Resources: v1.ResourceRequirements{Requests: fitList(requests)}})
	}
	pod.Spec.Overhead = fitList(p.Overhead)
	return pod
}

func (n fitNode) info() *framework.NodeInfo {
	info := framework.NewNodeInfo()
	for i, pod := range n.Pods {
		info.AddPod(pod.pod(fmt.Sprint("on", i)))
	}
	node := &v1.Node{}
	node.Name = "n"
	node.Status.Allocatable = fitList(n.Allocatable)
	info.SetNode(node)
	return info
}

var fitNames = []string{"cpu", "cpu", "cpu", "memory", "memory", "memory", "ephemeral-storage", "example.com/gpu", "example.com/nic", "hugepages-2Mi", "other", "kubernetes.io/thing", "attachable-volumes-x", "requests.example.com/x", "pods"}

func fitRandom(random *rand.Rand, most, scale int) map[string]string {
	if random.Intn(6) == 0 {
		return nil
	}
	list := map[string]string{}
	for i, count := 0, random.Intn(most+1); i < count; i++ {
		name := fitNames[random.Intn(len(fitNames))]
		number := random.Intn(4 * scale)
		switch name {
		case "cpu":
			list[name] = []string{fmt.Sprintf("%dm", number*125), fmt.Sprint(number / 2), fmt.Sprintf("%d.%d", number/4, random.Intn(10))}[random.Intn(3)]
		case "memory", "ephemeral-storage", "hugepages-2Mi":
			list[name] = []string{fmt.Sprintf("%dMi", number*128), fmt.Sprintf("%dM", number*100), fmt.Sprint(number * 1000003), "0"}[random.Intn(4)]
		default:
			list[name] = fmt.Sprint(random.Intn(2 + scale/2))
		}
	}
	return list
}

func fitRandomPod(random *rand.Rand) fitPod {
	pod := fitPod{}
	for i, count := 0, random.Intn(3); i < count; i++ {
		pod.Containers = append(pod.Containers, fitRandom(random, 4, 2))
	}
	for i, count := 0, random.Intn(5)-2; i < count; i++ {
		pod.Init = append(pod.Init, fitRandom(random, 4, 3))
	}
	if random.Intn(5) == 0 {
		pod.Overhead = fitRandom(random, 3, 1)
	}
	return pod
}

func fitRandomNode(random *rand.Rand) fitNode {
	node := fitNode{Allocatable: fitRandom(random, 5, 12)}
	if node.Allocatable == nil {
		node.Allocatable = map[string]string{}
	}
	if random.Intn(8) != 0 {
		node.Allocatable["cpu"] = []string{"2", "4", "8", "1930m", "500m"}[random.Intn(5)]
		node.Allocatable["memory"] = []string{"2Gi", "4Gi", "7974512Ki", "512Mi"}[random.Intn(4)]
		node.Allocatable["ephemeral-storage"] = []string{"1Gi", "10Gi", "100Mi"}[random.Intn(3)]
		node.Allocatable["pods"] = []string{"110", "3", "1", "0"}[random.Intn(4)]
	}
	for i, count := 0, random.Intn(4); i < count; i++ {
		node.Pods = append(node.Pods, fitRandomPod(random))
	}
	return node
}

type fitCase struct {
	Pod          fitPod      `json:"pod"`
	Node         fitNode     `json:"node"`
	Ignored      []string    `json:"ignored,omitempty"`
	Groups       []string    `json:"groups,omitempty"`
	Request      fitResource `json:"request"`
	Allocatable  fitResource `json:"allocatable"`
	Requested    fitResource `json:"requested"`
	NonZero      [2]int64    `json:"nonZero"`
	Insufficient []string    `json:"insufficient"`
}

func TestRecordFitsRequest(t *testing.T) {
	random := rand.New(rand.NewSource(65))
	cases := []fitCase{}
	for len(cases) < 260 {
		one := fitCase{Pod: fitRandomPod(random), Node: fitRandomNode(random), Insufficient: []string{}}
		if random.Intn(4) == 0 {
			one.Ignored = []string{"example.com/gpu", "hugepages-2Mi"}
		}
		if random.Intn(4) == 0 {
			one.Groups = []string{"example.com"}
		}
		request, info := computePodResourceRequest(one.Pod.pod("new")), one.Node.info()
		if len(cases)%5 == 0 && request.MilliCPU > 0 {
			// Just enough, and just not.
			one.Node.Allocatable["cpu"] = fmt.Sprintf("%dm", request.MilliCPU+info.Requested.MilliCPU-int64(random.Intn(2)))
			one.Node.Allocatable["memory"] = fmt.Sprint(request.Memory + info.Requested.Memory - int64(random.Intn(2)))
			one.Node.Allocatable["ephemeral-storage"] = fmt.Sprint(request.EphemeralStorage + info.Requested.EphemeralStorage)
			one.Node.Allocatable["pods"] = fmt.Sprint(len(one.Node.Pods) + random.Intn(3))
			for name, value := range request.ScalarResources {
				one.Node.Allocatable[string(name)] = fmt.Sprint(value + info.Requested.ScalarResources[name])
			}
			for name, text := range one.Node.Allocatable {
				if text[0] == '-' {
					one.Node.Allocatable[name] = "0"
				}
			}
			info = one.Node.info()
		}
		one.Request, one.Allocatable, one.Requested = fitResourceOf(&request.Resource), fitResourceOf(info.Allocatable), fitResourceOf(info.Requested)
		one.NonZero = [2]int64{info.NonZeroRequested.MilliCPU, info.NonZeroRequested.Memory}
		for _, r := range fitsRequest(request, info, sets.NewString(one.Ignored...), sets.NewString(one.Groups...)) {
			one.Insufficient = append(one.Insufficient, fmt.Sprintf("%s;%s;%d;%d;%d", r.ResourceName, r.Reason, r.Requested, r.Used, r.Capacity))
		}
		sort.Strings(one.Insufficient)
		cases = append(cases, one)
	}
	writeVectors(t, "fits-request", "pkg/scheduler/framework/plugins/noderesources/fit.go#fitsRequest", cases)
}

type fitScoreCase struct {
	Pod      fitPod           `json:"pod"`
	Node     fitNode          `json:"node"`
	Weights  map[string]int64 `json:"weights,omitempty"`
	Least    int64            `json:"least"`
	Balanced int64            `json:"balanced"`
}

func TestRecordResourceAllocationScore(t *testing.T) {
	random := rand.New(rand.NewSource(66))
	cases := []fitScoreCase{}
	for len(cases) < 260 {
		one := fitScoreCase{Pod: fitRandomPod(random), Node: fitRandomNode(random)}
		weights := defaultRequestedRatioResources
		if random.Intn(3) == 0 {
			one.Weights = map[string]int64{"cpu": int64(1 + random.Intn(3)), fitNames[random.Intn(len(fitNames))]: int64(1 + random.Intn(4))}
			weights = resourceToWeightMap{}
			for name, weight := range one.Weights {
				weights[v1.ResourceName(name)] = weight
			}
		}
		score := func(scorer func(resourceToValueMap, resourceToValueMap, bool, int, int) int64, weights resourceToWeightMap) int64 {
			score, status := (&resourceAllocationScorer{"test", scorer, weights}).score(one.Pod.pod("new"), one.Node.info())
			if !status.IsSuccess() {
				t.Fatal(status)
			}
			return score
		}
		one.Least, one.Balanced = score(leastResourceScorer(weights), weights), score(balancedResourceScorer, defaultRequestedRatioResources)
		cases = append(cases, one)
	}
	writeVectors(t, "resource-allocation-score", "pkg/scheduler/framework/plugins/noderesources/resource_allocation.go#resourceAllocationScorer.score", cases)
}
