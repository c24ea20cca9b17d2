// This file is ours, not part of Kubernetes: it is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package registry

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apiserver/pkg/apis/example"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
)

// recordedStrategy counts generations by the value of an object, and names what it generates with an x.
type recordedStrategy struct {
	*testRESTStrategy
	policy rest.GarbageCollectionPolicy
}

func (s *recordedStrategy) GenerateName(base string) string { return base + "x" }

func (s *recordedStrategy) PrepareForCreate(ctx context.Context, obj runtime.Object) {
	obj.(*example.Pod).Generation = 1
}

func (s *recordedStrategy) PrepareForUpdate(ctx context.Context, obj, old runtime.Object) {
	if obj.(*example.Pod).Annotations["v"] != old.(*example.Pod).Annotations["v"] {
		obj.(*example.Pod).Generation = old.(*example.Pod).Generation + 1
	}
}

func (s *recordedStrategy) DefaultGarbageCollectionPolicy(ctx context.Context) rest.GarbageCollectionPolicy {
	return s.policy
}

// recordedGraceful is deleted after 30 seconds, if the value is not "now".
type recordedGraceful struct{ *recordedStrategy }

func (s recordedGraceful) CheckGracefulDelete(ctx context.Context, obj runtime.Object, options *metav1.DeleteOptions) bool {
	if obj.(*example.Pod).Annotations["v"] == "never" {
		return false
	}
	period := int64(30)
	if options.GracePeriodSeconds != nil {
		period = *options.GracePeriodSeconds
	}
	if obj.(*example.Pod).Annotations["v"] == "now" {
		period = 0
	}
	options.GracePeriodSeconds = &period
	return true
}

// storeOp is one call. UID and RV are those of the answer with that number; -1 stands for a wrong one.
type storeOp struct {
	Do         string   `json:"do"`
	Name       string   `json:"name,omitempty"`
	Generate   string   `json:"generate,omitempty"`
	V          string   `json:"v,omitempty"`
	Finalizers []string `json:"finalizers,omitempty"`
	UID        int      `json:"uid,omitempty"`
	RV         int      `json:"rv,omitempty"`
	Namespace  string   `json:"namespace,omitempty"`
	Force      bool     `json:"force,omitempty"`
	Grace      *int64   `json:"grace,omitempty"`
	None       bool     `json:"none,omitempty"`
	Orphan     *bool    `json:"orphan,omitempty"`
	Policy     string   `json:"policy,omitempty"`
	Refuse     string   `json:"refuse,omitempty"`
	Inner      *storeOp `json:"inner,omitempty"`
	Out        string   `json:"out,omitempty"`
	Flag       bool     `json:"flag,omitempty"`
	Err        string   `json:"err,omitempty"`
	Reason     string   `json:"reason,omitempty"`
	Calls      int      `json:"calls,omitempty"`
}

type storeCase struct {
	Graceful      bool       `json:"graceful"`
	GC            bool       `json:"gc"`
	Policy        string     `json:"policy"`
	CreateOnWrite bool       `json:"createOnUpdate"`
	Unconditional bool       `json:"unconditional"`
	Returns       bool       `json:"returns"`
	Ops           []*storeOp `json:"ops"`
}

type storeRecorder struct {
	store   *Store
	random  *rand.Rand
	results []*example.Pod
	uids    []string
}

func (r *storeRecorder) pick(values ...string) string { return values[r.random.Intn(len(values))] }
func (r *storeRecorder) chance(one int) bool          { return r.random.Intn(one) == 0 }

func (r *storeRecorder) result() int {
	if r.chance(8) {
		return -1
	}
	for tries := 0; tries < 5 && len(r.results) > 0; tries++ {
		// Mostly a late one.
		at := len(r.results) - 1 - r.random.Intn(1+r.random.Intn(len(r.results)))
		if r.results[at] != nil {
			return at + 1
		}
	}
	return 0
}

