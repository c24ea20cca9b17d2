// This file is ours; see record_test.go.

package controller

import (
	"errors"
	"fmt"
	"math/rand"
	"sort"
	"strings"
	"testing"
	"time"

	apps "k8s.io/api/apps/v1"
	v1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	utilerrors "k8s.io/apimachinery/pkg/util/errors"
)

func refPick(random *rand.Rand, from ...string) string {
	return from[random.Intn(len(from))]
}

// refError is an error of a kind: a reason of the API, "wrapped" around NotFound, or any other.
func refError(kind, about string) error {
	switch kind {
	case "":
		return nil
	case "NotFound", "Invalid", "Conflict", "Forbidden":
		return &apierrors.StatusError{ErrStatus: metav1.Status{Reason: metav1.StatusReason(kind), Message: kind + " " + about}}
	case "wrapped":
		return fmt.Errorf("wrapped: %w", refError("NotFound", about))
	}
	return errors.New(kind)
}

var refTime = metav1.NewTime(time.Unix(1610544489, 0).UTC())

func refLabels(text string) map[string]string {
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

// refOwners are `uid:t,uid:f,uid:-`: whether each is the controller.
func refOwners(text string) []metav1.OwnerReference {
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
		refs = append(refs, ref)
	}
	return refs
}

type refPodControl struct {
	FakePodControl
	fails   map[string]string
	patches []string
}

func (c *refPodControl) PatchPod(namespace, name string, data []byte) error {
	c.patches = append(c.patches, namespace+"|"+name+"|"+string(data))
	return refError(c.fails[name], name)
}

type refCase struct {
	Controller []string          `json:"controller"`
	Kind       []string          `json:"kind"`
	Selector   string            `json:"selector"`
	CanAdopt   string            `json:"canAdopt"`
	Pods       []string          `json:"pods"`
	Filters    []string          `json:"filters"`
	Fails      map[string]string `json:"fails"`
	Rounds     int               `json:"rounds"`
	Claimed    []string          `json:"claimed"`
	Errors     []*string         `json:"errors"`
	Patches    []string          `json:"patches"`
	Asked      int               `json:"asked"`
}

