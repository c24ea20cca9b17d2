// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package status

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

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes/fake"
	core "k8s.io/client-go/testing"
	kubeconfigmap "k8s.io/kubernetes/pkg/kubelet/configmap"
	kubepod "k8s.io/kubernetes/pkg/kubelet/pod"
	podtest "k8s.io/kubernetes/pkg/kubelet/pod/testing"
	kubesecret "k8s.io/kubernetes/pkg/kubelet/secret"
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

func recordPick(random *rand.Rand, from ...string) string { return from[random.Intn(len(from))] }

// recordShort writes a value's JSON without what says nothing: null, "", 0, false and empty lists;
// an exit code stays. A time of this run is written as `now`, and a quote as '.
func recordShort(t *testing.T, value interface{}) string {
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var tree interface{}
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	var prune func(key string, value interface{}) (interface{}, bool)
	prune = func(key string, value interface{}) (interface{}, bool) {
		switch value := value.(type) {
		case map[string]interface{}:
			for key, field := range value {
				if short, ok := prune(key, field); ok {
					value[key] = short
				} else {
					delete(value, key)
				}
			}
			return value, len(value) > 0 || (key != "state" && key != "lastState")
		case []interface{}:
			for i := range value {
				value[i], _ = prune("", value[i])
			}
			return value, len(value) > 0
		case string:
			if at, err := time.Parse(time.RFC3339, value); err == nil && at.Year() > 2021 {
				return "now", true
			}
			return value, value != ""
		case float64:
			return value, value != 0 || key == "exitCode"
		case bool:
			return value, value || key == "started"
		}
		return value, value != nil
	}
	tree, _ = prune("", tree)
	data, err = json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(data), `"`, "'")
}

type conditionsCase struct {
	Policy string `json:"policy"`
	Phase  string `json:"phase"`
	Specs  string `json:"specs"`
	Inits  string `json:"inits"`
	Gates  string `json:"gates"`
	// Statuses are `name=ready,...`, or null for no list.
	Statuses   *string `json:"statuses"`
	Conditions string  `json:"conditions"`
	Answers    string  `json:"answers"`
}

func TestRecordGenerateConditions(t *testing.T) {
	random := rand.New(rand.NewSource(42))
	cases := []conditionsCase{}
	for len(cases) < 400 {
		names := func(prefix string, most int) []string {
			list := []string{}
			for i, count := 0, random.Intn(most); i < count; i++ {
				list = append(list, fmt.Sprintf("%s%d", prefix, i))
			}
			return list
		}
		specs, inits, gates := names("c", 4), names("i", 3), names("g", 3)
		spec := &v1.PodSpec{}
		for _, name := range specs {
			spec.Containers = append(spec.Containers, v1.Container{Name: name})
		}
		for _, name := range inits {
			spec.InitContainers = append(spec.InitContainers, v1.Container{Name: name})
		}
		for _, name := range gates {
			spec.ReadinessGates = append(spec.ReadinessGates, v1.PodReadinessGate{ConditionType: v1.PodConditionType(name)})
		}
		phase := v1.PodPhase(recordPick(random, "Pending", "Running", "Running", "Succeeded", "Failed", ""))
		one := conditionsCase{Phase: string(phase), Specs: strings.Join(specs, ","), Inits: strings.Join(inits, ","), Gates: strings.Join(gates, ",")}
		var statuses []v1.ContainerStatus
		if random.Intn(8) != 0 {
			statuses = []v1.ContainerStatus{}
			texts := []string{}
			unready := random.Intn(4)
			for _, name := range append(append([]string{"other"}, inits...), specs...) {
				if random.Intn(6) != 0 {
					ready := unready == 0 || random.Intn(4) != 0
					statuses = append(statuses, v1.ContainerStatus{Name: name, Ready: ready})
					texts = append(texts, fmt.Sprintf("%s=%t", name, ready))
				}
			}
			text := strings.Join(texts, ",")
			one.Statuses = &text
		}
		conditions, texts := []v1.PodCondition{}, []string{}
		for _, gate := range append(gates, "other") {
			if random.Intn(5) != 0 {
				status := recordPick(random, "True", "True", "True", "False", "Unknown")
				conditions = append(conditions, v1.PodCondition{Type: v1.PodConditionType(gate), Status: v1.ConditionStatus(status)})
				texts = append(texts, gate+"="+status)
			}
		}
		one.Conditions = strings.Join(texts, ",")
		one.Answers = recordShort(t, []v1.PodCondition{
			GenerateContainersReadyCondition(spec, statuses, phase),
			GeneratePodReadyCondition(spec, conditions, statuses, phase),
			GeneratePodInitializedCondition(spec, statuses, phase),
		})
		cases = append(cases, one)
	}
	writeVectors(t, "generate-conditions", "pkg/kubelet/status/generate.go#GeneratePodReadyCondition", cases)
}

