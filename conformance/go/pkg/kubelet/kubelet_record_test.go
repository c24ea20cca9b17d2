// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package kubelet

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/sets"
	"k8s.io/client-go/tools/record"
	v1qos "k8s.io/kubernetes/pkg/apis/core/v1/helper/qos"
	kubecontainer "k8s.io/kubernetes/pkg/kubelet/container"
	probetest "k8s.io/kubernetes/pkg/kubelet/prober/testing"
	"k8s.io/kubernetes/pkg/kubelet/status"
	kubetypes "k8s.io/kubernetes/pkg/kubelet/types"
)

func kubeletPick(random *rand.Rand, from ...string) string { return from[random.Intn(len(from))] }

// kubeletState is `running`, `exited <code>`, `waiting`, `waiting <code of the last end>`,
// `running <code>`, or nothing.
func kubeletState(random *rand.Rand, name string) (v1.ContainerStatus, string) {
	one := v1.ContainerStatus{Name: name, RestartCount: int32(random.Intn(3))}
	code := []int32{0, 0, 1, 137}[random.Intn(4)]
	ended := &v1.ContainerStateTerminated{ExitCode: code}
	text := ""
	switch random.Intn(7) {
	case 0, 1:
		one.State.Running, text = &v1.ContainerStateRunning{}, "running"
	case 2, 3:
		one.State.Terminated, text = ended, fmt.Sprintf("exited %d", code)
	case 4:
		one.State.Waiting, text = &v1.ContainerStateWaiting{}, "waiting"
	case 5:
		one.State.Waiting, one.LastTerminationState.Terminated, text = &v1.ContainerStateWaiting{}, ended, fmt.Sprintf("waiting %d", code)
	}
	return one, fmt.Sprintf("%s:%d:%s", name, one.RestartCount, text)
}

type phaseCase struct {
	Policy   string `json:"policy"`
	Inits    string `json:"inits"`
	Specs    string `json:"specs"`
	Statuses string `json:"statuses"`
	Phase    string `json:"phase"`
	Idle     bool   `json:"idle"`
}

func kubeletNames(random *rand.Rand, prefix string, most int) []string {
	list := []string{}
	for i, count := 0, random.Intn(most); i < count; i++ {
		list = append(list, fmt.Sprintf("%s%d", prefix, i))
	}
	return list
}

func TestRecordGetPhase(t *testing.T) {
	random := rand.New(rand.NewSource(45))
	cases := []phaseCase{}
	for len(cases) < 600 {
		inits, specs := kubeletNames(random, "i", 3), kubeletNames(random, "c", 4)
		spec := &v1.PodSpec{RestartPolicy: v1.RestartPolicy(kubeletPick(random, "Always", "OnFailure", "Never"))}
		statuses, texts := []v1.ContainerStatus{}, []string{}
		for _, name := range inits {
			spec.InitContainers = append(spec.InitContainers, v1.Container{Name: name})
		}
		for _, name := range specs {
			spec.Containers = append(spec.Containers, v1.Container{Name: name})
		}
		settled := random.Intn(2) == 0
		for _, name := range append(append([]string{}, inits...), specs...) {
			if random.Intn(9) == 0 {
				continue
			}
			one, text := kubeletState(random, name)
			if settled && name[0] == 'i' {
				one = v1.ContainerStatus{Name: name, State: v1.ContainerState{Terminated: &v1.ContainerStateTerminated{}}}
				text = name + ":0:exited 0"
			}
			statuses, texts = append(statuses, one), append(texts, text)
		}
		cases = append(cases, phaseCase{
			string(spec.RestartPolicy), strings.Join(inits, ","), strings.Join(specs, ","), strings.Join(texts, ","),
			string(getPhase(spec, statuses)), notRunning(statuses),
		})
	}
	writeVectors(t, "kubelet-get-phase", "pkg/kubelet/kubelet_pods.go#getPhase", cases)
}

