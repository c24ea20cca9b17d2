// This file is ours; see record_test.go.

package replicaset

import (
	"errors"
	"fmt"
	"math/rand"
	"sort"
	"sync"
	"testing"

	apps "k8s.io/api/apps/v1"
	"k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	appslisters "k8s.io/client-go/listers/apps/v1"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/kubernetes/pkg/controller"
)

// managePodControl fails creates by their number and deletes by the pod's name.
type managePodControl struct {
	controller.FakePodControl
	mutex   sync.Mutex
	creates map[int]string
	deletes map[string]string
	calls   int
	deleted []string
	refs    map[string]bool
}

func manageError(kind string) error {
	switch kind {
	case "":
		return nil
	case "not found":
		return apierrors.NewNotFound(v1.Resource("pods"), "a")
	case "terminating":
		err := apierrors.NewForbidden(v1.Resource("pods"), "a", errors.New("terminating"))
		err.ErrStatus.Details.Causes = append(err.ErrStatus.Details.Causes, metav1.StatusCause{Type: v1.NamespaceTerminatingCause})
		return err
	}
	return errors.New(kind)
}

func (c *managePodControl) CreatePodsWithControllerRef(namespace string, template *v1.PodTemplateSpec, object runtime.Object, ref *metav1.OwnerReference) error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.calls++
	c.refs[fmt.Sprintf("%s|%s|%s|%s|%s|%t|%t", namespace, ref.APIVersion, ref.Kind, ref.Name, ref.UID, *ref.Controller, *ref.BlockOwnerDeletion)] = true
	return manageError(c.creates[c.calls-1])
}

func (c *managePodControl) DeletePod(namespace, name string, object runtime.Object) error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.deleted = append(c.deleted, namespace+"|"+name)
	return manageError(c.deletes[name])
}

type manageCase struct {
	Namespace     string            `json:"namespace"`
	Replicas      int32             `json:"replicas"`
	Burst         int               `json:"burst"`
	Pods          []string          `json:"pods"`
	Others        []string          `json:"others"`
	Related       string            `json:"related"`
	FailedCreates map[int]string    `json:"failedCreates"`
	FailedDeletes map[string]string `json:"failedDeletes"`
	Creates       int               `json:"creates"`
	Refs          []string          `json:"refs"`
	Deleted       []string          `json:"deleted"`
	Expected      bool              `json:"expected"`
	Add           int64             `json:"add"`
	Del           int64             `json:"del"`
	Awaited       []string          `json:"awaited"`
	Error         *string           `json:"error"`
}

// A pod is `name;node;created`; created differs, so that the order of deletion is certain. Pods and
// the others, of a second ReplicaSet, are related when both have an owner; the second one's selector
// may be broken.
func TestRecordManageReplicas(t *testing.T) {
	random := rand.New(rand.NewSource(25))
	cases := []manageCase{}
	for len(cases) < 240 {
		one := manageCase{
			Namespace: conditionPick(random, "default", "default", ""), Replicas: int32(random.Intn(25)), Burst: 1 + random.Intn(20),
			Pods: []string{}, Others: []string{}, Related: conditionPick(random, "owner", "owner", "none", "broken"),
			FailedCreates: map[int]string{}, FailedDeletes: map[string]string{}, Refs: []string{}, Deleted: []string{}, Awaited: []string{},
		}
		if random.Intn(4) == 0 {
			one.Burst = 500
		}
		indexer := func() cache.Indexer {
			return cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
		}
		sets, podIndex := indexer(), indexer()
		set := func(name string) *apps.ReplicaSet {
			isController := true
			rs := &apps.ReplicaSet{}
			rs.Namespace, rs.Name, rs.UID = one.Namespace, name, "uid-1"
			rs.Spec.Replicas = &one.Replicas
			rs.Spec.Selector = &metav1.LabelSelector{MatchLabels: map[string]string{"rs": name}}
			if one.Related != "none" {
				rs.OwnerReferences = []metav1.OwnerReference{{UID: "owner", Controller: &isController}}
			}
			sets.Add(rs)
			return rs
		}
		rs, second := set("rs"), set("second")
		if one.Related == "broken" {
			second.Spec.Selector = &metav1.LabelSelector{MatchExpressions: []metav1.LabelSelectorRequirement{{Key: "rs", Operator: "Near"}}}
		}
		created := random.Perm(40)
		pod := func(name, owner string, at int) (*v1.Pod, string) {
			pod := &v1.Pod{}
			pod.Namespace, pod.Name, pod.UID = one.Namespace, name, types.UID(name)
			pod.Labels = map[string]string{"rs": owner}
			pod.Spec.NodeName = conditionPick(random, "n1", "n2", "n3")
			pod.Status.Phase = v1.PodRunning
			pod.CreationTimestamp = metav1.Unix(1600000000+int64(created[at]), 0)
			podIndex.Add(pod)
			return pod, fmt.Sprintf("%s;%s;%d", name, pod.Spec.NodeName, pod.CreationTimestamp.Unix())
		}
		// Which of several errors is returned is open in Go; all that can be are of one kind.
		createKind, deleteKind := conditionPick(random, "refused", "not found"), conditionPick(random, "refused", "terminating")
		var pods []*v1.Pod
		for i, count := 0, random.Intn(25); i < count; i++ {
			made, text := pod(fmt.Sprintf("p%d", i), "rs", i)
			pods, one.Pods = append(pods, made), append(one.Pods, text)
			if random.Intn(12) == 0 {
				one.FailedDeletes[made.Name] = conditionPick(random, deleteKind, deleteKind, "not found")
			}
		}
		for i, count := 0, random.Intn(5); i < count; i++ {
			_, text := pod(fmt.Sprintf("o%d", i), "second", 30+i)
			one.Others = append(one.Others, text)
		}
		for call := 0; call < 25; call++ {
			if random.Intn(25) == 0 {
				one.FailedCreates[call] = conditionPick(random, createKind, createKind, "terminating")
			}
		}
		control := &managePodControl{creates: one.FailedCreates, deletes: one.FailedDeletes, refs: map[string]bool{}}
		rsc := &ReplicaSetController{
			GroupVersionKind: apps.SchemeGroupVersion.WithKind("ReplicaSet"),
			podControl:       control, burstReplicas: one.Burst,
			expectations: controller.NewUIDTrackingControllerExpectations(controller.NewControllerExpectations()),
			rsLister:     appslisters.NewReplicaSetLister(sets), podLister: corelisters.NewPodLister(podIndex),
		}
		if err := rsc.manageReplicas(pods, rs); err != nil {
			message := err.Error()
			one.Error = &message
		}
		one.Creates = control.calls
		for ref := range control.refs {
			one.Refs = append(one.Refs, ref)
		}
		one.Deleted = append(one.Deleted, control.deleted...)
		sort.Strings(one.Deleted)
		key, err := controller.KeyFunc(rs)
		if err != nil {
			t.Fatal(err)
		}
		if expectations, exists, _ := rsc.expectations.GetExpectations(key); exists {
			one.Expected = true
			one.Add, one.Del = expectations.GetExpectations()
		}
		one.Awaited = append(one.Awaited, rsc.expectations.GetUIDs(key).List()...)
		cases = append(cases, one)
	}
	writeVectors(t, "manage-replicas", "pkg/controller/replicaset/replica_set.go#ReplicaSetController.manageReplicas", cases)
}
