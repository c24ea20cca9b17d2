// This file is ours; see record_test.go.

package replicaset

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	apps "k8s.io/api/apps/v1"
	"k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	clientset "k8s.io/client-go/kubernetes"
	appsclient "k8s.io/client-go/kubernetes/typed/apps/v1"
	appslisters "k8s.io/client-go/listers/apps/v1"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"
	"k8s.io/kubernetes/pkg/controller"
)

// syncWrite writes one case on a line.
func syncWrite(t *testing.T, name, symbol string, cases []interface{}) {
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	var text bytes.Buffer
	fmt.Fprintf(&text, "{\n \"symbol\": %q,\n \"cases\": [\n", symbol)
	for i, one := range cases {
		var line bytes.Buffer
		encoder := json.NewEncoder(&line)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(one); err != nil {
			t.Fatal(err)
		}
		separator := ","
		if i == len(cases)-1 {
			separator = ""
		}
		fmt.Fprintf(&text, "  %s%s\n", strings.TrimSpace(line.String()), separator)
	}
	text.WriteString(" ]\n}\n")
	if err := os.WriteFile(filepath.Join(out, name+".json"), text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

var syncDeleted = metav1.NewTime(time.Unix(1610544489, 0).UTC())

// syncError is an error of a kind: a reason of the API, "wrapped" around NotFound, or any other.
func syncError(kind, about string) error {
	switch kind {
	case "":
		return nil
	case "NotFound", "Invalid", "Conflict", "Forbidden":
		return &apierrors.StatusError{ErrStatus: metav1.Status{Reason: metav1.StatusReason(kind), Message: kind + " " + about}}
	case "wrapped":
		return fmt.Errorf("wrapped: %w", syncError("NotFound", about))
	}
	return errors.New(kind)
}

// syncLabels reads `key=value,...`; "-" is the nil map.
func syncLabels(text string) map[string]string {
	if text == "-" {
		return nil
	}
	set := map[string]string{}
	for _, pair := range strings.Split(text, ",") {
		if pair != "" {
			parts := strings.Split(pair, "=")
			set[parts[0]] = parts[1]
		}
	}
	return set
}

// syncSelector reads labels, "-" for none, "broken" for one that cannot be converted.
func syncSelector(text string) *metav1.LabelSelector {
	switch text {
	case "-":
		return nil
	case "broken":
		return &metav1.LabelSelector{MatchExpressions: []metav1.LabelSelectorRequirement{{Key: "a", Operator: "Near"}}}
	}
	return &metav1.LabelSelector{MatchLabels: syncLabels(text)}
}

// syncOwners reads `uid:t,uid:f,uid:-:Kind:name:apiVersion:f`: whether each is the controller, and
// blocks the deletion of the owner.
func syncOwners(text string) []metav1.OwnerReference {
	var refs []metav1.OwnerReference
	for _, one := range strings.Split(text, ",") {
		if one == "" {
			continue
		}
		parts := strings.Split(one, ":")
		ref := metav1.OwnerReference{UID: types.UID(parts[0])}
		if parts[1] != "-" {
			is := parts[1] == "t"
			ref.Controller = &is
		}
		if len(parts) > 2 {
			ref.Kind, ref.Name = parts[2], parts[3]
		}
		if len(parts) > 4 {
			ref.APIVersion = parts[4]
			if parts[5] != "-" {
				is := parts[5] == "t"
				ref.BlockOwnerDeletion = &is
			}
		}
		refs = append(refs, ref)
	}
	return refs
}

func syncInt(t *testing.T, text string) int {
	number, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return number
}

// A ReplicaSet is `namespace;name;uid;owners;selector;replicas;minReadySeconds;deleted`.
func syncSet(t *testing.T, text string) *apps.ReplicaSet {
	parts := strings.Split(text, ";")
	rs := &apps.ReplicaSet{}
	rs.Namespace, rs.Name, rs.UID = parts[0], parts[1], types.UID(parts[2])
	rs.OwnerReferences, rs.Spec.Selector = syncOwners(parts[3]), syncSelector(parts[4])
	replicas := int32(syncInt(t, parts[5]))
	rs.Spec.Replicas, rs.Spec.MinReadySeconds = &replicas, int32(syncInt(t, parts[6]))
	if parts[7] != "" {
		rs.DeletionTimestamp = &syncDeleted
	}
	return rs
}

// A pod is `namespace;name;uid;labels;owners;phase;deleted;ready@age;created;version`, the age of the
// condition in seconds.
func syncPod(t *testing.T, text string, now time.Time) *v1.Pod {
	parts := strings.Split(text, ";")
	pod := &v1.Pod{}
	pod.Namespace, pod.Name, pod.UID = parts[0], parts[1], types.UID(parts[2])
	pod.Labels, pod.OwnerReferences = syncLabels(parts[3]), syncOwners(parts[4])
	pod.Status.Phase = v1.PodPhase(parts[5])
	if parts[6] != "" {
		pod.DeletionTimestamp = &syncDeleted
	}
	if parts[7] != "" {
		ready := strings.Split(parts[7], "@")
		pod.Status.Conditions = []v1.PodCondition{{Type: v1.PodReady, Status: v1.ConditionStatus(ready[0]),
			LastTransitionTime: metav1.NewTime(now.Add(-time.Duration(syncInt(t, ready[1])) * time.Second))}}
	}
	pod.CreationTimestamp = metav1.Unix(1600000000+int64(syncInt(t, parts[8])), 0)
	pod.ResourceVersion = parts[9]
	return pod
}

// syncIndexer lists by key: a real one lists as its map does.
type syncIndexer struct{ cache.Indexer }

func newSyncIndexer() syncIndexer {
	return syncIndexer{cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})}
}

