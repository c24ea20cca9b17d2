// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package kubelet

import (
	"errors"
	"fmt"
	"math/rand"
	"sort"
	"strings"
	"testing"
	"time"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/clock"
	"k8s.io/apimachinery/pkg/util/sets"
	"k8s.io/client-go/tools/record"
	"k8s.io/kubernetes/pkg/kubelet/config"
	kubecontainer "k8s.io/kubernetes/pkg/kubelet/container"
	"k8s.io/kubernetes/pkg/kubelet/lifecycle"
	"k8s.io/kubernetes/pkg/kubelet/pleg"
	kubepod "k8s.io/kubernetes/pkg/kubelet/pod"
	"k8s.io/kubernetes/pkg/kubelet/prober"
	proberesults "k8s.io/kubernetes/pkg/kubelet/prober/results"
	"k8s.io/kubernetes/pkg/kubelet/status"
	kubetypes "k8s.io/kubernetes/pkg/kubelet/types"
)

// loopWorld stands for all that a kubelet is made of, and writes down what it is asked for.
type loopWorld struct {
	log      []string
	statuses map[types.UID]v1.PodStatus
	running  []*kubecontainer.Pod
	work     []types.UID
	failing  bool
}

func (w *loopWorld) add(format string, args ...interface{}) {
	w.log = append(w.log, fmt.Sprintf(format, args...))
}

type loopStatuses struct {
	status.Manager
	*loopWorld
}

func (w loopStatuses) GetPodStatus(uid types.UID) (v1.PodStatus, bool) {
	status, ok := w.statuses[uid]
	return status, ok
}

func (w loopStatuses) SetPodStatus(pod *v1.Pod, status v1.PodStatus) {
	w.add("set %s %s %s %s", pod.Name, status.Phase, status.Reason, status.Message)
	w.statuses[pod.UID] = status
}

func (w loopStatuses) TerminatePod(pod *v1.Pod) { w.add("terminate %s", pod.Name) }

type loopProbes struct {
	prober.Manager
	*loopWorld
}

func (w loopProbes) AddPod(pod *v1.Pod)    { w.add("probe %s", pod.Name) }
func (w loopProbes) RemovePod(pod *v1.Pod) { w.add("unprobe %s", pod.Name) }

type loopWorkers struct{ *loopWorld }

func (w loopWorkers) UpdatePod(options *UpdatePodOptions) {
	w.add("work %s %s", options.Pod.Name, options.UpdateType)
}
func (w loopWorkers) ForgetNonExistingPodWorkers(map[types.UID]sets.Empty) {}
func (w loopWorkers) ForgetWorker(uid types.UID)                           { w.add("forget %s", uid) }

type loopKiller struct {
	PodKiller
	*loopWorld
}

func (w loopKiller) KillPod(pair *kubecontainer.PodPair) {
	w.add("kill %s %t", pair.RunningPod.ID, pair.APIPod != nil)
}

type loopRuntime struct{ *loopWorld }

func (w loopRuntime) GetPods() ([]*kubecontainer.Pod, error) {
	if w.failing {
		return nil, errors.New("no list")
	}
	return w.running, nil
}

func (w loopRuntime) ForceUpdateIfOlder(time.Time) error {
	w.add("force")
	return nil
}

type loopQueue struct{ *loopWorld }

func (w loopQueue) GetWork() []types.UID             { return w.work }
func (w loopQueue) Enqueue(types.UID, time.Duration) {}

type loopCache struct{ kubecontainer.Cache }

func (loopCache) Get(types.UID) (*kubecontainer.PodStatus, error) { return nil, errors.New("none") }

type loopAdmit struct{ *loopWorld }

func (w loopAdmit) Admit(attrs *lifecycle.PodAdmitAttributes) lifecycle.PodAdmitResult {
	others := []string{}
	for _, pod := range attrs.OtherPods {
		others = append(others, pod.Name)
	}
	sort.Strings(others)
	w.add("admit %s %s", attrs.Pod.Name, strings.Join(others, "+"))
	if len(others) > 1 {
		return lifecycle.PodAdmitResult{Reason: "Full", Message: "too many"}
	}
	return lifecycle.PodAdmitResult{Admit: true}
}

