// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package controller

import (
	"fmt"
	"math/rand"
	"testing"
	"time"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	podutil "k8s.io/kubernetes/pkg/api/v1/pod"
)

const vectorUtils = "pkg/controller/controller_utils.go#"

// Counters that a port with doubles can hold.
var vectorCounts = []int{0, 0, 1, 1, 1, 2, 2, 3, 5, 10, 500, -1, -3, 1 << 31, -(1 << 31), 1 << 50}

func vectorCount(random *rand.Rand) int {
	return vectorCounts[random.Intn(len(vectorCounts))]
}

// Ages on both sides of the timeout. The real clock goes on while we record, so that none lies in
// the seconds before the timeout.
var vectorAges = []int64{0, 1, 1000, 30_000, 60_000, 295_000, 300_001, 301_000, 600_000, 86_400_000, -60_000}

type controlleeCase struct {
	Add       int64      `json:"add"`
	Del       int64      `json:"del"`
	Age       int64      `json:"age"`
	Adds      [][2]int64 `json:"adds"`
	Left      [2]int64   `json:"left"`
	Fulfilled bool       `json:"fulfilled"`
	Expired   bool       `json:"expired"`
}

func TestRecordControlleeExpectations(t *testing.T) {
	random := rand.New(rand.NewSource(21))
	cases := []interface{}{}
	for len(cases) < 260 {
		one := controlleeCase{
			Add:  int64(vectorCount(random)),
			Del:  int64(vectorCount(random)),
			Age:  vectorAges[random.Intn(len(vectorAges))],
			Adds: [][2]int64{},
		}
		exp := &ControlleeExpectations{
			add: one.Add, del: one.Del, key: "key",
			timestamp: time.Now().Add(-time.Duration(one.Age) * time.Millisecond),
		}
		for n := random.Intn(6); n > 0; n-- {
			change := [2]int64{int64(random.Intn(5) - 3), int64(random.Intn(5) - 3)}
			exp.Add(change[0], change[1])
			one.Adds = append(one.Adds, change)
		}
		one.Left[0], one.Left[1] = exp.GetExpectations()
		one.Fulfilled, one.Expired = exp.Fulfilled(), exp.isExpired()
		cases = append(cases, one)
	}
	writeVectors(t, "controllee-expectations", vectorUtils+"ControlleeExpectations", cases)
}

type expectationsCase struct {
	Ops [][]interface{} `json:"ops"`
	// After every operation, what is known of every key.
	Answers [][]interface{} `json:"answers"`
}

// What both kinds of expectations have in common.
type vectorReader interface {
	SatisfiedExpectations(controllerKey string) bool
	GetExpectations(controllerKey string) (*ControlleeExpectations, bool, error)
}

// What is known of a key: [add, del, fulfilled, expired, satisfied], or [satisfied] of no entry.
func vectorExpectation(expectations vectorReader, key string) []interface{} {
	satisfied := expectations.SatisfiedExpectations(key)
	exp, exists, err := expectations.GetExpectations(key)
	if err != nil {
		return []interface{}{err.Error()}
	}
	if !exists {
		return []interface{}{satisfied}
	}
	add, del := exp.GetExpectations()
	return []interface{}{add, del, exp.Fulfilled(), exp.isExpired(), satisfied}
}

// vectorClock makes time pass for a store: it ages the timestamps in it, for its clock is real.
type vectorClock struct {
	now int64
	set map[string]int64
}

// advance goes on by some milliseconds, or by some more if an age would be too near the timeout.
func (c *vectorClock) advance(store *ControllerExpectations, milliseconds int64) int64 {
	for again := true; again; {
		again = false
		for _, obj := range store.List() {
			age := c.now + milliseconds - c.set[obj.(*ControlleeExpectations).key]
			if age > 295_000 && age <= 300_000 {
				milliseconds += 300_001 - age
				again = true
			}
		}
	}
	c.now += milliseconds
	for _, obj := range store.List() {
		exp := obj.(*ControlleeExpectations)
		exp.timestamp = exp.timestamp.Add(-time.Duration(milliseconds) * time.Millisecond)
	}
	return milliseconds
}