func syncSorted(items []interface{}) []interface{} {
	sort.Slice(items, func(i, j int) bool {
		a, _ := cache.MetaNamespaceKeyFunc(items[i])
		b, _ := cache.MetaNamespaceKeyFunc(items[j])
		return a < b
	})
	return items
}

func (i syncIndexer) List() []interface{} { return syncSorted(i.Indexer.List()) }

func (i syncIndexer) Index(name string, obj interface{}) ([]interface{}, error) {
	items, err := i.Indexer.Index(name, obj)
	return syncSorted(items), err
}

// The real listers, or with fail one that can list or get nothing.
type syncPodLister struct {
	corelisters.PodLister
	fail bool
}

type syncNoPods struct{ corelisters.PodNamespaceLister }

func (syncNoPods) List(labels.Selector) ([]*v1.Pod, error) {
	return nil, errors.New("pods cannot be listed")
}

func (l syncPodLister) Pods(namespace string) corelisters.PodNamespaceLister {
	if l.fail {
		return syncNoPods{}
	}
	return l.PodLister.Pods(namespace)
}

type syncSetLister struct {
	appslisters.ReplicaSetLister
	fail bool
}

type syncNoSets struct {
	appslisters.ReplicaSetNamespaceLister
}

func (syncNoSets) List(labels.Selector) ([]*apps.ReplicaSet, error) {
	return nil, errors.New("sets cannot be listed")
}

func (syncNoSets) Get(string) (*apps.ReplicaSet, error) {
	return nil, errors.New("sets cannot be read")
}

func (l syncSetLister) ReplicaSets(namespace string) appslisters.ReplicaSetNamespaceLister {
	if l.fail {
		return syncNoSets{}
	}
	return l.ReplicaSetLister.ReplicaSets(namespace)
}

// syncServer stands for the API server. Live is what it answers to a get: ok, deleted, another (uid),
// or an error; updates are the errors of the updates in turn.
type syncServer struct {
	clientset.Interface
	appsclient.AppsV1Interface
	appsclient.ReplicaSetInterface
	namespace string
	set       *apps.ReplicaSet
	live      string
	updates   []string
	now       time.Time
	mutex     *sync.Mutex
	calls     *[]string
}

func (s syncServer) AppsV1() appsclient.AppsV1Interface { return s }

func (s syncServer) ReplicaSets(namespace string) appsclient.ReplicaSetInterface {
	s.namespace = namespace
	return s
}

func (s syncServer) log(format string, args ...interface{}) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	*s.calls = append(*s.calls, fmt.Sprintf(format, args...))
}

func (s syncServer) Get(_ context.Context, name string, _ metav1.GetOptions) (*apps.ReplicaSet, error) {
	s.log("get %s/%s", s.namespace, name)
	fresh := s.set.DeepCopy()
	fresh.ResourceVersion, fresh.DeletionTimestamp = "live", nil
	fresh.Generation += 5
	fresh.Status.Replicas, fresh.Spec.MinReadySeconds = 99, 7
	switch s.live {
	case "ok":
	case "deleted":
		fresh.DeletionTimestamp = &syncDeleted
	case "another":
		fresh.UID = "u9"
	default:
		return nil, syncError(s.live, name)
	}
	return fresh, nil
}

func (s syncServer) UpdateStatus(_ context.Context, rs *apps.ReplicaSet, _ metav1.UpdateOptions) (*apps.ReplicaSet, error) {
	at := 0
	for _, call := range *s.calls {
		if strings.HasPrefix(call, "status ") {
			at++
		}
	}
	s.log("status %s/%s %s %v %s", s.namespace, rs.Name, rs.ResourceVersion, statusNumbers(rs.Status), strings.Join(conditionTexts(rs.Status.Conditions, s.now), ","))
	if at < len(s.updates) && s.updates[at] != "" {
		return &apps.ReplicaSet{}, syncError(s.updates[at], rs.Name)
	}
	updated := rs.DeepCopy()
	updated.ResourceVersion = "updated"
	return updated, nil
}

// syncPods logs patches with the other calls, and counts what runs at once.
type syncPods struct {
	managePodControl
	server  syncServer
	patches map[string]string
}

func (c *syncPods) PatchPod(namespace, name string, data []byte) error {
	c.server.log("patch %s/%s %s", namespace, name, data)
	return syncError(c.patches[name], name)
}

type syncQueue struct {
	workqueue.RateLimitingInterface
	log  []string
	next []string
}