// The controller is namespace, name, uid and whether it is deleted; a pod `namespace;name;uid;labels;owners;deleted`.
// canAdopt is "none", "refuse" or "lost", which are errors, or what RecheckDeletionTimestamp reads: ok, deleted or an error. A
// filter takes the pods whose name does not hold it.
func TestRecordClaimPods(t *testing.T) {
	random := rand.New(rand.NewSource(31))
	cases := []interface{}{}
	for len(cases) < 260 {
		one := &refCase{
			Controller: []string{refPick(random, "default", "default", ""), refPick(random, "rs", "web"), refPick(random, "u1", "u1", "u1", ""), refPick(random, "", "", "", "deleted")},
			Kind:       []string{refPick(random, "apps", "apps", ""), "v1", refPick(random, "ReplicaSet", "Fake")},
			Selector:   refPick(random, "a=1", "a=1", "a=1,b=2", ""),
			CanAdopt:   refPick(random, "ok", "ok", "ok", "none", "refuse", "lost", "deleted", "NotFound", "unreachable", "wrapped"),
			Pods:       []string{}, Filters: []string{}, Fails: map[string]string{}, Rounds: 1 + random.Intn(2), Claimed: []string{}, Errors: []*string{}, Patches: []string{},
		}
		owner := &apps.ReplicaSet{}
		owner.Namespace, owner.Name, owner.UID = one.Controller[0], one.Controller[1], types.UID(one.Controller[2])
		if one.Controller[3] != "" {
			owner.DeletionTimestamp = &refTime
		}
		var pods []*v1.Pod
		kind := refPick(random, "NotFound", "Invalid", "Conflict", "Forbidden", "wrapped", "boom", "bang")
		for i, count := 0, random.Intn(7); i < count; i++ {
			pod := &v1.Pod{}
			pod.Namespace, pod.Name = refPick(random, "default", "default", "default", ""), fmt.Sprintf("p%d", i)
			uid, set := refPick(random, pod.Name+"-uid", pod.Name+"-uid", ""), refPick(random, "a=1", "a=1", "a=1,b=2", "a=2", "b=2", "", "-")
			own := one.Controller[2]
			owners := refPick(random, "", "", "", "", own+":t", own+":t", own+":t", own+":f", own+":-", "other:t", "other:f,"+own+":t", "other:t,"+own+":t", own+":t,other:t", "other:-")
			deleted := refPick(random, "", "", "", "", "", "deleted")
			pod.UID, pod.Labels, pod.OwnerReferences = types.UID(uid), refLabels(set), refOwners(owners)
			if deleted != "" {
				pod.DeletionTimestamp = &refTime
			}
			pods = append(pods, pod)
			one.Pods = append(one.Pods, strings.Join([]string{pod.Namespace, pod.Name, uid, set, owners, deleted}, ";"))
			if random.Intn(3) == 0 {
				one.Fails[pod.Name] = refPick(random, kind, kind, "NotFound", "Invalid", "Conflict")
			}
		}
		var filters []func(*v1.Pod) bool
		for left := []int{0, 0, 0, 1, 2}[random.Intn(5)]; left > 0; left-- {
			text := fmt.Sprint(random.Intn(6))
			one.Filters = append(one.Filters, text)
			filters = append(filters, func(pod *v1.Pod) bool { return !strings.Contains(pod.Name, text) })
		}
		var canAdopt func() error
		switch one.CanAdopt {
		case "none":
		case "refuse":
			canAdopt = func() error { one.Asked++; return errors.New("refused") }
		case "lost":
			canAdopt = func() error { one.Asked++; return refError("NotFound", "rs") }
		default:
			canAdopt = RecheckDeletionTimestamp(func() (metav1.Object, error) {
				one.Asked++
				fresh := owner.DeepCopy()
				fresh.DeletionTimestamp = nil
				if one.CanAdopt == "deleted" {
					fresh.DeletionTimestamp = &refTime
				}
				if one.CanAdopt == "ok" || one.CanAdopt == "deleted" {
					return fresh, nil
				}
				return nil, refError(one.CanAdopt, "rs")
			})
		}
		control := &refPodControl{fails: one.Fails}
		gvk := schema.GroupVersionKind{Group: one.Kind[0], Version: one.Kind[1], Kind: one.Kind[2]}
		manager := NewPodControllerRefManager(control, owner, labels.SelectorFromValidatedSet(refLabels(one.Selector)), gvk, canAdopt)
		for round := 0; round < one.Rounds; round++ {
			claimed, err := manager.ClaimPods(pods, filters...)
			names := []string{}
			for _, pod := range claimed {
				names = append(names, pod.Name)
			}
			one.Claimed = append(one.Claimed, strings.Join(names, " "))
			var text *string
			if err != nil {
				message := err.Error()
				text = &message
			}
			one.Errors = append(one.Errors, text)
		}
		one.Patches = append(one.Patches, control.patches...)
		cases = append(cases, one)
	}
	writeVectors(t, "claim-pods", "pkg/controller/controller_ref_manager.go#PodControllerRefManager.ClaimPods", cases)
}

type refAggregateCase struct {
	// A text is an error, null none, a list an aggregate.
	Errors  []interface{} `json:"errors"`
	Message *string       `json:"message"`
	Count   int           `json:"count"`
}

func refErrors(random *rand.Rand, depth int) ([]interface{}, []error) {
	texts, errs := []interface{}{}, []error{}
	for left := random.Intn(5); left > 0; left-- {
		switch kind := random.Intn(8); {
		case kind == 0:
			texts, errs = append(texts, nil), append(errs, nil)
		case kind < 3 && depth > 0:
			inner, innerErrs := refErrors(random, depth-1)
			if made := utilerrors.NewAggregate(innerErrs); made != nil {
				texts, errs = append(texts, inner), append(errs, made)
			}
		default:
			text := refPick(random, "a", "b", "c", "")
			texts, errs = append(texts, text), append(errs, errors.New(text))
		}
	}
	return texts, errs
}

