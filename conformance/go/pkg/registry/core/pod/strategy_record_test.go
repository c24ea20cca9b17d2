// This file is ours, not part of Kubernetes: it is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package pod

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	internal "k8s.io/kubernetes/pkg/apis/core"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	coredefaults "k8s.io/kubernetes/pkg/apis/core/v1"
)

type strategyCase struct {
	Do       string      `json:"do"`
	Obj      interface{} `json:"obj"`
	Old      interface{} `json:"old,omitempty"`
	Out      interface{} `json:"out"`
	Grace    *int64      `json:"grace,omitempty"`
	GraceOut *int64      `json:"graceOut,omitempty"`
}

// strategyPlain is an object as JSON without what is empty.
func strategyPlain(t *testing.T, obj interface{}) interface{} {
	data, err := json.Marshal(obj)
	if err != nil {
		t.Fatal(err)
	}
	var plain interface{}
	if err := json.Unmarshal(data, &plain); err != nil {
		t.Fatal(err)
	}
	return strategyPruned(plain)
}

func strategyPruned(value interface{}) interface{} {
	switch value := value.(type) {
	case map[string]interface{}:
		for key, inner := range value {
			if inner = strategyPruned(inner); inner == nil {
				delete(value, key)
			} else {
				value[key] = inner
			}
		}
		if len(value) == 0 {
			return nil
		}
	case []interface{}:
		if len(value) == 0 {
			return nil
		}
		for i := range value {
			value[i] = strategyPruned(value[i])
		}
	}
	return value
}

// strategyShare writes "obj" or "old" for a spec or a status that is the same there.
func strategyShare(one strategyCase) strategyCase {
	share := func(in, from interface{}, name string) {
		target, _ := in.(map[string]interface{})
		source, _ := from.(map[string]interface{})
		for _, key := range []string{"spec", "status"} {
			if target[key] != nil && source[key] != nil && reflect.DeepEqual(target[key], source[key]) {
				target[key] = name
			}
		}
	}
	share(one.Out, one.Obj, "obj")
	share(one.Out, one.Old, "old")
	share(one.Old, one.Obj, "obj")
	return one
}

func strategyConvert(t *testing.T, in, out interface{}) {
	if err := legacyscheme.Scheme.Convert(in, out, nil); err != nil {
		t.Fatal(err)
	}
}