func (q *syncQueue) Add(item interface{}) { q.log = append(q.log, fmt.Sprintf("add %v", item)) }
func (q *syncQueue) AddAfter(item interface{}, after time.Duration) {
	q.log = append(q.log, fmt.Sprintf("after %v %d", item, after.Milliseconds()))
}
func (q *syncQueue) AddRateLimited(item interface{}) {
	q.log = append(q.log, fmt.Sprintf("limited %v", item))
}
func (q *syncQueue) Forget(item interface{}) { q.log = append(q.log, fmt.Sprintf("forget %v", item)) }
func (q *syncQueue) Done(item interface{})   { q.log = append(q.log, fmt.Sprintf("done %v", item)) }
func (q *syncQueue) Get() (interface{}, bool) {
	if len(q.next) == 0 {
		return nil, true
	}
	item := q.next[0]
	q.next = q.next[1:]
	return item, false
}

// syncHandled collects what is handed to HandleError, without objects that a message ends with.
func syncHandled(into *[]string) func() {
	before := utilruntime.ErrorHandlers
	utilruntime.ErrorHandlers = []func(error){func(err error) {
		text := err.Error()
		for _, start := range []string{"couldn't get object from tombstone", "tombstone contained object that is not a ReplicaSet", "tombstone contained object that is not a pod", "ReplicaSet has no controller"} {
			if strings.HasPrefix(text, start) {
				text = start
			}
		}
		*into = append(*into, text)
	}}
	return func() { utilruntime.ErrorHandlers = before }
}

// syncExpected is `add,del[awaited pods]`, "" without expectations.
func syncExpected(t *testing.T, rsc *ReplicaSetController, key string) string {
	expectations, exists, err := rsc.expectations.GetExpectations(key)
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	if exists {
		add, del := expectations.GetExpectations()
		text = fmt.Sprintf("%d,%d", add, del)
	}
	if uids := rsc.expectations.GetUIDs(key); uids != nil {
		text += fmt.Sprint(uids.List())
	}
	return text
}

func syncMessage(err error) *string {
	if err == nil {
		return nil
	}
	text := err.Error()
	return &text
}

type syncCase struct {
	Key        string            `json:"key"`
	Sets       []string          `json:"sets"`
	Generation int64             `json:"generation"`
	Template   string            `json:"template"`
	Status     []int64           `json:"status"`
	Conditions []string          `json:"conditions"`
	Pods       []string          `json:"pods"`
	Fail       string            `json:"fail"`
	Live       string            `json:"live"`
	Updates    []string          `json:"updates"`
	Patches    map[string]string `json:"patches"`
	Deletes    map[string]string `json:"deletes"`
	Refused    bool              `json:"refused"`
	Burst      int               `json:"burst"`
	Expected   []int             `json:"expected"`
	Await      []string          `json:"await"`

	More    bool     `json:"more"`
	Error   *string  `json:"error"`
	Calls   []string `json:"calls"`
	Creates int      `json:"creates"`
	Deleted []string `json:"deleted"`
	Queue   []string `json:"queue"`
	Handled []string `json:"handled"`
	After   string   `json:"after"`
}

