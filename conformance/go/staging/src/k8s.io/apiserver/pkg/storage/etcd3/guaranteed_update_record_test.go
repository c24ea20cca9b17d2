// This file is ours, not part of Kubernetes: it is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package etcd3

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"go.etcd.io/etcd/integration"
	apitesting "k8s.io/apimachinery/pkg/api/apitesting"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apiserver/pkg/apis/example"
	examplev1 "k8s.io/apiserver/pkg/apis/example/v1"
	"k8s.io/apiserver/pkg/storage"
)

// recordedOp is one call of the store. Inner is a call that somebody else makes meanwhile: inside the first call of the
// function that updates or that validates a deletion.
type recordedOp struct {
	Do      string      `json:"do"`
	Key     string      `json:"key"`
	Set     string      `json:"set,omitempty"`
	UID     string      `json:"uid,omitempty"`
	RV      string      `json:"rv,omitempty"`
	Missing bool        `json:"missing,omitempty"`
	Suggest int         `json:"suggest,omitempty"`
	Stale   bool        `json:"stale,omitempty"`
	Broken  bool        `json:"broken,omitempty"`
	Refuse  string      `json:"refuse,omitempty"`
	Inner   *recordedOp `json:"inner,omitempty"`
	Out     string      `json:"out,omitempty"`
	Err     string      `json:"err,omitempty"`
	Calls   int         `json:"calls,omitempty"`
}

type recordedStore struct {
	store   *store
	random  *rand.Rand
	results []*example.Pod
}

func (r *recordedStore) op(depth int) *recordedOp {
	random := r.random
	pick := func(values ...string) string { return values[random.Intn(len(values))] }
	op := &recordedOp{Do: pick("create", "get", "update", "update", "update", "update", "update", "delete"), Key: pick("/a", "/a", "/a", "/b")}
	if depth > 0 {
		op.Do = pick("create", "update", "update", "delete")
	}
	chance := func(one int) bool { return random.Intn(one) == 0 }
	op.Broken = chance(25)
	if op.Do == "get" {
		op.Missing = chance(2)
	} else {
		op.UID = pick("", "", "", "", "x", "y")
		if chance(8) {
			op.RV = strconv.Itoa(random.Intn(9))
		}
	}
	if op.Do == "create" {
		op.Set = pick("1", "2", "3")
		if !chance(3) {
			op.RV = ""
		}
		return op
	}
	if op.Do == "get" {
		return op
	}
	op.Stale = chance(9)
	if chance(5) {
		op.Refuse = pick("1", "2", "3")
	}
	if op.Do == "update" {
		op.Missing = chance(3)
		op.Set = pick("", "", "1", "2", "3")
		if len(r.results) > 0 && chance(2) {
			if at := random.Intn(len(r.results)); r.results[at] != nil {
				op.Suggest = at + 1
			}
		}
	}
	if depth < 2 && chance(3) {
		op.Inner = r.op(depth + 1)
		if !chance(4) {
			op.Inner.Key = op.Key
		}
	}
	return op
}

func (r *recordedStore) run(op *recordedOp) {
	ctx := context.Background()
	transformer := r.store.transformer
	defer func() { r.store.transformer = transformer }()
	changed := *(transformer.(*prefixTransformer))
	changed.stale = op.Stale
	changed.err = nil
	if op.Broken {
		changed.err = errors.New("broken")
	}
	r.store.transformer = &changed
	out := &example.Pod{}
	inner := func() {
		op.Calls++
		if op.Calls == 1 && op.Inner != nil {
			r.run(op.Inner)
		}
	}
	var preconditions *storage.Preconditions
	if op.Do != "create" && (op.UID != "" || op.RV != "") {
		preconditions = &storage.Preconditions{}
		if op.UID != "" {
			uid := types.UID(op.UID)
			preconditions.UID = &uid
		}
		if op.RV != "" {
			preconditions.ResourceVersion = &op.RV
		}
	}
	var err error
	switch op.Do {
	case "create":
		pod := &example.Pod{ObjectMeta: metav1.ObjectMeta{Name: "p", UID: types.UID(op.UID), ResourceVersion: op.RV, Annotations: map[string]string{"v": op.Set}}}
		err = r.store.Create(ctx, op.Key, pod, out, 0)
	case "get":
		err = r.store.Get(ctx, op.Key, storage.GetOptions{IgnoreNotFound: op.Missing}, out)
	case "delete":
		err = r.store.Delete(ctx, op.Key, out, preconditions, func(ctx context.Context, obj runtime.Object) error {
			inner()
			if op.Refuse != "" && obj.(*example.Pod).Annotations["v"] == op.Refuse {
				return errors.New("refused at " + op.Refuse)
			}
			return nil
		})
	case "update":
		var suggestion runtime.Object
		if op.Suggest > 0 {
			suggestion = r.results[op.Suggest-1].DeepCopy()
		}
		err = r.store.GuaranteedUpdate(ctx, op.Key, out, op.Missing, preconditions, func(input runtime.Object, res storage.ResponseMeta) (runtime.Object, *uint64, error) {
			inner()
			pod := input.(*example.Pod).DeepCopy()
			if op.Refuse != "" && pod.Annotations["v"] == op.Refuse {
				return nil, nil, fmt.Errorf("refused at %s of %d", op.Refuse, res.ResourceVersion)
			}
			pod.Name = "p"
			if op.Set != "" {
				pod.Annotations = map[string]string{"v": op.Set}
			}
			return pod, nil, nil
		}, suggestion)
	}
	if err != nil {
		op.Err = err.Error()
		r.results = append(r.results, nil)
		return
	}
	r.results = append(r.results, out)
	op.Out = fmt.Sprintf("%s|%s|%s", out.Annotations["v"], out.UID, out.ResourceVersion)
}

func TestRecordGuaranteedUpdate(t *testing.T) {
	folder := os.Getenv("VECTORS_OUT")
	if folder == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	random := rand.New(rand.NewSource(41))
	codec := apitesting.TestCodec(codecs, examplev1.SchemeGroupVersion)
	cases := [][]*recordedOp{}
	for len(cases) < 150 {
		cluster := integration.NewClusterV3(t, &integration.ClusterConfig{Size: 1})
		r := &recordedStore{
			store:  newStore(cluster.RandClient(), newPod, true, codec, "", &prefixTransformer{prefix: []byte(defaultTestPrefix)}),
			random: random,
		}
		ops := []*recordedOp{}
		for count := 6 + random.Intn(8); len(ops) < count; {
			op := r.op(0)
			if len(ops) == 0 {
				op = &recordedOp{Do: "create", Key: "/a", Set: "1", UID: "x"}
			}
			r.run(op)
			ops = append(ops, op)
		}
		cases = append(cases, ops)
		cluster.Terminate(t)
	}
	var lines bytes.Buffer
	for i, ops := range cases {
		data, err := json.Marshal(ops)
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			lines.WriteString(",\n")
		}
		lines.Write(data)
	}
	text := fmt.Sprintf("{\"symbol\": %q, \"cases\": [\n%s\n]}\n", "staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go#store.GuaranteedUpdate", lines.String())
	if err := os.WriteFile(filepath.Join(folder, "guaranteed-update.json"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
