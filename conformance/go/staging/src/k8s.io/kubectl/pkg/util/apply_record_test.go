// This file is ours. It is copied into the package that it names, in a tree of Kubernetes, to
// record what the real functions do. See conformance/README.md.

package util

import (
	"encoding/json"
	"math/rand"
	"os"
	"path/filepath"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// applyCase has the object before and after, and what the function returned, as text.
type applyCase struct {
	Op     string  `json:"op"`
	Flag   bool    `json:"flag"`
	Before string  `json:"before"`
	After  string  `json:"after"`
	Answer *string `json:"answer"`
}

func TestRecordApplyAnnotation(t *testing.T) {
	out := os.Getenv("VECTORS_OUT")
	if out == "" {
		t.Skip("VECTORS_OUT is not set")
	}
	r := rand.New(rand.NewSource(74))
	pick := func(values ...string) string { return values[r.Intn(len(values))] }
	const last = "kubectl.kubernetes.io/last-applied-configuration"
	text := func(value interface{}) string {
		data, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	cases := []applyCase{}
	for len(cases) < 260 {
		object := map[string]interface{}{"kind": "ReplicaSet", "apiVersion": "apps/v1"}
		metadata := map[string]interface{}{"name": pick("rs", "a&b", "<rs>", "é\u2028\u2029", "\U0001F600", "q\"\\/", "\b\f\n\r\t\x01\x7f")}
		if r.Intn(3) > 0 {
			annotations := map[string]interface{}{}
			for _, key := range []string{"z", "a", "B", "\U0001F600", "\uff5e"} {
				if r.Intn(3) == 0 {
					annotations[key] = pick("1", "", "\\b", "x>y")
				}
			}
			if r.Intn(2) == 0 {
				annotations[last] = pick("", "{}\n", "{\"a\":1}\n")
			}
			if r.Intn(12) == 0 {
				annotations["number"] = int64(1)
			}
			metadata["annotations"] = annotations
		}
		if r.Intn(20) > 0 {
			object["metadata"] = metadata
		}
		if r.Intn(2) == 0 {
			object["spec"] = map[string]interface{}{
				"replicas": []interface{}{int64(3), int64(-1), 1.5, 1e21, 1e-7, nil, true}[r.Intn(7)],
				"list":     []interface{}{int64(1), "<", map[string]interface{}{}, []interface{}{}},
			}
		}
		u := &unstructured.Unstructured{Object: object}
		one := applyCase{Op: pick("get", "set", "modified", "modified", "create", "createOrUpdate"), Flag: r.Intn(2) == 0, Before: text(object)}
		var answer []byte
		var err error
		switch one.Op {
		case "get":
			answer, err = GetOriginalConfiguration(u)
		case "set":
			if one.Flag {
				answer = []byte("{\"x\":1}\n")
			}
			err = setOriginalConfiguration(u, answer)
			answer = nil
		case "modified":
			answer, err = GetModifiedConfiguration(u, one.Flag, unstructured.UnstructuredJSONScheme)
		case "create":
			err = CreateApplyAnnotation(u, unstructured.UnstructuredJSONScheme)
		case "createOrUpdate":
			err = CreateOrUpdateAnnotation(one.Flag, u, unstructured.UnstructuredJSONScheme)
		}
		if err != nil {
			t.Fatal(err)
		}
		if answer != nil {
			said := string(answer)
			one.Answer = &said
		}
		one.After = text(u.Object)
		cases = append(cases, one)
	}
	data, err := json.MarshalIndent(map[string]interface{}{"symbol": "staging/src/k8s.io/kubectl/pkg/util/apply.go#GetModifiedConfiguration", "cases": cases}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, "apply-annotation.json"), append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