// The first set is the one that is synced, with the status and conditions; its status is what a sync
// would find in about a third of the cases. A key "" is a queue that was shut down.
func TestRecordSyncReplicaSet(t *testing.T) {
	random := rand.New(rand.NewSource(41))
	cases := []interface{}{}
	for len(cases) < 300 {
		now := time.Now()
		replicas := random.Intn(5)
		one := &syncCase{
			Key: "ns/rs", Generation: int64(random.Intn(3)), Template: conditionPick(random, "a=1", "a=1", "a=1,b=2", "-"), Pods: []string{},
			Fail: "", Live: conditionPick(random, "ok", "ok", "ok", "ok", "ok", "deleted", "another", "NotFound", "unreachable"), Updates: []string{},
			Patches: map[string]string{}, Deletes: map[string]string{}, Burst: 1 + random.Intn(6), Expected: []int{}, Await: []string{},
			Calls: []string{}, Deleted: []string{}, Queue: []string{}, Handled: []string{},
		}
		switch random.Intn(20) {
		case 0:
			one.Key = conditionPick(random, "ns/gone", "a/b/c", "rs", "")
		case 1:
			one.Fail = conditionPick(random, "sets", "pods")
		}
		selector := conditionPick(random, "a=1", "a=1", "a=1", "a=1", "a=1", "a=1", "a=1", "a=1", "a=1,b=2", "", "-", "broken")
		// Mostly pods that are there already, so that there is little to do.
		created := random.Perm(20)
		tidy := random.Intn(3) == 0
		stuck := tidy && random.Intn(3) == 0
		for i, count := 0, random.Intn(7); i < count; i++ {
			if tidy {
				// All is as it should be, or there is one too many; but some are not available yet.
				one.Pods = append(one.Pods, fmt.Sprintf("ns;p%d;p%d-uid;a=1;u1:t;Running;;%s;%d;1", i, i, conditionPick(random, "True@60", "True@60", "True@9999", "True@9999", "True@9999", "True@9999", "False@60"), created[i]))
				if stuck {
					// One that is not ready is too many, and cannot be deleted.
					one.Deletes[fmt.Sprintf("p%d", i)] = "refused"
					if i == 0 {
						one.Pods[0] = strings.Replace(one.Pods[0], "True", "False", 1)
					} else {
						one.Pods[i] = strings.Replace(one.Pods[i], "False", "True", 1)
					}
				}
				if i == count-1 {
					replicas = count - []int{0, 0, 0, 1, 2}[random.Intn(5)]
					if stuck {
						replicas = count - 1
					}
					if replicas < 0 {
						replicas = 0
					}
				}
				continue
			}
			labels := conditionPick(random, "a=1", "a=1", "a=1", "a=1,b=2", "a=2", "-")
			owners := conditionPick(random, "u1:t", "u1:t", "u1:t", "u1:t", "u1:t", "u1:t", "", "", "u2:t", "u1:f")
			one.Pods = append(one.Pods, fmt.Sprintf("%s;p%d;p%d-uid;%s;%s;%s;%s;%s;%d;1", conditionPick(random, "ns", "ns", "ns", "ns", "ns", "elsewhere"), i, i, labels, owners,
				conditionPick(random, "Running", "Running", "Running", "Running", "Pending", "Failed", "Succeeded"), conditionPick(random, "", "", "", "", "", "", "deleted"),
				conditionPick(random, "True@60", "True@60", "True@9999", "True@9999", "False@60", ""), created[i]))
			if random.Intn(12) == 0 {
				one.Patches[fmt.Sprintf("p%d", i)] = conditionPick(random, "NotFound", "Invalid", "Conflict", "boom")
			}
			if random.Intn(8) == 0 {
				one.Deletes[fmt.Sprintf("p%d", i)] = conditionPick(random, "refused", "refused", "not found")
			}
		}
		owner := conditionPick(random, "owner:t", "owner:t", "")
		one.Sets = []string{
			fmt.Sprintf("ns;rs;u1;%s;%s;%d;%s;%s", owner, selector, replicas, conditionPick(random, "0", "600", "600"), conditionPick(random, "", "", "", "", "", "deleted")),
			fmt.Sprintf("ns;rs2;u2;%s;%s;1;0;", conditionPick(random, "owner:t", "other:t"), conditionPick(random, "a=2", "a=2", "broken")),
		}
		one.Refused = random.Intn(4) == 0
		if random.Intn(4) == 0 {
			one.Updates = append(one.Updates, conditionPick(random, "Conflict", "NotFound", "down"))
			if random.Intn(2) == 0 {
				one.Updates = append(one.Updates, conditionPick(random, "Conflict", "NotFound", "down"))
			}
		}
		switch random.Intn(8) {
		case 0:
			one.Expected = []int{random.Intn(3), random.Intn(2)}
		case 1:
			one.Await = []string{"ns/p1", "ns/p8"}
		}
		conditions := []apps.ReplicaSetCondition(nil)
		if random.Intn(4) == 0 {
			conditions = conditionsRandom(random, 2)
		}
		build := func() *apps.ReplicaSet {
			rs := syncSet(t, one.Sets[0])
			rs.ResourceVersion, rs.Generation = "cached", one.Generation
			rs.Spec.Template.Labels = syncLabels(one.Template)
			rs.Status = apps.ReplicaSetStatus{Replicas: int32(replicas), FullyLabeledReplicas: int32(random.Intn(3)), ReadyReplicas: int32(random.Intn(3)), AvailableReplicas: int32(random.Intn(3)), ObservedGeneration: int64(random.Intn(3)), Conditions: conditions}
			return rs
		}
		rs := build()
		sets, podIndex := newSyncIndexer(), newSyncIndexer()
		var claimed []*v1.Pod
		for _, text := range one.Pods {
			pod := syncPod(t, text, now)
			podIndex.Add(pod)
			if pod.Namespace == "ns" && controller.IsPodActive(pod) && len(pod.OwnerReferences) == 1 && pod.OwnerReferences[0].UID == "u1" && metav1.GetControllerOf(pod) != nil {
				claimed = append(claimed, pod)
			}
		}
		if random.Intn(3) == 0 {
			rs.Status = calculateStatus(rs, claimed, nil)
			rs.Status.ObservedGeneration = rs.Generation
		}
		one.Status, one.Conditions = statusNumbers(rs.Status), conditionTexts(rs.Status.Conditions, now)
		cached := rs.DeepCopy()
		sets.Add(rs)
		sets.Add(syncSet(t, one.Sets[1]))
		server := syncServer{set: cached, live: one.Live, updates: one.Updates, now: now, mutex: &sync.Mutex{}, calls: &one.Calls}
		control := &syncPods{server: server, patches: one.Patches}
		control.deletes, control.refs, control.creates = one.Deletes, map[string]bool{}, map[int]string{}
		if one.Refused {
			for at := 0; at < 9; at++ {
				control.creates[at] = "refused"
			}
		}
		queue := &syncQueue{}
		if one.Key != "" {
			queue.next = []string{one.Key}
		}
		rsc := &ReplicaSetController{
			GroupVersionKind: apps.SchemeGroupVersion.WithKind("ReplicaSet"), kubeClient: server, podControl: control, burstReplicas: one.Burst,
			expectations: controller.NewUIDTrackingControllerExpectations(controller.NewControllerExpectations()),
			rsLister:     syncSetLister{appslisters.NewReplicaSetLister(sets), one.Fail == "sets"},
			podLister:    syncPodLister{corelisters.NewPodLister(podIndex), one.Fail == "pods"},
			queue:        queue,
		}
		if len(one.Expected) > 0 {
			rsc.expectations.SetExpectations(one.Key, one.Expected[0], one.Expected[1])
		}
		if len(one.Await) > 0 {
			rsc.expectations.ExpectDeletions(one.Key, one.Await)
		}
		rsc.syncHandler = func(key string) error {
			err := rsc.syncReplicaSet(key)
			one.Error = syncMessage(err)
			return err
		}
		restore := syncHandled(&one.Handled)
		one.More = rsc.processNextWorkItem()
		restore()
		one.Creates, one.Queue = control.calls, append(one.Queue, queue.log...)
		one.Deleted = append(one.Deleted, control.deleted...)
		sort.Strings(one.Deleted)
		one.After = syncExpected(t, rsc, one.Key)
		if fmt.Sprint(statusNumbers(rs.Status)) != fmt.Sprint(one.Status) {
			t.Fatal("a sync changed the cache")
		}
		cases = append(cases, one)
	}
	syncWrite(t, "sync-replica-set", "pkg/controller/replicaset/replica_set.go#ReplicaSetController.syncReplicaSet", cases)
}