type kubeletStatuses struct {
	status.Manager
	statuses map[types.UID]v1.PodStatus
}

func (s *kubeletStatuses) GetPodStatus(uid types.UID) (v1.PodStatus, bool) {
	status, ok := s.statuses[uid]
	return status, ok
}

// kubeletShort writes JSON without what says nothing, and ' for a quote.
func kubeletShort(t *testing.T, value interface{}) string {
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

// apiStatusCase is a pod `policy;gone;phase;inits;containers;old statuses`, the cached statuses or
// null, the runtime's containers `name;id;state;exit;created;restarts`, and reasons `name=reason`.
type apiStatusCase struct {
	Pod     string   `json:"pod"`
	Cached  *string  `json:"cached"`
	Runtime []string `json:"runtime"`
	IPs     string   `json:"ips"`
	Reasons string   `json:"reasons"`
	Status  string   `json:"status"`
	Order   string   `json:"order"`
	Ended   string   `json:"ended"`
}

func TestRecordGenerateAPIPodStatus(t *testing.T) {
	random := rand.New(rand.NewSource(46))
	cases := []apiStatusCase{}
	for len(cases) < 300 {
		inits, specs := kubeletNames(random, "i", 3), kubeletNames(random, "c", 4)
		all := append(append([]string{}, inits...), specs...)
		pod := &v1.Pod{}
		pod.Name, pod.UID = "p", "u"
		pod.Spec.RestartPolicy = v1.RestartPolicy(kubeletPick(random, "Always", "OnFailure", "Never"))
		gone := ""
		if random.Intn(3) == 0 {
			gone, pod.DeletionTimestamp = "gone", &metav1.Time{Time: time.Unix(1600000000, 0)}
		}
		pod.Status.Phase = v1.PodPhase(kubeletPick(random, "", "Pending", "Running", "Running", "Failed", "Succeeded"))
		for _, name := range inits {
			pod.Spec.InitContainers = append(pod.Spec.InitContainers, v1.Container{Name: name, Image: "i"})
		}
		for _, name := range specs {
			pod.Spec.Containers = append(pod.Spec.Containers, v1.Container{Name: name, Image: "i"})
		}
		pod.Status.Conditions = []v1.PodCondition{{Type: "Other", Status: "True"}, {Type: "Ready", Status: "True"}}
		old := func(status *v1.PodStatus) string {
			texts := []string{}
			for _, name := range all {
				if random.Intn(4) == 0 {
					continue
				}
				one, text := kubeletState(random, name)
				texts = append(texts, text)
				if name[0] == 'i' {
					status.InitContainerStatuses = append(status.InitContainerStatuses, one)
				} else {
					status.ContainerStatuses = append(status.ContainerStatuses, one)
				}
			}
			return strings.Join(texts, ",")
		}
		one := apiStatusCase{Runtime: []string{}}
		one.Pod = strings.Join([]string{string(pod.Spec.RestartPolicy), gone, string(pod.Status.Phase), strings.Join(inits, ","), strings.Join(specs, ","), old(&pod.Status)}, ";")
		statuses := &kubeletStatuses{statuses: map[types.UID]v1.PodStatus{}}
		if random.Intn(2) == 0 {
			cached := v1.PodStatus{Phase: v1.PodPhase(kubeletPick(random, "Pending", "Running", "Failed"))}
			text := string(cached.Phase) + ";" + old(&cached)
			one.Cached, statuses.statuses["u"] = &text, cached
		}
		kl := &Kubelet{statusManager: statuses, probeManager: probetest.FakeManager{}, reasonCache: NewReasonCache()}
		podStatus := &kubecontainer.PodStatus{ID: "u"}
		if random.Intn(3) != 0 {
			podStatus.IPs, one.IPs = []string{"10.0.0.1", "10.0.0.2"}, "10.0.0.1,10.0.0.2"
		}
		created := random.Perm(20)
		for _, name := range append([]string{"infra"}, all...) {
			for random.Intn(5) > 1 && len(podStatus.ContainerStatuses) < 12 {
				at := len(podStatus.ContainerStatuses)
				cs := &kubecontainer.Status{
					ID: kubecontainer.ContainerID{Type: "test", ID: fmt.Sprintf("%s-%d", name, at)}, Name: name, Image: "i",
					State:    kubecontainer.State(kubeletPick(random, "running", "running", "exited", "exited", "exited", "unknown", "created")),
					ExitCode: []int{0, 0, 1}[random.Intn(3)], CreatedAt: time.Unix(1600000000+int64(created[at]), 0), RestartCount: random.Intn(3),
				}
				if cs.State != kubecontainer.ContainerStateCreated {
					cs.StartedAt = cs.CreatedAt.Add(time.Second)
				}
				if cs.State == kubecontainer.ContainerStateExited {
					cs.FinishedAt, cs.Reason, cs.Message = cs.CreatedAt.Add(time.Minute), "Ended", kubeletPick(random, "", "bye")
				}
				podStatus.ContainerStatuses = append(podStatus.ContainerStatuses, cs)
				one.Runtime = append(one.Runtime, fmt.Sprintf("%s;%s;%s;%d;%d;%d;%s", name, cs.ID.String(), cs.State, cs.ExitCode, created[at], cs.RestartCount, cs.Message))
			}
		}
		reasons := []string{}
		for _, name := range all {
			if random.Intn(4) == 0 {
				kl.reasonCache.add("u", name, errors.New("CrashLoopBackOff"), "again "+name)
				reasons = append(reasons, name)
			}
		}
		one.Reasons = strings.Join(reasons, ",")
		answer := kl.generateAPIPodStatus(pod, podStatus)
		if answer.QOSClass != v1qos.GetPodQOS(pod) {
			t.Fatal("the class differs")
		}
		one.Status = kubeletShort(t, answer)
		order := []string{}
		for _, cs := range podStatus.ContainerStatuses {
			order = append(order, cs.ID.ID)
		}
		one.Order = strings.Join(order, ",")
		containers, worker := kl.podAndContainersAreTerminal(pod)
		one.Ended = fmt.Sprintf("%t,%t", containers, worker)
		cases = append(cases, one)
	}
	writeVectors(t, "kubelet-api-pod-status", "pkg/kubelet/kubelet_pods.go#Kubelet.generateAPIPodStatus", cases)
}

type workersCache struct{ kubecontainer.Cache }

func (c workersCache) GetNewerThan(uid types.UID, _ time.Time) (*kubecontainer.PodStatus, error) {
	if uid == "broken" {
		return nil, errors.New("no status")
	}
	return &kubecontainer.PodStatus{ID: uid}, nil
}

// workersDriver lets syncs begin, and end when it says so.
type workersDriver struct {
	sync.Mutex
	running map[types.UID]chan error
	log     []string
}

func (d *workersDriver) sync(options syncPodOptions) error {
	end := make(chan error)
	d.Lock()
	d.log = append(d.log, fmt.Sprintf("begin %s %s %s", options.pod.UID, options.pod.Name, options.updateType))
	d.running[options.pod.UID] = end
	d.Unlock()
	return <-end
}

func (d *workersDriver) GetWork() []types.UID { return nil }

func (d *workersDriver) Enqueue(uid types.UID, delay time.Duration) {
	d.Lock()
	defer d.Unlock()
	kind := "?"
	switch {
	case delay >= time.Second && delay <= 1500*time.Millisecond:
		kind = "transient"
	case delay >= 10*time.Second && delay <= 15*time.Second:
		kind = "backoff"
	case delay >= 1000*time.Second && delay <= 1500*time.Second:
		kind = "resync"
	}
	d.log = append(d.log, fmt.Sprintf("enqueue %s %s", uid, kind))
}

// workersStep is `update <uid> <name> <type>`, `end <uid> <how>`, `forget <uid>` or `only <uids>`,
// and after it what happened and what the workers hold.
type workersStep struct {
	Call  string   `json:"call"`
	Log   []string `json:"log"`
	State string   `json:"state"`
}

func TestRecordPodWorkers(t *testing.T) {
	random := rand.New(rand.NewSource(47))
	cases := [][]workersStep{}
	for len(cases) < 120 {
		driver := &workersDriver{running: map[types.UID]chan error{}}
		workers := newPodWorkers(driver.sync, &record.FakeRecorder{}, driver, 1000*time.Second, 10*time.Second, workersCache{})
		steps := []workersStep{}
		run := func(text string, call func()) {
			driver.Lock()
			driver.log = []string{}
			driver.Unlock()
			call()
			for settled := false; !settled; time.Sleep(100 * time.Microsecond) {
				settled = true
				workers.podLock.Lock()
				driver.Lock()
				for uid, working := range workers.isWorking {
					if _, running := driver.running[uid]; running != working {
						settled = false
					}
				}
				driver.Unlock()
				workers.podLock.Unlock()
			}
			workers.podLock.Lock()
			state := []string{}
			for uid := range workers.podUpdates {
				state = append(state, "has "+string(uid))
			}
			for uid, working := range workers.isWorking {
				state = append(state, fmt.Sprintf("working %s %t", uid, working))
			}
			for uid, update := range workers.lastUndeliveredWorkUpdate {
				state = append(state, fmt.Sprintf("last %s %s %s", uid, update.Pod.Name, update.UpdateType))
			}
			workers.podLock.Unlock()
			sort.Strings(state)
			driver.Lock()
			steps = append(steps, workersStep{text, driver.log, strings.Join(state, ",")})
			driver.Unlock()
		}
		for count := 5 + random.Intn(15); count > 0; count-- {
			uid := types.UID(kubeletPick(random, "a", "a", "a", "b", "b", "broken"))
			switch random.Intn(10) {
			case 0, 1, 2, 3, 4:
				name := fmt.Sprintf("n%d", count)
				kind := []kubetypes.SyncPodType{kubetypes.SyncPodSync, kubetypes.SyncPodUpdate, kubetypes.SyncPodCreate, kubetypes.SyncPodKill}[random.Intn(4)]
				run(fmt.Sprintf("update %s %s %s", uid, name, kind), func() {
					pod := &v1.Pod{}
					pod.UID, pod.Name = uid, name
					workers.UpdatePod(&UpdatePodOptions{Pod: pod, UpdateType: kind, OnCompleteFunc: func(err error) {
						driver.Lock()
						defer driver.Unlock()
						driver.log = append(driver.log, fmt.Sprintf("complete %s %v", name, err))
					}})
				})
			case 5, 6, 7:
				driver.Lock()
				end, running := driver.running[uid]
				driver.Unlock()
				if running {
					how := kubeletPick(random, "", "", "refused", "sorry, "+NetworkNotReadyErrorMsg)
					run(fmt.Sprintf("end %s %s", uid, how), func() {
						driver.Lock()
						delete(driver.running, uid)
						driver.Unlock()
						if how == "" {
							end <- nil
						} else {
							end <- errors.New(how)
						}
					})
				}
			case 8:
				run(fmt.Sprintf("forget %s", uid), func() { workers.ForgetWorker(uid) })
			case 9:
				if random.Intn(3) == 0 {
					run(fmt.Sprintf("only %s", uid), func() { workers.ForgetNonExistingPodWorkers(map[types.UID]sets.Empty{uid: {}}) })
				}
			}
		}
		cases = append(cases, steps)
	}
	writeVectors(t, "kubelet-pod-workers", "pkg/kubelet/pod_workers.go#podWorkers", cases)
}