// loopPod reads `uid|created|deleted|phase|containers|gate`, where containers is a letter for each:
// r runs, w waits, t ended; and gate is the state of a readiness gate, with `!` if Ready is stale.
func loopPod(text string) *v1.Pod {
	part := strings.Split(text, "|")
	pod := &v1.Pod{}
	pod.UID, pod.Name, pod.Namespace = types.UID(part[0]), "p"+part[0], "ns"
	if part[1] != "" {
		pod.CreationTimestamp = metav1.Time{Time: time.Date(2022, 2, 2, 2, 2, int(part[1][0]-'0'), 0, time.UTC)}
	}
	if part[2] != "" {
		pod.DeletionTimestamp = &metav1.Time{Time: time.Date(2022, 2, 2, 2, 2, 2, 0, time.UTC)}
	}
	pod.Status = loopStatus(part[3], part[4])
	if part[5] != "" {
		pod.Spec.ReadinessGates = []v1.PodReadinessGate{{ConditionType: "gate"}}
		pod.Status.Conditions = []v1.PodCondition{{Type: "gate", Status: v1.ConditionTrue}, {Type: "Ready", Status: v1.ConditionStatus(part[5])}}
	}
	return pod
}

func loopStatus(phase, containers string) v1.PodStatus {
	status := v1.PodStatus{Phase: v1.PodPhase(phase), ContainerStatuses: []v1.ContainerStatus{}}
	for i, letter := range containers {
		one := v1.ContainerStatus{Name: fmt.Sprint(i)}
		switch letter {
		case 'r':
			one.State.Running = &v1.ContainerStateRunning{}
		case 'w':
			one.State.Waiting = &v1.ContainerStateWaiting{}
		case 't':
			one.State.Terminated = &v1.ContainerStateTerminated{}
		}
		status.ContainerStatuses = append(status.ContainerStatuses, one)
	}
	return status
}

// loopStep is what is sent, `<op> <pods>`, `pleg <type> <uid>`, `sync <uids>`, `unhealthy <uid>`,
// `status <uid> <phase>|<containers>`, `running <uids>`, `failing`; and what came of it.
type loopStep struct {
	Call string   `json:"call"`
	Log  []string `json:"log,omitempty"`
	Pods string   `json:"pods"`
}