type syncClaimCase struct {
	Set     string            `json:"set"`
	Live    string            `json:"live"`
	Pods    []string          `json:"pods"`
	Patches map[string]string `json:"patches"`
	Claimed []string          `json:"claimed"`
	Error   *string           `json:"error"`
	Calls   []string          `json:"calls"`
}

func TestRecordReplicaSetClaimPods(t *testing.T) {
	random := rand.New(rand.NewSource(42))
	cases := []interface{}{}
	for len(cases) < 220 {
		one := &syncClaimCase{
			Set:  fmt.Sprintf("%s;rs;%s;;a=1;1;0;%s", conditionPick(random, "ns", "ns", ""), conditionPick(random, "u1", "u1", "u1", "u9", ""), conditionPick(random, "", "", "", "deleted")),
			Live: conditionPick(random, "ok", "ok", "ok", "deleted", "another", "NotFound", "unreachable"), Pods: []string{}, Patches: map[string]string{}, Claimed: []string{}, Calls: []string{},
		}
		rs := syncSet(t, one.Set)
		var pods []*v1.Pod
		for i, count := 0, random.Intn(6); i < count; i++ {
			text := fmt.Sprintf("ns;p%d;p%d-uid;%s;%s;Running;%s;;%d;1", i, i, conditionPick(random, "a=1", "a=1", "a=2", "-"), conditionPick(random, "", "", "u1:t", "u1:t", "u2:t"), conditionPick(random, "", "", "", "deleted"), i)
			one.Pods, pods = append(one.Pods, text), append(pods, syncPod(t, text, time.Now()))
			if random.Intn(4) == 0 {
				one.Patches[fmt.Sprintf("p%d", i)] = conditionPick(random, "NotFound", "Invalid", "Conflict", "boom")
			}
		}
		server := syncServer{set: rs, live: one.Live, mutex: &sync.Mutex{}, calls: &one.Calls}
		rsc := &ReplicaSetController{GroupVersionKind: apps.SchemeGroupVersion.WithKind("ReplicaSet"), kubeClient: server, podControl: &syncPods{server: server, patches: one.Patches}}
		selector, err := metav1.LabelSelectorAsSelector(rs.Spec.Selector)
		if err != nil {
			t.Fatal(err)
		}
		claimed, err := rsc.claimPods(rs, selector, pods)
		for _, pod := range claimed {
			one.Claimed = append(one.Claimed, pod.Name)
		}
		one.Error = syncMessage(err)
		cases = append(cases, one)
	}
	syncWrite(t, "replica-set-claim-pods", "pkg/controller/replicaset/replica_set.go#ReplicaSetController.claimPods", cases)
}

type syncStatusCase struct {
	Generation int64    `json:"generation"`
	Status     []int64  `json:"status"`
	Conditions []string `json:"conditions"`
	New        []int64  `json:"new"`
	NewConds   []string `json:"newConditions"`
	Live       string   `json:"live"`
	Updates    []string `json:"updates"`
	Version    string   `json:"version"`
	Result     []int64  `json:"result"`
	Error      *string  `json:"error"`
	Calls      []string `json:"calls"`
}

