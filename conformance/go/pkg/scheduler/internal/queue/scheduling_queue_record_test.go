// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package queue

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
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/clock"
	"k8s.io/kubernetes/pkg/scheduler/framework"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/queuesort"
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

type queueStep struct {
	// At: milliseconds of the clock at which it is done.
	At int64  `json:"at"`
	Op string `json:"op"`
	// Pod: `name;priority;version;label;nominated`; Old the same, before an update.
	Pod   string `json:"pod,omitempty"`
	Old   string `json:"old,omitempty"`
	Cycle int64  `json:"cycle,omitempty"`
	// From: which of the popped comes back; Keep: it stays among them, to come back again.
	From int  `json:"from,omitempty"`
	Keep bool `json:"keep,omitempty"`
	Got   string `json:"got,omitempty"`
	// The pods as `name;priority;version;label;nominated;timestamp;attempts;initial`.
	Active        []string `json:"active"`
	Backoff       []string `json:"backoff"`
	Unschedulable []string `json:"unschedulable"`
	Nominated     []string `json:"nominated"`
	Now           int64    `json:"now"`
	Moved         int64    `json:"moved"`
}

type queuePod struct {
	priority, version int
	label, nominated  string
}

const queueStart = 1600000000000

func (p queuePod) text(name string) string {
	return fmt.Sprintf("%s;%d;%d;%s;%s", name, p.priority, p.version, p.label, p.nominated)
}

func (p queuePod) pod(name string) *v1.Pod {
	pod := &v1.Pod{}
	pod.Namespace, pod.Name, pod.UID = "ns", name, types.UID("uid-"+name)
	pod.ResourceVersion = fmt.Sprint(p.version)
	if p.label != "" {
		pod.Labels = map[string]string{"l": p.label}
	}
	priority := int32(p.priority)
	pod.Spec.Priority = &priority
	pod.Status.NominatedNodeName = p.nominated
	return pod
}

func queuePodText(pod *v1.Pod) string {
	return fmt.Sprintf("%s;%d;%s;%s;%s", pod.Name, *pod.Spec.Priority, pod.ResourceVersion, pod.Labels["l"], pod.Status.NominatedNodeName)
}

func queueInfoText(info *framework.QueuedPodInfo) string {
	since := func(at time.Time) int64 { return at.UnixNano()/1e6 - queueStart }
	return fmt.Sprintf("%s;%d;%d;%d", queuePodText(info.Pod), since(info.Timestamp), info.Attempts, since(info.InitialAttemptTimestamp))
}