func TestRecordNewAggregate(t *testing.T) {
	random := rand.New(rand.NewSource(32))
	cases := []interface{}{}
	for len(cases) < 220 {
		texts, errs := refErrors(random, 2)
		one := refAggregateCase{Errors: texts}
		if made := utilerrors.NewAggregate(errs); made != nil {
			message := made.Error()
			one.Message, one.Count = &message, len(made.Errors())
		}
		cases = append(cases, one)
	}
	writeVectors(t, "new-aggregate", "staging/src/k8s.io/apimachinery/pkg/util/errors/errors.go#NewAggregate", cases)
}

type refOwnerPatchCase struct {
	Owners []string `json:"owners"`
	Of     string   `json:"of"`
	Kind   []string `json:"kind"`
	Name   string   `json:"name"`
	Delete string   `json:"delete"`
	Add    string   `json:"add"`
}

// The first of the owners is the controller of the patch that adds; that which deletes names all.
func TestRecordOwnerRefPatches(t *testing.T) {
	random := rand.New(rand.NewSource(33))
	cases := []interface{}{}
	for len(cases) < 200 {
		one := refOwnerPatchCase{Owners: []string{}, Of: refPick(random, "pod-uid", "", `a"b\c`), Name: refPick(random, "rs", "a.b-c", ""),
			Kind: []string{refPick(random, "apps", "", "batch"), refPick(random, "v1", "v1beta1", ""), refPick(random, "ReplicaSet", "Job")}}
		var uids []types.UID
		for left := 1 + random.Intn(3); left > 0; left-- {
			uid := refPick(random, "u1", "u2", "", "b7a0")
			one.Owners, uids = append(one.Owners, uid), append(uids, types.UID(uid))
		}
		removal, err := deleteOwnerRefStrategicMergePatch(types.UID(one.Of), uids...)
		if err != nil {
			t.Fatal(err)
		}
		owner := &apps.ReplicaSet{}
		owner.Name, owner.UID = one.Name, uids[0]
		addition, err := ownerRefControllerPatch(owner, schema.GroupVersionKind{Group: one.Kind[0], Version: one.Kind[1], Kind: one.Kind[2]}, types.UID(one.Of))
		if err != nil {
			t.Fatal(err)
		}
		one.Delete, one.Add = string(removal), string(addition)
		cases = append(cases, one)
	}
	writeVectors(t, "owner-ref-patches", "pkg/controller/controller_ref_manager.go#ownerRefControllerPatch", cases)
}

type refOwnerCase struct {
	Owners string `json:"owners"`
	// Index of the controller, -1 for none.
	At     int  `json:"at"`
	Copied bool `json:"copied"`
}

func TestRecordGetControllerOf(t *testing.T) {
	random := rand.New(rand.NewSource(34))
	cases := []interface{}{}
	for len(cases) < 200 {
		texts := []string{}
		for left := random.Intn(4); left > 0; left-- {
			texts = append(texts, refPick(random, "a", "b", "c", "")+":"+refPick(random, "t", "f", "-"))
		}
		sort.SliceStable(texts, func(i, j int) bool { return random.Intn(2) == 0 })
		pod := &v1.Pod{}
		pod.OwnerReferences = refOwners(strings.Join(texts, ","))
		one := refOwnerCase{Owners: strings.Join(texts, ","), At: -1}
		noCopy, copied := metav1.GetControllerOfNoCopy(pod), metav1.GetControllerOf(pod)
		for i := range pod.OwnerReferences {
			if noCopy == &pod.OwnerReferences[i] {
				one.At = i
			}
		}
		one.Copied = copied != nil && copied != noCopy && *copied == *noCopy
		cases = append(cases, one)
	}
	writeVectors(t, "get-controller-of", "staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/controller_ref.go#GetControllerOf", cases)
}