// recordStep is one call: `set <uid>`, `terminate <uid>`, `sync` (of what waits in the channel),
// `batch`, `orphans <uids>`, `server <uid>` (another writes the pod there), `gone <uid>`, `manager
// <uid>` (the kubelet hears of the pod as it is on the server), `forget <uid>`, `reclaimed
// <true|false>`, `fail <verb>`.
type recordStep struct {
	Call string `json:"call"`
	Pod  string `json:"pod,omitempty"`
	// Status is absent when it is the one that was set last, as is a status after the step.
	Status string `json:"status,omitempty"`
	// After it: what was asked of the API server, and what the manager holds.
	Asked    []string `json:"asked,omitempty"`
	Statuses string   `json:"statuses,omitempty"`
	Waiting  int      `json:"waiting,omitempty"`
	Versions string   `json:"versions,omitempty"`
}

type recordSafety struct{ reclaimed bool }

func (s *recordSafety) PodResourcesAreReclaimed(pod *v1.Pod, status v1.PodStatus) bool {
	return s.reclaimed
}

func recordStatus(random *rand.Rand) v1.PodStatus {
	status := v1.PodStatus{Phase: v1.PodPhase(recordPick(random, "Pending", "Running", "Running", "Failed"))}
	old := metav1.Unix(1600000000+int64(random.Intn(3)), 0)
	if random.Intn(6) == 0 {
		status.StartTime = &old
	}
	for _, kind := range []string{"Initialized", "Ready", "ContainersReady", "PodScheduled", "Other"} {
		if random.Intn(5) > 1 {
			condition := v1.PodCondition{Type: v1.PodConditionType(kind), Status: v1.ConditionStatus(recordPick(random, "True", "True", "False"))}
			if random.Intn(6) == 0 {
				condition.Reason = "Why"
			}
			if random.Intn(5) == 0 {
				condition.LastTransitionTime = old
			}
			status.Conditions = append(status.Conditions, condition)
		}
	}
	statuses := func(names ...string) (list []v1.ContainerStatus) {
		random.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		for _, name := range names {
			if random.Intn(6) == 0 {
				continue
			}
			one := v1.ContainerStatus{Name: name, Ready: random.Intn(2) == 0, RestartCount: int32(random.Intn(2))}
			switch random.Intn(5) {
			case 0:
				one.State.Waiting = &v1.ContainerStateWaiting{}
			case 1, 2:
				one.State.Running = &v1.ContainerStateRunning{StartedAt: old}
			case 3:
				one.State.Terminated = &v1.ContainerStateTerminated{ExitCode: int32(random.Intn(2)), FinishedAt: old}
			}
			list = append(list, one)
		}
		return
	}
	status.ContainerStatuses = statuses("a", "b")
	if random.Intn(3) == 0 {
		status.InitContainerStatuses = statuses("y", "x")
	}
	return status
}

func recordManager(client *fake.Clientset, safety PodDeletionSafetyProvider) *manager {
	podManager := kubepod.NewBasicPodManager(podtest.NewFakeMirrorClient(), kubesecret.NewFakeManager(), kubeconfigmap.NewFakeManager())
	return NewManager(client, podManager, safety).(*manager)
}

