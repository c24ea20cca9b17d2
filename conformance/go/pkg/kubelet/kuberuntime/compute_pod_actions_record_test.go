// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package kuberuntime

import (
	"encoding/json"
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
	runtimeapi "k8s.io/cri-api/pkg/apis/runtime/v1alpha2"
	kubecontainer "k8s.io/kubernetes/pkg/kubelet/container"
	proberesults "k8s.io/kubernetes/pkg/kubelet/prober/results"
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

// actionsCase is a pod `policy;gone;host;inits;containers`, its sandboxes
// `id;attempt;ready;host;ip`, its containers `name;id;state;exit;hash`, hash `=` for the one of the
// spec, and the probes `id;liveness;startup`.
type actionsCase struct {
	Pod        string   `json:"pod"`
	Sandboxes  []string `json:"sandboxes"`
	Containers []string `json:"containers"`
	Probes     []string `json:"probes"`
	// Changed is what podSandboxChanged answers, next what findNextInitContainerToRun does.
	Changed string   `json:"changed"`
	Next    string   `json:"next"`
	Actions string   `json:"actions"`
	Start   []int    `json:"start"`
	Kill    []string `json:"kill"`
	Restart []bool   `json:"restart"`
	Success []bool   `json:"success"`
}

func actionsPick(random *rand.Rand, from ...string) string { return from[random.Intn(len(from))] }

func actionsFlag(value bool, text string) string {
	if value {
		return text
	}
	return ""
}

func TestRecordComputePodActions(t *testing.T) {
	random := rand.New(rand.NewSource(41))
	_, _, m, err := createTestRuntimeManager()
	if err != nil {
		t.Fatal(err)
	}
	// The managers send every change to a channel that has little room.
	go func() {
		for range m.livenessManager.Updates() {
		}
	}()
	go func() {
		for range m.startupManager.Updates() {
		}
	}()
	cases := []actionsCase{}
	for len(cases) < 700 {
		pod := &v1.Pod{}
		pod.Name, pod.Namespace, pod.UID = "p", "default", "u"
		pod.Spec.RestartPolicy = v1.RestartPolicy(actionsPick(random, "Always", "OnFailure", "Never"))
		if random.Intn(8) == 0 {
			pod.DeletionTimestamp = &metav1.Time{Time: time.Unix(1600000000, 0)}
		}
		pod.Spec.HostNetwork = random.Intn(6) == 0
		inits, names := []string{}, []string{}
		if random.Intn(2) == 0 {
			for i, count := 0, 1+random.Intn(3); i < count; i++ {
				inits = append(inits, fmt.Sprintf("i%d", i))
			}
		}
		for i, count := 0, random.Intn(4); i < count; i++ {
			names = append(names, fmt.Sprintf("c%d", i))
		}
		specs := map[string]*v1.Container{}
		for _, name := range inits {
			pod.Spec.InitContainers = append(pod.Spec.InitContainers, v1.Container{Name: name, Image: "busybox"})
		}
		for _, name := range names {
			pod.Spec.Containers = append(pod.Spec.Containers, v1.Container{Name: name, Image: "nginx"})
		}
		for i := range pod.Spec.InitContainers {
			specs[pod.Spec.InitContainers[i].Name] = &pod.Spec.InitContainers[i]
		}
		for i := range pod.Spec.Containers {
			specs[pod.Spec.Containers[i].Name] = &pod.Spec.Containers[i]
		}
		one := actionsCase{
			Pod: strings.Join([]string{
				string(pod.Spec.RestartPolicy), actionsFlag(pod.DeletionTimestamp != nil, "gone"), actionsFlag(pod.Spec.HostNetwork, "host"),
				strings.Join(inits, ","), strings.Join(names, ","),
			}, ";"),
			Sandboxes: []string{}, Containers: []string{}, Probes: []string{}, Kill: []string{}, Restart: []bool{}, Success: []bool{},
		}
		status := &kubecontainer.PodStatus{ID: "u", Name: "p", Namespace: "default"}
		boxes := 1
		if random.Intn(5) == 0 {
			boxes = random.Intn(5)
		}
		for i := 0; i < boxes; i++ {
			attempt, host, ip := uint32(random.Intn(3)), pod.Spec.HostNetwork, "10.0.0.1"
			if random.Intn(9) == 0 {
				host = !host
			}
			if random.Intn(9) == 0 {
				ip = ""
			}
			state, mode := runtimeapi.PodSandboxState_SANDBOX_READY, runtimeapi.NamespaceMode_POD
			if (i == 0 && random.Intn(4) == 0) || (i > 0 && random.Intn(3) == 0) {
				state = runtimeapi.PodSandboxState_SANDBOX_NOTREADY
			}
			if host {
				mode = runtimeapi.NamespaceMode_NODE
			}
			id := fmt.Sprintf("s%d", i)
			box := &runtimeapi.PodSandboxStatus{
				Id: id, State: state, Metadata: &runtimeapi.PodSandboxMetadata{Attempt: attempt}, Network: &runtimeapi.PodSandboxNetworkStatus{Ip: ip},
			}
			if host || random.Intn(2) == 0 {
				box.Linux = &runtimeapi.LinuxPodSandboxStatus{Namespaces: &runtimeapi.Namespace{Options: &runtimeapi.NamespaceOption{Network: mode}}}
			}
			status.SandboxStatuses = append(status.SandboxStatuses, box)
			one.Sandboxes = append(one.Sandboxes, fmt.Sprintf("%s;%d;%s;%s;%s", id, attempt, actionsFlag(state == runtimeapi.PodSandboxState_SANDBOX_READY, "ready"), actionsFlag(host, "host"), ip))
		}
		ids := []kubecontainer.ContainerID{}
		add := func(name string, settled bool) {
			state := kubecontainer.State(actionsPick(random, "running", "running", "exited", "exited", "unknown", "created"))
			exit := []int{0, 0, 1, 137}[random.Intn(4)]
			if settled {
				state, exit = kubecontainer.ContainerStateExited, 0
			}
			if state == kubecontainer.ContainerStateRunning {
				exit = 0
			}
			hash, mark := uint64(77), "x"
			if spec := specs[name]; spec != nil && random.Intn(6) != 0 {
				hash, mark = kubecontainer.HashContainer(spec), "="
			}
			id := kubecontainer.ContainerID{Type: "test", ID: fmt.Sprintf("%s-%d", name, len(ids))}
			ids = append(ids, id)
			status.ContainerStatuses = append(status.ContainerStatuses, &kubecontainer.Status{ID: id, Name: name, State: state, ExitCode: exit, Hash: hash})
			one.Containers = append(one.Containers, fmt.Sprintf("%s;%s;%s;%d;%s", name, id.String(), state, exit, mark))
			if state == kubecontainer.ContainerStateRunning {
				live, start := proberesults.Result(-2), proberesults.Result(-2)
				if random.Intn(4) == 0 {
					live = []proberesults.Result{proberesults.Failure, proberesults.Failure, proberesults.Success, proberesults.Unknown}[random.Intn(4)]
					m.livenessManager.Set(id, live, pod)
				}
				if random.Intn(5) == 0 {
					start = []proberesults.Result{proberesults.Failure, proberesults.Failure, proberesults.Success, proberesults.Unknown}[random.Intn(4)]
					m.startupManager.Set(id, start, pod)
				}
				text := map[proberesults.Result]string{-2: "", proberesults.Failure: "failure", proberesults.Success: "success", proberesults.Unknown: "unknown"}
				one.Probes = append(one.Probes, fmt.Sprintf("%s;%s;%s", id.String(), text[live], text[start]))
			}
		}
		settled := random.Intn(2) == 0
		for _, name := range inits {
			if settled || random.Intn(3) != 0 {
				add(name, settled)
			}
		}
		all := random.Intn(8) == 0
		for _, name := range names {
			for random.Intn(4) != 0 {
				add(name, all)
				if random.Intn(5) != 0 {
					break
				}
			}
		}
		if random.Intn(9) == 0 {
			add("other", false)
		}
		changed, attempt, sandboxID := m.podSandboxChanged(pod, status)
		one.Changed = fmt.Sprintf("%t;%d;%s", changed, attempt, sandboxID)
		last, next, done := findNextInitContainerToRun(pod, status)
		if last != nil {
			one.Next = last.ID.String()
		}
		one.Next += ";"
		if next != nil {
			one.Next += next.Name
		}
		one.Next += fmt.Sprintf(";%t", done)
		for i := range pod.Spec.Containers {
			one.Restart = append(one.Restart, kubecontainer.ShouldContainerBeRestarted(&pod.Spec.Containers[i], pod, status))
			one.Success = append(one.Success, containerSucceeded(&pod.Spec.Containers[i], status))
		}
		actions := m.computePodActions(pod, status)
		init := ""
		if actions.NextInitContainerToStart != nil {
			init = actions.NextInitContainerToStart.Name
		}
		one.Actions = fmt.Sprintf("%t;%t;%s;%d;%s", actions.KillPod, actions.CreateSandbox, actions.SandboxID, actions.Attempt, init)
		one.Start = append([]int{}, actions.ContainersToStart...)
		for id, info := range actions.ContainersToKill {
			id := id
			one.Kill = append(one.Kill, fmt.Sprintf("%s;%s;%s;%s", id.String(), info.name, info.container.Name, info.message))
		}
		sort.Strings(one.Kill)
		for _, id := range ids {
			m.livenessManager.Remove(id)
			m.startupManager.Remove(id)
		}
		cases = append(cases, one)
	}
	writeVectors(t, "compute-pod-actions", "pkg/kubelet/kuberuntime/kuberuntime_manager.go#kubeGenericRuntimeManager.computePodActions", cases)
}