func strategyWrite(t *testing.T, name, symbol string, cases []strategyCase) {
	folder := os.Getenv("VECTORS_OUT")
	if folder == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	var lines bytes.Buffer
	for i, one := range cases {
		data, err := json.Marshal(strategyShare(one))
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			lines.WriteString(",\n")
		}
		lines.Write(data)
	}
	text := fmt.Sprintf("{\"symbol\": %q, \"cases\": [\n%s\n]}\n", symbol, lines.String())
	if err := os.WriteFile(filepath.Join(folder, name+".json"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func strategyPick(random *rand.Rand, values ...string) string {
	return values[random.Intn(len(values))]
}

func strategyPodSpec(random *rand.Rand) v1.PodSpec {
	spec := v1.PodSpec{NodeName: strategyPick(random, "", "n1"), HostNetwork: random.Intn(4) == 0}
	if random.Intn(2) == 0 {
		grace := int64([]int{0, 1, 30, 60}[random.Intn(4)])
		spec.TerminationGracePeriodSeconds = &grace
	}
	if random.Intn(4) == 0 {
		spec.RestartPolicy, spec.SchedulerName, spec.DNSPolicy = v1.RestartPolicyNever, "mine", v1.DNSDefault
	}
	resources := func() v1.ResourceList {
		if random.Intn(2) == 0 {
			return nil
		}
		list := v1.ResourceList{}
		for _, name := range []v1.ResourceName{v1.ResourceCPU, v1.ResourceMemory, v1.ResourceEphemeralStorage} {
			if random.Intn(3) > 0 {
				list[name] = resource.MustParse(strategyPick(random, "0", "1", "1", "2"))
			}
		}
		return list
	}
	container := func() v1.Container {
		c := v1.Container{Name: "c", Image: strategyPick(random, "nginx", "nginx:1.14.2", "nginx:latest", "k8s.gcr.io/pause:3.2", "localhost:5000/a/b", "", "NOT an image",
			"busybox@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"), Resources: v1.ResourceRequirements{Limits: resources(), Requests: resources()}}
		if random.Intn(3) == 0 {
			c.Resources.Requests = c.Resources.Limits.DeepCopy()
		}
		if random.Intn(3) == 0 {
			c.Ports = []v1.ContainerPort{{ContainerPort: 80}, {ContainerPort: 81, HostPort: 8081, Protocol: "UDP"}}
		}
		if random.Intn(5) == 0 {
			c.ImagePullPolicy, c.TerminationMessagePath, c.TerminationMessagePolicy = "Never", "/x", "FallbackToLogsOnError"
		}
		return c
	}
	for i := 0; i < 1+random.Intn(2); i++ {
		spec.Containers = append(spec.Containers, container())
	}
	if random.Intn(4) == 0 {
		spec.InitContainers = append(spec.InitContainers, container())
	}
	return spec
}

func strategyMeta(random *rand.Rand) metav1.ObjectMeta {
	meta := metav1.ObjectMeta{Name: "a", Namespace: "default", Generation: int64(random.Intn(4)), Annotations: map[string]string{"x": strategyPick(random, "1", "2")}}
	if random.Intn(3) == 0 {
		meta.OwnerReferences = []metav1.OwnerReference{{APIVersion: "apps/v1", Kind: "ReplicaSet", Name: strategyPick(random, "a", "b"), UID: "u"}}
	}
	if random.Intn(3) == 0 {
		meta.Labels = map[string]string{"l": strategyPick(random, "1", "2")}
	}
	if random.Intn(3) == 0 {
		deleted := metav1.Unix(1600000000, 0)
		meta.DeletionTimestamp = &deleted
	}
	return meta
}

func TestRecordPodStrategy(t *testing.T) {
	random := rand.New(rand.NewSource(44))
	cases := []strategyCase{}
	ctx := context.Background()
	make := func() *v1.Pod {
		obj := &v1.Pod{ObjectMeta: strategyMeta(random), Spec: strategyPodSpec(random)}
		obj.Status.Phase = v1.PodPhase(strategyPick(random, "", "Pending", "Running", "Failed", "Succeeded"))
		obj.Status.HostIP = strategyPick(random, "", "10.0.0.1")
		return obj
	}
	for i := 0; i < 300; i++ {
		obj, old := make(), make()
		one := strategyCase{Do: []string{"defaults", "create", "create", "update", "status", "grace"}[i%6]}
		if one.Do == "defaults" {
			one.Obj = strategyPlain(t, obj)
			coredefaults.SetObjectDefaults_Pod(obj)
			one.Out = strategyPlain(t, obj)
			cases = append(cases, one)
			continue
		}
		one.Obj = strategyPlain(t, obj)
		new, before := &internal.Pod{}, &internal.Pod{}
		strategyConvert(t, obj, new)
		strategyConvert(t, old, before)
		switch one.Do {
		case "create":
			Strategy.PrepareForCreate(ctx, new)
		case "update":
			one.Old = strategyPlain(t, old)
			Strategy.PrepareForUpdate(ctx, new, before)
		case "status":
			one.Old = strategyPlain(t, old)
			StatusStrategy.PrepareForUpdate(ctx, new, before)
		case "grace":
			options := &metav1.DeleteOptions{}
			if random.Intn(2) == 0 {
				grace := int64(random.Intn(50))
				one.Grace = &grace
				copied := grace
				options.GracePeriodSeconds = &copied
			}
			if !Strategy.CheckGracefulDelete(ctx, new, options) {
				t.Fatal("never false")
			}
			one.GraceOut = options.GracePeriodSeconds
		}
		out := &v1.Pod{}
		strategyConvert(t, new, out)
		one.Out = strategyPlain(t, out)
		cases = append(cases, one)
	}
	strategyWrite(t, "pod-strategy", "pkg/registry/core/pod/strategy.go#podStrategy.PrepareForCreate", cases)
}