func TestRecordStatusManager(t *testing.T) {
	random := rand.New(rand.NewSource(43))
	cases := [][]recordStep{}
	for len(cases) < 100 {
		failing := ""
		asked := []string{}
		client := fake.NewSimpleClientset()
		client.PrependReactor("*", "pods", func(action core.Action) (bool, runtime.Object, error) {
			text := action.GetVerb()
			// Actions of other verbs have the methods of a get too.
			if action, ok := action.(core.GetAction); ok {
				text += " " + action.GetName()
			}
			if action, ok := action.(core.PatchAction); ok && action.GetVerb() == "patch" {
				text = "patch " + action.GetName() + " " + action.GetSubresource()
			}
			asked = append(asked, text)
			if action.GetVerb() == failing {
				return true, nil, errors.New("refused")
			}
			return false, nil, nil
		})
		safety := &recordSafety{}
		m := recordManager(client, safety)
		m.podStatusChannel = make(chan podStatusSyncRequest, 3)
		tracker := client.Tracker()
		pods := map[string]*v1.Pod{}
		uid := map[string]int{"p": 0, "q": 0}
		fresh := func(name string) *v1.Pod {
			pod := &v1.Pod{}
			pod.Name, pod.Namespace, pod.UID = name, "default", types.UID(fmt.Sprintf("%s-%d", name, uid[name]))
			pod.Spec.RestartPolicy = v1.RestartPolicy(recordPick(random, "Always", "Always", "OnFailure", "Never"))
			pod.Spec.Containers = []v1.Container{{Name: "a"}, {Name: "b"}}
			pod.Spec.InitContainers = []v1.Container{{Name: "y"}, {Name: "x"}}
			if random.Intn(3) == 0 {
				pod.Status = recordStatus(random)
			}
			return pod
		}
		resource := v1.SchemeGroupVersion.WithResource("pods")
		steps := []recordStep{}
		last := map[string]v1.PodStatus{}
		// What is as it was when last written is written as nothing.
		held, told, sent := map[string]string{}, map[string]string{}, map[string]string{}
		shortPod := func(pod *v1.Pod) string {
			pod = pod.DeepCopy()
			pod.Spec = v1.PodSpec{RestartPolicy: pod.Spec.RestartPolicy}
			text := recordShort(t, pod)
			if text == told[pod.Name] {
				return pod.Name
			}
			told[pod.Name] = text
			return text
		}
		shortStatus := func(name string, status v1.PodStatus) string {
			text := recordShort(t, status)
			if text == sent[name] {
				return ""
			}
			sent[name] = text
			return text
		}
		run := func(step recordStep, call func()) {
			asked = []string{}
			call()
			step.Asked = asked
			statuses, versions := []string{}, []string{}
			for uid, status := range m.podStatuses {
				text := recordShort(t, status.status)
				key := fmt.Sprintf("%s %s/%s %d", uid, status.podNamespace, status.podName, status.version)
				if held[string(uid)] != text {
					held[string(uid)] = text
					key += " " + text
				}
				statuses = append(statuses, key)
			}
			for uid, version := range m.apiStatusVersions {
				versions = append(versions, fmt.Sprintf("%s=%d", uid, version))
			}
			sort.Strings(statuses)
			sort.Strings(versions)
			sort.Strings(step.Asked)
			step.Statuses, step.Versions, step.Waiting = strings.Join(statuses, "\n"), strings.Join(versions, ","), len(m.podStatusChannel)
			steps = append(steps, step)
		}
		server := func(pod *v1.Pod) {
			run(recordStep{Call: "server", Pod: shortPod(pod)}, func() {
				if tracker.Update(resource, pod.DeepCopy(), pod.Namespace) != nil {
					tracker.Add(pod.DeepCopy())
				}
			})
		}
		for _, name := range []string{"p", "q"} {
			pods[name] = fresh(name)
			server(pods[name])
			run(recordStep{Call: "manager", Pod: shortPod(pods[name])}, func() { m.podManager.AddPod(pods[name].DeepCopy()) })
		}
		for count := 4 + random.Intn(9); count > 0; count-- {
			name := recordPick(random, "p", "p", "q")
			pod := pods[name]
			switch random.Intn(14) {
			case 0, 1, 2, 3, 4:
				status, again := last[name]
				if !again || random.Intn(3) != 0 {
					status = recordStatus(random)
				}
				last[name] = *status.DeepCopy()
				run(recordStep{Call: "set", Pod: shortPod(pod), Status: shortStatus(name, status)}, func() { m.SetPodStatus(pod, status) })
			case 5, 6:
				run(recordStep{Call: "sync"}, func() {
					for len(m.podStatusChannel) > 0 {
						request := <-m.podStatusChannel
						m.syncPod(request.podUID, request.status)
					}
				})
			case 7, 8:
				run(recordStep{Call: "batch"}, m.syncBatch)
			case 9:
				run(recordStep{Call: "terminate", Pod: shortPod(pod)}, func() { m.TerminatePod(pod) })
			case 10:
				if random.Intn(2) == 0 {
					run(recordStep{Call: "orphans", Pod: string(pod.UID)}, func() { m.RemoveOrphanedStatuses(map[types.UID]bool{pod.UID: true}) })
				} else {
					run(recordStep{Call: "forget", Pod: shortPod(pod)}, func() { m.podManager.DeletePod(pod) })
				}
			case 11:
				// Another writes the pod: its status, its end, or a new pod of the same name.
				changed := pod.DeepCopy()
				switch random.Intn(4) {
				case 0:
					changed.Status = recordStatus(random)
				case 1, 2:
					changed.DeletionTimestamp = &metav1.Time{Time: time.Unix(1600000000, 0)}
				case 3:
					uid[name]++
					changed = fresh(name)
				}
				pods[name] = changed
				server(changed)
				if random.Intn(3) != 0 {
					run(recordStep{Call: "manager", Pod: shortPod(changed)}, func() { m.podManager.UpdatePod(changed.DeepCopy()) })
				}
			case 12:
				if random.Intn(4) == 0 {
					run(recordStep{Call: "gone", Pod: name}, func() { tracker.Delete(resource, "default", name) })
				} else {
					safety.reclaimed = random.Intn(4) != 0
					run(recordStep{Call: "reclaimed", Pod: fmt.Sprint(safety.reclaimed)}, func() {})
				}
			case 13:
				failing = recordPick(random, "", "", "get", "patch", "delete")
				run(recordStep{Call: "fail", Pod: failing}, func() {})
			}
		}
		cases = append(cases, steps)
	}
	writeVectors(t, "kubelet-status-manager", "pkg/kubelet/status/status_manager.go#manager", cases)
}