func TestRecordControllerExpectations(t *testing.T) {
	random := rand.New(rand.NewSource(22))
	keys := []string{"default/a", "default/b", ""}
	cases := []interface{}{}
	for len(cases) < 160 {
		store := NewControllerExpectations()
		clock := &vectorClock{set: map[string]int64{}}
		one := expectationsCase{}
		for n := 1 + random.Intn(16); n > 0; n-- {
			key := keys[random.Intn(len(keys))]
			add, del := vectorCount(random), vectorCount(random)
			if random.Intn(2) == 0 {
				add, del = random.Intn(4), random.Intn(4)
			}
			var op []interface{}
			switch random.Intn(12) {
			case 0, 1:
				op = []interface{}{"set", key, add, del}
				if err := store.SetExpectations(key, add, del); err != nil {
					t.Fatal(err)
				}
				clock.set[key] = clock.now
			case 2:
				op = []interface{}{"expectCreations", key, add}
				if err := store.ExpectCreations(key, add); err != nil {
					t.Fatal(err)
				}
				clock.set[key] = clock.now
			case 3:
				op = []interface{}{"expectDeletions", key, del}
				if err := store.ExpectDeletions(key, del); err != nil {
					t.Fatal(err)
				}
				clock.set[key] = clock.now
			case 4, 5:
				op = []interface{}{"creationObserved", key}
				store.CreationObserved(key)
			case 6, 7:
				op = []interface{}{"deletionObserved", key}
				store.DeletionObserved(key)
			case 8:
				op = []interface{}{"lower", key, add, del}
				store.LowerExpectations(key, add, del)
			case 9:
				op = []interface{}{"raise", key, add, del}
				store.RaiseExpectations(key, add, del)
			case 10:
				op = []interface{}{"delete", key}
				store.DeleteExpectations(key)
			case 11:
				passed := clock.advance(store, vectorAges[random.Intn(len(vectorAges)-1)])
				op = []interface{}{"advance", passed}
			}
			answer := []interface{}{}
			for _, key := range keys {
				answer = append(answer, vectorExpectation(store, key))
			}
			one.Ops = append(one.Ops, op)
			one.Answers = append(one.Answers, answer)
		}
		cases = append(cases, one)
	}
	writeVectors(t, "controller-expectations", vectorUtils+"ControllerExpectations", cases)
}

func TestRecordUIDTrackingControllerExpectations(t *testing.T) {
	random := rand.New(rand.NewSource(23))
	keys := []string{"default/a", "default/b"}
	pods := []string{"default/p1", "default/p2", "default/p3", "default/p4", ""}
	cases := []interface{}{}
	for len(cases) < 160 {
		store := NewControllerExpectations()
		tracking := NewUIDTrackingControllerExpectations(store)
		clock := &vectorClock{set: map[string]int64{}}
		one := expectationsCase{}
		for n := 1 + random.Intn(14); n > 0; n-- {
			key := keys[random.Intn(len(keys))]
			var op []interface{}
			switch random.Intn(12) {
			case 0, 1, 2:
				deleted := []string{}
				for m := random.Intn(6); m > 0; m-- {
					deleted = append(deleted, pods[random.Intn(len(pods))])
				}
				op = []interface{}{"expectDeletions", key, deleted}
				if err := tracking.ExpectDeletions(key, deleted); err != nil {
					t.Fatal(err)
				}
				clock.set[key] = clock.now
			case 3, 4, 5, 6, 7:
				pod := pods[random.Intn(len(pods))]
				op = []interface{}{"deletionObserved", key, pod}
				tracking.DeletionObserved(key, pod)
			case 8:
				op = []interface{}{"delete", key}
				tracking.DeleteExpectations(key)
			case 9:
				adds := random.Intn(4)
				op = []interface{}{"expectCreations", key, adds}
				if err := tracking.ExpectCreations(key, adds); err != nil {
					t.Fatal(err)
				}
				clock.set[key] = clock.now
			case 10:
				op = []interface{}{"creationObserved", key}
				tracking.CreationObserved(key)
			case 11:
				passed := clock.advance(store, vectorAges[random.Intn(len(vectorAges)-1)])
				op = []interface{}{"advance", passed}
			}
			answer := []interface{}{}
			for _, key := range keys {
				var uids interface{}
				if set := tracking.GetUIDs(key); set != nil {
					uids = set.List()
				}
				answer = append(answer, append([]interface{}{uids}, vectorExpectation(tracking, key)...))
			}
			one.Ops = append(one.Ops, op)
			one.Answers = append(one.Answers, answer)
		}
		cases = append(cases, one)
	}
	writeVectors(t, "uid-tracking-controller-expectations", vectorUtils+"UIDTrackingControllerExpectations", cases)
}