// Every step is done at another millisecond, so that the order of pods of one priority is certain.
// Pods that are popped are kept, and given back by AddUnschedulableIfNotPresent.
func TestRecordPriorityQueue(t *testing.T) {
	random := rand.New(rand.NewSource(62))
	cases := [][]queueStep{}
	for len(cases) < 120 {
		fake := clock.NewFakeClock(time.Unix(queueStart/1000, 0))
		q := NewPriorityQueue((&queuesort.PrioritySort{}).Less, WithClock(fake))
		current := map[string]queuePod{}
		popped := []*framework.QueuedPodInfo{}
		steps := []queueStep{}
		longest := []int{500, 3000, 20000, 70000}[random.Intn(4)]
		nominates := random.Intn(4) == 0
		for len(steps) < 16 {
			fake.Step(time.Duration(1+random.Intn(longest)) * time.Millisecond)
			step := queueStep{At: fake.Now().UnixNano()/1e6 - queueStart}
			name := string(rune('a' + random.Intn(6)))
			change := func() queuePod {
				pod := current[name]
				pod.version++
				if random.Intn(3) == 0 {
					pod.label = string(rune('r' + random.Intn(3)))
				}
				if random.Intn(8) == 0 {
					pod.priority = random.Intn(3)
				}
				if nominates && random.Intn(2) == 0 {
					pod.nominated = []string{"", "n1", "n2"}[random.Intn(3)]
				}
				return pod
			}
			switch op := random.Intn(16); {
			case op < 4:
				step.Op = "add"
				pod := change()
				current[name] = pod
				step.Pod = pod.text(name)
				if err := q.Add(pod.pod(name)); err != nil {
					t.Fatal(err)
				}
			case op < 7:
				if q.activeQ.Len() == 0 {
					continue
				}
				step.Op = "pop"
				info, err := q.Pop()
				if err != nil {
					t.Fatal(err)
				}
				popped = append(popped, info)
				step.Got = queueInfoText(info)
			case op < 10:
				if len(popped) == 0 {
					continue
				}
				step.Op = "back"
				at := random.Intn(len(popped))
				info := popped[at]
				step.Pod = info.Pod.Name
				step.Cycle = q.SchedulingCycle() - int64(random.Intn(3))
				if err := q.AddUnschedulableIfNotPresent(info, step.Cycle); err != nil {
					step.Got = err.Error()
				}
				step.From, step.Keep = at, random.Intn(8) == 0
				if !step.Keep {
					popped = append(popped[:at], popped[at+1:]...)
				}
			case op < 12:
				step.Op = "update"
				before, known := current[name]
				after := change()
				current[name] = after
				step.Pod = after.text(name)
				var old *v1.Pod
				// A pod that is known to be unschedulable has an old one, or Go panics.
				if known && (random.Intn(6) != 0 || q.unschedulableQ.get(after.pod(name)) != nil) {
					old, step.Old = before.pod(name), before.text(name)
				}
				if err := q.Update(old, after.pod(name)); err != nil {
					t.Fatal(err)
				}
			case op == 12:
				step.Op, step.Pod = "delete", current[name].text(name)
				if err := q.Delete(current[name].pod(name)); err != nil {
					t.Fatal(err)
				}
			case op == 13:
				step.Op, step.Pod = []string{"assigned", "assignedUpdated"}[random.Intn(2)], queuePod{}.text("z")
				if step.Op == "assigned" {
					q.AssignedPodAdded(queuePod{}.pod("z"))
				} else {
					q.AssignedPodUpdated(queuePod{}.pod("z"))
				}
			case op == 14:
				step.Op = "move"
				q.MoveAllToActiveOrBackoffQueue("test")
			default:
				step.Op = []string{"flushBackoff", "flushBackoff", "flushLeftover"}[random.Intn(3)]
				if step.Op == "flushBackoff" {
					q.flushBackoffQCompleted()
				} else {
					q.flushUnschedulableQLeftover()
				}
			}
			list := func(infos []interface{}) []string {
				texts := []string{}
				for _, info := range infos {
					texts = append(texts, queueInfoText(info.(*framework.QueuedPodInfo)))
				}
				sort.Strings(texts)
				return texts
			}
			step.Active, step.Backoff = list(q.activeQ.List()), list(q.podBackoffQ.List())
			unschedulable := []interface{}{}
			for _, info := range q.unschedulableQ.podInfoMap {
				unschedulable = append(unschedulable, info)
			}
			step.Unschedulable = list(unschedulable)
			step.Nominated = []string{}
			for node := range q.PodNominator.(*nominatedPodMap).nominatedPods {
				for _, pod := range q.PodNominator.NominatedPodsForNode(node) {
					step.Nominated = append(step.Nominated, node+" "+queuePodText(pod))
				}
			}
			sort.Strings(step.Nominated)
			if q.NumUnschedulablePods() != len(step.Unschedulable) || len(q.PendingPods()) != len(step.Active)+len(step.Backoff)+len(step.Unschedulable) {
				t.Fatal("counts")
			}
			step.Now, step.Moved = q.SchedulingCycle(), q.moveRequestCycle
			steps = append(steps, step)
		}
		cases = append(cases, steps)
	}
	writeVectors(t, "priority-queue", "pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue", cases)
}

type backoffCase struct {
	Initial  int64 `json:"initial"`
	Max      int64 `json:"max"`
	Attempts int   `json:"attempts"`
	At       int64 `json:"at"`
	Now      int64 `json:"now"`
	Duration int64 `json:"duration"`
	Time     int64 `json:"time"`
	Backing  bool  `json:"backing"`
}

func TestRecordCalculateBackoffDuration(t *testing.T) {
	random := rand.New(rand.NewSource(63))
	cases := []backoffCase{}
	for len(cases) < 240 {
		one := backoffCase{Initial: 1000, Max: 10000, Attempts: random.Intn(9), At: int64(random.Intn(5000))}
		if random.Intn(3) == 0 {
			one.Initial, one.Max = int64(random.Intn(4000)), int64(random.Intn(60000))
		}
		if random.Intn(8) == 0 {
			one.Attempts = []int{-1, 100, 10000}[random.Intn(3)]
		}
		ms := time.Millisecond
		fake := clock.NewFakeClock(time.Unix(0, 0))
		q := NewPriorityQueue((&queuesort.PrioritySort{}).Less, WithClock(fake),
			WithPodInitialBackoffDuration(time.Duration(one.Initial)*ms), WithPodMaxBackoffDuration(time.Duration(one.Max)*ms))
		info := &framework.QueuedPodInfo{Attempts: one.Attempts, Timestamp: time.Unix(0, 0).Add(time.Duration(one.At) * ms)}
		one.Duration = int64(q.calculateBackoffDuration(info) / ms)
		one.Time = q.getBackoffTime(info).UnixNano() / 1e6
		one.Now = []int64{one.Time - 1, one.Time, one.Time + 1, int64(random.Intn(20000))}[random.Intn(4)]
		fake.SetTime(time.Unix(0, one.Now*1e6))
		one.Backing = q.isPodBackingoff(info)
		cases = append(cases, one)
	}
	writeVectors(t, "calculate-backoff-duration", "pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.calculateBackoffDuration", cases)
}