// Version is the resource version of the ReplicaSet that is returned: "cached" if nothing was
// written.
func TestRecordUpdateReplicaSetStatus(t *testing.T) {
	random := rand.New(rand.NewSource(43))
	cases := []interface{}{}
	for len(cases) < 260 {
		now := time.Now()
		rs := syncSet(t, "ns;rs;u1;;a=1;2;0;")
		rs.ResourceVersion, rs.Generation = "cached", int64(random.Intn(3))
		number := func() int32 { return int32(random.Intn(3)) }
		rs.Status = apps.ReplicaSetStatus{Replicas: number(), FullyLabeledReplicas: number(), ReadyReplicas: number(), AvailableReplicas: number(), ObservedGeneration: rs.Generation, Conditions: conditionsRandom(random, 2)}
		if random.Intn(6) == 0 {
			rs.Status.ObservedGeneration = int64(number())
		}
		if random.Intn(8) == 0 {
			rs.Status.Conditions = []apps.ReplicaSetCondition{}
		}
		status := *rs.Status.DeepCopy()
		// Mostly one difference.
		for left := []int{0, 1, 1, 1, 2}[random.Intn(5)]; left > 0; left-- {
			switch random.Intn(7) {
			case 0:
				status.Replicas = number()
			case 1:
				status.FullyLabeledReplicas = number()
			case 2:
				status.ReadyReplicas = number()
			case 3:
				status.AvailableReplicas = number()
			case 4:
				status.ObservedGeneration = int64(7)
			case 5:
				status.Conditions = conditionsRandom(random, 2)
			case 6:
				if len(status.Conditions) == 0 {
					status.Conditions = nil
				} else {
					condition := &status.Conditions[random.Intn(len(status.Conditions))]
					switch random.Intn(4) {
					case 0:
						condition.Message += "!"
					case 1:
						condition.Reason += "!"
					case 2:
						condition.LastTransitionTime = metav1.Unix(1600000077, 0)
					case 3:
						condition.Status = "Other"
					}
				}
			}
		}
		one := &syncStatusCase{
			Generation: rs.Generation, Status: statusNumbers(rs.Status), Conditions: conditionTexts(rs.Status.Conditions, now),
			New: statusNumbers(status), NewConds: conditionTexts(status.Conditions, now),
			Live: conditionPick(random, "ok", "ok", "ok", "deleted", "another", "NotFound", "unreachable"), Updates: []string{}, Calls: []string{},
		}
		for left := random.Intn(4); left > 0; left-- {
			one.Updates = append(one.Updates, conditionPick(random, "", "Conflict", "Conflict", "NotFound", "down"))
		}
		server := syncServer{set: rs.DeepCopy(), live: one.Live, updates: one.Updates, now: now, mutex: &sync.Mutex{}, calls: &one.Calls}
		updated, err := updateReplicaSetStatus(server.AppsV1().ReplicaSets("ns"), rs, status)
		if updated != nil {
			one.Version, one.Result = updated.ResourceVersion, statusNumbers(updated.Status)
		}
		one.Error = syncMessage(err)
		cases = append(cases, one)
	}
	syncWrite(t, "update-replica-set-status", "pkg/controller/replicaset/replica_set_utils.go#updateReplicaSetStatus", cases)
}

type syncLookupCase struct {
	Sets []string `json:"sets"`
	Pods []string `json:"pods"`
	Fail string   `json:"fail"`
	// For every set: those with the same controller, the related pods, or an error.
	Same    []string `json:"same"`
	Related []string `json:"related"`
	// For every pod: the sets that the lister finds, or its error; those that the controller finds.
	Listed  []string `json:"listed"`
	Found   []string `json:"found"`
	Handled []string `json:"handled"`
}

func syncSetNames(sets []*apps.ReplicaSet) string {
	var names []string
	for _, rs := range sets {
		names = append(names, rs.Namespace+"/"+rs.Name)
	}
	return strings.Join(names, " ")
}