func (r *storeRecorder) op(depth int) *storeOp {
	op := &storeOp{Do: r.pick("create", "create", "update", "update", "update", "update", "get", "delete", "delete", "delete"), Name: r.pick("a", "a", "a", "b")}
	if depth > 0 {
		op.Do = r.pick("create", "update", "update", "delete", "delete")
	}
	if op.Do == "get" {
		return op
	}
	if r.chance(4) {
		op.RV = r.result()
	}
	if r.chance(5) {
		op.UID = r.result()
	}
	if r.chance(6) {
		op.Refuse = r.pick("1", "2", "now")
	}
	if op.Do == "delete" {
		if !r.chance(3) {
			grace := int64([]int{0, 0, 1, 10, 20, 30, 40}[r.random.Intn(7)])
			op.Grace = &grace
		}
		if r.chance(4) {
			op.Policy = r.pick("Orphan", "Foreground", "Background")
		}
		if r.chance(6) {
			orphan := r.chance(2)
			op.Orphan = &orphan
		}
		if r.chance(8) {
			*op = storeOp{Do: "delete", Name: op.Name, None: true}
		}
	} else {
		op.V = r.pick("1", "2", "3", "now", "never")
		for _, finalizer := range []string{"a.io/f", "orphan", "foregroundDeletion"} {
			if r.chance(5) && (finalizer != "foregroundDeletion" || len(op.Finalizers) == 0 || op.Finalizers[len(op.Finalizers)-1] != "orphan") {
				op.Finalizers = append(op.Finalizers, finalizer)
			}
		}
		if r.chance(15) {
			op.Namespace = r.pick("test", "other")
		}
	}
	if op.Do == "create" {
		op.UID = 0
		if r.chance(4) {
			op.Generate, op.Name = op.Name, ""
		}
		if !r.chance(8) {
			op.RV = 0
		}
		op.Refuse = ""
	}
	if op.Do == "update" {
		op.Force = r.chance(6)
		if r.chance(2) {
			op.RV = r.result()
		}
	}
	if op.Do != "create" && depth < 2 && r.chance(4) && !op.None {
		op.Inner = r.op(depth + 1)
	}
	return op
}

// text names UIDs in the order in which they appear.
func (r *storeRecorder) text(text string) string {
	for i, uid := range r.uids {
		text = strings.ReplaceAll(text, uid, fmt.Sprintf("u%d", i+1))
	}
	return text
}

func (r *storeRecorder) describe(out runtime.Object) string {
	switch out := out.(type) {
	case *example.Pod:
		if out == nil {
			return ""
		}
		known := out.UID == ""
		for _, uid := range r.uids {
			known = known || uid == string(out.UID)
		}
		if !known {
			r.uids = append(r.uids, string(out.UID))
		}
		grace := ""
		if out.DeletionGracePeriodSeconds != nil {
			grace = fmt.Sprint(*out.DeletionGracePeriodSeconds)
		}
		return r.text(fmt.Sprintf("%s|%s|%s|%s|%d|%s|%t|%s", out.Name, out.UID, out.ResourceVersion, out.Annotations["v"], out.Generation,
			strings.Join(out.Finalizers, ","), out.DeletionTimestamp != nil, grace))
	case *metav1.Status:
		return r.text(fmt.Sprintf("%s|%s|%s|%s|%s", out.Status, out.Details.Name, out.Details.Group, out.Details.Kind, out.Details.UID))
	}
	return ""
}

