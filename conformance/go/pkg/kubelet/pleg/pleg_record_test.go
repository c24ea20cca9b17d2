// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package pleg

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/clock"
	runtimeapi "k8s.io/cri-api/pkg/apis/runtime/v1alpha2"
	kubecontainer "k8s.io/kubernetes/pkg/kubelet/container"
)

// writeVectors writes the cases of one function to <VECTORS_OUT>/<name>.json.
func writeVectors(t *testing.T, name, symbol string, cases interface{}) {
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	data, err := json.MarshalIndent(map[string]interface{}{"symbol": symbol, "cases": cases}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, name+".json"), append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

// plegPod reads `uid:container=state,...:sandbox=state,...`; an empty text is none.
func plegPod(text string) *kubecontainer.Pod {
	if text == "" {
		return nil
	}
	part := strings.Split(text, ":")
	list := func(text string) []*kubecontainer.Container {
		containers := []*kubecontainer.Container{}
		for _, one := range strings.Split(text, ",") {
			if one != "" {
				pair := strings.Split(one, "=")
				containers = append(containers, &kubecontainer.Container{ID: kubecontainer.ContainerID{Type: "t", ID: pair[0]}, State: kubecontainer.State(pair[1])})
			}
		}
		return containers
	}
	return &kubecontainer.Pod{ID: types.UID(part[0]), Containers: list(part[1]), Sandboxes: list(part[2])}
}

func plegText(random *rand.Rand, uid string) string {
	list := func(names ...string) string {
		texts := []string{}
		for _, name := range names {
			if random.Intn(3) > 0 {
				texts = append(texts, name+"="+[]string{"running", "running", "exited", "exited", "unknown", "created"}[random.Intn(6)])
			}
		}
		return strings.Join(texts, ",")
	}
	return uid + ":" + list(uid+"a", uid+"b") + ":" + list(uid+"s", uid+"a")
}

func plegEvents(events []*PodLifecycleEvent) string {
	texts := []string{}
	for _, e := range events {
		texts = append(texts, fmt.Sprintf("%s %s %v", e.ID, e.Type, e.Data))
	}
	return strings.Join(texts, ",")
}

type plegCase struct {
	Old    string `json:"old"`
	New    string `json:"new"`
	IDs    string `json:"ids"`
	Events string `json:"events"`
}

func TestRecordComputeEvents(t *testing.T) {
	random := rand.New(rand.NewSource(62))
	cases := []plegCase{}
	for len(cases) < 300 {
		one := plegCase{}
		if random.Intn(6) > 0 {
			one.Old = plegText(random, "u")
		}
		if random.Intn(6) > 0 {
			one.New = plegText(random, "u")
		}
		oldPod, newPod := plegPod(one.Old), plegPod(one.New)
		all, ids := map[types.UID][]*PodLifecycleEvent{}, []string{}
		for _, container := range getContainersFromPods(oldPod, newPod) {
			ids = append(ids, container.ID.ID)
			for _, e := range computeEvents(oldPod, newPod, &container.ID) {
				updateEvents(all, e)
			}
		}
		one.IDs, one.Events = strings.Join(ids, ","), plegEvents(all["u"])
		cases = append(cases, one)
	}
	writeVectors(t, "kubelet-compute-events", "pkg/kubelet/pleg/generic.go#computeEvents", cases)
}

type plegRuntime struct {
	kubecontainer.Runtime
	pods    []*kubecontainer.Pod
	listErr error
	failing map[types.UID]bool
	ips     map[types.UID]string
	ready   bool
}

func (r *plegRuntime) GetPods(bool) ([]*kubecontainer.Pod, error) { return r.pods, r.listErr }

func (r *plegRuntime) GetPodStatus(uid types.UID, _, _ string) (*kubecontainer.PodStatus, error) {
	status := &kubecontainer.PodStatus{ID: uid}
	if r.ips[uid] != "" {
		status.IPs = []string{r.ips[uid]}
	}
	if r.ready {
		status.SandboxStatuses = []*runtimeapi.PodSandboxStatus{{State: runtimeapi.PodSandboxState_SANDBOX_READY}}
	}
	if r.failing[uid] {
		return status, errors.New("refused")
	}
	return status, nil
}

// plegStep is what the runtime tells, and what came of it.
type plegStep struct {
	Pods      []string `json:"pods"`
	Fail      bool     `json:"fail,omitempty"`
	Failing   string   `json:"failing,omitempty"`
	IPs       string   `json:"ips,omitempty"`
	Ready     bool     `json:"ready,omitempty"`
	Events    []string `json:"events,omitempty"`
	Cache     string   `json:"cache"`
	Reinspect string   `json:"reinspect,omitempty"`
	Records   string   `json:"records,omitempty"`
}

func TestRecordRelist(t *testing.T) {
	random := rand.New(rand.NewSource(63))
	cases := [][]plegStep{}
	for len(cases) < 120 {
		runtime := &plegRuntime{}
		fake := clock.NewFakeClock(time.Unix(1600000000, 0))
		g := NewGenericPLEG(runtime, 100, time.Second, kubecontainer.NewCache(), fake).(*GenericPLEG)
		steps := []plegStep{}
		texts := map[string]string{}
		for count := 3 + random.Intn(6); count > 0; count-- {
			step := plegStep{Pods: []string{}}
			runtime.pods, runtime.failing, runtime.ips, runtime.listErr = nil, map[types.UID]bool{}, map[types.UID]string{}, nil
			for _, uid := range []string{"u", "v", "w"} {
				if texts[uid] == "" || random.Intn(2) == 0 {
					texts[uid] = plegText(random, uid)
				}
				if random.Intn(4) > 0 {
					step.Pods = append(step.Pods, texts[uid])
					runtime.pods = append(runtime.pods, plegPod(texts[uid]))
				}
				if random.Intn(4) == 0 {
					step.Failing += uid
					runtime.failing[types.UID(uid)] = true
				}
				if random.Intn(2) == 0 {
					step.IPs += uid
					runtime.ips[types.UID(uid)] = fmt.Sprintf("10.0.0.%d", count)
				}
			}
			if random.Intn(10) == 0 {
				step.Fail, runtime.listErr = true, errors.New("no list")
			}
			step.Ready = random.Intn(3) == 0
			runtime.ready = step.Ready
			fake.Step(time.Second)
			g.relist()
			for len(g.eventChannel) > 0 {
				step.Events = append(step.Events, plegEvents([]*PodLifecycleEvent{<-g.eventChannel}))
			}
			// The order of pods is open; that of the events of one pod is not.
			sort.SliceStable(step.Events, func(i, j int) bool { return step.Events[i][0] < step.Events[j][0] })
			caches, records := []string{}, []string{}
			for _, uid := range []string{"u", "v", "w"} {
				status, err := g.cache.Get(types.UID(uid))
				caches = append(caches, fmt.Sprintf("%s %v", strings.Join(status.IPs, " "), err))
				if _, ok := g.podsToReinspect[types.UID(uid)]; ok {
					step.Reinspect += uid
				}
				if record, ok := g.podRecords[types.UID(uid)]; ok {
					records = append(records, fmt.Sprintf("%s %t %t", uid, record.old != nil, record.current != nil))
				}
			}
			step.Cache, step.Records = strings.Join(caches, ","), strings.Join(records, ",")
			steps = append(steps, step)
		}
		cases = append(cases, steps)
	}
	writeVectors(t, "kubelet-relist", "pkg/kubelet/pleg/generic.go#GenericPLEG", cases)
}