type statusPairCase struct {
	Old    string `json:"old"`
	New    string `json:"new"`
	Policy string `json:"policy"`
	Equal  bool   `json:"equal"`
	Merged string `json:"merged"`
	Moves  string `json:"moves"`
	Normal string `json:"normal"`
}

func TestRecordStatusPairs(t *testing.T) {
	random := rand.New(rand.NewSource(44))
	cases := []statusPairCase{}
	for len(cases) < 220 {
		old, status := recordStatus(random), recordStatus(random)
		if random.Intn(2) == 0 {
			status = *old.DeepCopy()
			switch random.Intn(9) {
			case 0:
				status.Message = "changed"
			case 1:
				status.Conditions = append(status.Conditions, v1.PodCondition{Type: "Another", Status: "True"})
			case 2:
				if len(status.Conditions) > 0 {
					status.Conditions = status.Conditions[1:]
				}
			case 3:
				for i := range status.Conditions {
					status.Conditions[i].LastTransitionTime = metav1.Unix(1600009999, 0)
				}
			case 4:
				for i := range status.ContainerStatuses {
					status.ContainerStatuses[i].State = v1.ContainerState{Waiting: &v1.ContainerStateWaiting{}}
				}
			case 5:
				for i := range status.Conditions {
					status.Conditions[i].Message = "changed"
				}
			case 6:
				started := false
				for i := range status.ContainerStatuses {
					status.ContainerStatuses[i].Started = &started
				}
			case 7:
				status.ContainerStatuses = append([]v1.ContainerStatus{}, status.ContainerStatuses...)
			}
		}
		if random.Intn(20) == 0 {
			status.ContainerStatuses = append(status.ContainerStatuses, v1.ContainerStatus{
				Name: "0", State: v1.ContainerState{Terminated: &v1.ContainerStateTerminated{Message: strings.Repeat("m", []int{3071, 3072, 3073, 4000}[random.Intn(4)])}},
			})
		}
		pod := &v1.Pod{}
		pod.Spec.Containers = []v1.Container{{Name: "a"}, {Name: "b"}}
		pod.Spec.InitContainers = []v1.Container{{Name: "y"}, {Name: "x"}}
		policy := v1.RestartPolicy(recordPick(random, "Always", "OnFailure", "Never"))
		one := statusPairCase{Old: recordShort(t, old), New: recordShort(t, status), Policy: string(policy)}
		one.Equal = isPodStatusByKubeletEqual(&old, &status)
		one.Merged = recordShort(t, mergePodStatus(*old.DeepCopy(), *status.DeepCopy()).Conditions)
		if err := checkContainerStateTransition(old.ContainerStatuses, status.ContainerStatuses, policy); err != nil {
			one.Moves = err.Error()
		}
		one.Normal = recordShort(t, normalizeStatus(pod, status.DeepCopy()))
		if one.Normal == one.New {
			one.Normal = "="
		}
		cases = append(cases, one)
	}
	writeVectors(t, "kubelet-status-pairs", "pkg/kubelet/status/status_manager.go#isPodStatusByKubeletEqual", cases)
}