func TestRecordReplicaSetLookups(t *testing.T) {
	random := rand.New(rand.NewSource(44))
	cases := []interface{}{}
	for len(cases) < 220 {
		one := &syncLookupCase{Sets: []string{}, Pods: []string{}, Same: []string{}, Related: []string{}, Listed: []string{}, Found: []string{}, Handled: []string{}}
		if random.Intn(10) == 0 {
			one.Fail = conditionPick(random, "sets", "pods")
		}
		now := time.Now()
		sets, podIndex := newSyncIndexer(), newSyncIndexer()
		for i, count := 0, random.Intn(5); i < count; i++ {
			text := fmt.Sprintf("%s;rs%d;u%d;%s;%s;1;0;%s", conditionPick(random, "ns", "ns", "ns", "elsewhere", ""), i, i, conditionPick(random, "d1:t", "d1:t", "d1:t", "d2:t", "d1:f", "d2:f,d1:t", ""),
				conditionPick(random, "a=1", "a=1", "a=2", "a=1,b=2", "", "-", "b=2", "a=2", "a=1", "b=2", "broken"), conditionPick(random, "", "", "deleted"))
			one.Sets = append(one.Sets, text)
			sets.Add(syncSet(t, text))
		}
		// The real GetPodReplicaSets asks its own lister, which never fails.
		for i, count := 0, random.Intn(5); i < count && one.Fail != "sets"; i++ {
			text := fmt.Sprintf("%s;p%d;%s;%s;%s;Running;;;%d;1", conditionPick(random, "ns", "ns", "ns", "elsewhere", ""), i, conditionPick(random, "", fmt.Sprintf("p%d", i), fmt.Sprintf("p%d", i), fmt.Sprintf("p%d", i)),
				conditionPick(random, "a=1", "a=1,b=2", "a=2", "b=2", "-", ""), conditionPick(random, "", "u1:t"), i)
			one.Pods = append(one.Pods, text)
			podIndex.Add(syncPod(t, text, now))
		}
		lister := syncSetLister{appslisters.NewReplicaSetLister(sets), one.Fail == "sets"}
		rsc := &ReplicaSetController{
			GroupVersionKind: apps.SchemeGroupVersion.WithKind("ReplicaSet"), rsLister: lister,
			podLister: syncPodLister{corelisters.NewPodLister(podIndex), one.Fail == "pods"},
		}
		restore := syncHandled(&one.Handled)
		for _, text := range one.Sets {
			rs := syncSet(t, text)
			one.Same = append(one.Same, syncSetNames(rsc.getReplicaSetsWithSameController(rs)))
			pods, err := rsc.getIndirectlyRelatedPods(rs)
			var names []string
			for _, pod := range pods {
				names = append(names, pod.Namespace+"/"+pod.Name)
			}
			if err != nil {
				names = append(names, "error: "+err.Error())
			}
			one.Related = append(one.Related, strings.Join(names, " "))
		}
		for _, text := range one.Pods {
			pod := syncPod(t, text, now)
			listed, err := lister.GetPodReplicaSets(pod)
			if err != nil {
				one.Listed = append(one.Listed, "error: "+err.Error())
			} else {
				one.Listed = append(one.Listed, syncSetNames(listed))
			}
			one.Found = append(one.Found, syncSetNames(rsc.getPodReplicaSets(pod)))
		}
		restore()
		cases = append(cases, one)
	}
	syncWrite(t, "replica-set-lookups", "pkg/controller/replicaset/replica_set.go#ReplicaSetController.getIndirectlyRelatedPods", cases)
}

type syncStep struct {
	Do      string   `json:"do"`
	A       string   `json:"a,omitempty"`
	B       string   `json:"b,omitempty"`
	Queue   []string `json:"queue,omitempty"`
	Handled []string `json:"handled,omitempty"`
	// Expectations of ns/rs1, ns/rs2 and rs3 in turn, when they changed.
	After string `json:"after,omitempty"`
}

type syncEvents struct {
	Sets  []string    `json:"sets"`
	Steps []*syncStep `json:"steps"`
}

func syncEventSet(random *rand.Rand) string {
	name := conditionPick(random, "ns;rs1", "ns;rs1", "ns;rs2", "ns;rs2", ";rs3")
	number := name[len(name)-1:]
	return fmt.Sprintf("%s;%s;;%s;1;%s;", name, conditionPick(random, "u"+number, "u"+number, "u"+number, "new"), conditionPick(random, "a=1", "a=1", "a=2", "", "-", "broken"), conditionPick(random, "0", "0", "5"))
}

func syncEventPod(random *rand.Rand) string {
	owners := conditionPick(random, "", "", "", "u1:t:ReplicaSet:rs1", "u1:t:ReplicaSet:rs1", "u1:t:ReplicaSet:rs1", "u2:t:ReplicaSet:rs2", "u2:t:ReplicaSet:rs2", "u3:t:ReplicaSet:rs3", "u1:t:Other:rs1", "u9:t:ReplicaSet:rs1", "u1:f:ReplicaSet:rs1", "u1:-:ReplicaSet:rs1", "u1:t:ReplicaSet:gone")
	name := conditionPick(random, "p1", "p2", "p3")
	if random.Intn(3) == 0 {
		owners = "u1:t:ReplicaSet:rs1"
	}
	return fmt.Sprintf("%s;%s;%s;%s;%s;Running;%s;%s;0;%s", conditionPick(random, "ns", "ns", "ns", "ns", "ns", "ns", "ns", "ns", "elsewhere", ""), name, name, conditionPick(random, "a=1", "a=1", "a=1,b=2", "a=2", "", "-"), owners,
		conditionPick(random, "", "", "", "", "", "", "", "deleted"), conditionPick(random, "True@60", "False@60", ""), conditionPick(random, "1", "2", "3", "4"))
}

// syncChange changes some fields of a pod's text.
func syncChange(random *rand.Rand, text string) string {
	parts, others := strings.Split(text, ";"), strings.Split(syncEventPod(random), ";")
	for _, at := range []int{3, 4, 6, 7, 9} {
		if random.Intn(3) == 0 || (at == 9 || at == 7) && random.Intn(2) == 0 {
			parts[at] = others[at]
		}
	}
	if before := strings.Split(text, ";")[4]; strings.HasPrefix(before, "u1:t:") && random.Intn(3) == 0 {
		owner := append(strings.Split(before, ":"), "", "-")
		at := random.Intn(len(owner))
		owner[at] = []string{"u9", "f", "Other", "rs2", "apps/v1", "f"}[at]
		parts[4] = strings.Join(owner, ":")
	}
	return strings.Join(parts, ";")
}