// A time of some seconds, as the API's JSON has it; "" is the zero time.
func vectorTime(text string) metav1.Time {
	if text == "" {
		return metav1.Time{}
	}
	parsed, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return metav1.NewTime(parsed)
}

// Among them both sides of 1970, of a leap day and of a digit more, and the zero time in words.
var vectorTimes = []string{
	"", "2021-01-13T13:28:09Z", "2021-01-13T13:28:10Z", "2021-01-13T13:28:11Z", "2020-02-29T00:00:00Z",
	"1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z",
	"0001-01-01T00:00:01Z",
}

// Most often one of the first few, so that many are the same.
func vectorPick(random *rand.Rand, few, all int) int {
	if random.Intn(4) > 0 {
		return random.Intn(few)
	}
	return random.Intn(all)
}

func vectorPickTime(random *rand.Rand) string {
	return vectorTimes[vectorPick(random, 4, len(vectorTimes))]
}

var vectorPhases = []v1.PodPhase{
	v1.PodRunning, v1.PodRunning, v1.PodRunning, v1.PodPending, v1.PodUnknown, v1.PodSucceeded, v1.PodFailed, "", "failed",
}

// A pod in short: node, phase, conditions of type, status and time, restarts, creation.
type vectorPod struct {
	Node       string      `json:"n"`
	Phase      v1.PodPhase `json:"p"`
	Conditions [][3]string `json:"c"`
	Restarts   []int32     `json:"r"`
	Created    string      `json:"t"`
}

func (p vectorPod) pod(name string) *v1.Pod {
	pod := &v1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: name, CreationTimestamp: vectorTime(p.Created)},
		Spec:       v1.PodSpec{NodeName: p.Node},
		Status:     v1.PodStatus{Phase: p.Phase},
	}
	for _, c := range p.Conditions {
		pod.Status.Conditions = append(pod.Status.Conditions, v1.PodCondition{
			Type: v1.PodConditionType(c[0]), Status: v1.ConditionStatus(c[1]), LastTransitionTime: vectorTime(c[2]),
		})
	}
	for _, restarts := range p.Restarts {
		pod.Status.ContainerStatuses = append(pod.Status.ContainerStatuses, v1.ContainerStatus{RestartCount: restarts})
	}
	return pod
}

func vectorConditions(random *rand.Rand) [][3]string {
	when := func() string { return vectorPickTime(random) }
	switch random.Intn(14) {
	case 0:
		return [][3]string{}
	case 1:
		return [][3]string{{"Ready", "False", when()}}
	case 2:
		return [][3]string{{"Ready", "Unknown", when()}}
	case 3:
		return [][3]string{{"PodScheduled", "True", when()}}
	case 4:
		return [][3]string{{"Ready", "False", when()}, {"Ready", "True", when()}}
	case 5:
		return [][3]string{{"Ready", "True", when()}, {"Ready", "False", when()}}
	case 6:
		return [][3]string{{"Ready", "True", when()}, {"Ready", "True", when()}}
	case 7, 8:
		return [][3]string{{"PodScheduled", "True", when()}, {"ContainersReady", "True", when()}, {"Ready", "True", when()}}
	case 9:
		return [][3]string{{"ContainersReady", "True", when()}, {"Ready", "False", when()}}
	case 10:
		return [][3]string{{"ContainersReady", "False", when()}, {"Ready", "True", when()}}
	}
	return [][3]string{{"Ready", "True", when()}}
}

var vectorRestarts = [][]int32{{}, {0}, {3}, {3, 0}, {0, 3}, {2, 1, 3}, {-1}, {2147483647}, {-2147483648, 0}, {9001}}

func vectorRandomPod(random *rand.Rand) vectorPod {
	nodes := []string{"node-1", "node-1", "node-2", ""}
	return vectorPod{
		Node:       nodes[random.Intn(len(nodes))],
		Phase:      vectorPhases[random.Intn(len(vectorPhases))],
		Conditions: vectorConditions(random),
		Restarts:   vectorRestarts[vectorPick(random, 3, len(vectorRestarts))],
		Created:    vectorPickTime(random),
	}
}