func TestRecordSyncLoop(t *testing.T) {
	random := rand.New(rand.NewSource(64))
	uids := []string{"1", "2", "3", "4"}
	text := func(uid string) string {
		return strings.Join([]string{
			uid, kubeletPick(random, "", "1", "2", "3"), kubeletPick(random, "", "", "", "d"),
			kubeletPick(random, "", "Pending", "Running", "Running", "Succeeded", "Failed"), kubeletPick(random, "", "r", "rw", "w", "wt", "t"),
			kubeletPick(random, "", "", "True", "False"),
		}, "|")
	}
	cases := [][]loopStep{}
	for len(cases) < 160 {
		w := &loopWorld{statuses: map[types.UID]v1.PodStatus{}}
		ready := len(cases)%5 == 0
		events := record.NewFakeRecorder(100)
		liveness := proberesults.NewManager()
		kl := &Kubelet{
			clock: clock.RealClock{}, recorder: events, podManager: kubepod.NewBasicPodManager(nil, nil, nil), statusManager: loopStatuses{nil, w},
			probeManager: loopProbes{nil, w}, podWorkers: loopWorkers{w}, podKiller: loopKiller{nil, w}, runtimeCache: loopRuntime{w}, workQueue: loopQueue{w},
			podCache: loopCache{}, livenessManager: liveness, lastContainerStartedTime: newTimeCache(),
			sourcesReady: config.NewSourcesReady(func(s sets.String) bool { return ready || s.Has("api") }),
		}
		kl.admitHandlers.AddPodAdmitHandler(loopAdmit{w})
		steps := []loopStep{}
		for count := 6 + random.Intn(8); count > 0; count-- {
			configCh, syncCh, plegCh := make(chan kubetypes.PodUpdate, 1), make(chan time.Time, 1), make(chan *pleg.PodLifecycleEvent, 1)
			uid := uids[random.Intn(len(uids))]
			step, waits := loopStep{}, true
			switch kind := random.Intn(14); kind {
			case 0, 1, 2, 3, 4, 5, 6:
				names := []string{"ADD", "ADD", "ADD", "UPDATE", "DELETE", "REMOVE", "RECONCILE"}
				ops := []kubetypes.PodOperation{kubetypes.ADD, kubetypes.ADD, kubetypes.ADD, kubetypes.UPDATE, kubetypes.DELETE, kubetypes.REMOVE, kubetypes.RECONCILE}
				texts, pods := []string{}, []*v1.Pod{}
				for _, i := range random.Perm(4)[:random.Intn(4)] {
					one := text(uids[i])
					texts, pods = append(texts, one), append(pods, loopPod(one))
				}
				source := kubeletPick(random, "file", "api", "api")
				step.Call = names[kind] + " " + source + " " + strings.Join(texts, ",")
				configCh <- kubetypes.PodUpdate{Op: ops[kind], Pods: pods, Source: source}
			case 7, 8:
				kind := []pleg.PodLifeCycleEventType{pleg.ContainerStarted, pleg.ContainerDied, pleg.ContainerRemoved, pleg.ContainerChanged, pleg.PodSync}[random.Intn(5)]
				step.Call = fmt.Sprintf("pleg %s %s", kind, uid)
				plegCh <- &pleg.PodLifecycleEvent{ID: types.UID(uid), Type: kind, Data: "c"}
			case 9:
				w.work = nil
				list := []string{}
				for _, i := range random.Perm(4)[:random.Intn(3)] {
					w.work, list = append(w.work, types.UID(uids[i])), append(list, uids[i])
				}
				step.Call = "sync " + strings.Join(list, ",")
				syncCh <- time.Now()
			case 10:
				result := []proberesults.Result{proberesults.Failure, proberesults.Success}[random.Intn(2)]
				pod := &v1.Pod{}
				pod.UID = types.UID(uid)
				step.Call = fmt.Sprintf("liveness %s %s", uid, strings.ToLower(result.String()))
				liveness.Set(kubecontainer.ContainerID{Type: "t", ID: fmt.Sprint(count)}, result, pod)
			case 11:
				phase, containers := kubeletPick(random, "Running", "Succeeded", "Failed"), kubeletPick(random, "r", "w", "t")
				w.statuses[types.UID(uid)] = loopStatus(phase, containers)
				step.Call, waits = "status "+uid+" "+phase+" "+containers, false
			case 12:
				w.running = nil
				list := []string{}
				for _, i := range random.Perm(4)[:random.Intn(5)] {
					w.running, list = append(w.running, &kubecontainer.Pod{ID: types.UID(uids[i])}), append(list, uids[i])
				}
				step.Call, waits = "running "+strings.Join(list, ","), false
			case 13:
				w.failing = !w.failing
				step.Call, waits = fmt.Sprintf("failing %t", w.failing), false
			}
			w.log = nil
			if waits && !kl.syncLoopIteration(configCh, kl, syncCh, make(chan time.Time), plegCh) {
				t.Fatal("the loop ended")
			}
			if strings.HasPrefix(step.Call, "sync") {
				sort.Strings(w.log)
			}
			for len(events.Events) > 0 {
				w.add("event %s", <-events.Events)
			}
			step.Log = w.log
			pods := []string{}
			for _, pod := range kl.podManager.GetPods() {
				pods = append(pods, fmt.Sprintf("%s:%s", pod.UID, pod.Status.Phase))
			}
			sort.Strings(pods)
			step.Pods = strings.Join(pods, ",")
			steps = append(steps, step)
		}
		cases = append(cases, steps)
	}
	writeVectors(t, "kubelet-sync-loop", "pkg/kubelet/kubelet.go#Kubelet.syncLoopIteration", cases)
}