func (r *storeRecorder) run(op *storeOp) {
	ctx := genericapirequest.WithNamespace(genericapirequest.NewContext(), "test")
	uid, rv := "", ""
	if op.UID < 0 {
		uid = "zz"
	} else if op.UID > 0 {
		uid = string(r.results[op.UID-1].UID)
	}
	if op.RV < 0 {
		rv = "77"
	} else if op.RV > 0 {
		rv = r.results[op.RV-1].ResourceVersion
	}
	pod := &example.Pod{ObjectMeta: metav1.ObjectMeta{Name: op.Name, GenerateName: op.Generate, Namespace: op.Namespace, ResourceVersion: rv,
		UID: types.UID(uid), Annotations: map[string]string{"v": op.V}, Finalizers: op.Finalizers}}
	validate := func(old runtime.Object) error {
		op.Calls++
		if op.Calls == 1 && op.Inner != nil {
			r.run(op.Inner)
		}
		if op.Refuse != "" && old.(*example.Pod).Annotations["v"] == op.Refuse {
			return errors.New("refused at " + op.Refuse)
		}
		return nil
	}
	var out runtime.Object
	var err error
	switch op.Do {
	case "create":
		out, err = r.store.Create(ctx, pod, rest.ValidateAllObjectFunc, &metav1.CreateOptions{})
	case "get":
		out, err = r.store.Get(ctx, op.Name, &metav1.GetOptions{})
	case "update":
		out, op.Flag, err = r.store.Update(ctx, op.Name, rest.DefaultUpdatedObjectInfo(pod), rest.ValidateAllObjectFunc,
			func(ctx context.Context, obj, old runtime.Object) error { return validate(old) }, op.Force, &metav1.UpdateOptions{})
		op.Flag = false
	case "delete":
		options := &metav1.DeleteOptions{GracePeriodSeconds: op.Grace, OrphanDependents: op.Orphan}
		if op.Grace != nil {
			grace := *op.Grace
			options.GracePeriodSeconds = &grace
		}
		if op.UID != 0 || op.RV != 0 {
			options.Preconditions = &metav1.Preconditions{}
			if op.UID != 0 {
				value := types.UID(uid)
				options.Preconditions.UID = &value
			}
			if op.RV != 0 {
				options.Preconditions.ResourceVersion = &rv
			}
		}
		if op.Policy != "" {
			policy := metav1.DeletionPropagation(op.Policy)
			options.PropagationPolicy = &policy
		}
		if op.None {
			options = nil
		}
		out, op.Flag, err = r.store.Delete(ctx, op.Name, func(ctx context.Context, obj runtime.Object) error { return validate(obj) }, options)
	}
	if err != nil {
		op.Err = r.text(err.Error())
		if status, ok := err.(interface{ Status() metav1.Status }); ok {
			op.Reason = string(status.Status().Reason)
		}
		r.results = append(r.results, nil)
		return
	}
	op.Out = r.describe(out)
	pod, _ = out.(*example.Pod)
	r.results = append(r.results, pod)
}

func TestRecordStore(t *testing.T) {
	folder := os.Getenv("VECTORS_OUT")
	if folder == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	random := rand.New(rand.NewSource(42))
	var lines bytes.Buffer
	for i := 0; i < 160; i++ {
		r := &storeRecorder{random: random}
		destroy, store := NewTestGenericStoreRegistry(t)
		r.store = store
		one := storeCase{Graceful: !r.chance(3), GC: !r.chance(3), Policy: r.pick("", "DeleteDependents", "OrphanDependents", "Unsupported"),
			CreateOnWrite: r.chance(4), Unconditional: !r.chance(3), Returns: r.chance(2), Ops: []*storeOp{}}
		strategy := &recordedStrategy{&testRESTStrategy{scheme, nil, true, one.CreateOnWrite, one.Unconditional}, rest.GarbageCollectionPolicy(one.Policy)}
		store.CreateStrategy, store.UpdateStrategy, store.DeleteStrategy = strategy, strategy, strategy
		if one.Graceful {
			store.DeleteStrategy = recordedGraceful{strategy}
		}
		store.EnableGarbageCollection, store.ReturnDeletedObject = one.GC, one.Returns
		store.KeyFunc = func(ctx context.Context, name string) (string, error) { return NamespaceKeyFunc(ctx, "/pods", name) }
		for count := 7 + random.Intn(8); len(one.Ops) < count; {
			op := r.op(0)
			if len(one.Ops) == 0 {
				op = &storeOp{Do: "create", Name: "a", V: "1"}
			}
			r.run(op)
			one.Ops = append(one.Ops, op)
		}
		destroy()
		data, err := json.Marshal(one)
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			lines.WriteString(",\n")
		}
		lines.Write(data)
	}
	text := fmt.Sprintf("{\"symbol\": %q, \"cases\": [\n%s\n]}\n", "staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go#Store.Update", lines.String())
	if err := os.WriteFile(filepath.Join(folder, "registry-store.json"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