// syncObject makes what a text says: `rs:<text>`, `pod:<text>`, `nil`, or `tomb:` before any.
func syncObject(t *testing.T, text string, now time.Time) interface{} {
	switch {
	case strings.HasPrefix(text, "tomb:"):
		return cache.DeletedFinalStateUnknown{Key: "key", Obj: syncObject(t, text[5:], now)}
	case strings.HasPrefix(text, "rs:"):
		return syncSet(t, text[3:])
	case strings.HasPrefix(text, "pod:"):
		return syncPod(t, text[4:], now)
	}
	return nil
}

// Handlers are called in turn; "store" and "forget" change what the cache of ReplicaSets has,
// "expectAdd" and "expectDel" what ns/rs1 and ns/rs2 expect.
func TestRecordReplicaSetEvents(t *testing.T) {
	random := rand.New(rand.NewSource(45))
	cases := []interface{}{}
	for len(cases) < 220 {
		now := time.Now()
		one := &syncEvents{Sets: []string{"ns;rs1;u1;;a=1;1;5;", "ns;rs2;u2;;" + conditionPick(random, "a=1", "a=1", "a=2", "a=1,b=2", "", "-") + ";1;0;"}}
		if random.Intn(2) == 0 {
			one.Sets = append(one.Sets, ";rs3;u3;;a=1;1;5;")
		}
		sets := newSyncIndexer()
		for _, text := range one.Sets {
			sets.Add(syncSet(t, text))
		}
		queue := &syncQueue{}
		rsc := &ReplicaSetController{
			GroupVersionKind: apps.SchemeGroupVersion.WithKind("ReplicaSet"),
			expectations:     controller.NewUIDTrackingControllerExpectations(controller.NewControllerExpectations()),
			rsLister:         appslisters.NewReplicaSetLister(sets), queue: queue,
		}
		state := ""
		for left := 3 + random.Intn(9); left > 0; left-- {
			step := &syncStep{Do: conditionPick(random, "addRS", "updateRS", "deleteRS", "addPod", "addPod", "addPod", "updatePod", "updatePod", "updatePod", "updatePod", "deletePod", "deletePod", "updatePod", "addPod", "store", "forget", "expectAdd", "expectDel")}
			restore := syncHandled(&step.Handled)
			switch step.Do {
			case "addRS", "store", "forget":
				step.A = syncEventSet(random)
				rs := syncSet(t, step.A)
				switch step.Do {
				case "addRS":
					rsc.addRS(rs)
				case "store":
					sets.Add(rs)
				case "forget":
					sets.Delete(rs)
				}
			case "updateRS":
				step.A, step.B = syncEventSet(random), syncEventSet(random)
				rsc.updateRS(syncSet(t, step.A), syncSet(t, step.B))
			case "deleteRS", "deletePod":
				rs, pod := "rs:"+syncEventSet(random), "pod:"+syncEventPod(random)
				ours, theirs := rs, pod
				if step.Do == "deletePod" {
					ours, theirs = pod, rs
				}
				step.A = conditionPick(random, ours, ours, ours, ours, "tomb:"+ours, "tomb:"+ours, theirs, "tomb:"+theirs, "nil", "tomb:nil")
				if step.Do == "deleteRS" {
					rsc.deleteRS(syncObject(t, step.A, now))
				} else {
					rsc.deletePod(syncObject(t, step.A, now))
				}
			case "addPod":
				step.A = syncEventPod(random)
				rsc.addPod(syncPod(t, step.A, now))
			case "updatePod":
				step.A = syncEventPod(random)
				step.B = syncChange(random, step.A)
				rsc.updatePod(syncPod(t, step.A, now), syncPod(t, step.B, now))
			case "expectAdd":
				step.A, step.B = conditionPick(random, "ns/rs1", "ns/rs2", "rs3"), fmt.Sprint(1+random.Intn(3))
				rsc.expectations.ExpectCreations(step.A, syncInt(t, step.B))
			case "expectDel":
				step.A, step.B = conditionPick(random, "ns/rs1", "ns/rs1", "ns/rs2", "rs3"), conditionPick(random, "ns/p1", "ns/p1,ns/p2", "ns/p1,ns/p2,ns/p3", "/p1,/p2")
				rsc.expectations.ExpectDeletions(step.A, strings.Split(step.B, ","))
			}
			restore()
			step.Queue, queue.log = queue.log, nil
			after := fmt.Sprintf("%s;%s;%s", syncExpected(t, rsc, "ns/rs1"), syncExpected(t, rsc, "ns/rs2"), syncExpected(t, rsc, "rs3"))
			if after != state {
				step.After, state = after, after
			}
			one.Steps = append(one.Steps, step)
		}
		cases = append(cases, one)
	}
	syncWrite(t, "replica-set-events", "pkg/controller/replicaset/replica_set.go#ReplicaSetController", cases)
}