type rankedCase struct {
	Pods []vectorPod `json:"pods"`
	Rank []int       `json:"rank"`
	Len  int         `json:"len"`
	// A row for every i, a digit for every j: whether Less(i, j).
	Less []string `json:"less"`
	// Two indexes, and which pods and ranks are where after they are swapped.
	Swap    [2]int `json:"swap"`
	Swapped []int  `json:"swapped"`
	Ranks   []int  `json:"ranks"`
}

// The pods of a list have much in common, so that every rule of the order has its turn.
func TestRecordActivePodsWithRanks(t *testing.T) {
	random := rand.New(rand.NewSource(24))
	cases := []interface{}{}
	for len(cases) < 300 {
		one := rankedCase{Pods: []vectorPod{}, Rank: []int{}, Less: []string{}, Swapped: []int{}}
		common, count := vectorRandomPod(random), 2+random.Intn(4)
		if random.Intn(3) > 0 {
			common.Node, common.Phase = "node-1", v1.PodRunning
			common.Conditions = [][3]string{{"Ready", "True", vectorPickTime(random)}}
		}
		if len(cases) < 2 {
			count = len(cases)
		}
		commonRank := random.Intn(3)
		for len(one.Pods) < count {
			pod, other, rank := common, vectorRandomPod(random), commonRank
			if random.Intn(10) == 0 {
				pod.Node = other.Node
			}
			if random.Intn(8) == 0 {
				pod.Phase = other.Phase
			}
			if random.Intn(3) == 0 {
				pod.Conditions = other.Conditions
			}
			if random.Intn(3) == 0 {
				pod.Restarts = other.Restarts
			}
			if random.Intn(2) == 0 {
				pod.Created = other.Created
			}
			if random.Intn(5) == 0 {
				rank = []int{0, 1, 2, -1, 1 << 31}[random.Intn(5)]
			}
			one.Pods = append(one.Pods, pod)
			one.Rank = append(one.Rank, rank)
		}
		ranked := ActivePodsWithRanks{Rank: append([]int{}, one.Rank...)}
		for i, pod := range one.Pods {
			ranked.Pods = append(ranked.Pods, pod.pod(fmt.Sprint(i)))
		}
		one.Len = ranked.Len()
		for i := range ranked.Pods {
			row := ""
			for j := range ranked.Pods {
				if ranked.Less(i, j) {
					row += "1"
				} else {
					row += "0"
				}
			}
			one.Less = append(one.Less, row)
		}
		if count > 0 {
			one.Swap = [2]int{random.Intn(count), random.Intn(count)}
			ranked.Swap(one.Swap[0], one.Swap[1])
		}
		for _, pod := range ranked.Pods {
			var at int
			fmt.Sscan(pod.Name, &at)
			one.Swapped = append(one.Swapped, at)
		}
		one.Ranks = append([]int{}, ranked.Rank...)
		cases = append(cases, one)
	}
	writeVectors(t, "active-pods-with-ranks", vectorUtils+"ActivePodsWithRanks", cases)
}

type afterOrZeroCase struct {
	T1     string `json:"t1"`
	T2     string `json:"t2"`
	Answer bool   `json:"answer"`
}

func TestRecordAfterOrZero(t *testing.T) {
	random := rand.New(rand.NewSource(25))
	cases := []interface{}{}
	record := func(text1, text2 string) {
		t1, t2 := vectorTime(text1), vectorTime(text2)
		cases = append(cases, afterOrZeroCase{text1, text2, afterOrZero(&t1, &t2)})
	}
	for _, t1 := range vectorTimes {
		for _, t2 := range vectorTimes {
			record(t1, t2)
		}
	}
	any := func() string {
		return time.Unix(1600000000+int64(random.Intn(100_000_000)), 0).UTC().Format(time.RFC3339)
	}
	for len(cases) < 250 {
		record(any(), any())
	}
	writeVectors(t, "after-or-zero", vectorUtils+"afterOrZero", cases)
}

type readyCase struct {
	Conditions [][3]string `json:"c"`
	Ready      bool        `json:"ready"`
}

type readyTimeCase struct {
	Conditions [][3]string `json:"c"`
	// "" is the zero time.
	Time string `json:"time"`
}

func TestRecordPodReady(t *testing.T) {
	random := rand.New(rand.NewSource(26))
	ready, times := []interface{}{}, []interface{}{}
	for len(ready) < 250 {
		conditions := vectorConditions(random)
		if random.Intn(3) == 0 {
			conditions = append(vectorConditions(random), conditions...)
		}
		pod := vectorPod{Conditions: conditions}.pod("pod")
		ready = append(ready, readyCase{conditions, podutil.IsPodReady(pod)})
		when := ""
		if since := podReadyTime(pod); !since.IsZero() {
			when = since.UTC().Format(time.RFC3339)
		}
		times = append(times, readyTimeCase{conditions, when})
	}
	writeVectors(t, "is-pod-ready", "pkg/api/v1/pod/util.go#IsPodReady", ready)
	writeVectors(t, "pod-ready-time", vectorUtils+"podReadyTime", times)
}

type restartsCase struct {
	Restarts []int32 `json:"r"`
	Max      int     `json:"max"`
}

func TestRecordMaxContainerRestarts(t *testing.T) {
	random := rand.New(rand.NewSource(27))
	cases := []interface{}{}
	for i := 0; i < 250; i++ {
		restarts := []int32{}
		if i < len(vectorRestarts) {
			restarts = vectorRestarts[i]
		} else {
			for n := random.Intn(6); n > 0; n-- {
				restarts = append(restarts, int32(random.Intn(12)-3))
			}
		}
		cases = append(cases, restartsCase{restarts, maxContainerRestarts(vectorPod{Restarts: restarts}.pod("pod"))})
	}
	writeVectors(t, "max-container-restarts", vectorUtils+"maxContainerRestarts", cases)
}

// A pod in short: phase and time of its deletion, "" for none.
type lifeCase struct {
	Phase   v1.PodPhase `json:"p"`
	Deleted string      `json:"d"`
}

func (l lifeCase) pod(name string) *v1.Pod {
	pod := &v1.Pod{ObjectMeta: metav1.ObjectMeta{Name: name}, Status: v1.PodStatus{Phase: l.Phase}}
	if l.Deleted != "" {
		// A pointer: even to the zero time, it says that the pod is being deleted.
		when := vectorTime(l.Deleted)
		pod.DeletionTimestamp = &when
	}
	return pod
}

type activeCase struct {
	lifeCase
	Conditions [][3]string `json:"c"`
	Active     bool        `json:"active"`
}

type filterCase struct {
	Pods   []lifeCase `json:"pods"`
	Active []int      `json:"active"`
}

func TestRecordActivePods(t *testing.T) {
	random := rand.New(rand.NewSource(28))
	life := func() lifeCase {
		one := lifeCase{Phase: vectorPhases[random.Intn(len(vectorPhases))]}
		if random.Intn(4) == 0 {
			one.Deleted = vectorPickTime(random)
		}
		return one
	}
	single := []interface{}{}
	record := func(one lifeCase) {
		conditions := vectorConditions(random)
		pod := one.pod("pod")
		pod.Status.Conditions = vectorPod{Conditions: conditions}.pod("pod").Status.Conditions
		single = append(single, activeCase{one, conditions, IsPodActive(pod)})
	}
	for _, phase := range vectorPhases[2:] {
		for _, deleted := range vectorTimes {
			record(lifeCase{phase, deleted})
		}
	}
	for len(single) < 210 {
		record(life())
	}
	writeVectors(t, "is-pod-active", vectorUtils+"IsPodActive", single)

	lists := []interface{}{}
	for i := 0; i < 240; i++ {
		one := filterCase{Pods: []lifeCase{}, Active: []int{}}
		var pods []*v1.Pod
		for n := i % 9; n > 0; n-- {
			pod := life()
			pods = append(pods, pod.pod(fmt.Sprint(len(pods))))
			one.Pods = append(one.Pods, pod)
		}
		for _, pod := range FilterActivePods(pods) {
			var at int
			fmt.Sscan(pod.Name, &at)
			one.Active = append(one.Active, at)
		}
		lists = append(lists, one)
	}
	writeVectors(t, "filter-active-pods", vectorUtils+"FilterActivePods", lists)
}
